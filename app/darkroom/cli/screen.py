"""A few rows at the end of a terminal that can be drawn again in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import groupby
from typing import TextIO

from darkroom.cli.canvas_text import Look, Row
from darkroom.cli.terminal import char_width

_ESC = "\x1b["
# Together they make a redraw one picture: no flicker, no cursor, no wrapping at the margin.
_BEGIN = f"{_ESC}?2026h{_ESC}?7l"
_END = f"{_ESC}?7h{_ESC}?2026l"
_HIDE_CURSOR, _SHOW_CURSOR = f"{_ESC}?25l", f"{_ESC}?25h"
_CLEAR_LINE, _CLEAR_BELOW, _RESET = f"{_ESC}K", f"{_ESC}J", f"{_ESC}0m"

Size = Callable[[], tuple[int, int]]


def terminal_size() -> tuple[int, int]:
    """Return columns and rows of the terminal."""
    return shutil.get_terminal_size()


class Screen:
    """The rows that are live.

    Args:
        out: the terminal.
        coloured: whether looks may be told apart by style.
        size: columns and rows, asked again for every picture.
    """

    def __init__(self, out: TextIO, *, coloured: bool = True, size: Size = terminal_size) -> None:
        self._out = out
        self._coloured = coloured
        self._size = size
        self._drawn: list[Row] = []

    @property
    def columns(self) -> int:
        """Width of the terminal, at least 2."""
        return max(2, self._size()[0])

    @property
    def rows(self) -> int:
        """Rows that may be live: all but the one the cursor rests on."""
        return max(1, self._size()[1] - 1)

    def open(self) -> None:
        """Hide the cursor."""
        self._write(_HIDE_CURSOR)

    def close(self) -> None:
        """Erase what is live and show the cursor."""
        self._write(self._erased() + _SHOW_CURSOR)

    def draw(self, rows: list[Row]) -> None:
        """Replace what is live.

        Args:
            rows: at most ``self.rows``, each at most ``self.columns`` wide.
        """
        # Cleared first: behind a full row, clearing would take its last character.
        lines = "".join(f"{_CLEAR_LINE}{self._styled(row)}\n" for row in rows)
        self._write(f"{_BEGIN}{self._to_top()}{lines}{_CLEAR_BELOW}{_END}")
        self._drawn = rows

    def print_above(self, text: str, look: Look = Look.SETTLED) -> None:
        """Erase what is live and leave text for good in its place."""
        shown = _paint(text, look) if self._coloured else text
        self._write(f"{self._erased()}{shown}\n")

    def _erased(self) -> str:
        # Row by row: some terminals keep a screen that is cleared as a whole for scrolling back.
        rows = f"{_CLEAR_LINE}\n" * self._height()
        erased = f"{self._to_top()}{rows}{_CLEAR_BELOW}{self._to_top()}"
        self._drawn = []
        return erased

    def _to_top(self) -> str:
        height = self._height()
        return f"\r{_ESC}{height}A" if height else "\r"

    def _height(self) -> int:
        # Terminals that became narrower have broken our rows into several.
        columns = self.columns
        return sum(max(1, -(-_width(row) // columns)) for row in self._drawn)

    def _styled(self, row: Row) -> str:
        if not self._coloured:
            return "".join(char for char, _ in row)
        return "".join(
            _paint("".join(char for char, _ in run), look)
            for look, run in groupby(row, key=lambda char: char[1])
        )

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def _paint(text: str, look: Look) -> str:
    return f"{_ESC}{look.value}m{text}{_RESET}" if look.value else text


def _width(row: Row) -> int:
    return sum(char_width(char) for char, _ in row)
