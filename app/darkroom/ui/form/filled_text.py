"""A filled form: its own words, and what came into the blanks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from darkroom.core.form import Blank
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.form.highlighter import blank_look
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.markup import LineKind, line_kinds

_LINE = 1.6


class FilledText(FlowText):
    """Text that can be selected, with the blanks underlined; settles its own height.

    Args:
        theme: colours and fonts.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[tuple[str, Blank | None], ...] = ()
        self.setObjectName("filledText")
        self.setAccessibleName(self.tr("The filled form"))
        theme.changed.connect(self._dress)

    def show_pieces(self, pieces: Sequence[tuple[str, Blank | None]]) -> None:
        """Show a filled form, piece by piece, with the blank that each piece stands in."""
        self._pieces = tuple(pieces)
        said = [f"{blank.name}: {text}" for text, blank in pieces if blank is not None]
        self.setAccessibleDescription("; ".join(said))
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _dress(self) -> None:
        theme = self._theme
        text = "".join(piece for piece, _ in self._pieces)
        font = theme.chat_font(ANSWER_PX)
        self.set_text(text, TextLook(font, theme.line_height(ANSWER_PX, _LINE)))
        self._dress_code(theme.code_font(ANSWER_PX))
        place, look = 0, blank_look(theme)
        cursor = QTextCursor(self.document())
        for piece, blank in self._pieces:
            # As Qt counts: characters beyond the first plane count twice.
            end = place + len(piece.encode("utf-16-le", "surrogatepass")) // 2
            if blank is not None:
                cursor.setPosition(place)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(look)
            place = end
        self._fit()

    def _dress_code(self, font: QFont) -> None:
        """Set what stands between fences in letters of one width, as the canvas does."""
        code, fence = QTextCharFormat(), QTextCharFormat()
        code.setFont(font)
        fence.setFont(font)
        fence.setForeground(self._theme.colour("muted"))
        block = self.document().begin()
        for kind in line_kinds(self.toPlainText().split("\n")):
            if kind is not LineKind.PROSE:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position())
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.mergeCharFormat(code if kind is LineKind.CODE else fence)
            block = block.next()

    def _fit(self) -> None:
        height = self.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setFixedHeight(height)
