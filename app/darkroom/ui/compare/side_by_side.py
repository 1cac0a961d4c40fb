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
        self._arranging = False
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
        """Put both in their places; what they tell of their heights meanwhile is seen to here."""
        if not self._arranging:
            self._arranging = True
            self._arrange()
            self._arranging = False

    def _arrange(self) -> None:
        gap = self._theme.px(_GAP_PX)
        room = self.viewport().width()
        whole = min(room, self._theme.px(_MOST_PX)) - 2 * gap
        width = whole if self.is_narrow else (whole - gap) // 2
        sides = self._sides
        if self.isRightToLeft() and not self.is_narrow:
            sides = (sides[1], sides[0])
        x, y, tallest = (room - whole) // 2, 0, 0
        for side in sides:
            # Some parts know their height only when they have their width.
            side.resize(width, side.height())
            height = natural_height(side, width)
            side.setGeometry(x, y, width, height)
            tallest = max(tallest, y + height + gap)
            if self.is_narrow:
                y += height + gap
            else:
                x += width + gap
        self._inside.resize(room, tallest)
