"""A replay packed for a page that plays it: what every cell shows at every step. No Qt in here.

One zlib stream: the length of the head (4 bytes, little-endian), the head in JSON, then for each
canvas of the head its ``texts`` and its ``looks``. A canvas of C cells has n steps and n + 1 rows;
the last row is what the canvas reads as below later ones. Both arrays stand row by row, each row as
the difference (XOR) to the one before. ``texts`` are places in ``pieces`` of the head, 3 bytes
each: first all lowest bytes, then all middle ones, then all highest. ``looks`` are bytes: state
(bits 0-2), density of noise (3-4), whether the cell belongs to thinking (5), pattern of noise
(6-7).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import IntArray
from darkroom.viewmodels.cells import CellState
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.reel import Reel
from darkroom.viewmodels.replay.whole import whole_answer

VERSION: Final = 1
THINKING_BIT: Final = 0x20
_GRAIN_SHIFT: Final = 3
_PATTERN_SHIFT: Final = 6
_PATTERNS: Final = 4
_PLANES: Final = 3
_LEVEL: Final = 9


def pack(reel: Reel, shades: Sequence[Sequence[int]], more: dict[str, Any]) -> bytes:
    """Pack all steps.

    Args:
        reel: the steps.
        shades: for each canvas the colour of each cell in the settling map.
        more: goes into the head as it is.
    """
    table = _Table()
    canvases: list[dict[str, Any]] = []
    body: list[bytes] = []
    index = 0
    for frames, ends, committed in zip(reel.canvases, shades, _committed(reel), strict=True):
        rows = [_row(reel.picture(index + place), table) for place in range(len(frames))]
        index += len(frames)
        rows.append((np.array([table.place(text) for text in committed], np.uint32), rows[-1][1]))
        canvases.append(
            {
                "block": frames[0].block,
                "cells": len(frames[0].tokens),
                "steps": [frame.step for frame in frames],
                "most": max(frame.max_steps for frame in frames),
                "shades": list(ends),
            }
        )
        body += [_texts(np.stack([row[0] for row in rows]))]
        body += [_differences(np.stack([row[1] for row in rows])).tobytes()]
    text, thinking, _ = reel.opening
    head = {
        "version": VERSION,
        "pieces": table.pieces,
        "canvases": canvases,
        "opening": text,
        "openingThinking": thinking,
        **more,
    }
    packed_head = json.dumps(head, separators=(",", ":")).encode()
    length = len(packed_head).to_bytes(4, "little")
    return zlib.compress(length + packed_head + b"".join(body), _LEVEL)


class _Table:
    """Strings by number; each stands once."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The number of a string."""
        place = self._places.setdefault(text, len(self.pieces))
        if place == len(self.pieces):
            self.pieces.append(text)
        return place


def _row(picture: Picture, table: _Table) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Text and look of each cell; a cell is part of the answer or of thinking, never of both."""
    answer, thinking = picture.answer, picture.thinking
    looks = _looks(answer.states, answer.grain, answer.tokens)
    texts = list(answer.texts)
    if thinking is not None:
        thought = thinking.states != CellState.HIDDEN
        others = _looks(thinking.states, thinking.grain, thinking.tokens) | THINKING_BIT
        looks = np.where(thought, others, looks).astype(np.uint8)
        for cell in np.flatnonzero(thought).tolist():
            texts[cell] = thinking.texts[cell]
    return np.array([table.place(text) for text in texts], np.uint32), looks


def _looks(
    states: NDArray[np.uint8], grain: NDArray[np.uint8], tokens: IntArray
) -> NDArray[np.uint8]:
    pattern = (tokens * 37 + np.arange(len(tokens)) * 13) // 8 % _PATTERNS
    noise = (grain << _GRAIN_SHIFT) | (pattern.astype(np.uint8) << _PATTERN_SHIFT)
    return states | np.where(states == CellState.NOISE, noise, 0).astype(np.uint8)


def _committed(reel: Reel) -> list[list[str]]:
    """What each cell reads as in the whole answer."""
    whole = whole_answer(reel)
    return [
        [one or other for one, other in zip(*rows, strict=True)]
        for rows in zip(whole.answer, whole.thinking, strict=True)
    ]


def _texts(places: NDArray[np.uint32]) -> bytes:
    planes = _differences(places).astype("<u4").view(np.uint8).reshape(-1, 4)[:, :_PLANES]
    return np.ascontiguousarray(planes.T).tobytes()


def _differences(rows: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([rows[:1], rows[1:] ^ rows[:-1]])
