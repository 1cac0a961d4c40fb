"""Two wordings as one text: what went is struck through, what came is underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.theme import Theme
from darkroom.viewmodels.word_diff import Change

_TEXT_PX = 15
_LINE = 1.5
_KEPT_CHARS = 90
"""So much of what stayed is shown on either side of a change."""


class DiffText(FlowText):
    """Shows a word diff, and says it to those who hear it.

    Args:
        theme: colours and fonts.
        changes: the two wordings, in order.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, changes: Sequence[Change], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes = spaced(shortened(changes))
        self.setAccessibleName(self.tr("What is different"))
        self.setAccessibleDescription(said(changes))
        theme.changed.connect(self._write)
        self._write()

    @Slot()
    def _write(self) -> None:
        theme = self._theme
        line = theme.line_height(_TEXT_PX, _LINE)
        look = TextLook(theme.chat_font(_TEXT_PX), line, theme.colour("text"))
        self.set_text("".join(text for _, text in self._changes), look)
        formats = {"same": QTextCharFormat(), "removed": QTextCharFormat()}
        formats["added"] = QTextCharFormat()
        formats["same"].setForeground(theme.colour("muted"))
        formats["removed"].setForeground(theme.colour("bad"))
        formats["removed"].setFontStrikeOut(True)
        formats["added"].setForeground(theme.colour("text"))
        formats["added"].setBackground(theme.colour("accent_wash"))
        formats["added"].setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        formats["added"].setUnderlineColor(theme.colour("accent"))
        cursor, place = QTextCursor(self.document()), 0
        for kind, text in self._changes:
            cursor.setPosition(place)
            # Qt counts in UTF-16.
            place += len(text.encode("utf-16-le")) // 2
            cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(formats[kind])
        self.setToolTip("")


def shortened(changes: Sequence[Change]) -> list[Change]:
    """Leave out of long stretches that stayed what is far from every change."""
    result: list[Change] = []
    last = len(changes) - 1
    for index, (kind, text) in enumerate(changes):
        if kind == "same":
            head = _KEPT_CHARS if index > 0 else 0
            tail = _KEPT_CHARS if index < last else 0
            if len(text) > head + tail + _KEPT_CHARS:
                text = f"{text[:head]} … {text[len(text) - tail :]}"
        result.append((kind, text))
    return result


def spaced(changes: Sequence[Change]) -> list[Change]:
    """Put a blank between what went and what came in its place, or they read as one word."""
    result: list[Change] = []
    for change in changes:
        if change[0] == "added" and result and result[-1][0] == "removed":
            result.append(("same", " "))
        result.append(change)
    return result


def said(changes: Iterable[Change]) -> str:
    """A diff in words, without what stayed."""
    translate = QCoreApplication.translate
    words = {
        "removed": translate("DiffText", "removed: “{text}”"),
        "added": translate("DiffText", "added: “{text}”"),
    }
    parts = [
        words[kind].format(text=text.strip())
        for kind, text in changes
        if kind != "same" and text.strip()
    ]
    return "; ".join(parts) or translate("DiffText", "Nothing is different.")
