"""Where every cell of a canvas stands when the draft is set as text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, NamedTuple

import numpy as np
from PySide6.QtGui import QFont, QGlyphRun, QTextLayout, QTextLine, QTextOption

from darkroom.ui.canvas_cells import CellBox, SetLine, cell_boxes, x_of
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.markup import LineKind, line_kinds


class Word(NamedTuple):
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


class Solid(NamedTuple):
    """Settled text that lies side by side on one line, shaped as one."""

    line: int
    left: float
    right: float
    text: str
    runs: tuple[QGlyphRun, ...]
    kind: LineKind


_Key = tuple[str, LineKind]

_KEPT_LENGTH = 1 << 16
"""Characters of paragraphs that stay set, for those who go back and forth in the steps."""


_KEPT_HEADS = 16
_GLUED_PX = 1.0
_TEXT: Final = (CellState.FRESH, CellState.SETTLED)


@dataclass(slots=True)
class _Paragraph:
    """Text between two line breaks, as Qt has set it.

    Attributes:
        layout: keeps the lines alive.
        lines: from the top.
    """

    layout: QTextLayout
    lines: list[QTextLine]


@dataclass(frozen=True, slots=True)
class _Head:
    """All paragraphs before the live canvas; ``in_code``: within code that goes on behind them."""

    solids: list[Solid]
    ascents: list[float]
    kinds: list[LineKind]
    in_code: bool


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
        self._known: dict[_Key, _Paragraph] = {}
        self._known_length = 0
        self.words: list[Word] = []
        self.solids: list[Solid] = []
        self.ascents: list[float] = []
        self.kinds: list[LineKind] = []
        self.first_live_line = 0
        self._heads: dict[str, _Head] = {"": _Head([], [], [], in_code=False)}
        self._paragraphs: list[tuple[_Paragraph, int]] = []
        self._first_line = 0
        self._text = ""
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
        self._text, self._starts = cells.text, cells.starts
        # Paragraphs before the live canvas look the same at every step of it.
        cut = cells.text.rfind("\n", 0, cells.starts[0]) + 1
        head = self._head(cells.text[:cut], cells)
        self.words, self._paragraphs = [], []
        self.solids, self.ascents, self.kinds = [*head.solids], [*head.ascents], [*head.kinds]
        self._first_line, self.first_live_line = len(head.ascents), -1
        self._set(cells.text[cut:], cut, cells, inside=head.in_code)
        if self.first_live_line < 0:
            self.first_live_line = self.line_count - 1

    def boxes(self) -> Iterator[CellBox]:
        """Where each cell is, settled ones too."""
        lines = (
            SetLine(line, start, line is paragraph.lines[-1])
            for paragraph, start in self._paragraphs
            for line in paragraph.lines
        )
        return cell_boxes(lines, self._text, self._starts, self._em, self._first_line)

    def _head(self, text: str, cells: _Cells) -> _Head:
        """Set settled paragraphs, or find them as they were set before."""
        head = self._heads.get(text)
        if head is None:
            if len(self._heads) >= _KEPT_HEADS:
                self._heads.clear()
            self.words, self.solids, self.ascents, self.kinds = [], [], [], []
            # The last line break ends them; what comes behind it is not theirs.
            self._set(text[:-1], 0, cells)
            in_code = self.kinds.count(LineKind.FENCE) % 2 == 1
            head = self._heads[text] = _Head(self.solids, self.ascents, self.kinds, in_code)
        return head

    def _set(self, text: str, start: int, cells: _Cells, *, inside: bool = False) -> None:
        """Set paragraphs and place all that stands in them."""
        paragraphs = text.split("\n")
        kinds = line_kinds(paragraphs, inside=inside)
        for words, kind in zip(paragraphs, kinds, strict=True):
            paragraph = self._paragraph((words, kind))
            self._paragraphs.append((paragraph, start))
            for line in paragraph.lines:
                self.kinds.append(kind)
                self._place(line, start, words, cells)
            start += len(words) + 1

    def _paragraph(self, key: _Key) -> _Paragraph:
        """Set a paragraph, or find it among those that were set before, the least old first."""
        entry = self._known.pop(key, None)
        if entry is None:
            entry = self._shape(*key)
            self._known_length += len(key[0])
        self._known[key] = entry
        while self._known_length > _KEPT_LENGTH and len(self._known) > 1:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._known_length -= len(oldest[0])
        return entry

    def _shape(self, paragraph: str, kind: LineKind) -> _Paragraph:
        layout = QTextLayout(paragraph, self._fonts[kind])
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        lines: list[QTextLine] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            lines.append(line)
        layout.endLayout()
        return _Paragraph(layout, lines)

    def _place(self, line: QTextLine, offset: int, paragraph: str, cells: _Cells) -> None:
        number = self.line_count
        self.ascents.append(line.ascent())
        first = line.textStart()
        last = first + line.textLength()
        if self.first_live_line < 0 and offset + last > cells.starts[0]:
            self.first_live_line = number
        # PySide6 returns (x, cursor) where its type hints promise x alone.
        place: Any = line.cursorToX
        words, kind, edge = self.words, self.kinds[-1], -_GLUED_PX
        for cell, state, begin, end in cells.spans(offset + first, offset + last):
            text = paragraph[begin - offset : end - offset]
            if state in _TEXT:
                self._place_solid(line, number, text, begin - offset)
            word = text.strip()
            if state == CellState.SETTLED or not word:
                continue
            at = begin - offset + text.index(word)
            left, right = place(at)[0], place(at + len(word))[0]
            if left > right:
                left, right = right, left
            glued = abs(edge - left) < _GLUED_PX
            words.append(Word(cell, state, number, left, right, word, glued, kind))
            edge = right

    def _place_solid(self, line: QTextLine, number: int, text: str, begin: int) -> None:
        runs = tuple(line.glyphRuns(begin, len(text)))
        if runs:
            left, right = sorted((x_of(line, begin), x_of(line, begin + len(text))))
            self.solids.append(Solid(number, left, right, text, runs, self.kinds[-1]))


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _halved(text: str) -> str:
    """The text with each emoji and its like as the two characters that Qt counts it as."""
    return "".join(map(chr, np.frombuffer(_units(text), "<u2").tolist()))


class _Cells:
    """The answer as one string, and which part of it is which cell."""

    def __init__(self, content: CanvasContent, washed: Collection[int]) -> None:
        prefix, texts = content.prefix, content.texts
        self.text = prefix + "".join(texts)
        if len(_units(self.text)) > 2 * len(self.text):
            prefix, texts = _halved(prefix), tuple(map(_halved, texts))
            self.text = prefix + "".join(texts)
        self._states: list[int] = content.states.tolist()
        for cell in washed:
            self._states[cell] = CellState.FRESH
        self.starts = list(accumulate(map(len, texts), initial=len(prefix)))

    def spans(self, begin: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Parts of a line, left to right; settled neighbours are one part.

        Yields:
            Cell (-1 for settled text), ``CellState``, first character and one behind the last.
        """
        starts, states, settled = self.starts, self._states, CellState.SETTLED
        solid_from = -1
        if begin < starts[0]:
            solid_from, begin = begin, min(end, starts[0])
        cell = bisect_right(starts, begin) - 1
        while begin < end and cell < len(states):
            stop = min(end, starts[cell + 1])
            if stop > begin:
                state = states[cell]
                if state == settled:
                    solid_from = begin if solid_from < 0 else solid_from
                else:
                    if solid_from >= 0:
                        yield -1, settled, solid_from, begin
                        solid_from = -1
                    yield cell, state, begin, stop
                begin = stop
            cell += 1
        if solid_from >= 0:
            yield -1, settled, solid_from, end
