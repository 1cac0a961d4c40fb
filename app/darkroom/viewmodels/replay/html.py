"""A replay as one page that needs nothing else: no network, no fonts, no library. No Qt in here."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from html import escape
from string import Template
from typing import Any, Final

from darkroom.core.resources import resource_path
from darkroom.core.version import version
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.packing import pack
from darkroom.viewmodels.replay.reel import Reel, reel_of
from darkroom.viewmodels.replay.settling_page import ramps, settling_shades
from darkroom.viewmodels.replay.words import PageWords

_POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "base-uri 'none'; form-action 'none'"
)


_ENGLISH: Final = PageWords()


def replay_html(
    file: TraceFile, words: PageWords = _ENGLISH, *, question: str | None = None
) -> str:
    """Make the page of an answer.

    Args:
        file: the answer with its steps.
        words: in the reader's language.
        question: as people read it; None takes what the model read last.

    Raises:
        BadInputError: there are no steps, or they are damaged.
    """
    reel = reel_of(file, question)
    style, script = _resource("page.css"), _script()
    caption = reel.caption
    thinking, answer = _ending(reel)
    fields = {
        "policy": _POLICY.format(script=_hash(script), style=_hash(style)),
        "version": version(),
        "lang": words.lang,
        "title": words.title,
        "question": caption.question,
        "question_label": words.question,
        "answer": answer,
        "answer_label": words.answer,
        "model": caption.model,
        "thinking": thinking,
        "thinking_label": words.thinking,
        "foot": _foot(reel, words),
        "trouble": words.trouble,
    }
    return Template(_resource("page.html")).substitute(
        {name: _inert(text) for name, text in fields.items()},
        question_hidden="" if caption.question else " hidden",
        thinking_hidden="" if thinking else " hidden",
        style=style,
        script=script,
        data=base64.b64encode(pack(reel, settling_shades(reel.canvases), _head(words))).decode(),
    )


def _inert(text: str) -> str:
    """Text that a page shows and does not read; what no page may hold is left out."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\t\n"))


def _head(words: PageWords) -> dict[str, Any]:
    return {"words": asdict(words), "ramp": ramps()}


def _ending(reel: Reel) -> tuple[str, str]:
    """Thinking and answer as they are in the end, for browsers that play nothing."""
    end: Picture = reel.picture(len(reel.frames) - 1)
    thinking, answer = end.thinking, end.answer
    thought = "" if thinking is None else thinking.prefix + "".join(thinking.texts)
    return thought, answer.prefix + "".join(answer.texts)


def _foot(reel: Reel, words: PageWords) -> str:
    caption = reel.caption
    day = f"{datetime.fromtimestamp(caption.created, UTC):%Y-%m-%d}" if caption.created else ""
    parts = [words.made_with.format(version=version()), words.seed.format(seed=caption.seed), day]
    return " · ".join(filter(None, parts))


def _script() -> str:
    return f"{_resource('model.js')}\n{_resource('page.js')}\nPage.open();\n"


def _resource(name: str) -> str:
    return resource_path("replay", name).read_text("utf-8")


def _hash(source: str) -> str:
    return base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
