"""A strip of colours, with words at its ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel

_HEIGHT_PX = 10


class Legend(QWidget):
    """Says what colours mean.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = _Strip(theme)
        self._words = WrapLabel(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._strip)
        column.addWidget(self._words)

    def say(self, colours: NDArray[np.uint8], words: str) -> None:
        """Show colours, uint8[n, 3], and what they mean."""
        self._strip.colours = colours
        self._strip.update()
        self._words.setText(words)


class _Strip(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.colours = np.zeros((0, 3), np.uint8)
        self.setFixedHeight(theme.px(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colours from left to right."""
        painter = QPainter(self)
        wide = self.width() / max(len(self.colours), 1)
        for place, (red, green, blue) in enumerate(self.colours.tolist()):
            rect = QRectF(place * wide, 0, wide + 1, self.height())
            painter.fillRect(rect, QColor(red, green, blue))
        painter.end()
