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
        height = max(self.heightForWidth(self.width()), 0)
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class WrapRow(QWidget):
    """Puts widgets side by side, and in further rows where they do not fit.

    Args:
        gap: pixels between them.
        parent: Qt parent.
    """

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, item: QWidget) -> None:
        """Append a widget."""
        item.setParent(self)
        self._items.append(item)
        self._arrange()

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
        x = y = row = 0
        for item in self._items:
            if item.isHidden():
                continue
            size = item.sizeHint()
            if x and x + size.width() > self.width():
                x, y, row = 0, y + row + self._gap, 0
            item.setGeometry(QRect(x, y, min(size.width(), self.width()), size.height()))
            x += size.width() + self._gap
            row = max(row, size.height())
        if y + row != self.minimumHeight():
            self.setFixedHeight(y + row)
