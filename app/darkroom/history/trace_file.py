"""An answer with all its steps, as a file of its own: for research, and to go on with it.

``trace_npz`` writes and reads it as NumPy's ``.npz``; ``to_json`` is the same as text.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from typing import Any, Final, cast, get_args

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import short
from darkroom.core.types import (
    FinishReason,
    Frame,
    GenerateSettings,
    Message,
    ModelInfo,
    Role,
    ThinkingMarks,
)
from darkroom.core.version import version
from darkroom.history.parts import number, settings_of, text_of, whole_of
from darkroom.history.provenance import as_plain, provenance_of
from darkroom.history.records import Provenance
from darkroom.history.trace import Trace

FORMAT: Final = "darkroom-trace"
FORMAT_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class TracedModel:
    """The model that answered, as far as looking at its steps needs it.

    Attributes:
        name: a title for people.
        path: of its (first) file, or ``"demo"``; empty if nobody knows.
        quantization: type of most of its weight bytes.
        canvas_length: cells per canvas, C; 0 if nobody knows.
        vocab_size: tokens, V; 0 if nobody knows.
        end_ids: tokens that end an answer.
        thinking: the tokens around its thinking; None where it has none.
    """

    name: str = ""
    path: str = ""
    quantization: str = ""
    canvas_length: int = 0
    vocab_size: int = 0
    end_ids: tuple[int, ...] = ()
    thinking: ThinkingMarks | None = None

    @classmethod
    def of(cls, info: ModelInfo, path: str) -> TracedModel:
        """What ``info`` says of it.

        Args:
            info: of the loaded model.
            path: how it was asked for; a file, or ``"demo"``.
        """
        return cls(
            info.name,
            path,
            info.quantization,
            info.canvas_length,
            info.vocab_size,
            info.end_ids,
            info.thinking,
        )


@dataclass(frozen=True, slots=True, eq=False)
class TraceFile:
    """All there is to know of an answer.

    Attributes:
        trace: its frames, oldest first, and the UTF-8 bytes of the tokens in them.
        model: that answered.
        messages: that it answers, oldest first, as they were sent.
        settings: how its last steps were denoised; None is the default of the model's file.
        provenance: the system prompt, what the answer was made of, and how its canvases began
            where not in fresh noise.
        text: the answer, without its thinking.
        thinking: what was thought before it.
        reason: why it ended.
        created: when, seconds since 1970, UTC; 0 if nobody knows.
        darkroom: version of the Darkroom that made it.
    """

    trace: Trace
    model: TracedModel = field(default_factory=TracedModel)
    messages: tuple[Message, ...] = ()
    settings: GenerateSettings = field(default_factory=GenerateSettings)
    provenance: Provenance = field(default_factory=Provenance)
    text: str = ""
    thinking: str = ""
    reason: FinishReason = "end"
    created: float = 0.0
    darkroom: str = field(default_factory=version)

    @property
    def frames(self) -> list[Frame]:
        """All steps, oldest first."""
        return self.trace.frames

    @property
    def system(self) -> str:
        """The system prompt; empty for none."""
        return self.provenance.system

    @property
    def seed(self) -> int:
        """That noise was drawn from."""
        return self.settings.seed


def to_json(file: TraceFile) -> str:
    """Everything as one JSON object: the fields of ``head``, and ``frames`` with plain lists.

    Entropies are in nats; ``topk_ids`` and ``topk_probs`` are there where they were captured.
    Text of the whole vocabulary is not; ``pieces`` has the bytes of each token that occurs, in
    hexadecimal digits.
    """
    return json.dumps(head(file) | {"frames": [_plain_frame(frame) for frame in file.frames]})


def head(file: TraceFile) -> dict[str, Any]:
    """All but the frames, for JSON."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "darkroom": file.darkroom,
        "model": asdict(file.model),
        "messages": [asdict(message) for message in file.messages],
        "settings": asdict(file.settings),
        "provenance": as_plain(file.provenance),
        "text": file.text,
        "thinking": file.thinking,
        "reason": file.reason,
        "created": file.created,
        "pieces": {str(token): piece.hex() for token, piece in sorted(file.trace.pieces.items())},
    }


