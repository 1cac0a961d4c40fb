"""Which part of a canvas belongs to which cell, pixel by pixel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextLine

from darkroom.ui.canvas_metrics import Metrics

BREAK_EM = 0.5
"""A cell that breaks the line has this width, so that it can be pointed at."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of the text, and where it begins in the whole of it.

    Attributes:
        line: as Qt has set it.
        offset: place of its paragraph in the text, characters.
        ends: it is the last of its paragraph, a line break follows.
    """

    line: QTextLine
    offset: int
    ends: bool


@dataclass(frozen=True, slots=True)
class CellBox:
    """The part of a cell that lies on one line; pixels.

    Attributes:
        cell: index in the canvas.
        line: index of the line.
        left: first pixel.
        right: one behind the last.
        ink: how much of it is white space before its word.
    """

    cell: int
    line: int
    left: float
    right: float
    ink: float = 0.0


def x_of(line: QTextLine, position: int) -> float:
    """Where a character begins."""
    # PySide6 returns (x, cursor) where its type hints promise x alone.
    x: Any = line.cursorToX(position)
    return x[0]


def cell_boxes(
    lines: Iterable[SetLine], text: str, starts: Sequence[int], em: float, first_line: int = 0
) -> Iterator[CellBox]:
    """Find the boxes of all cells that have one, line by line.

    Args:
        lines: of the answer, at least those with cells.
        text: of the whole answer.
        starts: place of each cell in it, and the end of the last one, characters.
        em: width of a letter, pixels.
        first_line: number of the first of ``lines``.
    """
    for number, one in enumerate(lines, first_line):
        line, offset = one.line, one.offset
        begin = offset + line.textStart()
        end = begin + line.textLength()
        if end + one.ends <= starts[0]:
            continue
        cell = max(bisect_right(starts, begin) - 1, 0)
        while cell < len(starts) - 1 and starts[cell] < end + one.ends:
            first, last = max(starts[cell], begin), min(starts[cell + 1], end)
            part = text[first:last]
            # White space at which a line broke is no place for the word behind it.
            is_torn = first > starts[cell] or last < starts[cell + 1]
            if last > first and not (is_torn and part.isspace()):
                begins, ends = x_of(line, first - offset), x_of(line, last - offset)
                blank = len(part) - len(part.lstrip())
                ink = abs(x_of(line, first + blank - offset) - begins) if part.strip() else 0.0
                yield CellBox(cell, number, min(begins, ends), max(begins, ends), ink)
            elif one.ends and starts[cell] <= end < starts[cell + 1]:
                left = x_of(line, end - offset)
                yield CellBox(cell, number, left, left + BREAK_EM * em)
            cell += 1


class CellPlaces:
    """Finds cells by place and places by cell.

    Args:
        boxes: see ``cell_boxes``.
        metrics: heights of lines.
    """

    def __init__(self, boxes: Iterable[CellBox], metrics: Metrics) -> None:
        self.boxes = list(boxes)
        self._metrics = metrics
        self._of: dict[int, list[CellBox]] = {}
        self._on: dict[int, list[CellBox]] = {}
        for box in self.boxes:
            self._of.setdefault(box.cell, []).append(box)
            self._on.setdefault(box.line, []).append(box)

    @property
    def cells(self) -> list[int]:
        """Cells that can be seen, in order."""
        return sorted(self._of)

    def rects(self, first: int, stop: int, *, ink: bool = False) -> list[QRect]:
        """Ground of some cells: those side by side on a line are one rectangle.

        Args:
            first: the first of them.
            stop: the one behind the last.
            ink: without the white space before the first word of a line.
        """
        spans: dict[int, tuple[float, float]] = {}
        begun: dict[int, float] = {}
        for cell in range(first, stop):
            for box in self._of.get(cell, ()):
                left, right = spans.get(box.line, (box.left, box.right))
                spans[box.line] = min(left, box.left), max(right, box.right)
                if ink and box.line not in begun:
                    begun[box.line] = box.ink
        return [
            self._metrics.block(line, left + begun.get(line, 0.0), right)
            for line, (left, right) in sorted(spans.items())
        ]

    def cell_at(self, point: QPoint) -> int | None:
        """The cell below a point."""
        for box in self._on.get(self._line_at(point), ()):
            if box.left <= point.x() < box.right:
                return box.cell
        return None

    def nearest(self, point: QPoint) -> int | None:
        """The cell next to a point, for somebody who drags."""
        if not self._on:
            return None
        line = self._line_at(point)
        if line < min(self._on):
            return self.cells[0]
        if line > max(self._on):
            return self.cells[-1]
        line = min(self._on, key=lambda number: abs(number - line))
        here = point.x()
        boxes = self._on[line]
        return min(boxes, key=lambda box: max(box.left - here, here - box.right, 0.0)).cell

    def beside(self, cell: int, lines: int) -> int | None:
        """The cell above (-1) or below (1) another one; None beyond the ends."""
        boxes = self._of.get(cell)
        if not boxes:
            return None
        box = boxes[0] if lines < 0 else boxes[-1]
        middle = round((box.left + box.right) / 2)
        line = box.line + lines
        there = [number for number in self._on if (number - line) * lines >= 0]
        if not there:
            return None
        line = min(there, key=lambda number: abs(number - line))
        y = self._metrics.top(line) + 1
        return self.nearest(QPoint(middle, y))

    def _line_at(self, point: QPoint) -> int:
        return int(point.y() // self._metrics.line_height)
