"""What changed between two pictures of a canvas, and what still fades."""

from __future__ import annotations

from collections.abc import Collection
from time import monotonic

import numpy as np

from darkroom.viewmodels.cells import CanvasContent, CellState

FADE_MS = 250
MANY_CELLS = 80
"""With more changes than this, painting everything is faster than finding out what changed."""


def same_canvas(one: CanvasContent, other: CanvasContent) -> bool:
    """Whether both are steps of one canvas."""
    return one.prefix == other.prefix and len(one.states) == len(other.states)


def differ_much(one: CanvasContent, other: CanvasContent) -> bool:
    """Whether everything has to be painted anew."""
    if not same_canvas(one, other):
        return True
    changed = (one.states != other.states) | (one.tokens != other.tokens)
    return int(changed.sum()) > MANY_CELLS


class Fades:
    """Cells that were new a moment ago: their ground fades once they are settled."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    @property
    def cells(self) -> Collection[int]:
        """Cells that fade, or did until just now."""
        return self._since

    @property
    def any_left(self) -> bool:
        """Something is still to be seen."""
        now = _now_ms()
        return any(now - since < FADE_MS for since in self._since.values())

    def clear(self) -> None:
        """Let nothing fade."""
        self._since = {}

    def take(self, last: CanvasContent | None, content: CanvasContent) -> None:
        """Begin to fade what was new in the last picture and is settled in this one."""
        before, self._since = self._since, {}
        if last is None or not same_canvas(last, content):
            return
        now = _now_ms()
        settled = content.states == CellState.SETTLED
        for cell, since in before.items():
            if settled[cell] and now - since < FADE_MS:
                self._since[cell] = since
        for cell in np.flatnonzero(settled & (last.states == CellState.FRESH)).tolist():
            self._since[cell] = now

    def strength(self, cell: int) -> float:
        """How much of a new cell's ground is to be seen, 1 … 0."""
        since = self._since.get(cell)
        return 1.0 if since is None else max(0.0, 1.0 - (_now_ms() - since) / FADE_MS)


def _now_ms() -> float:
    return monotonic() * 1000
