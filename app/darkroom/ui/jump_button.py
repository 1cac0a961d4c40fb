"""The way back to the newest turn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from darkroom.ui.controls import IconButton
from darkroom.ui.theme import Theme

_SIZE_PX = 36


class JumpButton(IconButton):
    """A round button that lies over the conversation.

    Args:
        theme: colours and sizes.
        parent: what it lies over.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        words = QCoreApplication.translate("JumpButton", "Jump to the newest message")
        super().__init__(theme, "chevron", words, parent=parent)
        self.hide()

    def sizeHint(self) -> QSize:
        """Round."""
        return QSize(self._theme.px(_SIZE_PX), self._theme.px(_SIZE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, which the text below must not shine through; then the arrow."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = theme.colour("accent" if self.hasFocus() else "outline")
        painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "raised"))
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawEllipse(room)
        mode = self.icon().Mode.Active if self.underMouse() else self.icon().Mode.Normal
        size = self.iconSize()
        picture = self.icon().pixmap(size, self.devicePixelRatioF(), mode)
        painter.drawPixmap(
            (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, picture
        )
        painter.end()
