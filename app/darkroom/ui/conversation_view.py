"""The turns of a conversation, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.column_scroll import column_span
from darkroom.ui.following import Following, Goal
from darkroom.ui.jump_button import JumpButton
from darkroom.ui.question_view import QuestionView
from darkroom.ui.theme import Theme
from darkroom.ui.turn_anchor import Place
from darkroom.ui.turn_column import TurnColumn
from darkroom.ui.turn_focus import TurnFocus
from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Action, Question

_STEP_PX = 20
_AWAY_PX = 80
"""This far from the end a way back is offered."""


class ConversationView(QAbstractScrollArea):
    """Shows turns and follows the answer that is under way.

    The question stays in sight while its answer grows; from the second canvas on, the live one is
    followed. Once the person scrolls, nothing moves by itself until the next question.

    Args:
        theme: colours and fonts.
        fit: knows smaller plans.
        parent: Qt parent.
    """

    acted = Signal(object, object)
    """An ``Action`` and the ``Turn`` that it is asked for."""
    edited = Signal(object, str)
    """A question as a ``Turn``, and its new wording."""
    new_chat_asked = Signal()
    drop_oldest_asked = Signal()
    larger_context_asked = Signal()
    replay_shown = Signal(object, object)
    """A ``RunViewModel`` whose steps are shown now, and its ``AnswerView``."""
    replay_closed = Signal(object, object)
    """Likewise, when its text is back."""
    answer_made = Signal(object)
    """An ``AnswerView`` that comes onto the page, with more to be put into it."""
    scrubber_made = Signal(object)
    """An ``AnswerView`` whose ``scrubber`` can get more actions."""

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fit = fit
        self._larger_context_fits = False
        self._updating = False
        self.reduce_motion = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = TurnColumn(theme, self._make, self.viewport())
        self._column.moved.connect(self._on_moved)
        self._following = Following(self._column)
        self._column.aim = self._following.aim
        app = cast("QApplication", QApplication.instance())
        self._focus = TurnFocus(self._column, app)
        self._focus.place_wanted.connect(self._on_place_wanted)
        self._jump = JumpButton(theme, self.viewport())
        self._jump.clicked.connect(self.show_end)
        for keys, go in (("Ctrl+Home", self.show_start), ("Ctrl+End", self.show_end)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(go)
        theme.changed.connect(self._align)

    # --- what is shown

    @property
    def views(self) -> list[TurnView]:
        """Widgets of the turns in sight and near, in order."""
        return self._column.shelf.views

    @property
    def last_answer(self) -> AnswerView | None:
        """The answer at the end, if there is one."""
        last = len(self._column.sizes) - 1
        if last < 0 or isinstance(turn := self._column.sizes.turn(last), Question):
            return None
        return cast("AnswerView", self._column.shelf.realise(last, turn))

    @property
    def larger_context_fits(self) -> bool:
        """Answers that found the context too small offer a larger one."""
        return self._larger_context_fits

    @larger_context_fits.setter
    def larger_context_fits(self, fits: bool) -> None:
        self._larger_context_fits = fits
        for view in self.views:
            if isinstance(view, AnswerView):
                view.larger_context_fits = fits

    def show_turns(self, turns: Sequence[Turn]) -> None:
        """Show another conversation, at its end."""
        self._column.flash.stop()
        self._following.start(Goal.ANSWER)
        self._replace(0, turns)

    def replace_from(self, index: int, turns: Sequence[Turn]) -> None:
        """Let other turns stand from an index on.

        What stands before stays where it is on the screen, and turns that are the same objects
        keep their widgets. What is new at the end is followed: turns that were added, or an
        answer that is under way.
        """
        sizes = self._column.sizes
        last = turns[-1] if turns else None
        if last is not None and sizes.find(last) is None:
            live = not isinstance(last, Question) and not last.state.is_final
            follows = live or index == len(sizes)
            self._following.start(Goal.ANSWER if follows else Goal.NOTHING)
        self._replace(index, turns)

    def reveal(self, turn: Turn) -> None:
        """Scroll to a turn and outline it for a moment."""
        index = self._column.sizes.find(turn)
        if index is None:
            return
        self._following.start(Goal.NOTHING)
        height = self._column.ready(index)
        place, screen = self._column.place_of(index), self._column.height()
        if place.top() < 0 or place.bottom() >= screen:
            margin = self._column.sizes.margin
            self._column.show_at((index, max((screen - height) // 3, margin)))
        self._column.flash.start(turn, moves=not self.reduce_motion)

    def toggle_replay(self) -> None:
        """Show how the last answer came about, or its text again."""
        answer = self.last_answer
        if answer is not None and Action.REPLAY in answer.actions_now():
            answer.act(Action.REPLAY)

    def show_part(self, part: QWidget) -> None:
        """Scroll as little as is needed to show a part of a turn."""
        self._focus.show(part)

    # --- scrolling

    def scroll_page(self, direction: int) -> None:
        """Move by a page, up (-1) or down (1)."""
        self._following.start(Goal.NOTHING)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep())

    @Slot()
    def show_start(self) -> None:
        """Go to the first turn."""
        self._following.start(Goal.NOTHING)
        self._column.show_at((0, self._column.sizes.margin))

    @Slot()
    def show_end(self) -> None:
        """Go to the end, and stay there while it grows."""
        self._following.start(Goal.END)
        self._column.settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Somebody moved the scroll bar."""
        if not self._updating:
            self._following.start(Goal.NOTHING)
            self._column.go_to(self.verticalScrollBar().value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """From now on the person decides what is in sight."""
        self._following.start(Goal.NOTHING)
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, besides the keys that every scroll area knows."""
        if event.key() == Qt.Key.Key_Home:
            self.show_start()
        elif event.key() == Qt.Key.Key_End:
            self.show_end()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus in sight."""
        self._focus.prepare(forward=forward)
        done = super().focusNextPrevChild(forward)
        self._focus.show(self.window().focusWidget())
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._align()

    # --- inside

    def _replace(self, index: int, turns: Sequence[Turn]) -> None:
        held = self._focus.hold()
        self._column.replace_from(index, turns)
        shelf, last = self._column.shelf, len(self._column.sizes) - 1
        for place in shelf.indexes:
            view = shelf.view(place)
            if view is not None:
                view.set_last(place == last)
        self._focus.give_back(held)

    def _make(self, turn: Turn, page: QWidget) -> TurnView:
        if isinstance(turn, Question):
            question = QuestionView(self._theme, turn, page)
            question.edited.connect(self.edited)
            view: TurnView = question
        else:
            view = self._make_answer(turn, page)
        view.set_last(self._is_last(turn))
        view.acted.connect(self.acted)
        return view

    def _make_answer(self, run: RunViewModel, page: QWidget) -> AnswerView:
        view = AnswerView(self._theme, run, self._fit, self.reduce_motion, page)
        view.larger_context_fits = self._larger_context_fits
        view.new_chat_asked.connect(self.new_chat_asked)
        view.drop_oldest_asked.connect(self.drop_oldest_asked)
        view.larger_context_asked.connect(self.larger_context_asked)
        view.replay.hold = self._hold
        view.replay_shown.connect(lambda shown: self.replay_shown.emit(shown, view))
        view.replay_closed.connect(lambda shown: self.replay_closed.emit(shown, view))
        view.scrubber_made.connect(lambda: self.scrubber_made.emit(view))
        self.answer_made.emit(view)
        return view

    @contextmanager
    def _hold(self, part: QWidget) -> Iterator[None]:
        """Keep a part of a turn where it is on the screen, if it is in sight."""
        column, page = self._column, self.viewport()
        before = part.mapTo(page, QPoint()).y()
        with column.together():
            yield
            index = column.shelf.index_of(part)
            down = part.mapTo(page, QPoint()).y() - before
            if index is not None and down and 0 <= before < page.height():
                self._following.start(Goal.NOTHING)
                column.show_at((index, column.place_of(index).top() - down))

    def _is_last(self, turn: Turn) -> bool:
        sizes = self._column.sizes
        return sizes.turn(len(sizes) - 1) is turn

    @Slot(object)
    def _on_place_wanted(self, place: Place) -> None:
        self._following.start(Goal.NOTHING)
        self._column.show_at(place)

    @Slot()
    def _align(self) -> None:
        self._column.setGeometry(self.viewport().rect())
        self._column.set_span(*column_span(self._theme, self.width()))

    @Slot()
    def _on_moved(self) -> None:
        column, bar = self._column, self.verticalScrollBar()
        before, self._updating = self._updating, True
        bar.setSingleStep(self._theme.px(_STEP_PX))
        bar.setPageStep(column.height())
        bar.setRange(0, column.limit)
        bar.setValue(column.position)
        self._updating = before
        away = column.limit - column.position > self._theme.px(_AWAY_PX)
        size, room = self._jump.sizeHint(), self.viewport().rect()
        gap = self._theme.px(16)
        self._jump.setGeometry(
            room.right() - size.width() - gap, room.bottom() - size.height() - gap,
            size.width(), size.height(),
        )  # fmt: skip
        self._jump.setVisible(away)
