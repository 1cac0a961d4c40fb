"""Why an answer is not what was hoped for, and what to do about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from darkroom.core.errors import ContextOverflowError, OutOfMemoryError
from darkroom.core.types import Failure
from darkroom.ui import fit_words
from darkroom.ui.banner import Banner
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState


def needs_note(run: RunViewModel) -> bool:
    """Whether there is something to explain."""
    interrupted = run.state is AnswerState.INTERRUPTED
    return run.failure is not None or run.is_empty or interrupted


class AnswerNote(Banner):
    """A banner for an answer that failed, came back empty or was interrupted.

    Args:
        theme: colours.
        run: the answer, with something to explain.
        fit: knows smaller plans.
        parent: Qt parent.
    """

    asked = Signal(object)
    """Carries an ``Action``."""
    new_chat_asked = Signal()
    drop_oldest_asked = Signal()
    larger_context_asked = Signal()
    height_changed = Signal()

    def __init__(
        self, theme: Theme, run: RunViewModel, fit: FitViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, is_error=run.failure is not None, parent=parent)
        self._fit = fit
        self.larger: QPushButton | None = None
        if run.failure is not None:
            self._explain(run.failure)
        elif run.state is AnswerState.INTERRUPTED:
            self._interrupted(has_text=bool(run.text or run.thinking))
        elif run.thinking:
            self._only_thought()
        else:
            self._empty()

    def event(self, event: QEvent) -> bool:
        """Tell when its words need more room, or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return done

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its words at a width; they stay broken like that."""
        layout = self.layout()
        if layout is None:
            return 0
        if self.width() != width or not self.isVisible():
            self.resize(width, self.height())
            # What is not on screen is told of its size only when it gets there.
            for _ in range(2):
                layout.activate()
                for part in (*self.findChildren(WrapLabel), *self.findChildren(WrapRow)):
                    QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))
                layout.invalidate()
        return layout.totalSizeHint().height()

    def _offer(self, text: str, action: Action) -> None:
        self.add_action(text).clicked.connect(partial(self.asked.emit, action))

    def _interrupted(self, *, has_text: bool) -> None:
        self._offer(self.tr("Answer again"), Action.REGENERATE)
        if has_text:
            self._offer(self.tr("Continue"), Action.CONTINUE)
        self.set_message(
            self.tr("This answer was interrupted"),
            self.tr("Darkroom ended while this answer was being written. What was there is kept."),
        )

    def _only_thought(self) -> None:
        self._offer(self.tr("Give it another canvas"), Action.CONTINUE)
        self._offer(self.tr("Answer without thinking"), Action.THINK_OFF)
        self.set_message(
            self.tr("Thinking took up all of the canvas"),
            self.tr("The model was still thinking when its last canvas was full."),
            self.tr("Let it go on with another canvas, or have it answer without thinking."),
        )

    def _empty(self) -> None:
        self._offer(self.tr("Try again"), Action.REGENERATE)
        self.set_message(
            self.tr("The answer came back empty"),
            self.tr("The model ended its canvas without a word; short questions do that."),
            self.tr("Try again with another seed, or ask for a sentence."),
        )

    def _explain(self, failure: Failure) -> None:
        relief = self._fit.relief if failure.kind == OutOfMemoryError.kind else None
        if relief is not None:
            smaller = self.add_action("")
            fit_words.offer(smaller, relief)
            smaller.clicked.connect(lambda: self._fit.load(relief))
        if failure.kind == ContextOverflowError.kind:
            # The same conversation would not fit a second time.
            drop = self.add_action(self.tr("Drop the oldest messages"))
            drop.clicked.connect(self.drop_oldest_asked)
            self.add_action(self.tr("New chat")).clicked.connect(self.new_chat_asked)
            self.larger = self.add_action(self.tr("Larger context"))
            self.larger.clicked.connect(self.larger_context_asked)
            self.larger.hide()
        else:
            self._offer(self.tr("Try again"), Action.REGENERATE)
        self.set_failure(failure)
