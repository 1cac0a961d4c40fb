"""What people put on a canvas: a selection, locks, colours by cell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from darkroom.ui.canvas_cells import CellPlaces
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CellState, StateArray

Overlay = NDArray[np.uint8]
"""uint8[C, 3]: red, green, blue of each cell's ground."""

_LINE_PX = 2
_LOCK_PX = 9
_UNSEEN = (CellState.NOISE, CellState.HIDDEN)


class CanvasMarks:
    """Draws them; none is told by its colour alone.

    Selected cells have an outline, locked ones a padlock and a line below.

    Args:
        theme: colours and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.selection: tuple[int, int] = (0, 0)
        self.locked: frozenset[int] = frozenset()
        self.overlay: Overlay | None = None

    @property
    def any(self) -> bool:
        """There is something to draw."""
        first, stop = self.selection
        return first < stop or bool(self.locked) or self.overlay is not None

    def paint_below(self, painter: QPainter, cells: CellPlaces, states: StateArray) -> None:
        """Draw the grounds of cells."""
        overlay = self.overlay
        if overlay is not None:
            there = min(len(overlay), len(states))
            for cell in cells.cells:
                if cell < there and states[cell] not in _UNSEEN:
                    red, green, blue = (int(value) for value in overlay[cell])
                    for rect in cells.rects(cell, cell + 1):
                        painter.fillRect(rect, QColor(red, green, blue))
        elif self.selection[0] < self.selection[1]:
            ground = self._theme.colour("hover")
            for rect in cells.rects(*self.selection, ink=True):
                painter.fillRect(rect, ground)

    def paint_above(self, painter: QPainter, cells: CellPlaces) -> None:
        """Draw outlines and locks."""
        colour, line = self._theme.colour("text"), self._theme.px(_LINE_PX)
        for cell in sorted(self.locked):
            for rect in cells.rects(cell, cell + 1, ink=True)[:1]:
                self._lock(painter, rect, colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, line))
        for rect in cells.rects(*self.selection, ink=True):
            painter.drawRect(QRectF(rect).adjusted(-line, line / 2, line, -line / 2))

    def _lock(self, painter: QPainter, rect: QRect, colour: QColor) -> None:
        """A line below the word, and a padlock at its end, where hardly a letter reaches."""
        size, thin = float(self._theme.px(_LOCK_PX)), self._theme.px(1)
        painter.fillRect(rect.left(), rect.bottom() - thin, rect.width(), thin + 1, colour)
        body = QRectF(rect.right() - size / 4, rect.bottom() - size / 2, size * 0.8, size * 0.6)
        shackle = QRectF(body.left() + size * 0.16, body.top() - size * 0.35, size / 2, size * 0.7)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, thin * 1.4))
        painter.drawArc(shackle, 0, 180 * 16)
        painter.fillRect(body, colour)
