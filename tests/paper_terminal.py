"""A terminal on paper: just enough of one to see what the live canvas leaves behind."""

from __future__ import annotations

import re

from darkroom.cli.terminal import char_width

_TOKEN = re.compile(r"\x1b\[(\??)(\d*(?:;\d+)*)([A-Za-z])|(.)", re.DOTALL)


class PaperTerminal:
    """Holds lines without end, so that scrolling back shows everything.

    Args:
        columns: width; text breaks there, and is an error where breaking is switched off.
    """

    encoding = "utf-8"

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lines: list[list[str]] = [[]]
        self.row = self.column = 0
        self.modes: dict[str, bool] = {}
        self.styles: set[str] = set()

    def write(self, text: str) -> int:
        for match in _TOKEN.finditer(text):
            private, number, letter, char = match.groups()
            if char:
                self._put(char)
            elif private:
                self.modes[number] = letter == "h"
            else:
                self._obey(letter, number)
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        return "\n".join("".join(line).rstrip() for line in self.lines).rstrip()

    def _put(self, char: str) -> None:
        if char == "\n":
            self.row, self.column = self.row + 1, 0
            if self.row == len(self.lines):
                self.lines.append([])
        elif char == "\r":
            self.column = 0
        else:
            width = char_width(char)
            if self.column + width > self.columns:
                assert self.modes.get("7", True), "a row is wider than the terminal"
                self._put("\n")
            line = self.lines[self.row]
            line.extend(" " * (self.column - len(line)))
            # A wide character fills its second column with nothing.
            line[self.column : self.column + width] = [char, ""][:width]
            self.column += width

    def _obey(self, letter: str, number: str) -> None:
        if letter == "A":
            self.row -= int(number or 1)
            assert self.row >= 0, "the cursor left the terminal"
        elif letter == "K":
            del self.lines[self.row][self.column :]
        elif letter == "J":
            del self.lines[self.row][self.column :]
            del self.lines[self.row + 1 :]
        elif letter == "m":
            self.styles.add(number)
        else:
            raise AssertionError(f"this paper knows no {letter}")
