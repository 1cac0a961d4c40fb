"""A page that scrolls, with one column in its middle."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.theme import COLUMN_PX, Theme

_MARGIN_PX = 24


class ColumnScroll(QScrollArea):
    """Keeps the column in line with the prompt below, with and without a scroll bar.

    Args:
        theme: sizes.
        name: object name of the page, for the style sheet.
        parent: Qt parent.
        most_px: width that the column has at most, in design pixels.
    """

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, most_px: int = COLUMN_PX
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most_px = most_px
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName(name)
        self._column = QWidget()
        self._sides = QHBoxLayout(page)
        self._sides.addStretch(1)
        self._sides.addWidget(self._column, 1000)
        self._sides.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(self._align)
        theme.changed.connect(self._align)
        self._align()

    @Slot()
    def _align(self) -> None:
        px = self._theme.px
        self._column.setMaximumWidth(px(self._most_px + 2 * INSET_PX))
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        side = px(_MARGIN_PX - INSET_PX)
        self._sides.setContentsMargins(side, px(_MARGIN_PX), side - taken, px(_MARGIN_PX))


def column_span(theme: Theme, width: int) -> tuple[int, int]:
    """Place the same column by hand: its left edge and its width, pixels.

    Args:
        theme: sizes.
        width: of the page with its scroll bar.
    """
    px = theme.px
    column = max(min(px(COLUMN_PX + 2 * INSET_PX), width - 2 * px(_MARGIN_PX - INSET_PX)), 1)
    return (width - column) // 2, column
