"""What a second start asks of the window that is there, and how it is written on one line."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any, Final

from darkroom.core.errors import BadInputError
from darkroom.viewmodels.considered import DEMO

LONGEST_LINE: Final = 1 << 20
"""Bytes of a wish on the wire; what a command line may hold is far below."""

_LONGEST_PATH: Final = 4096
_LONGEST_TOKEN: Final = 256
_NOT_UNDERSTOOD: Final = "What another start of Darkroom asked for cannot be understood"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody who starts Darkroom wants to see.

    Args:
        model: absolute path of a ``.gguf`` file or ``DEMO``; None leaves the model as it is.
        prompt: text for the prompt box; None leaves that as it is.
        activation: what Wayland's compositor lets the window come to the front for, or empty.
    """

    model: str | None = None
    prompt: str | None = None
    activation: str = ""

    @classmethod
    def here(cls, model: str | None, prompt: str | None) -> Wish:
        """Make the wish of this process: paths of its own folder, the token of its own start."""
        path = model if model is None or model == DEMO else os.path.abspath(model)  # noqa: PTH100 - as typed, without links
        return cls(path, prompt, os.environ.get("XDG_ACTIVATION_TOKEN", ""))


def write_wish(wish: Wish) -> bytes:
    """Write a wish on one line, its end included.

    Raises:
        BadInputError: it is too long to be handed over.
    """
    raw = {"model": wish.model, "prompt": wish.prompt, "activation": wish.activation}
    # In ASCII: names of files that are no text survive, and no character ends the line early.
    line = json.dumps(raw, ensure_ascii=True).encode("ascii") + b"\n"
    if len(line) > LONGEST_LINE:
        raise BadInputError(
            f"The prompt is too long to be handed over: {len(line):,} bytes, "
            f"{LONGEST_LINE:,} are the most.",
            "Paste it into the window instead.",
        )
    return line


def read_wish(line: bytes) -> Wish:
    """Read a wish; nothing about it is taken on trust.

    Raises:
        BadInputError: the line is no wish, or one that is not granted.
    """
    if len(line) > LONGEST_LINE:
        raise BadInputError(f"{_NOT_UNDERSTOOD}: it is too long.")
    try:
        raw: Any = json.loads(line)
        model, prompt, activation = raw["model"], raw["prompt"], raw["activation"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise BadInputError(f"{_NOT_UNDERSTOOD}.") from error
    if model is not None and not _is_model(model):
        raise BadInputError(f"{_NOT_UNDERSTOOD}: its model is no .gguf file.")
    if prompt is not None and not isinstance(prompt, str):
        raise BadInputError(f"{_NOT_UNDERSTOOD}: its prompt is no text.")
    if not isinstance(activation, str):
        raise BadInputError(f"{_NOT_UNDERSTOOD}: its token is no text.")
    token = activation if _is_token(activation) else ""
    return Wish(model, None if prompt is None else _plain(prompt), token)


def _is_model(model: object) -> bool:
    if not isinstance(model, str):
        return False
    if model == DEMO:
        return True
    fits = len(model) <= _LONGEST_PATH and "\0" not in model
    return fits and model.lower().endswith(".gguf") and os.path.isabs(model)  # noqa: PTH117 - a text


def _is_token(text: str) -> bool:
    return len(text) <= _LONGEST_TOKEN and text.isascii() and text.isprintable()


def _plain(text: str) -> str:
    """Make text that a text field can show: no halves of characters, no NUL."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
