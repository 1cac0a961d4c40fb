"""The turns of a conversation, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.chat import Question, Turn
from darkroom.viewmodels.fit import FitViewModel

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


class ConversationView(ColumnScroll):
    """Shows turns and follows the answer that is under way.

    The question stays in sight while its answer grows; from the second canvas on, the live one is
    followed. Once the person scrolls, nothing moves by itself until the next question.

    Args:
        theme: colours and fonts.
        fit: knows smaller plans.
        parent: Qt parent.
    """

    retry_asked = Signal()
    new_chat_asked = Signal()

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, "turns", parent)
        self._fit = fit
        self._follows = True
        self.reduce_motion = False
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turns = QVBoxLayout(self._column)
        self._turns.setContentsMargins(0, 0, 0, 0)
        self._turns.setSpacing(theme.px(28))
        self._turns.addStretch(1)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.verticalScrollBar().sliderPressed.connect(self._on_scrolled)

    @property
    def last_answer(self) -> AnswerView | None:
        """The answer at the end, if there is one."""
        views = self.views
        last = views[-1] if views else None
        return last if isinstance(last, AnswerView) else None

    @property
    def views(self) -> list[QWidget]:
        """Widgets of the turns, in order."""
        items = (self._turns.itemAt(index) for index in range(self._turns.count()))
        return [widget for item in items if item and (widget := item.widget())]

    def show_turns(self, turns: list[Turn]) -> None:
        """Show another conversation."""
        for view in self.views:
            self._drop(view)
        for turn in turns:
            self.add_turn(turn)

    def add_turn(self, turn: Turn) -> None:
        """Show one more turn."""
        last = self.last_answer
        if last is not None:
            last.set_last(False)
        if isinstance(turn, Question):
            view: QWidget = QuestionView(self._theme, turn)
        else:
            view = AnswerView(self._theme, turn, self._fit, self.reduce_motion)
            view.retry_asked.connect(self.retry_asked)
            view.new_chat_asked.connect(self.new_chat_asked)
            view.height_changed.connect(self._on_range_changed)
        self._turns.insertWidget(self._turns.count() - 1, view)
        self._follows = True
        QTimer.singleShot(0, self, self._follow)

    def remove_turn(self, turn: Turn) -> None:
        """Take a turn away."""
        for view in self.views:
            if isinstance(view, AnswerView) and view.run is turn:
                self._drop(view)

    def scroll_page(self, direction: int) -> None:
        """Move by a page, up (-1) or down (1)."""
        self._follows = False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """From now on the person decides what is in sight."""
        self._follows = False
        super().wheelEvent(event)

    def _drop(self, view: QWidget) -> None:
        self._turns.removeWidget(view)
        view.hide()
        view.deleteLater()

    @Slot()
    def _on_scrolled(self) -> None:
        self._follows = False

    @Slot()
    def _on_range_changed(self) -> None:
        if self._follows:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        bar = self.verticalScrollBar()
        views = self.views
        if not views:
            return
        bar.setValue(min(bar.maximum(), self._anchor(views)))

    def _anchor(self, views: list[QWidget]) -> int:
        """The topmost pixel that should stay in sight."""
        last = views[-1]
        asked = views[-2] if isinstance(last, AnswerView) and len(views) > 1 else last
        top = self._column.y() + asked.y() - self._theme.px(24)
        live = last.run.figures if isinstance(last, AnswerView) else None
        if live is None or live.block == 0 or not isinstance(last, AnswerView):
            return top
        return max(top, self._column.y() + last.y() + last.live_top - self.height() // 3)
