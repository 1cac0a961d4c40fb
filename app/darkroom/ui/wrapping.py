"""Widgets that take as many lines as they need.

Qt's own height-for-width gets lost inside scroll areas and nested layouts; these widgets settle
their height themselves whenever their width changes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class WrapLabel(QLabel):
    """A paragraph of plain text.

    Args:
        text: what it says.
        role: one of the style sheet's roles.
        parent: Qt parent.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._fit()

    def set_role(self, role: str) -> None:
        """Take on another of the style sheet's roles."""
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        # A label never asks for less than its minimum, so that goes first.
        self.setMinimumHeight(0)
        self.setFixedHeight(max(self.heightForWidth(self.width()), 0))


class WrapRow(QWidget):
    """Puts widgets side by side, and in further rows where they do not fit.

    Args:
        gap: pixels between them.
        line_gap: pixels between rows, None takes ``gap``.
        parent: Qt parent.
    """

    def __init__(
        self, gap: int, line_gap: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._items: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, item: QWidget) -> None:
        """Append a widget."""
        item.setParent(self)
        self._items.append(item)
        self._arrange()

    def clear(self) -> None:
        """Take all widgets away."""
        for item in self._items:
            item.hide()
            item.deleteLater()
        self._items = []

    def event(self, event: QEvent) -> bool:
        """Arrange anew when an item changed its size, came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.minimumHeight())

    def _arrange(self) -> None:
        y = 0
        for line in self._lines():
            if y:
                y += self._line_gap
            height = max(item.sizeHint().height() for item in line)
            x = 0
            for item in line:
                size = item.sizeHint().expandedTo(item.minimumSize())
                above = (height - size.height()) // 2
                width = min(size.width(), self.width())
                item.setGeometry(QRect(x, y + above, width, size.height()))
                x += size.width() + self._gap
            y += height
        if y != self.minimumHeight():
            self.setFixedHeight(y)

    def _lines(self) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        x = 0
        for item in self._items:
            if item.isHidden():
                continue
            width = item.sizeHint().expandedTo(item.minimumSize()).width()
            if not lines or x + width > self.width():
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += width + self._gap
        return lines
