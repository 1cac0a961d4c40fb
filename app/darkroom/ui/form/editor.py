"""Where forms are written."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from darkroom.core.form_problems import FormError, FormProblem
from darkroom.ui.form.highlighter import BlankHighlighter
from darkroom.ui.theme import BODY_PX, Theme

_LEAST_LINES = 9
_MOST_LINES = 26


class FormEditor(QPlainTextEdit):
    """Plain text in letters of one width, as tall as it is long within bounds.

    Args:
        theme: colours and fonts.
        parent: Qt parent.
    """

    fill_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = 0
        self.setObjectName("formEditor")
        self.setAccessibleName(self.tr("The form: text with blanks"))
        self.setPlaceholderText(self.tr("Dear {{name}}, …"))
        # Code is written with spaces; the key leads on through the page.
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.highlighter = BlankHighlighter(theme, self.document())
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, text: str) -> None:
        """Write something else; undo brings back what stood there."""
        if text == self.toPlainText():
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Write something where the caret is, and go there."""
        self.textCursor().insertText(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, error: FormError | None) -> None:
        """Underline the place of an error."""
        selection = QTextEdit.ExtraSelection()
        block = self.document().findBlockByNumber(error.line - 1) if error is not None else None
        if (
            error is None
            or error.problem is FormProblem.NO_BLANK
            or not (block and block.isValid())
        ):
            self.setExtraSelections([])
            return
        before = block.text()[: error.column - 1].encode("utf-16-le", "surrogatepass")
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(len(before) // 2, block.length() - 1))
        for _ in range(2):
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
            )
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.colour("bad"))
        look.setForeground(self._theme.colour("bad"))
        # The stubs call these read-only.
        setattr(selection, "cursor", cursor)  # noqa: B010
        setattr(selection, "format", look)  # noqa: B010
        self.setExtraSelections([selection])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter fills the form; any other Enter begins a line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.fill_asked.emit()
            else:
                # A line that is broken without a paragraph would count as none.
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(self._theme.px(200), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(self._theme.px(120), self.minimumHeight())

    @Slot()
    def _dress(self) -> None:
        font = self._theme.code_font(BODY_PX)
        font.setWeight(QFont.Weight.Normal)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._lines = 0
        self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = math.ceil(self.document().size().height())
        lines = min(max(lines, _LEAST_LINES), _MOST_LINES)
        if lines != self._lines:
            self._lines = lines
            margins = 2 * (self.document().documentMargin() + self._theme.px(8) + 1)
            self.setFixedHeight(math.ceil(lines * self.fontMetrics().lineSpacing() + margins))
