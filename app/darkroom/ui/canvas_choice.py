"""Which cells of a canvas are selected."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from darkroom.ui.canvas_cells import CellPlaces

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CanvasChoice:
    """A range of cells between where it was begun and where it was led."""

    def __init__(self) -> None:
        self._anchor: int | None = None
        self._cursor = 0

    @property
    def range(self) -> tuple[int, int]:
        """The first cell and the one behind the last; both 0 for none."""
        if self._anchor is None:
            return 0, 0
        return min(self._anchor, self._cursor), max(self._anchor, self._cursor) + 1

    def put(self, first: int, stop: int) -> None:
        """Select a range; none if it is empty."""
        self._anchor = first if first < stop else None
        self._cursor = stop - 1

    def press(self, cell: int | None, *, extends: bool) -> None:
        """Begin at a cell, or go on to it; None selects none."""
        if cell is None:
            self._anchor = None
        elif extends and self._anchor is not None:
            self._cursor = cell
        else:
            self._anchor = self._cursor = cell

    def drag(self, cell: int | None) -> None:
        """Lead the range to a cell."""
        if cell is not None and self._anchor is not None:
            self._cursor = cell

    def key(self, event: QKeyEvent, cells: CellPlaces) -> bool:
        """Move by a key; with Shift the range grows.

        Args:
            event: the key.
            cells: where they are.

        Returns:
            Whether the key was of use.
        """
        target = self._target(Qt.Key(event.key()), cells)
        if target is None:
            return False
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.press(target, extends=extends)
        return True

    def _target(self, key: Qt.Key, cells: CellPlaces) -> int | None:
        there = cells.cells
        if not there or key not in {*_STEPS, *_LINES}:
            return None
        if self._anchor is None or self._cursor not in there:
            return there[0]
        if key in _LINES:
            found = cells.beside(self._cursor, _LINES[key])
            return self._cursor if found is None else found
        place = there.index(self._cursor) + _STEPS[key]
        return there[min(max(place, 0), len(there) - 1)]
