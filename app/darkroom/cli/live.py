"""The canvas resolves in place on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self, TextIO

from darkroom.cli.canvas_view import CanvasView
from darkroom.cli.presenter import Presenter, stats_line
from darkroom.cli.screen import Screen
from darkroom.cli.terminal import HeldStderr, can_show, inert
from darkroom.core.types import Done, Frame
from darkroom.worker.engine_side import LoadedModel

_PACE_S = 0.04
_MOST_STEPS_BEHIND = 30
_RESIZE_CHECK_S = 0.25
_GLYPHS = ("▒", "░")
_ASCII_GLYPHS = ("#", ":")


class LivePresenter(Presenter):
    """Plays the frames from a thread of its own, so that a slow terminal slows nothing down.

    A fast model outruns the eye: each step stays for a moment, and the picture may lag behind
    the model, but never by much.

    Args:
        out: the terminal; takes the picture and at last the answer.
        notes: takes the figures.
        screen: draws on ``out``.
    """

    def __init__(self, out: TextIO, notes: TextIO, screen: Screen) -> None:
        self._out = out
        self._notes = notes
        self._screen = screen
        self._view = CanvasView(screen, _GLYPHS if can_show(out, "▒░") else _ASCII_GLYPHS)
        self._queue: SimpleQueue[Frame | str | None] = SimpleQueue()
        self._hurry = Event()
        self._stderr = HeldStderr()
        self._is_open = False
        self._player = Thread(target=self._play, name="canvas", daemon=True)

    def __enter__(self) -> Self:
        """Take the end of the terminal."""
        self._stderr.open()
        self._screen.open()
        self._is_open = True
        self._player.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing of the picture behind."""
        if self._is_open:
            self._hurry.set()
            self._finish()
            self._close(replay=True)

    def on_load(self, fraction: float, stage: str) -> None:
        """Show how far loading is."""
        self._queue.put(f"{stage} {fraction:.0%}" if fraction else stage)

    def on_model(self, model: LoadedModel, *, thinking: bool = False) -> None:
        """Take the model that knows the words."""
        self._view.take_model(model, thinking=thinking)

    def on_prefill(self, done: int, total: int) -> None:
        """Show how much of the prompt is read."""
        self._queue.put(f"Reading the prompt {done}/{total}")

    def on_earlier(self, frames: Sequence[Frame]) -> None:
        """Line up what is there already."""
        for frame in frames:
            self._queue.put(frame)

    def on_rewind(self, done: int, total: int) -> None:
        """Show how far it has caught up, below the step where it goes on."""
        self._queue.put(f"Catching up {done}/{total}")

    def on_frame(self, frame: Frame) -> None:
        """Line the step up for display."""
        self._queue.put(frame)

    def on_done(self, done: Done) -> None:
        """Play what is left, then leave the answer as plain text, below what was thought."""
        if done.reason == "cancelled":
            self._hurry.set()
        with suppress(KeyboardInterrupt):  # whoever cannot wait gets the answer at once
            self._finish()
        self._hurry.set()
        self._finish()
        self._view.leave_thinking(inert(done.thinking))
        self._close(replay=False)
        print(self._view.rest(inert(done.text)), file=self._out, flush=True)
        print(stats_line(done), file=self._notes, flush=True)

    def _finish(self) -> None:
        self._queue.put(None)
        self._player.join()

    def _close(self, *, replay: bool) -> None:
        self._is_open = False
        self._screen.close()
        self._stderr.close(replay=replay)

    def _play(self) -> None:
        while (item := self._next()) is not None:
            if isinstance(item, str):
                self._view.take_status(item)
            else:
                self._view.take_frame(item)
            if not self._hurry.is_set() and self._queue.qsize() <= _MOST_STEPS_BEHIND:
                self._view.draw()
                self._hurry.wait(_PACE_S if isinstance(item, Frame) else 0.0)

    def _next(self) -> Frame | str | None:
        while True:
            try:
                return self._queue.get(timeout=_RESIZE_CHECK_S)
            except Empty:
                self._view.refresh()