def of_head(raw: object, frames: list[Frame]) -> TraceFile:
    """A file from what ``head`` gave.

    Raises:
        BadInputError: something in it cannot be, or it is of a newer Darkroom.
    """
    given = _object(raw)
    if given.get("format") != FORMAT:
        raise BadInputError("It is no trace of Darkroom.")
    if given.get("version") != FORMAT_VERSION:
        raise BadInputError("A newer Darkroom has made it.", "Get the newest Darkroom.")
    return TraceFile(
        Trace(frames, _pieces(given.get("pieces"))),
        _model(given.get("model")),
        tuple(map(_message, _list(given.get("messages")))),
        settings_of(given.get("settings"), strict=True),
        provenance_of(given.get("provenance"), strict=True),
        text_of(given.get("text")),
        text_of(given.get("thinking")),
        cast("FinishReason", _one_of(given.get("reason"), get_args(FinishReason))),
        number(given.get("created")),
        text_of(given.get("darkroom")),
    )


def _plain_frame(frame: Frame) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "block": frame.block,
        "step": frame.step,
        "max_steps": frame.max_steps,
        "tokens": frame.tokens.tolist(),
        "accepted": frame.accepted.astype(int).tolist(),
        "entropy": _rounded(frame.entropy),
    }
    if frame.topk_ids is not None and frame.topk_probs is not None:
        plain["topk_ids"] = frame.topk_ids.tolist()
        plain["topk_probs"] = [_rounded(row) for row in frame.topk_probs]
    return plain


def _rounded(values: NDArray[np.float16]) -> list[float | None]:
    # Five digits tell all halves apart; what is no number has no place in JSON.
    return [float(f"{value:.5g}") if math.isfinite(value) else None for value in values]


def _model(raw: object) -> TracedModel:
    given = _object(raw)
    marks = given.get("thinking")
    return TracedModel(
        text_of(given.get("name")),
        text_of(given.get("path")),
        text_of(given.get("quantization")),
        whole_of(given.get("canvas_length")),
        whole_of(given.get("vocab_size")),
        tuple(map(whole_of, _list(given.get("end_ids")))),
        None if marks is None else _marks(_object(marks)),
    )


def _marks(given: dict[str, object]) -> ThinkingMarks:
    opened = given.get("opened")
    if not isinstance(opened, bool):
        raise BadInputError(f"{short(opened)} is not true or false.")
    label = tuple(map(whole_of, _list(given.get("label"))))
    return ThinkingMarks(
        whole_of(given.get("open_id")), whole_of(given.get("close_id")), label, opened
    )


def _message(raw: object) -> Message:
    given = _object(raw)
    role = cast("Role", _one_of(given.get("role"), get_args(Role)))
    return Message(role, text_of(given.get("text")))


def _pieces(raw: object) -> dict[int, bytes]:
    pieces: dict[int, bytes] = {}
    for token, digits in _object(raw).items():
        if not (token.isascii() and token.isdigit() and len(token) < 10):
            raise BadInputError(f"{short(token)} is no token.")
        try:
            pieces[int(token)] = bytes.fromhex(text_of(digits))
        except ValueError as error:
            raise BadInputError(f"{short(digits)} are no bytes.") from error
    return pieces


def _one_of(value: object, choices: tuple[object, ...]) -> object:
    if value not in choices:
        raise BadInputError(f"{short(value)} is not one of {', '.join(map(str, choices))}.")
    return value


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadInputError(f"{short(value)} is not an object.")
    return cast("dict[str, object]", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise BadInputError(f"{short(value)} is not a list.")
    return cast("list[object]", value)
