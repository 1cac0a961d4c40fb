"""The most probable tokens of a cell, with a bar for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from darkroom.ui.figures import number
from darkroom.ui.theme import Theme
from darkroom.viewmodels.inspector.alternatives import Alternative

_SHARE: Final = Qt.ItemDataRole.UserRole
_TOKEN: Final = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 28


class AlternativesTable(QTableWidget):
    """One row for each token, best first.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    chosen = Signal(int)
    """Carries a token that is to stand in the cell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Alternatives of the selected cell"))
        self.setHorizontalHeaderLabels([self.tr("Token"), self.tr("Probability")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bars = _Bars(theme, self)
        self.setItemDelegateForColumn(1, self._bars)
        self.itemDoubleClicked.connect(lambda _item: self.choose())

    @property
    def token(self) -> int | None:
        """The token of the row that is current."""
        item = self.item(self.currentRow(), 0)
        return None if item is None else item.data(_TOKEN)

    def choose(self) -> None:
        """Let the current token stand in the cell."""
        token = self.token
        if token is not None:
            self.chosen.emit(token)

    def show_rows(self, rows: Sequence[Alternative], nameless: str) -> None:
        """Show tokens.

        Args:
            rows: best first.
            nameless: stands for a token without words, with ``{id}`` in it.
        """
        before = self.token
        self.setRowCount(len(rows))
        for place, each in enumerate(rows):
            name = QTableWidgetItem(each.text or nameless.format(id=each.token))
            name.setData(_TOKEN, each.token)
            share = QTableWidgetItem(_percent(each.probability))
            share.setData(_SHARE, each.probability)
            self.setItem(place, 0, name)
            self.setItem(place, 1, share)
            self.setRowHeight(place, self._theme.px(_ROW_PX))
        # The row that was current stays it, as long as its token is there.
        tokens = [each.token for each in rows]
        self.setCurrentCell(tokens.index(before) if before in tokens else min(len(rows), 1) - 1, 0)
        self.horizontalHeader().setFixedHeight(self._theme.px(_ROW_PX))
        self.setFixedHeight(self._theme.px(_ROW_PX) * (len(rows) + 1) + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)


def _percent(share: float) -> str:
    least = 0.001
    said = f"{number(100 * max(share, least), 1)} %"
    return f"< {said}" if 0 < share < least else f"{number(0)} %" if not share else said


class _Bars(QStyledItemDelegate):
    """Draws a bar below the words, as long as the probability."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw words and bar."""
        super().paint(painter, option, index)
        px = self._theme.px
        rect = QRectF(option.rect).adjusted(px(4), 0, -px(8), -px(2))  # type: ignore[attr-defined]
        rect.setTop(rect.bottom() - px(3))
        painter.fillRect(rect, self._theme.colour("line"))
        rect.setWidth(rect.width() * float(index.data(_SHARE) or 0.0))
        painter.fillRect(rect, self._theme.colour("process"))
