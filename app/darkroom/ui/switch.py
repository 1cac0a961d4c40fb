"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from darkroom.ui.theme import Theme

_WIDTH_PX, _HEIGHT_PX, _ROOM_PX = 38, 22, 3


class Switch(QCheckBox):
    """A check box that looks like what it does; which side the knob is on says how it stands.

    Args:
        theme: colours and sizes.
        name: accessible name.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """With room for the ring that shows the focus."""
        px = self._theme.px
        return QSize(px(_WIDTH_PX + 2 * _ROOM_PX), px(_HEIGHT_PX + 2 * _ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, the knob, and the ring of the focus."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(px(_ROOM_PX), px(_ROOM_PX), px(_WIDTH_PX), px(_HEIGHT_PX))
        on = self.isChecked()
        edge = theme.colour("accent" if on else "outline")
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(edge if on else theme.colour("bg"))
        radius = groove.height() / 2
        painter.drawRoundedRect(groove.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
        side = groove.height() - 2 * px(4)
        left = groove.right() - px(4) - side if on else groove.left() + px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent") if on else edge)
        painter.drawEllipse(QRectF(left, groove.top() + px(4), side, side))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            ring = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.end()

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
