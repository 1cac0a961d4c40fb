"""What a live terminal shows of a run: committed text, the canvas, a line about progress."""

from __future__ import annotations

from darkroom.cli.canvas_text import Char, Look, Row, canvas_chars, wrap
from darkroom.cli.committed import THINKING, CommittedText
from darkroom.cli.screen import Screen
from darkroom.cli.terminal import inert
from darkroom.core.types import BoolArray, Frame
from darkroom.worker.engine_side import LoadedModel


class CanvasView:
    """Turns frames into rows of a screen.

    Whole lines of committed canvases leave the picture for the scrollback, so that an answer may
    be longer than the terminal is high.

    Args:
        screen: where to draw.
        glyphs: for strong and for weak noise.
    """

    def __init__(self, screen: Screen, glyphs: tuple[str, str]) -> None:
        self._model: LoadedModel | None = None
        self._committed: CommittedText | None = None
        self._screen = screen
        self._glyphs = glyphs
        self._thinking = ""  # committed and not in the scrollback yet
        self._printed = ""  # committed and in the scrollback
        self._pending = ""  # committed, the line is not full yet
        self._frame: Frame | None = None
        self._before: BoolArray | None = None
        self._status = ""
        self._drawn_columns = 0

    def take_model(self, model: LoadedModel, *, thinking: bool = False) -> None:
        """Note which model answers, and whether it was asked to think."""
        self._model, self._committed = model, CommittedText(model, thinking=thinking)

    def take_status(self, text: str) -> None:
        """Note how far something is that has no picture."""
        self._status = text

    def take_frame(self, frame: Frame) -> None:
        """Note one step; the first of a canvas commits the one before it."""
        last, self._frame = self._frame, frame
        self._before = last.accepted if last and last.block == frame.block else None
        if last and last.block != frame.block:
            self._commit(last)
        self._status = f"step {frame.step}/{frame.max_steps}"
        if frame.block:
            self._status += f" · canvas {frame.block + 1}"

    def draw(self) -> None:
        """Draw what was noted last."""
        self._drawn_columns = self._screen.columns
        status = wrap([(char, Look.STATUS) for char in self._status], self._drawn_columns)[:1]
        self._screen.draw([*self._picture(self._screen.rows - 1), *status])

    def refresh(self) -> None:
        """Draw again if the terminal has changed its width."""
        if self._screen.columns != self._drawn_columns:
            self.draw()

    def rest(self, answer: str) -> str:
        """Return what of the answer is not in the scrollback yet."""
        return answer.removeprefix(self._printed)

    def leave_thinking(self, thinking: str) -> None:
        """Put what was thought into the scrollback, unless the answer has begun there."""
        if thinking and not self._printed:
            self._screen.print_above(f"{THINKING}\n{thinking}", Look.STATUS)
            self._screen.print_above("")

    def _commit(self, frame: Frame) -> None:
        if self._committed is None:
            return
        thinking, text = self._committed.take(frame)
        self._thinking += inert(thinking)
        whole, newline, self._pending = (self._pending + inert(text)).rpartition("\n")
        if newline:
            self.leave_thinking(self._thinking.strip())
            self._screen.print_above(whole)
            self._printed += whole + newline

    def _picture(self, height: int) -> list[Row]:
        if self._frame is None or self._model is None:
            return []
        canvas = canvas_chars(self._frame, self._before, self._model.piece, self._glyphs)
        settled: list[Char] = [(char, Look.SETTLED) for char in self._pending]
        rows = wrap([*settled, *canvas], self._drawn_columns)
        canvas_row = len(wrap(settled, self._drawn_columns)) - 1
        top = max(0, min(canvas_row, len(rows) - height))
        return rows[top : top + height]
