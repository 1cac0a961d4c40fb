"""A table: columns as wide as they need to be, as far as there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QWidget

from darkroom.ui.figures import number
from darkroom.ui.flow_text import FIXED_HEIGHT
from darkroom.ui.markdown.blocks import Align, Cell, Table, cell_text
from darkroom.ui.markdown.columns import share
from darkroom.ui.markdown.document import DocumentWriter
from darkroom.ui.markdown.look import MarkdownLook
from darkroom.ui.markdown.wide_part import WidePart
from darkroom.ui.markdown.wide_text import WideText
from darkroom.ui.theme import Theme

MOST_CELLS = 400
"""What comes behind is shown when somebody asks for it."""
_LEAST_EM = 5.5
_SIDE_EM = 0.7
_ABOVE = 0.15
_ALIGNS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class TablePart(WidePart):
    """Breaks the lines of its cells before it scrolls.

    Args:
        theme: colours and scale.
        look: letters and distances.
        block: what to show.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, look: MarkdownLook, block: Table, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, TableText(theme, look), parent)
        self.block = block
        self.text.setAccessibleName(self.tr("Table"))
        most = max(MOST_CELLS // len(block.aligns), 2)
        self._fill(block.rows[:most])
        if len(block.rows) > most:
            rows = number(len(block.rows) - 1)
            self.offer_all(self.tr("Show all of the table, {n} rows").format(n=rows))

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows."""
        return self.text.heightForWidth(width) + self.more_height

    def arrange(self) -> None:
        """The button stands below the rows."""
        height = self.text.heightForWidth(self.width())
        self.text.setGeometry(0, 0, self.width(), height)
        self.place_more(0, height)

    def show_all(self) -> None:
        """Show the rest of the rows."""
        self._fill(self.block.rows)

    def _fill(self, rows: Sequence[Sequence[Cell]]) -> None:
        if isinstance(self.text, TableText):
            self.text.set_rows(self.block.aligns, rows)


class TableText(WideText):
    """The text of a table.

    Args:
        theme: of the bar.
        look: letters and distances.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, look: MarkdownLook, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._look = look
        self._table: QTextTable | None = None
        self._aligns: Sequence[Align] = ()
        self._rows: Sequence[Sequence[Cell]] = ()
        self._natural: list[float] = []
        self._fitted: list[float] = []
        self._side = round(look.font.pixelSize() * _SIDE_EM)
        self.setFont(look.font)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setLineWrapMode(WideText.LineWrapMode.FixedPixelWidth)

    def set_rows(self, aligns: Sequence[Align], rows: Sequence[Sequence[Cell]]) -> None:
        """Take on a table; it is written once its width is known.

        Args:
            aligns: of the columns.
            rows: cells of each row; the first row is the head.
        """
        self._aligns, self._rows = aligns, rows
        self._natural = self._measure(aligns, rows)
        self._table = None

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows, and a bar if it is too wide."""
        taken = self._fit(width)
        bar = self.bar_height if taken > width else 0
        return math.ceil(self.document().size().height()) + bar

    def _fit(self, width: int) -> int:
        """Set the columns for a width; returns what they take."""
        widths = share(self._natural, self._look.font.pixelSize() * _LEAST_EM, width)
        taken = math.ceil(sum(widths))
        if self._table is None:
            self.setLineWrapColumnOrWidth(taken)
            self._table = self._write(self._table_format(widths))
        elif self._fitted != widths:
            self._table.setFormat(self._table_format(widths))
            self.setLineWrapColumnOrWidth(taken)
        self._fitted = widths
        return taken

    def _write(self, form: QTextTableFormat) -> QTextTable:
        document = self.document()
        document.clear()
        writer = DocumentWriter(document, self._look)
        whole = QTextCursor(document)
        whole.beginEditBlock()
        table = whole.insertTable(len(self._rows), len(self._aligns), form)
        for column, align in enumerate(self._aligns):
            line = QTextBlockFormat()
            line.setLineHeight(self._look.line_height, FIXED_HEIGHT)
            line.setAlignment(_ALIGNS.get(align, Qt.AlignmentFlag.AlignLeft))
            for row, cells in enumerate(self._rows):
                cell = table.cellAt(row, column)
                cell.setFormat(self._cell_format(row, column))
                cursor = cell.firstCursorPosition()
                cursor.setBlockFormat(line)
                writer.move(cursor)
                writer.write_spans(cells[column], strong=row == 0)
        whole.endEditBlock()
        self.rewind()
        return table

    def _measure(self, aligns: Sequence[Align], rows: Sequence[Sequence[Cell]]) -> list[float]:
        strong = QFont(self._look.font)
        strong.setWeight(QFont.Weight.DemiBold)
        # Cells are measured as if all were strong: nearly right, and never too narrow.
        metrics = QFontMetricsF(strong)
        return [
            max(metrics.horizontalAdvance(cell_text(row[column])) for row in rows)
            + (2 if column else 1) * self._side
            + 2
            for column in range(len(aligns))
        ]

    def _table_format(self, widths: Sequence[float]) -> QTextTableFormat:
        form = QTextTableFormat()
        fixed = QTextLength.Type.FixedLength
        form.setColumnWidthConstraints([QTextLength(fixed, width) for width in widths])
        form.setBorder(0)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setCellSpacing(0)
        form.setCellPadding(0)
        form.setHeaderRowCount(1)
        return form

    def _cell_format(self, row: int, column: int) -> QTextTableCellFormat:
        form = QTextTableCellFormat()
        above = round(self._look.line_height * _ABOVE)
        # The first column is in line with the prose.
        form.setLeftPadding(self._side if column else 0)
        form.setRightPadding(self._side)
        form.setTopPadding(above)
        form.setBottomPadding(above)
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QBrush(self._look.line if row else self._look.bar))
        return form
