"""Paragraphs, headings, lists and quotes that follow each other: one text to select from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, QUrl, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock, QTextLine
from PySide6.QtWidgets import QWidget

from darkroom.ui.flow_text import FlowText
from darkroom.ui.markdown.blocks import Paragraph, Rule
from darkroom.ui.markdown.document import Decor, DocumentWriter
from darkroom.ui.markdown.look import MarkdownLook

_BAR_EM = 0.16
_OVERHANG_EM = 0.11
_RADIUS_EM = 0.24


class TextPart(FlowText):
    """Shows paragraphs and rules, once it has a width.

    Args:
        look: letters, distances and colours.
        blocks: what to show.
        parent: Qt parent.
    """

    def __init__(
        self,
        look: MarkdownLook,
        blocks: Sequence[Paragraph | Rule],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setFont(look.font)
        self._waiting: Sequence[Paragraph | Rule] = blocks
        self._decor = Decor()
        self._em = look.font.pixelSize()
        self.highlighted.connect(self._on_highlighted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies below the letters, then them."""
        decor = self._decor
        if decor.rules or decor.bars or decor.code:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            self._decorate(painter, event.rect().top(), event.rect().bottom())
            painter.end()
        super().paintEvent(event)

    def _break_lines(self, width: int) -> None:
        super()._break_lines(width)
        if self._waiting:
            # Text that is written before its width is known would be set twice.
            writer = DocumentWriter(self.document(), self._look)
            writer.write(self._waiting)
            self._waiting, self._decor = (), writer.decor
            self.rewind()

    def _decorate(self, painter: QPainter, top: int, bottom: int) -> None:
        block = self.document().firstBlock()
        while block.isValid():
            layout, form = block.layout(), block.blockFormat()
            place = QRectF(
                form.leftMargin(),
                layout.position().y(),
                self.width() - form.leftMargin(),
                layout.lineCount() * form.lineHeight(),
            )
            if place.top() - form.topMargin() > bottom:
                return
            if place.bottom() >= top:
                self._decorate_block(painter, block, place)
            block = block.next()

    def _decorate_block(self, painter: QPainter, block: QTextBlock, place: QRectF) -> None:
        number, look = block.blockNumber(), self._look
        if number in self._decor.rules:
            line = QRectF(place.left(), round(place.center().y()), place.width(), 1)
            painter.fillRect(line, look.line)
        before = self._decor.bars.get(number - 1, ())
        for edge in self._decor.bars.get(number, ()):
            top = place.top() - (block.blockFormat().topMargin() if edge in before else 0)
            draw_bar(painter, look, QRectF(edge, top, 0, place.bottom() - top))
        painter.setBrush(look.word_ground)
        radius, over = self._em * _RADIUS_EM, self._em * _OVERHANG_EM
        for start, length in self._decor.code.get(number, ()):
            for word in _places(block, start, length):
                word.translate(block.layout().position())
                painter.drawRoundedRect(word.adjusted(-over, 0, over, 0), radius, radius)

    @Slot(QUrl)
    def _on_highlighted(self, url: QUrl) -> None:
        self.setToolTip(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def draw_bar(painter: QPainter, look: MarkdownLook, place: QRectF) -> None:
    """Draw the bar beside a quote; the place tells all but its width."""
    width = max(round(look.font.pixelSize() * _BAR_EM), 2)
    painter.fillRect(QRectF(place.left(), place.top(), width, place.height()), look.bar)


def _places(block: QTextBlock, start: int, length: int) -> list[QRectF]:
    """Where a stretch of a block stands, line by line; in coordinates of its layout."""
    places: list[QRectF] = []
    layout = block.layout()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first = max(start, line.textStart())
        last = min(start + length, line.textStart() + line.textLength())
        if first < last:
            left, right = sorted((_x(line, first), _x(line, last)))
            places.append(QRectF(left, line.y(), right - left, line.height()))
    return places


def _x(line: QTextLine, position: int) -> float:
    # PySide6 returns (x, cursor) where its type hints promise x alone.
    x: Any = line.cursorToX(position)
    return x[0]
