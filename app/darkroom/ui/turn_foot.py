"""What stands below an answer: its figures and what can be done, side by side where they fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.controls import label
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
        self.figures = label(role="muted", parent=self)
        self.figures.setWordWrap(True)
        self._right: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right, before those that are there."""
        widget.setParent(self)
        self._right.insert(0, widget)
        if self.isVisible():
            widget.show()
        self._arrange()
        self.updateGeometry()

    def say(self, words: str) -> None:
        """Write the figures."""
        if words != self.figures.text():
            self.figures.setText(words)
            self._arrange()
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Two rows are taller than one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows."""
        words, row = self._words_height(width), self._row_height
        return max(words, row) if self._is_one_row(width) else words + row

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a part changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            self.updateGeometry()
        return super().event(event)

    @property
    def _row_height(self) -> int:
        return max((widget.sizeHint().height() for widget in self._right), default=0)

    @property
    def _row_width(self) -> int:
        return sum(widget.sizeHint().width() for widget in self._right)

    def _is_one_row(self, width: int) -> bool:
        words = self.figures.fontMetrics().horizontalAdvance(self.figures.text())
        return words + self._theme.px(_GAP_PX) + self._row_width <= width

    def _words_height(self, width: int) -> int:
        if not self.figures.text():
            return 0
        room = width - self._row_width if self._is_one_row(width) else width
        return self.figures.heightForWidth(max(room, 1))

    def _arrange(self) -> None:
        width, row = self.width(), self._row_height
        words = self._words_height(width)
        one_row = self._is_one_row(width)
        room = width - self._row_width if one_row else width
        height = max(words, row) if one_row else words
        self.figures.setGeometry(0, 0, max(room, 0), height)
        x, top = width - self._row_width, 0 if one_row else words
        for widget in self._right:
            hint = widget.sizeHint()
            widget.setGeometry(x, top + (row - hint.height()) // 2, hint.width(), hint.height())
            x += hint.width()
