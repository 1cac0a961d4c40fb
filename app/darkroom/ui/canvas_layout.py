"""Where every cell of a canvas stands when the draft is set as text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QFont, QGlyphRun, QTextLayout, QTextLine, QTextOption

from darkroom.ui.canvas_cells import CellBox, SetLine, cell_boxes, x_of
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.markup import LineKind, line_kinds


@dataclass(frozen=True, slots=True)
class Word:
    """The visible part of a cell on one line.

    Attributes:
        cell: index in the canvas.
        state: a ``CellState``.
        line: index of the line.
        left: first pixel.
        right: one behind the last.
        text: what it reads as, without outer white space.
        glued: it continues the word before it without a gap.
        kind: prose or code.
    """

    cell: int
    state: int
    line: int
    left: float
    right: float
    text: str
    glued: bool
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Solid:
    """Settled text that lies side by side on one line, shaped as one."""

    line: int
    left: float
    right: float
    text: str
    runs: tuple[QGlyphRun, ...]
    kind: LineKind


class CanvasLayout:
    """Sets the text of an answer once per frame.

    The words of noise and drafts take part like any other text, so lines break where the finished
    answer would break if the draft were final.

    Args:
        font: font of the answer.
        code_font: font of code in it.
        width: room for a line, pixels.
    """

    def __init__(self, font: QFont, code_font: QFont, width: float) -> None:
        self._fonts = {kind: code_font for kind in LineKind} | {LineKind.PROSE: font}
        self._width = width
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._known: dict[tuple[str, LineKind], tuple[QTextLayout, list[QTextLine]]] = {}
        self.words: list[Word] = []
        self.solids: list[Solid] = []
        self.ascents: list[float] = []
        self.kinds: list[LineKind] = []
        self.first_live_line = 0
        self._lines: list[SetLine] = []
        self._starts: list[int] = [0]
        self._em = float(font.pixelSize())

    @property
    def line_count(self) -> int:
        """Lines of the whole answer."""
        return len(self.ascents)

    def set_content(self, content: CanvasContent, washed: Collection[int] = ()) -> None:
        """Lay out a frame; paragraphs that did not change are not set again.

        Args:
            content: the frame.
            washed: settled cells whose wash still fades, so that they need a place of their own.
        """
        cells = _Cells(content, washed)
        self.words, self.solids, self.ascents, self.kinds = [], [], [], []
        self._lines, self._starts = [], cells.starts
        self.first_live_line = -1
        known, self._known = self._known, {}
        start = 0
        paragraphs = cells.text.split("\n")
        for key in zip(paragraphs, line_kinds(paragraphs), strict=True):
            entry = self._known.get(key) or known.get(key) or self._shape(*key)
            self._known[key] = entry
            paragraph, kind = key
            for line in entry[1]:
                self.kinds.append(kind)
                self._lines.append(SetLine(line, start, line is entry[1][-1]))
                self._place(line, start, paragraph, cells)
            start += len(paragraph) + 1
        if self.first_live_line < 0:
            self.first_live_line = self.line_count - 1

    def boxes(self) -> Iterator[CellBox]:
        """Where each cell is, settled ones too."""
        return cell_boxes(self._lines, self._starts, self._em)

    def _shape(self, paragraph: str, kind: LineKind) -> tuple[QTextLayout, list[QTextLine]]:
        layout = QTextLayout(paragraph, self._fonts[kind])
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        lines: list[QTextLine] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            lines.append(line)
        layout.endLayout()
        return layout, lines

    def _place(self, line: QTextLine, offset: int, paragraph: str, cells: _Cells) -> None:
        number = self.line_count
        self.ascents.append(line.ascent())
        first = line.textStart()
        last = first + line.textLength()
        if self.first_live_line < 0 and offset + last > cells.starts[0]:
            self.first_live_line = number
        for span in cells.spans(offset + first, offset + last):
            begin, end = span.begin - offset, span.end - offset
            text = paragraph[begin:end]
            if span.state != CellState.SETTLED:
                self._place_word(line, number, span, text, begin)
            if span.state in (CellState.SETTLED, CellState.FRESH):
                self._place_solid(line, number, text, begin)

    def _place_solid(self, line: QTextLine, number: int, text: str, begin: int) -> None:
        runs = tuple(line.glyphRuns(begin, len(text)))
        if runs:
            left, right = sorted((x_of(line, begin), x_of(line, begin + len(text))))
            self.solids.append(Solid(number, left, right, text, runs, self.kinds[-1]))

    def _place_word(self, line: QTextLine, number: int, span: _Span, text: str, begin: int) -> None:
        word = text.strip()
        if not word:
            return
        begin += len(text) - len(text.lstrip())
        left, right = sorted((x_of(line, begin), x_of(line, begin + len(word))))
        last = self.words[-1] if self.words else None
        kind = self.kinds[-1]
        glued = last is not None and last.line == number and abs(last.right - left) < 1.0
        self.words.append(Word(span.cell, span.state, number, left, right, word, glued, kind))


@dataclass(frozen=True, slots=True)
class _Span:
    cell: int
    state: int
    begin: int
    end: int


class _Cells:
    """The answer as one string, and which part of it is which cell."""

    def __init__(self, content: CanvasContent, washed: Collection[int]) -> None:
        self.text = content.prefix + "".join(content.texts)
        self._states: list[int] = content.states.tolist()
        for cell in washed:
            self._states[cell] = CellState.FRESH
        lengths = map(len, content.texts)
        self.starts = list(accumulate(lengths, initial=len(content.prefix)))

    def spans(self, begin: int, end: int) -> Iterator[_Span]:
        """Parts of a line, left to right; settled neighbours are one part."""
        solid_from: int | None = None
        for span in self._parts(begin, end):
            if span.state == CellState.SETTLED:
                solid_from = span.begin if solid_from is None else solid_from
                continue
            if solid_from is not None:
                yield _Span(-1, CellState.SETTLED, solid_from, span.begin)
                solid_from = None
            yield span
        if solid_from is not None:
            yield _Span(-1, CellState.SETTLED, solid_from, end)

    def _parts(self, begin: int, end: int) -> Iterator[_Span]:
        if begin < self.starts[0]:
            yield _Span(-1, CellState.SETTLED, begin, min(end, self.starts[0]))
            begin = self.starts[0]
        cell = bisect_right(self.starts, begin) - 1
        while begin < end and cell < len(self._states):
            stop = min(end, self.starts[cell + 1])
            if stop > begin:
                yield _Span(cell, self._states[cell], begin, stop)
            begin = max(begin, stop)
            cell += 1
