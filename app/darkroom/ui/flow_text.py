"""Text that can be selected and is as tall as it is long."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from darkroom.viewmodels.markup import LineKind, line_kinds


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text is set.

    Attributes:
        font: of prose.
        line_height: distance of two lines, pixels.
        ink: colour, where it is not the usual one.
        code_font: of code; None shows fences as they are.
        code_ground: colour below code.
        fence: colour of the lines that open and close code.
    """

    font: QFont
    line_height: int
    ink: QColor | None = None
    code_font: QFont | None = None
    code_ground: QColor = field(default_factory=QColor)
    fence: QColor = field(default_factory=QColor)


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
        self._kinds: list[LineKind] = []
        self._code_ground = QColor()

    def set_text(self, text: str, look: TextLook) -> None:
        """Show text; code between fences gets the code font.

        Args:
            text: what to show.
            look: fonts and colours.
        """
        self._line_height = look.line_height
        self.document().setDefaultFont(look.font)
        self.setFont(look.font)
        self.setPlainText(text)
        block = QTextBlockFormat()
        block.setLineHeight(look.line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        if look.ink is not None:
            cursor.mergeCharFormat(_ink(look.ink))
        if look.code_font is not None:
            self._set_code(text, look, look.code_font)
        self._fit()

    def _set_code(self, text: str, look: TextLook, font: QFont) -> None:
        self._kinds = list(line_kinds(text.split("\n")))
        self._code_ground = look.code_ground
        letters = QTextCharFormat()
        letters.setFont(font)
        cursor = QTextCursor(self.document())
        for kind in self._kinds:
            if kind is not LineKind.PROSE:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(letters)
                if kind is LineKind.FENCE:
                    cursor.mergeCharFormat(_ink(look.fence))
                cursor.clearSelection()
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

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

    def event(self, event: QEvent) -> bool:
        """Break the lines anew; resizeEvent comes too early, the viewport is not laid out yet."""
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of code, then the text; a block's own background leaves gaps."""
        painter = QPainter(self.viewport())
        block, top = self.document().firstBlock(), 0
        for kind in self._kinds:
            height = block.layout().lineCount() * self._line_height
            if kind is not LineKind.PROSE:
                painter.fillRect(0, top, self.width(), height, self._code_ground)
            block, top = block.next(), top + height
        painter.end()
        super().paintEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the conversation."""
        event.ignore()

    def _fit(self) -> None:
        # Qt would set the same width, but only once the viewport is on screen.
        self.document().setTextWidth(self.width())
        height = max(math.ceil(self.document().size().height()), self._line_height)
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _ink(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(colour)
    return form
