"""What the cells of a finished answer read as, all canvases together. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import Frame
from darkroom.viewmodels.cells import Lexicon, decode_cells
from darkroom.viewmodels.replay.reel import Reel


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """Texts by canvas and cell; a cell is part of the answer, of thinking, or of neither.

    Attributes:
        answer: empty where a cell is not part of it.
        thinking: likewise.
    """

    answer: list[list[str]]
    thinking: list[list[str]]


def whole_answer(reel: Reel) -> WholeAnswer:
    """Read the last steps of all canvases; a character may end in a later canvas."""
    text, thinking, inside = reel.opening
    splitter = ThinkingSplitter(reel.lexicon.marks, inside=inside)
    lasts = [frames[-1] for frames in reel.canvases]
    parts = [splitter.split(last.tokens) for last in lasts]
    return WholeAnswer(
        _read(lasts, parts, Part.TEXT, reel.lexicon, at_start=not text),
        _read(lasts, parts, Part.THINKING, reel.lexicon, at_start=not thinking),
    )


def _read(
    lasts: Sequence[Frame],
    parts: Sequence[NDArray[np.int8]],
    part: Part,
    lexicon: Lexicon,
    *,
    at_start: bool,
) -> list[list[str]]:
    pieces: list[bytes] = []
    for last, belongs in zip(lasts, parts, strict=True):
        tokens = last.tokens.tolist()
        stop = next((i for i, token in enumerate(tokens) if token in lexicon.end_ids), len(tokens))
        for cell, token in enumerate(tokens):
            seen = cell < stop and belongs[cell] == part
            pieces.append(lexicon.piece(token) if seen else b"")
    texts = iter(decode_cells(pieces))
    rows = [[next(texts) for _ in last.tokens] for last in lasts]
    if at_start:
        _strip_start(rows)
    return rows


def _strip_start(rows: list[list[str]]) -> None:
    """An answer does not begin with white space."""
    for row in rows:
        for cell, text in enumerate(row):
            row[cell] = text.lstrip()
            if row[cell]:
                return
