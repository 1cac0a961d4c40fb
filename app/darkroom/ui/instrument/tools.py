"""Puts what can be done to answers below them, and does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import BadInputError
from darkroom.core.types import Failure, GenerateSettings
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.controls import announce
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.theme import Theme
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.run import RunViewModel

if TYPE_CHECKING:
    from darkroom.ui.instrument.fork_form import ForkForm
    from darkroom.ui.instrument.polish_form import PolishForm
    from darkroom.ui.instrument.repaint_form import RepaintForm
    from darkroom.ui.instrument.select_card import SelectCard
    from darkroom.ui.instrument.selection import Tokens, Words

    Form = ForkForm | PolishForm | RepaintForm | SelectCard


class AnswerTools(QObject):
    """Buttons at scrubbers, forms, reviews of what was repainted, and notes of where it came from.

    At most one form is open.

    Args:
        theme: colours and sizes.
        instrument: does it.
        model: its own settings, and the size of its canvas.
        conversation: where the answers are.
        parent: Qt parent.
    """

    compare_asked = Signal(object)
    """Carries the ``RunViewModel`` of the answer that is to be compared."""
    failed = Signal(object)
    """Carries a ``Failure``."""

    def __init__(
        self,
        theme: Theme,
        instrument: Instrument,
        model: ModelViewModel,
        conversation: ConversationView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._instrument = instrument
        self._model = model
        self._conversation = conversation
        self._form: tuple[AnswerView, Form] | None = None
        conversation.answer_made.connect(self._on_answer_made)
        conversation.scrubber_made.connect(self._on_scrubber_made)

    @property
    def form(self) -> Form | None:
        """What is open."""
        return self._form[1] if self._form is not None else None

    # --- repainting

    def repaint_selected(self) -> None:
        """Repaint what is selected, wherever that is, or words of the last answer."""
        views = [view for view in self._conversation.views if isinstance(view, AnswerView)]
        chosen = (view for view in views if view.selected_text or view.selected_cells)
        view = next(chosen, None) or self._conversation.last_answer
        if view is not None and self._conversation.isVisible():
            self.repaint(view.run)

    def repaint(self, run: RunViewModel) -> None:
        """Ask what is to stand in the place of the words that are selected in an answer."""
        view = self._view_of(run)
        why = self._instrument.why_not(run, Operation.REPAINT)
        if why:
            self.failed.emit(Failure(BadInputError.kind, why))
        elif view is not None:
            self._ask_for_words(view)

    def _ask_for_words(self, view: AnswerView) -> None:
        from darkroom.ui.instrument.selection import selected_tokens, selected_words

        tokens = selected_tokens(view)
        if tokens is not None:
            self._open_repaint(view, tokens)
            return
        markdown = view.body.markdown
        words = selected_words(markdown) if markdown is not None else None
        if words is None or view.replay.is_open:
            self._let_select(view)
        else:
            _with_frames(view.run, lambda: self._map(view.run, words))

    def _map(self, run: RunViewModel, words: Words) -> None:
        from darkroom.ui.instrument.selection import tokens_of

        view = self._view_of(run)
        if run.replay_failure is not None:
            self.failed.emit(run.replay_failure)
        elif view is not None:
            tokens = tokens_of(run, words)
            if tokens is None:
                self._let_select(view)
            else:
                self._open_repaint(view, tokens)

    def _let_select(self, view: AnswerView) -> None:
        from darkroom.ui.instrument.select_card import SelectCard

        view.replay.open()
        card = SelectCard(self._theme, view)
        view.cells_selected.connect(card.show_selection)
        card.asked.connect(lambda: self._ask_for_words(view))
        self._open(view, card)
        if view.canvas is not None and view.canvas.selectable:
            view.canvas.setFocus()
        announce(view, card.title.text())

    def _open_repaint(self, view: AnswerView, tokens: Tokens) -> None:
        from darkroom.ui.instrument.repaint_form import RepaintForm

        run, now = view.run, tokens.stop - tokens.start
        most = len(run.frames[0].tokens)
        form = RepaintForm(self._theme, tokens.text, min(now, most), most, view)

        def go(n_tokens: int, wish: str) -> None:
            self._close()
            self._instrument.repaint(run, tokens.start, tokens.stop, n_tokens, wish)

        form.asked.connect(go)
        self._open(view, form)

    # --- from a step

    def _on_step_action(self, view: AnswerView, operation: Operation) -> None:
        replay, run = view.run.replay, view.run
        if replay is None or replay.frame is None:
            return
        # What is asked for is meant for the step that is shown now.
        replay.pause()
        block, step = replay.block, replay.step
        if operation is Operation.KEEP:
            self._close()
            self._instrument.keep_draft(run, block, step)
        elif operation is Operation.POLISH:
            self._open_polish(view, block, step)
        else:
            self._open_fork(view, block, step)

    def _open_polish(self, view: AnswerView, block: int, step: int) -> None:
        from darkroom.ui.instrument.polish_form import PolishForm

        form = PolishForm(self._theme, step, view)

        def go(extra_steps: int) -> None:
            self._close()
            self._instrument.polish(view.run, block, step, extra_steps)

        form.asked.connect(go)
        self._open(view, form)

    def _open_fork(self, view: AnswerView, block: int, step: int) -> None:
        from darkroom.ui.instrument.fork_form import ForkForm

        form = ForkForm(self._theme, step, view.run.settings, self._model.defaults, view)

        def go(settings: GenerateSettings) -> None:
            self._close()
            self._instrument.fork(view.run, block, step, settings)

        form.asked.connect(go)
        self._open(view, form)

    # --- one form at a time

    def _open(self, view: AnswerView, form: Form) -> None:
        self._close()
        self._form = view, form
        form.closed.connect(self._close)
        form.destroyed.connect(self._on_form_gone)
        view.add_card(form, form.height_changed)
        form.focus()
        # Its place is known when the column has heard of the new height.
        QTimer.singleShot(0, form, lambda: self._conversation.show_part(form))

    @Slot()
    def _close(self) -> None:
        if self._form is not None:
            (view, form), self._form = self._form, None
            form.destroyed.disconnect(self._on_form_gone)
            view.remove_card(form)

    @Slot()
    def _on_form_gone(self) -> None:
        # Its answer is not on the page any more.
        self._form = None

    # --- what stands below an answer by itself

    @Slot(object)
    def _on_answer_made(self, view: AnswerView) -> None:
        run = view.run
        if view.scrubber is not None:
            self._on_scrubber_made(view)
        message = run.message
        if message is None or message.provenance is None or not message.provenance.kind:
            return
        from darkroom.ui.instrument.below import Below

        below = Below(self._theme, self._instrument, view)
        below.compare_asked.connect(self.compare_asked)

    @Slot(object)
    def _on_scrubber_made(self, view: AnswerView) -> None:
        from darkroom.ui.instrument.step_actions import StepActions

        if view.scrubber is not None:
            actions = StepActions(view.scrubber, view.run, self._instrument)
            actions.asked.connect(lambda operation: self._on_step_action(view, operation))

    def _view_of(self, run: RunViewModel) -> AnswerView | None:
        views = (view for view in self._conversation.views if isinstance(view, AnswerView))
        return next((view for view in views if view.run is run), None)


def _with_frames(run: RunViewModel, then: Callable[[], None]) -> None:
    """Do something as soon as the frames of an answer are here, or are known not to be."""
    if run.frames:
        then()
        return

    def found() -> None:
        run.replay_found.disconnect(found)
        then()

    run.replay_found.connect(found)
    run.find_replay()
