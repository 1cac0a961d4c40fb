"""A list to choose from that drops down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme

_ROWS = 12
_CHEVRON_PX = 16
_MARGIN_PX = 10


class Picker(QComboBox):
    """One of several; the wheel leaves it alone, for it stands on pages that scroll.

    Args:
        theme: colours and sizes.
        name: accessible name.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chevron = QIcon()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_ROWS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # The usual one does not heed the style sheet's room around items.
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.changed.connect(self._dress)
        self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark of a list."""
        super().paintEvent(event)
        side = self._theme.px(_CHEVRON_PX)
        x = self._theme.px(_MARGIN_PX)
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            x = self.width() - x - side
        painter = QPainter(self)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(x, (self.height() - side) // 2, side, side)
        self._chevron.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Let the list have the same letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.view().setFont(self.font())

    @Slot()
    def _dress(self) -> None:
        self._chevron = icon(self._theme, "chevron")
        self.update()
