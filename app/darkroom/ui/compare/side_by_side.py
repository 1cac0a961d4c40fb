"""Two widgets beside each other, or one below the other where it is narrow; both scroll as one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from darkroom.ui.stack import natural_height
from darkroom.ui.theme import NARROW_PX, Theme

_GAP_PX = 24
_MOST_PX = 1240


class SideBySide(QScrollArea):
    """Scrolls up and down, never sideways.

    Args:
        theme: sizes.
        left: the first.
        right: the second.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, left: QWidget, right: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sides = (left, right)
        self._inside = QWidget()
        self._inside.setObjectName("compareInside")
        for side in self._sides:
            side.setParent(self._inside)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.arrange)

    @property
    def is_narrow(self) -> bool:
        """One stands below the other."""
        return self.width() < self._theme.px(NARROW_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both in their places."""
        super().resizeEvent(event)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Put both in their places."""
        gap = self._theme.px(_GAP_PX)
        room = self.viewport().width()
        width = min(room, self._theme.px(_MOST_PX)) - 2 * gap
        x, y = (room - width) // 2, 0
        if self.is_narrow:
            for side in self._sides:
                height = natural_height(side, width)
                side.setGeometry(x, y, width, height)
                y += height + gap
        else:
            wide = (width - gap) // 2
            sides = self._sides[::-1] if self.isRightToLeft() else self._sides
            for place, side in enumerate(sides):
                height = natural_height(side, wide)
                side.setGeometry(x + place * (wide + gap), 0, wide, height)
                y = max(y, height + gap)
        self._inside.resize(room, y)
