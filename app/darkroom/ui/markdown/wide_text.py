"""Text whose lines are not broken: it scrolls from left to right where it is too wide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption, QWheelEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.flow_text import FlowText
from darkroom.ui.markdown.slim_bar import SlimBar
from darkroom.ui.theme import Theme


class WideText(FlowText):
    """Keeps room for its bar, whether that is there or not.

    Args:
        theme: of the bar.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setLineWrapMode(FlowText.LineWrapMode.NoWrap)
        bar = SlimBar(theme)
        self.setHorizontalScrollBar(bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.bar_height = bar.sizeHint().height()

    def heightForWidth(self, width: int) -> int:
        """The same at every width."""
        return self._text_height() + self.bar_height

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(40, self.heightForWidth(self.width()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move sideways by a sideways turn; leave the rest to the conversation."""
        turn = event.angleDelta()
        bar = self.horizontalScrollBar()
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if bar.maximum() > 0 and (sideways or abs(turn.x()) > abs(turn.y())):
            bar.setValue(bar.value() - (turn.x() or turn.y()))
            event.accept()
        else:
            event.ignore()

    def _text_height(self) -> int:
        return round(self.document().size().height())

    def _break_lines(self, width: int) -> None:
        """There is nothing to break."""
