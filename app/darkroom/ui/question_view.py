"""One question in the conversation: what the person wrote."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.turns import Question

_BUBBLE_SHARE = 0.85
_BUBBLE_LINE_HEIGHT = 1.5


class QuestionView(QWidget):
    """What the person wrote, in a bubble at the right.

    Args:
        theme: colours and fonts.
        question: the turn.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.question = question
        self._text = FlowText()
        self._text.setAccessibleName(self.tr("Your question"))
        bubble = QFrame()
        bubble.setObjectName("bubble")
        inner = QVBoxLayout(bubble)
        inner.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        inner.addWidget(self._text)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, theme.px(INSET_PX), 0)
        outer.addStretch(1)
        outer.addWidget(bubble)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bubble as narrow as its text."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _dress(self) -> None:
        font = self._theme.chat_font(ANSWER_PX - 1)
        height = self._theme.line_height(ANSWER_PX - 1, _BUBBLE_LINE_HEIGHT)
        self._text.set_text(self.question.text, TextLook(font, height))
        self._fit()

    def _fit(self) -> None:
        room = round(self.width() * _BUBBLE_SHARE) - self._theme.px(36)
        self._text.setFixedWidth(max(min(self._text.natural_width(), room), 20))
