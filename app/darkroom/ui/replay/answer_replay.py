"""The steps of one answer in the place of its text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from darkroom.ui.answer_body import AnswerBody
from darkroom.ui.controls import announce
from darkroom.ui.figures import number
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.ui.stack import Stack
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.pictures import settled_since
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.run import RunViewModel

Hold = Callable[[QWidget], AbstractContextManager[object]]
"""Keeps a widget where it is on the screen while what is above it changes its height."""


class AnswerReplay(QObject):
    """Opens and closes the scrubber of an answer, and lets its canvas follow.

    While the answer is under way the canvas is the live one until somebody goes back.

    Args:
        theme: colours and sizes.
        run: the answer.
        body: shows canvas and text.
        stack: of the view.
        inset: pixels at both sides.
        host: the view.
    """

    made = Signal()
    """There is a scrubber; it can get more actions."""
    opened = Signal()
    """Steps are shown in the place of the text, or in that of the live canvas."""
    closed = Signal()
    """The text is back."""
    cells_selected = Signal(int, int)
    """Of the shown canvas: the first cell and the one behind the last; both are 0 for none."""
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        run: RunViewModel,
        body: AnswerBody,
        stack: Stack,
        inset: int,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._run = run
        self._body = body
        self._stack = stack
        self._inset = inset
        self._host = host
        self._asked = self._held = self._listens = False
        self._block = -1
        self._trouble: WrapLabel | None = None
        self.scrubber: Scrubber | None = None
        self.hold: Hold = lambda _widget: nullcontext()
        self.is_open = False
        run.replay_found.connect(self._on_found)

    @property
    def holds(self) -> bool:
        """The canvas shows a step that somebody went to, not the newest one."""
        return self._held or self.is_open

    @property
    def selection(self) -> tuple[int, int, int] | None:
        """Canvas, first selected cell and the one behind the last."""
        replay, canvas = self._run.replay, self._body.canvas
        if replay is None or canvas is None or canvas.selection == (0, 0):
            return None
        return replay.block, *canvas.selection

    def toggle(self) -> None:
        """Show the steps, or the text again."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the steps, as soon as they are found."""
        if self.is_open or self._asked:
            return
        self._asked = True
        self._say(self.tr("Looking for the steps of this answer …"))
        self._run.find_replay()

    def show_live(self) -> None:
        """Show the bar below an answer that is under way."""
        if self.scrubber is None:
            self._run.find_replay()

    def end_live(self) -> bool:
        """The answer is done: go, unless somebody looks at a step of it; whether that is so."""
        if self._held:
            self._held = False
            self.is_open = self._run.shows_replay = True
            self.opened.emit()
            return True
        self._drop_scrubber()
        return False

    def stand(self) -> None:
        """The lines have eased to where they stay; from now on the bar does not dance."""
        canvas = self._body.canvas
        if canvas is not None:
            canvas.stand(canvas.height())

    @Slot()
    def close(self) -> None:
        """Show the text again."""
        if not self.is_open:
            return
        inside = self._host.window().focusWidget()
        had_focus = inside is not None and self._host.isAncestorOf(inside)
        if self._run.replay is not None:
            self._run.replay.pause()
        self.is_open = self._run.shows_replay = False
        self._drop_scrubber()
        canvas = self._body.canvas
        if canvas is not None:
            canvas.selectable = False
            canvas.set_overlay(None)
            canvas.set_locked(frozenset())
        self._body.show_thoughts()
        self._body.show_text()
        self.closed.emit()
        if had_focus:
            self._host.setFocus()

    # --- inside

    @Slot()
    def _on_found(self) -> None:
        run = self._run
        if run.replay is None:
            if self._asked:
                self._asked = False
                self._explain()
        elif not run.state.is_final:
            self._make_scrubber(run.replay)
        elif self._asked:
            self._asked = False
            self._say("")
            self._show(run.replay)

    def _show(self, replay: ReplayViewModel) -> None:
        self.is_open = self._run.shows_replay = True
        self._block = replay.block
        self._body.show_steps(replay.picture())
        self._make_scrubber(replay)
        self._let_select()
        self.opened.emit()
        announce(self._host, self.tr("The steps of the answer are shown."))

    def _make_scrubber(self, replay: ReplayViewModel) -> None:
        if self.scrubber is not None:
            return
        scrubber = Scrubber(self._theme, replay, self._host)
        scrubber.closed.connect(self.close)
        scrubber.height_changed.connect(self.height_changed)
        replay.moved.connect(self._on_moved)
        replay.state_changed.connect(self._on_moved)
        self.scrubber = scrubber
        self._stack.add(scrubber, self._inset, after=self._body.last)
        self.made.emit()
        self.height_changed.emit()
        if replay.is_open_ended and not replay.is_live:
            # Somebody went back before this view was made.
            self._on_moved()

    def _drop_scrubber(self) -> None:
        scrubber, self.scrubber = self.scrubber, None
        if scrubber is None:
            return
        scrubber.replay.moved.disconnect(self._on_moved)
        scrubber.replay.state_changed.disconnect(self._on_moved)
        self._stack.remove(scrubber)
        scrubber.hide()
        scrubber.deleteLater()
        self.height_changed.emit()

    def _let_select(self) -> None:
        canvas = self._body.canvas
        if canvas is None or canvas.selectable:
            return
        canvas.selectable = True
        canvas.setAccessibleName(self.tr("Answer, step by step"))
        if not self._listens:
            self._listens = True
            canvas.cells_selected.connect(self._on_cells_selected)
            canvas.left.connect(self.close)

    def _follow_live(self) -> None:
        """Show what the engine has got to."""
        content, canvas = self._run.content, self._body.canvas
        if canvas is not None:
            canvas.selectable = False
            canvas.setAccessibleName(self.tr("Answer, being denoised"))
        self._block = -1
        if content is not None:
            self._body.show_picture(Picture(content, self._run.thinking_content))

    @Slot()
    def _on_moved(self) -> None:
        replay, canvas = self._run.replay, self._body.canvas
        if replay is None:
            return
        if replay.is_open_ended:
            goes_back, self._held = not replay.is_live and not self._held, not replay.is_live
            if goes_back:
                self.opened.emit()
        if replay.is_live:
            self._follow_live()
        if not self.holds:
            return
        if self._block == replay.block:
            self._body.show_picture(replay.picture(), fades=replay.playing)
        elif canvas is not None and self.scrubber is not None:
            self._block = replay.block
            canvas.select(0, 0)
            # A canvas further up is a shorter answer; the bar stays below the pointer.
            with self.hold(self.scrubber):
                canvas.shrink()
                self._body.show_picture(replay.picture(), fades=False)
        self._let_select()

    @Slot(int, int)
    def _on_cells_selected(self, first: int, stop: int) -> None:
        canvas, words = self._body.canvas, self._words(first, stop)
        if canvas is not None:
            canvas.setAccessibleDescription(words)
            if words:
                announce(canvas, words)
        self.cells_selected.emit(first, stop)

    def _words(self, first: int, stop: int) -> str:
        replay, canvas = self._run.replay, self._body.canvas
        content = canvas.content if canvas is not None else None
        if replay is None or content is None or first >= stop:
            return ""
        text = "".join(content.texts[first:stop]).strip()
        if stop - first > 1:
            return self.tr("cells {first} to {last}, “{text}”").format(
                first=number(first + 1), last=number(stop), text=text
            )
        step = settled_since(replay.of_block(replay.block), first)
        return self.tr("cell {n}, “{text}”, settled at step {step}").format(
            n=number(first + 1), text=text, step=number(step)
        )

    def _explain(self) -> None:
        failure = self._run.replay_failure
        words = " ".join(filter(None, (failure.text, failure.hint))) if failure else ""
        words = words or self.tr("The steps of this answer were not kept.")
        self._say(words)
        announce(self._host, words)

    def _say(self, words: str) -> None:
        if self._trouble is None:
            if not words:
                return
            self._trouble = WrapLabel("", "muted", self._host)
            self._stack.add(self._trouble, self._inset, after=self._body.last)
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.height_changed.emit()
