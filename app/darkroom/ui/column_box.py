"""Puts a widget where the column of the pages is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from darkroom.ui.theme import COLUMN_PX, Theme

_SIDE_PX = 24


class ColumnBox(QWidget):
    """Keeps a widget in the middle, and takes no room as long as that is hidden.

    Args:
        theme: sizes.
        widget: what it holds.
        above: free room, in design pixels.
        below: likewise.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, widget: QWidget, above: int, below: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme.px
        widget.setMaximumWidth(px(COLUMN_PX))
        # A widget that nobody has shown yet counts as hidden too.
        asked = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        hidden = widget.isHidden() and widget.testAttribute(asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(_SIDE_PX), px(above), px(_SIDE_PX), px(below))
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        self.setVisible(not hidden)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the widget."""
        if event.type() == QEvent.Type.ShowToParent:
            self.show()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        return False
