"""The words of an answer, and the tokens that they are made of."""

from __future__ import annotations

import re

import numpy as np

from darkroom.core.errors import BadInputError
from darkroom.core.spans import find_words, token_span
from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.resuming import sequence

_BEFORE, _BEHIND = 20, 30


class AnswerWords:
    """Reads an answer from the last steps of its canvases.

    Args:
        file: the answer; its last canvas may be a draft.

    Attributes:
        text: of the answer, without what was thought.
    """

    def __init__(self, file: TraceFile) -> None:
        tokens = sequence(file.frames)
        ends = np.flatnonzero(np.isin(tokens, file.model.end_ids))
        tokens = tokens[: ends[0]] if len(ends) else tokens
        marks = file.model.thinking
        inside = marks is not None and marks.opened and file.settings.thinking
        parts = ThinkingSplitter(marks, inside=inside).split(tokens)
        self._is_text = parts == Part.TEXT
        self._pieces = [
            file.trace.pieces.get(token, b"") if is_text else b""
            for token, is_text in zip(tokens.tolist(), self._is_text.tolist(), strict=True)
        ]
        self.text = self.text_of(0, len(tokens))

    def text_of(self, start: int, stop: int) -> str:
        """What some of the tokens say."""
        return b"".join(self._pieces[start:stop]).decode("utf-8", "replace")

    def tokens_of(self, start_char: int, stop_char: int) -> tuple[int, int]:
        """First and last + 1 of the tokens that a part of ``text`` is made of.

        Raises:
            BadInputError: something stands between them that is no text.
        """
        first, stop = token_span(self._pieces, start_char, stop_char)
        if not self._is_text[first:stop].all():
            raise BadInputError(
                "Between these words the model thought; they cannot be repainted together.",
                "Choose words on one side of it.",
            )
        return first, stop


def chosen_span(words: AnswerWords, span: str, occurrence: int | None) -> tuple[int, int]:
    """The tokens that a person means, first and last + 1.

    Args:
        words: of the answer.
        span: the exact words.
        occurrence: which of several places, from 1; None where there is one only.

    Raises:
        BadInputError: they are not there, or in several places.
    """
    if not span.strip():
        raise BadInputError("No words were named.", "Give those to be repainted with --span.")
    places = find_words(words.text, span)
    if not places:
        raise BadInputError(f"The answer does not say {span!r}.", _hint(words.text, span))
    if occurrence is None and len(places) > 1:
        listed = "\n".join(
            f"  {number}: {_around(words.text, *place)}" for number, place in enumerate(places, 1)
        )
        raise BadInputError(
            f"The answer says {span!r} in {len(places)} places:\n{listed}",
            "Choose one with --occurrence N, or name more of the words around it.",
        )
    number = occurrence or 1
    if number > len(places):
        raise BadInputError(
            f"The answer says {span!r} {_times(len(places))}, not {number} times.",
            f"Choose --occurrence 1 to {len(places)}.",
        )
    return words.tokens_of(*places[number - 1])


def _hint(text: str, span: str) -> str:
    loosely = r"\s+".join(map(re.escape, span.split()))
    if there := re.search(loosely, text, re.IGNORECASE):
        return f"It says {there[0]!r}: give the words exactly as they stand there."
    return "Give words exactly as they stand there, with upper and lower case and white space."


def _around(text: str, start: int, stop: int) -> str:
    before, behind = text[max(start - _BEFORE, 0) : start], text[stop : stop + _BEHIND]
    left, right = "…" if start > _BEFORE else "", "…" if stop + _BEHIND < len(text) else ""
    return " ".join(f"{left}{before}[{text[start:stop]}]{behind}{right}".split())


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
