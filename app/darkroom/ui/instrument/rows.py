"""Widgets side by side, in as many rows as they need; the height is known before they are shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Puts its widgets beside each other and, where they do not fit, into further rows.

    Args:
        gap: pixels between two of them, and between rows.
        parent: Qt parent.
    """

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *items: QWidget) -> None:
        """Append widgets."""
        for item in items:
            item.setParent(self)
            self._items.append(item)

    def hasHeightForWidth(self) -> bool:
        """Narrow rows are several."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows."""
        rows = self._plan(width)
        gaps = self._gap * max(len(rows) - 1, 0)
        return sum(max(_size(item).height() for item in row) for row in rows) + gaps

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when something came, went or changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
            self.updateGeometry()
        return super().event(event)

    def arrange(self) -> None:
        """Put everything in its place; in right-to-left languages from the right."""
        y = 0
        for row in self._plan(self.width()):
            height, x = max(_size(item).height() for item in row), 0
            for item in row:
                size = _size(item)
                wide = min(size.width(), self.width())
                left = self.width() - x - wide if self.isRightToLeft() else x
                item.setGeometry(left, y + (height - size.height()) // 2, wide, size.height())
                x += wide + self._gap
            y += height + self._gap

    def _plan(self, width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = []
        taken = 0
        for item in self._items:
            if item.isHidden():
                continue
            wide = _size(item).width()
            if not rows or taken + wide > width:
                rows.append([])
                taken = 0
            rows[-1].append(item)
            taken += wide + self._gap
        return rows


def _size(item: QWidget) -> QSize:
    item.ensurePolished()
    return item.sizeHint().expandedTo(item.minimumSize()).boundedTo(item.maximumSize())
