"""One answer in the conversation: the canvas while it is live, then text."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from darkroom.ui import figures
from darkroom.ui.answer_body import AnswerBody
from darkroom.ui.answer_note import AnswerNote, needs_note
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.controls import Meter, announce, button
from darkroom.ui.replay.answer_replay import AnswerReplay
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.ui.stack import Stack
from darkroom.ui.theme import Theme
from darkroom.ui.turn_actions import SiblingSwitch, TurnActions
from darkroom.ui.turn_foot import TurnFoot
from darkroom.ui.turn_head import TurnHead
from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState

_COPIED_MS = 1500
_GAP_PX = 8
_QUICK = (Action.COPY, Action.REGENERATE, Action.REPLAY)


class AnswerView(TurnView):
    """Observes a ``RunViewModel``; parts that an answer does not need are never made.

    Args:
        theme: colours and fonts.
        run: the answer.
        fit: knows smaller plans.
        reduce_motion: nothing fades or eases.
        parent: Qt parent.
    """

    new_chat_asked = Signal()
    drop_oldest_asked = Signal()
    larger_context_asked = Signal()
    replay_shown = Signal(object)
    """Carries the ``RunViewModel`` whose steps are shown now, while it is under way or later."""
    replay_closed = Signal(object)
    """Carries the ``RunViewModel`` whose text is back."""
    scrubber_made = Signal()
    """There is a ``scrubber``; whoever has actions for it adds them now."""
    cells_selected = Signal(int, int)
    """In the shown canvas: the first cell and the one behind the last; both are 0 for none."""

    def __init__(
        self,
        theme: Theme,
        run: RunViewModel,
        fit: FitViewModel,
        reduce_motion: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, parent)
        self.setObjectName("answer")
        self._fit = fit
        self.run = run
        self._stack = Stack(self, theme.px(_GAP_PX))
        self._inset = theme.px(INSET_PX)
        self._head = TurnHead(theme, self)
        self._foot = TurnFoot(theme, self)
        self._name, self._position = self._head.name, self._head.position
        self._stats = self._foot.figures
        self._progress: Meter | None = None
        self._continue: QPushButton | None = None
        self._note: AnswerNote | None = None
        self._larger_context_fits = False
        self._stack.add(self._head, self._inset)
        self._stack.add(self._foot, self._inset)
        stack, inset = self._stack, self._inset
        self.body = AnswerBody(theme, run, stack, self._head, inset, reduce_motion, self)
        self.body.settled.connect(self._on_settled)
        self.body.height_changed.connect(self._on_part_changed)
        self.body.link_asked.connect(self._on_link)
        self.replay = AnswerReplay(theme, run, self.body, stack, inset, self)
        self.replay.made.connect(self.scrubber_made)
        self.replay.opened.connect(self._on_replay_opened)
        self.replay.closed.connect(self._on_replay_closed)
        self.replay.cells_selected.connect(self.cells_selected)
        self.replay.height_changed.connect(self._on_part_changed)
        run.changed.connect(self._on_changed)
        run.canvas_changed.connect(self._on_canvas_changed)
        run.ended.connect(self._on_ended)
        if not run.state.is_final:
            self._add_progress()
            self._on_canvas_changed()
            self.body.prepare_soon()
        self._on_changed()
        self._add_switch()
        if run.state.is_final:
            self.body.show_text()
            self._show_end()
            if run.shows_replay:
                self.replay.open()

    @property
    def live_top(self) -> int:
        """Where the live canvas begins, in this widget."""
        return self.body.live_top

    @property
    def canvas(self) -> CanvasView | None:
        """The canvas that is on screen: of a live answer, or of steps that are shown again."""
        canvas = self.body.canvas
        return canvas if canvas is not None and not canvas.isHidden() else None

    @property
    def scrubber(self) -> Scrubber | None:
        """The bar below the canvas, where there is one."""
        return self.replay.scrubber

    @property
    def selected_cells(self) -> tuple[int, int, int] | None:
        """Canvas, first selected cell and the one behind the last; None for none."""
        return self.replay.selection

    @property
    def larger_context_fits(self) -> bool:
        """A larger context is offered where this one is too small."""
        return self._larger_context_fits

    @larger_context_fits.setter
    def larger_context_fits(self, fits: bool) -> None:
        self._larger_context_fits = fits
        if self._note is not None and self._note.larger is not None:
            self._note.larger.setVisible(fits)

    @property
    def selected_text(self) -> str:
        """What is selected in the answer or in the thoughts before it."""
        return self.body.selected_text

    def set_last(self, is_last: bool) -> None:
        """Show the actions always, and offer to go on where the answer was cut off."""
        super().set_last(is_last)
        if self._continue is not None:
            self._continue.setVisible(is_last)
            self._taller()

    def actions_now(self) -> list[Action]:
        """None while the answer is under way."""
        run = self.run
        if not run.state.is_final:
            return []
        copies = [Action.COPY, Action.COPY_MARKDOWN] if run.text else []
        goes_on = [Action.CONTINUE] if run.text or run.thinking else []
        branch = [Action.BRANCH] if run.text else []
        replay = [Action.REPLAY, Action.EXPORT_REPLAY] if run.can_replay else []
        repaint = [Action.REPAINT] if run.can_replay and run.text else []
        compare = [Action.COMPARE] if run.siblings[1] > 1 else []
        shown = [*replay, *repaint, *compare]
        return [*copies, Action.REGENERATE, *shown, *goes_on, *branch, Action.DELETE]

    @Slot(object)
    def act(self, action: Action) -> None:
        """Copy here; pass the rest on."""
        if action is Action.COPY:
            self.copy()
        elif action is Action.COPY_MARKDOWN:
            QGuiApplication.clipboard().setText(self.run.text)
        elif action is Action.REPLAY:
            self.replay.toggle()
        else:
            super().act(action)

    @Slot()
    def copy(self) -> None:
        """Put the answer on the clipboard, as it is read."""
        from darkroom.ui.markdown.parse import plain_text  # not for the first paint

        QGuiApplication.clipboard().setText(plain_text(self.run.text))
        copy = self._actions.buttons.get(Action.COPY) if self._actions is not None else None
        if copy is not None:
            copy.set_icon("check")
            QTimer.singleShot(_COPIED_MS, copy, lambda: copy.set_icon("copy"))

    def add_card(self, card: QWidget, height_changed: SignalInstance) -> None:
        """Let something stand between what the answer says and its figures.

        Args:
            card: the widget.
            height_changed: its signal of another height.
        """
        height_changed.connect(self._on_part_changed)
        self._stack.add(card, self._inset, before=self._foot)
        self._taller()

    def remove_card(self, card: QWidget) -> None:
        """Take it away again; the focus stays in the answer."""
        had_focus = card.isAncestorOf(self.window().focusWidget() or self)
        self._stack.remove(card)
        card.hide()
        card.deleteLater()
        if had_focus and self._actions is not None:
            self._actions.more.setFocus()
        self._taller()

    def heightForWidth(self, width: int) -> int:
        """Height of all that is there now."""
        return self._stack.height(width)

    # --- parts

    def _place(self) -> None:
        self._stack.place(self.width())

    def _add_switch(self) -> None:
        index, count = self.run.siblings
        if count > 1:
            names = self.tr("Earlier answer"), self.tr("Later answer"), self.tr("{n} of {count}")
            switch = SiblingSwitch(self._theme, (index, count), names, self._foot)
            switch.asked.connect(self.act)
            self._foot.add_before(switch.widgets)

    def _add_progress(self) -> None:
        self._progress = Meter(self._theme, 0, 3, "accent", self)
        self._progress.setAccessibleName(self.tr("Progress of the answer"))
        self._stack.add(self._progress, self._inset, before=self._foot)

    # --- what the run says

    @Slot()
    def _on_changed(self) -> None:
        run = self.run
        self._head.say(run.model_name, run.quantization, figures.position(run))
        live = run.figures
        if run.state is AnswerState.READING and run.prompt_total and self._progress is not None:
            self._progress.set_share(run.prompt_done / run.prompt_total, "faint")
        elif live is not None and not run.state.is_final:
            if self._progress is not None:
                # From the first step on the bar below tells it.
                self._progress.hide()
            self.replay.show_live()
            self._foot.say(figures.live_line(live))
        if run.state.is_final and run.stats is not None:
            self._foot.say(figures.stats_line(run.stats))

    @Slot()
    def _on_canvas_changed(self) -> None:
        content = self.run.content
        if content is not None and not self.replay.holds:
            self.body.show_picture(Picture(content, self.run.thinking_content))

    @Slot()
    def _on_ended(self) -> None:
        self._show_end()
        self._announce()
        if self.replay.end_live():
            self.body.settle()
        elif self.run.figures is None or not self.body.settle():
            self.body.show_text()

    @Slot()
    def _on_settled(self) -> None:
        if self.replay.is_open:
            self.replay.stand()
        elif self.run.state.is_final:
            self.body.show_text()

    @Slot()
    def _on_replay_opened(self) -> None:
        self.replay_shown.emit(self.run)

    @Slot()
    def _on_replay_closed(self) -> None:
        self.replay_closed.emit(self.run)

    def _announce(self) -> None:
        """Tell screen readers, for the person may be elsewhere in the window."""
        words = {
            AnswerState.DONE: self.tr("The answer is done."),
            AnswerState.STOPPED: self.tr("The answer was stopped."),
        }.get(self.run.state, self.tr("The answer failed."))
        announce(self, words)

    # --- what is left when it is done

    def _show_end(self) -> None:
        run = self.run
        if self._progress is not None:
            self._progress.hide()
        self.body.show_thoughts()
        if run.state is AnswerState.DONE and run.reason == "length" and run.text:
            self._offer_more()
        if needs_note(run):
            self._explain()
        quick = [action for action in _QUICK if action in self.actions_now()]
        names = {
            Action.COPY: self.tr("Copy answer"),
            Action.REGENERATE: self.tr("Answer again"),
            Action.REPLAY: self.tr("Show how it came about"),
        }
        more = self.tr("More for this answer")
        words = [names[action] for action in quick]
        actions = TurnActions(self._theme, quick, words, more, self._foot)
        self._foot.add_before(actions.widgets)
        self._show_actions(actions)

    def _offer_more(self) -> None:
        self._continue = button(self.tr("Continue"))
        self._continue.setAccessibleDescription(self.tr("The answer was cut off at its limit"))
        self._continue.setToolTip(self.tr("The answer was cut off. Go on with another canvas."))
        self._continue.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._continue.clicked.connect(lambda: self.act(Action.CONTINUE))
        self._stack.add(self._continue, self._inset, before=self._foot)
        self._continue.setVisible(self._is_last)

    def _explain(self) -> None:
        note = AnswerNote(self._theme, self.run, self._fit, self)
        note.asked.connect(self.act)
        note.height_changed.connect(self._on_part_changed)
        note.new_chat_asked.connect(self.new_chat_asked)
        note.drop_oldest_asked.connect(self.drop_oldest_asked)
        note.larger_context_asked.connect(self.larger_context_asked)
        self._note = note
        self._stack.add(note, self._inset, before=self._foot)
        self.larger_context_fits = self._larger_context_fits

    @Slot()
    def _on_part_changed(self) -> None:
        self._taller()

    @Slot(str)
    def _on_link(self, address: str) -> None:
        from darkroom.ui.markdown.link_dialog import LinkDialog  # not for the first paint

        LinkDialog(self._theme, address, self.window()).open()
