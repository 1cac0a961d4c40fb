"""Text that can be selected and is as tall as it is long."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class FlowText(QTextEdit):
    """Read-only text without bars of its own, in lines of a fixed height.

    Args:
        parent: Qt parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._line_height = 0

    def set_text(self, text: str, font: QFont, line_height: int) -> None:
        """Show plain text.

        Args:
            text: what to show.
            font: in which font.
            line_height: distance of two lines, pixels.
        """
        self._line_height = line_height
        self.document().setDefaultFont(font)
        self.setFont(font)
        self.setPlainText(text)
        block = QTextBlockFormat()
        block.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self._fit()

    def natural_width(self) -> int:
        """Width of the longest line if none is broken."""
        metrics = QFontMetricsF(self.document().defaultFont())
        lines = self.toPlainText().split("\n")
        return math.ceil(max(metrics.horizontalAdvance(line) for line in lines)) + 2

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(self.minimumWidth(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the conversation."""
        event.ignore()

    def _fit(self) -> None:
        height = math.ceil(self.document().size().height())
        if height != self.minimumHeight():
            self.setFixedHeight(max(height, self._line_height))
