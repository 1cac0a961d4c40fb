"""Makes blanks stand out from the words around them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from darkroom.core.form import blank_spans
from darkroom.ui.theme import Theme


def blank_look(theme: Theme) -> QTextCharFormat:
    """How a blank looks, and what was filled in: on a wash, and underlined."""
    look = QTextCharFormat()
    look.setBackground(theme.colour("accent_wash"))
    look.setForeground(theme.colour("text"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(theme.colour("accent"))
    look.setFontWeight(QFont.Weight.Medium)
    return look


class BlankHighlighter(QSyntaxHighlighter):
    """Marks the blanks of each line; what is only begun is not marked.

    Args:
        theme: colours.
        document: what is written.
    """

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._look = blank_look(theme)
        theme.changed.connect(self._dress)

    def highlightBlock(self, text: str) -> None:
        """Mark the blanks of a line."""
        for start, stop in blank_spans(text):
            before, within = _units(text[:start]), _units(text[start:stop])
            self.setFormat(before, within, self._look)

    @Slot()
    def _dress(self) -> None:
        self._look = blank_look(self._theme)
        self.rehighlight()


def _units(text: str) -> int:
    """Length as Qt counts it: characters beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
