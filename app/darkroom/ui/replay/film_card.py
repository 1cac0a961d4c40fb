"""The question above a film or a picture of a replay."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from darkroom.ui.theme import BODY_PX, Theme

_PAD_PX: Final = 12
_RADIUS_PX: Final = 14
_GAP_PX: Final = 18
_MOST_LINES: Final = 3
_MOST_LETTERS: Final = 2000
"""More never fit into these lines."""
_LINE_HEIGHT: Final = 1.5


class QuestionCard:
    """Some lines of a question in the bubble of what people wrote; nothing without a question.

    Args:
        theme: colours and fonts.
        text: the question; plain text.
        room: for the bubble, pixels.
    """

    def __init__(self, theme: Theme, text: str, room: int) -> None:
        self._theme = theme
        self._room = room
        self._line_height = theme.line_height(BODY_PX, _LINE_HEIGHT)
        words = " ".join(text[:_MOST_LETTERS].split())
        self._lines = _lines(words, theme, room - 2 * _PAD_PX) if words else []
        tall = len(self._lines) * self._line_height + 2 * _PAD_PX + _GAP_PX
        self.height = tall if self._lines else 0
        """Pixels, with the gap below."""

    def paint(self, painter: QPainter, left: int, top: int) -> int:
        """Draw it, as wide as it needs to be and at the right.

        Returns:
            Where the next part begins.
        """
        if not self._lines:
            return top
        theme, right = self._theme, left + self._room
        width = max(line.naturalTextWidth() for _, line in self._lines) + 2 * _PAD_PX
        bubble = QRectF(right - width, top, width, self.height - _GAP_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bubble"))
        painter.drawRoundedRect(bubble, _RADIUS_PX, _RADIUS_PX)
        painter.setPen(theme.colour("text"))
        for number, (_, line) in enumerate(self._lines):
            y = top + _PAD_PX + number * self._line_height + (self._line_height - line.height()) / 2
            line.draw(painter, QPointF(right - width + _PAD_PX, y))
        return top + self.height


def _lines(text: str, theme: Theme, width: float) -> list[tuple[QTextLayout, QTextLine]]:
    """Break a text; the last line ends with … if there is more."""
    layout, lines = _broken(text, theme, width)
    kept = [(layout, line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        # Qt counts in UTF-16.
        rest = text.encode("utf-16-le")[2 * lines[_MOST_LINES - 1].textStart() :]
        metrics = QFontMetricsF(theme.chat_font(BODY_PX))
        words = rest.decode("utf-16-le", "replace")
        short, (line, *_) = _broken(
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, width), theme, width + 1
        )
        kept[-1] = (short, line)
    return kept


def _broken(text: str, theme: Theme, width: float) -> tuple[QTextLayout, list[QTextLine]]:
    layout = QTextLayout(text, theme.chat_font(BODY_PX))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[QTextLine] = []
    layout.beginLayout()
    while len(lines) <= _MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return layout, lines
