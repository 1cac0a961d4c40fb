"""A scroll bar for what is wider than its place, no more conspicuous than it has to be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from darkroom.ui.theme import Theme

_HEIGHT_PX = 10
_MARGIN_PX = 2


class SlimBar(QScrollBar):
    """Scrolls from left to right.

    Args:
        theme: colours and scale.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Scroll to the left and right"))

    def sizeHint(self) -> QSize:
        """A few pixels high."""
        return QSize(self._theme.px(60), self._theme.px(_HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the handle and nothing else."""
        # The style would leave room for arrows at both ends.
        share = self.pageStep() / max(self.maximum() - self.minimum() + self.pageStep(), 1)
        length = self.width() * share
        left = (self.width() - length) * self.value() / max(self.maximum(), 1)
        place = QRectF(left, 0, length, self.height())
        margin = self._theme.px(_MARGIN_PX)
        place.adjust(0, margin, 0, -margin)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        touched = self.underMouse() or self.isSliderDown()
        painter.setBrush(self._theme.colour("outline" if touched else "faint"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.end()
