"""A few words of a chat, those that were looked for marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

Marks = Sequence[tuple[int, int]]

_WORDS, _LETTERS = QTextOption(), QTextOption()
_WORDS.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_LETTERS.setWrapMode(QTextOption.WrapMode.WrapAnywhere)

LEAD_CHARS = 24
"""How much stands before the first mark for each line, so that it is in sight on narrow ones."""


def around_first_mark(text: str, marks: Marks, lines: int) -> tuple[str, Marks]:
    """Leave out what stands long before the first mark; positions are those of the new text.

    Args:
        text: of one line or many; line breaks become spaces.
        marks: (start, length) in characters.
        lines: how many there is room for.
    """
    lead = LEAD_CHARS * lines
    text = text.replace("\n", " ").replace("\t", " ")
    first = marks[0][0] if marks else 0
    if first <= lead:
        return text, marks
    start = first - lead
    space = text.find(" ", start, first)
    start = space + 1 if space >= 0 else start
    return "…" + text[start:], [(at - start + 1, length) for at, length in marks]


class Excerpt:
    """Lays out text in a width, in as many lines as are allowed.

    Args:
        text: what is shown.
        marks: (start, length) of what is marked, in characters.
        font: of the text.
        wash: colour below marks.
        ink: colour of marks.
        width: in pixels.
        max_lines: the last of them ends in … where there is more.
    """

    def __init__(
        self,
        text: str,
        marks: Marks,
        font: QFont,
        wash: QColor,
        ink: QColor,
        width: int,
        max_lines: int = 1,
    ) -> None:
        self._marked = _marked(wash, ink)
        self._font = font
        text, marks = around_first_mark(text, marks, max_lines)
        self._layout, end = self._lay_out(text, marks, width, max_lines)
        while end < len(text) and end > 1:
            # The ellipsis needs room of its own.
            shorter = text[: end - 1].rstrip() + "…"
            self._layout, fits = self._lay_out(shorter, marks, width, max_lines)
            end = end - 1 if fits < len(shorter) else len(text)

    @property
    def lines(self) -> int:
        """How many there are."""
        return self._layout.lineCount()

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        """Draw with the painter's pen, the left upper corner at (x, y)."""
        self._layout.draw(painter, QPointF(x, y))

    def _lay_out(
        self, text: str, marks: Marks, width: int, max_lines: int
    ) -> tuple[QTextLayout, int]:
        """The layout, and how many characters of the text are in it."""
        layout = QTextLayout(text, self._font)
        layout.setCacheEnabled(True)
        layout.setFormats([_range(text, *mark, self._marked) for mark in marks])
        layout.beginLayout()
        y, end = 0.0, 0
        for number in range(max_lines):
            # The last line takes letters, for with whole words much of it could stay empty.
            layout.setTextOption(_LETTERS if number == max_lines - 1 else _WORDS)
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, _characters(text, end)


def _marked(wash: QColor, ink: QColor) -> QTextCharFormat:
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.DemiBold)
    marked.setBackground(wash)
    marked.setForeground(ink)
    return marked


def _range(text: str, start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = _units(text[:start])
    found.length = _units(text[start : start + length])
    found.format = form
    return found


def _units(text: str) -> int:
    """Qt counts UTF-16 units where Python counts characters."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _characters(text: str, units: int) -> int:
    for count, letter in enumerate(text):
        if units <= 0:
            return count
        units -= 2 if letter > "\uffff" else 1
    return len(text)
