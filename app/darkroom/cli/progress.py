"""How far something long is: a bar on a terminal, lines elsewhere, JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from types import TracebackType
from typing import Final, Self, TextIO

from darkroom.cli.amounts import duration, size, size_of
from darkroom.cli.canvas_text import Look
from darkroom.cli.screen import Screen
from darkroom.cli.terminal import can_animate, can_colour, can_show, char_width, inert
from darkroom.hub.downloads.request import DownloadState, Progress

_VERBS: Final = {DownloadState.VERIFYING: "Verifying", DownloadState.DONE: "Done"}
_FULL, _EMPTY = "█", "░"
_LEAST_BAR: Final = 8
_MOST_BAR: Final = 30


class ProgressView:
    """Shows progress and says at the end what came of it; a context.

    Args:
        every_s: the least time between two pictures.

    Attributes:
        last: what was to be shown last.
    """

    def __init__(self, every_s: float) -> None:
        self.last = Progress(DownloadState.QUEUED)
        self._every_s = every_s
        self._shown_at = float("-inf")
        self._note = ""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; nothing of a bar is left."""

    def show(self, progress: Progress) -> None:
        """Show how far it is, unless the last time was just now; the end and notes come always."""
        self.last = progress
        if progress.note != self._note:
            self._note = progress.note
            if progress.note:
                self.tell(progress.note)
        now = time.monotonic()
        if progress.state is DownloadState.DONE or now - self._shown_at >= self._every_s:
            self._shown_at = now
            self._draw(progress)

    def tell(self, text: str) -> None:
        """Leave a line for good."""
        sys.stderr.write(f"{inert(text)}\n")
        sys.stderr.flush()

    def _draw(self, progress: Progress) -> None:
        """Show it now."""
        raise NotImplementedError


class Bar(ProgressView):
    """One line that is drawn again in place.

    Args:
        out: the terminal.
        screen: draws on it.
    """

    def __init__(self, out: TextIO, screen: Screen) -> None:
        super().__init__(0.1)
        self._screen = screen
        self._glyphs = _FULL + _EMPTY if can_show(out, _FULL + _EMPTY) else "#."

    def __enter__(self) -> Self:
        """Take the end of the terminal."""
        self._screen.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self._screen.close()

    def tell(self, text: str) -> None:
        """Leave a line for good, above the bar."""
        self._screen.print_above(inert(text))
        self._shown_at = float("-inf")

    def _draw(self, progress: Progress) -> None:
        text = bar_line(progress, self._screen.columns, self._glyphs)
        self._screen.draw([[(char, Look.SETTLED) for char in text]])


class Lines(ProgressView):
    """A line every few seconds, for a log."""

    def __init__(self) -> None:
        super().__init__(5.0)

    def _draw(self, progress: Progress) -> None:
        self.tell("  ".join(_words(progress)))


class JsonLines(ProgressView):
    """An object a line on stdout; notes go to stderr."""

    def __init__(self) -> None:
        super().__init__(0.5)

    def _draw(self, progress: Progress) -> None:
        print_json(
            type="progress",
            bytes=progress.done_bytes,
            total=progress.total_bytes,
            bytes_per_s=round(progress.bytes_per_s),
        )


def progress_view(*, as_json: bool) -> ProgressView:
    """The one that suits where the words go."""
    if as_json:
        return JsonLines()
    if can_animate(sys.stderr):
        return Bar(sys.stderr, Screen(sys.stderr, coloured=can_colour()))
    return Lines()


def print_json(**fields: object) -> None:
    """One object, in one line, at once."""
    print(json.dumps(fields), flush=True)


def bar_line(progress: Progress, columns: int, glyphs: str) -> str:
    """A line no wider than a terminal; the bar shrinks first, then the last words go.

    Args:
        progress: to be shown.
        columns: of the terminal.
        glyphs: a cell that is done, and one that is not.
    """
    verb, *words = _words(progress)
    if not progress.total_bytes:
        return f"{verb} ..."[:columns]
    while words and _width([verb, *words]) > columns:
        words.pop()
    cells = min(_MOST_BAR, columns - _width([verb, "", *words]))
    if cells >= _LEAST_BAR:
        full = int(cells * min(1.0, progress.done_bytes / progress.total_bytes))
        words.insert(0, glyphs[0] * full + glyphs[1] * (cells - full))
    return "  ".join([verb, *words])[:columns]


def _words(progress: Progress) -> list[str]:
    """The parts of a line, the dearest first."""
    verb = _VERBS.get(progress.state, "Downloading")
    if not progress.total_bytes:
        return [verb]
    share = int(100 * progress.done_bytes / progress.total_bytes)
    words = [verb, f"{share:3} %", size_of(progress.done_bytes, progress.total_bytes)]
    if progress.bytes_per_s:
        words.append(f"{size(progress.bytes_per_s)}/s")
    if progress.seconds_left is not None:
        words.append(f"{duration(progress.seconds_left)} left")
    return words


def _width(words: list[str]) -> int:
    return sum(char_width(char) for char in "  ".join(words))
