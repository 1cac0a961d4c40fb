"""A block of code: its language, a button that copies it, its lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from darkroom.ui.controls import ElidedLabel, button
from darkroom.ui.figures import number
from darkroom.ui.flow_text import FIXED_HEIGHT
from darkroom.ui.markdown.blocks import Code
from darkroom.ui.markdown.highlight import Highlighter, Stretch
from darkroom.ui.markdown.look import MarkdownLook
from darkroom.ui.markdown.wide_part import WidePart
from darkroom.ui.markdown.wide_text import WideText
from darkroom.ui.theme import Theme

MOST_LINES = 400
MOST_CHARACTERS = 40_000
"""What is longer is shown when somebody asks for it."""
_COPIED_MS = 1500
_PAD_PX = 14
_RADIUS_PX = 10


class CodePart(WidePart):
    """Stands where the fences and lines stood on the canvas: as many lines, as far apart.

    Args:
        theme: colours and scale.
        look: letters and distances.
        block: what to show.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, look: MarkdownLook, block: Code, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, WideText(theme), parent)
        self._look = look
        self.block = block
        self._highlighter = Highlighter(block.language)
        title = self._highlighter.title
        self._title = ElidedLabel("muted", parent=self)
        self._title.setText(title or self.tr("Code"))
        self.copy_button = button(self.tr("Copy"), "quiet")
        self.copy_button.setParent(self)
        self.copy_button.setAccessibleName(self.tr("Copy code"))
        self.copy_button.setAccessibleDescription(title)
        self.copy_button.clicked.connect(self.copy)
        words = self.tr("Code, {language}").format(language=title) if title else self.tr("Code")
        self.text.setAccessibleName(words)
        shown = _beginning(block.text)
        self._fill(shown)
        if len(shown) < len(block.text):
            lines = number(block.text.count("\n") + 1)
            self.offer_all(self.tr("Show all of the code, {n} lines").format(n=lines))

    @Slot()
    def copy(self) -> None:
        """Put all of the code on the clipboard."""
        QGuiApplication.clipboard().setText(self.block.text)
        self._say(self.tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self, self._on_copied)

    def heightForWidth(self, _width: int) -> int:
        """Head, lines, and a foot that is as tall as the fence that ended them."""
        foot = max(self._look.line_height - self.text.bar_height, 0)
        return self._head + self.text.heightForWidth(0) + (self.more_height or foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.line, 1))
        painter.setBrush(self._look.code_ground)
        radius = self._theme.px(_RADIUS_PX)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def arrange(self) -> None:
        """The button stands at the right of the head."""
        pad, head = self._theme.px(_PAD_PX), self._head
        copy = self.copy_button.sizeHint()
        right = self.width() - self._theme.px(4)
        self.copy_button.setGeometry(right - copy.width(), 0, copy.width(), head)
        self._title.setGeometry(pad, 0, max(right - copy.width() - 2 * pad, 0), head)
        height = self.text.heightForWidth(0)
        self.text.setGeometry(pad, head, max(self.width() - 2 * pad, 0), height)
        self.place_more(pad, head + height)

    def show_all(self) -> None:
        """Show the rest of the lines."""
        self._fill(self.block.text)

    @property
    def _head(self) -> int:
        return max(self._look.line_height, self.copy_button.sizeHint().height())

    def _say(self, words: str) -> None:
        self.copy_button.setText(words)
        self.arrange()

    def _fill(self, text: str) -> None:
        document = self.text.document()
        document.setDefaultFont(self._look.code_font)
        self.text.setFont(self._look.code_font)
        self.text.setPlainText(text)
        lines = QTextBlockFormat()
        lines.setLineHeight(self._look.line_height, FIXED_HEIGHT)
        letters = QTextCharFormat()
        letters.setForeground(self._look.code_ink)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)
        cursor.mergeCharFormat(letters)
        block = document.firstBlock()
        for stretches in self._highlighter.read(text):
            if stretches:
                block.layout().setFormats([self._range(stretch) for stretch in stretches])
            block = block.next()
        document.markContentsDirty(0, document.characterCount())
        self.text.rewind()

    def _range(self, stretch: Stretch) -> QTextLayout.FormatRange:
        form = QTextCharFormat()
        form.setForeground(self._theme.colour(stretch.colour))
        if stretch.italic:
            form.setFontItalic(True)
        result = QTextLayout.FormatRange()
        result.start, result.length, result.format = stretch.start, stretch.length, form
        return result

    @Slot()
    def _on_copied(self) -> None:
        self._say(self.tr("Copy"))


def _beginning(text: str) -> str:
    """As much code as is shown at first."""
    lines = text.split("\n", MOST_LINES)
    if len(lines) > MOST_LINES:
        text = "\n".join(lines[:MOST_LINES])
    return text[:MOST_CHARACTERS]
