"""Text that can be selected and is as tall as it is long."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

_WIDTH_AT_FIRST = 700
FIXED_HEIGHT = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text is set.

    Attributes:
        font: its letters.
        line_height: distance of two lines, pixels.
        ink: colour, where it is not the usual one.
    """

    font: QFont
    line_height: int
    ink: QColor | None = None


class FlowText(QTextBrowser):
    """Read-only text without bars of its own, in lines of a fixed height.

    It opens no link and fetches nothing; whoever fills it with links listens to ``anchorClicked``.

    Args:
        parent: Qt parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Of its own accord Qt follows a viewport that is not laid out before it is shown.
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(_WIDTH_AT_FIRST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        # The menu of the turn that it belongs to has more to offer.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    def set_text(self, text: str, look: TextLook) -> None:
        """Show plain text.

        Args:
            text: what to show.
            look: font and colour.
        """
        document = self.document()
        document.setDefaultFont(look.font)
        self.setFont(look.font)
        self.setPlainText(text)
        lines = QTextBlockFormat()
        lines.setLineHeight(look.line_height, FIXED_HEIGHT)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)
        if look.ink is not None:
            letters = QTextCharFormat()
            letters.setForeground(look.ink)
            cursor.mergeCharFormat(letters)
        self.updateGeometry()

    def rewind(self) -> None:
        """Put the caret where reading begins."""
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def natural_width(self) -> int:
        """Width of the longest line if none is broken."""
        metrics = QFontMetricsF(self.document().defaultFont())
        lines = self.toPlainText().split("\n")
        return math.ceil(max(metrics.horizontalAdvance(line) for line in lines)) + 2

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its lines at a width; they stay broken like that."""
        self._break_lines(max(width, 1))
        return math.ceil(self.document().size().height())

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(max(self.minimumWidth(), 40), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        self._break_lines(max(self.width(), 1))
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the conversation."""
        event.ignore()

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Fetch nothing, whatever the text says."""
        return

    def _break_lines(self, width: int) -> None:
        # Setting the same width again would set the text again.
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
