"""Writes paragraphs into a QTextDocument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from darkroom.ui.flow_text import FIXED_HEIGHT
from darkroom.ui.markdown.blocks import Mark, Nest, Paragraph, Rule, Span
from darkroom.ui.markdown.clean import breakable
from darkroom.ui.markdown.look import MarkdownLook

_LINE_BREAK = "\u2028"
_DEEPEST = 8
_HEADING_BELOW = 0.4
_HEADING_LEAST = 0.3


@dataclass(slots=True)
class Decor:
    """What is painted below the letters of a document.

    Attributes:
        rules: numbers of the blocks that are lines from left to right.
        bars: left edges of the bars beside a block, by its number.
        code: (first character, characters) of code within lines, by the block's number.
    """

    rules: set[int] = field(default_factory=set[int])
    bars: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])
    code: dict[int, list[tuple[int, int]]] = field(default_factory=dict[int, list[tuple[int, int]]])


def left_edge(nests: Sequence[Nest], look: MarkdownLook) -> int:
    """How far to the right a block stands, pixels."""
    return sum(_indent(nest, look) for nest in nests[:_DEEPEST])


def bars(nests: Sequence[Nest], look: MarkdownLook) -> tuple[int, ...]:
    """Left edges of the bars beside a block that stands in quotes."""
    inner = nests[:_DEEPEST]
    return tuple(
        left_edge(inner[:depth], look) for depth, nest in enumerate(inner) if nest.is_quote
    )


def gaps(blocks: Sequence[Paragraph | Rule], look: MarkdownLook) -> list[int]:
    """Pixels above each block; a heading stands nearer to what it announces.

    What follows a heading stands where it stood on the canvas.
    """
    line = look.line_height
    result = [block.gap * line for block in blocks]
    for index, block in enumerate(blocks[:-1]):
        level = block.level if isinstance(block, Paragraph) else 0
        if not level:
            continue
        growth = look.heading_lines[level - 1] - line
        below = max(result[index + 1] - growth, round(line * _HEADING_LEAST))
        moved = max(below - round(line * _HEADING_BELOW), 0) if index and result[index] else 0
        result[index] += moved
        result[index + 1] = below - moved
    return result


class DocumentWriter:
    """Writes with one cursor, from top to bottom.

    Args:
        document: an empty one.
        look: letters, distances and colours.
    """

    def __init__(self, document: QTextDocument, look: MarkdownLook) -> None:
        self._look = look
        self._cursor = QTextCursor(document)
        self._letters: dict[tuple[Mark, str, int, bool], QTextCharFormat] = {}
        self._number = -1
        self.decor = Decor()
        document.setDefaultFont(look.font)

    def write(self, blocks: Sequence[Paragraph | Rule]) -> None:
        """Append blocks."""
        self._cursor.beginEditBlock()
        for block, gap in zip(blocks, gaps(blocks, self._look), strict=True):
            self._begin(block, gap if self._number >= 0 else 0)
            if isinstance(block, Paragraph):
                self._write_text(block)
            else:
                self.decor.rules.add(self._number)
        self._cursor.endEditBlock()

    def write_spans(self, spans: Iterable[Span], *, strong: bool = False) -> None:
        """Append text to the line at the cursor, e.g. to a cell of a table."""
        for span in spans:
            self._cursor.insertText(_written(span.text), self._format(span, 0, strong=strong))

    def move(self, cursor: QTextCursor) -> None:
        """Go on writing elsewhere."""
        self._cursor = cursor

    def _begin(self, block: Paragraph | Rule, gap: int) -> None:
        form = QTextBlockFormat()
        level = block.level if isinstance(block, Paragraph) else 0
        look = self._look
        height = look.heading_lines[level - 1] if level else look.line_height
        form.setLineHeight(height, FIXED_HEIGHT)
        form.setTopMargin(gap)
        edge = left_edge(block.nests, look)
        form.setLeftMargin(edge)
        if level:
            form.setHeadingLevel(level)
        if isinstance(block, Paragraph) and block.marker and block.nests:
            hang = _indent(block.nests[-1], look) if len(block.nests) <= _DEEPEST else 0
            form.setTextIndent(-hang)
            form.setTabPositions([QTextOption.Tab(hang, QTextOption.TabType.LeftTab)])
        if self._number < 0:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._number += 1
        edges = bars(block.nests, look)
        if edges:
            self.decor.bars[self._number] = edges

    def _write_text(self, block: Paragraph) -> None:
        place = 0
        if block.marker:
            marker = f"{block.marker}\t"
            self._cursor.insertText(marker, self._format(Span(marker), 0))
            place = len(marker)
        for span in block.spans:
            text = _written(span.text)
            self._cursor.insertText(text, self._format(span, block.level))
            if span.marks & Mark.CODE:
                self.decor.code.setdefault(self._number, []).append((place, _units(text)))
            place += _units(text)
        if self._cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft:
            self._hang_at_the_right()

    def _hang_at_the_right(self) -> None:
        """Leave room for a marker where a line in a script from right to left begins."""
        form = self._cursor.blockFormat()
        form.setRightMargin(form.leftMargin())
        self._cursor.setBlockFormat(form)

    def _format(self, span: Span, level: int, *, strong: bool = False) -> QTextCharFormat:
        key = (span.marks, span.href, level, strong)
        form = self._letters.get(key)
        if form is None:
            form = self._letters[key] = self._make_format(span, level, strong=strong)
        return form

    def _make_format(self, span: Span, level: int, *, strong: bool) -> QTextCharFormat:
        look = self._look
        font = QFont(look.headings[level - 1] if level else look.font)
        if span.marks & Mark.CODE:
            size = font.pixelSize() * look.code_font.pixelSize() / look.font.pixelSize()
            weight = font.weight()
            font = QFont(look.code_font)
            font.setPixelSize(max(round(size), 1))
            font.setWeight(weight)
        if strong or span.marks & Mark.STRONG:
            font.setWeight(QFont.Weight.Bold if level else QFont.Weight.DemiBold)
        font.setItalic(bool(span.marks & Mark.EMPHASIS))
        font.setStrikeOut(bool(span.marks & Mark.STRUCK))
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(look.quiet if span.marks & Mark.QUIET else look.ink)
        if span.href:
            form.setAnchor(True)
            form.setAnchorHref(span.href)
            form.setFontUnderline(True)
        return form


def _indent(nest: Nest, look: MarkdownLook) -> int:
    if nest.is_quote:
        return look.quote_indent
    width = QFontMetricsF(look.font).horizontalAdvance(f"{nest.marker} ")
    return max(look.list_indent, round(width) + look.list_indent // 6)


def _written(text: str) -> str:
    return breakable(text).replace("\n", _LINE_BREAK)


def _units(text: str) -> int:
    """Length as Qt counts it: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2
