"""What stands above an answer: who gave it, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from darkroom.ui.controls import ElidedLabel, label
from darkroom.ui.theme import Theme

_GAP_PX = 10
_LEAST_NAME = 0.4
"""Of the width: so much the name keeps, whatever stands at the right."""


class TurnHead(QWidget):
    """Model and quantization at the left, the position at the right.

    Where it is narrow the quantization goes first, then both others are shortened.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = ElidedLabel("name", parent=self)
        self.quantization = label(role="muted", parent=self)
        self.position = ElidedLabel("muted", parent=self)

    def say(self, name: str, quantization: str, position: str) -> None:
        """Write all three; each may be empty."""
        words = (name, quantization, position)
        if words != tuple(part.text() for part in self._parts):
            for part, text in zip(self._parts, words, strict=True):
                part.setText(text)
            if self.isVisible():
                self.arrange()

    def sizeHint(self) -> QSize:
        """One line; the two fonts of it are equally tall."""
        return QSize(40, self.name.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self.arrange()

    @property
    def _parts(self) -> tuple[QLabel, QLabel, QLabel]:
        return self.name, self.quantization, self.position

    def arrange(self) -> None:
        """Put everything in its place."""
        name, quantization, position = (part.sizeHint().width() for part in self._parts)
        gap, height = self._theme.px(_GAP_PX), self.height()
        if name + quantization + position + 2 * gap > self.width():
            quantization = 0
        position = min(position, self.width() - min(name, round(self.width() * _LEAST_NAME)) - gap)
        end = self.width() - position
        name = min(name, end - gap - (quantization + gap if quantization else 0))
        self.name.setGeometry(0, 0, name, height)
        self.quantization.setVisible(quantization > 0)
        self.quantization.setGeometry(name + gap, 0, quantization, height)
        self.position.setGeometry(end, 0, position, height)
