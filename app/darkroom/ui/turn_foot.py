"""What stands below an answer: its figures and what can be done, side by side where they fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from darkroom.ui.theme import Theme

_GAP_PX = 12


class TurnFoot(QWidget):
    """Figures at the left, buttons at the right; in two rows where it is narrow.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figures = QLabel(self)
        self.figures.setTextFormat(Qt.TextFormat.PlainText)
        self.figures.setProperty("role", "muted")
        self.figures.setWordWrap(True)
        self._right: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_before(self, widgets: list[QWidget]) -> None:
        """Put children of this at the right, before those that are there."""
        self._right = widgets + self._right
        if self.isVisible():
            for widget in widgets:
                widget.show()
            self.arrange()

    def say(self, words: str) -> None:
        """Write the figures."""
        if words != self.figures.text():
            self.figures.setText(words)
            if self.isVisible():
                self.arrange()

    def hasHeightForWidth(self) -> bool:
        """Two rows are taller than one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows."""
        hints, words, one_row = self._plan(width)
        row = _tallest(hints)
        return max(words, row) if one_row else words + row

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place."""
        hints, words, one_row = self._plan(self.width())
        row, taken = _tallest(hints), sum(hint.width() for hint in hints)
        room = self.width() - taken if one_row else self.width()
        self.figures.setGeometry(0, 0, max(room, 0), max(words, row) if one_row else words)
        x, top = self.width() - taken, 0 if one_row else words
        for widget, hint in zip(self._right, hints, strict=True):
            widget.setGeometry(x, top + (row - hint.height()) // 2, hint.width(), hint.height())
            x += hint.width()

    def _plan(self, width: int) -> tuple[list[QSize], int, bool]:
        """Sizes of the buttons, height of the figures, and whether all fit into one row."""
        hints = [widget.sizeHint() for widget in self._right]
        taken = sum(hint.width() for hint in hints)
        if not self.figures.text():
            return hints, 0, True
        self.figures.ensurePolished()
        words = self.figures.fontMetrics().horizontalAdvance(self.figures.text())
        one_row = words + self._theme.px(_GAP_PX) + taken <= width
        room = width - taken if one_row else width
        return hints, self.figures.heightForWidth(max(room, 1)), one_row


def _tallest(hints: list[QSize]) -> int:
    return max((hint.height() for hint in hints), default=0)
