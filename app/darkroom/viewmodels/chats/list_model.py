"""Headings and chats, one below the other."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from darkroom.history.records import ChatHead, Hit
from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.sections import Section
from darkroom.viewmodels.tips import plain_tip

Row = Section | ChatHead | Hit
Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What Qt has no role for."""

    ROW = Qt.ItemDataRole.UserRole
    """The ``Row`` itself, with title, time, excerpt and marks."""
    IS_CURRENT = ROW + 1
    """It is the chat on screen."""


class ChatListModel(QAbstractListModel):
    """Ten thousand rows cost no more than their list: nothing is made per row.

    Args:
        parent: Qt parent.
    """

    title_edited = Signal(int, str)
    """Carries the chat and its new title; the model stays as it is until it is told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._current: int | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, from the top."""
        return self._rows

    @property
    def current(self) -> int | None:
        """The chat on screen."""
        return self._current

    @current.setter
    def current(self, chat: int | None) -> None:
        before, self._current = self._current, chat
        if before != chat:
            self._tell_of({before, chat}, range(len(self._rows)))

    def reset(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def sync(self, rows: list[Row], moved: int | None = None) -> None:
        """Turn into other rows step by step, so that a view keeps its place.

        Args:
            rows: what is shown afterwards; apart from ``moved``, rows that stay keep their order.
            moved: a chat whose row may be new, gone, changed, or elsewhere.
        """
        start, left = _common(self._rows, rows)
        new = rows[start : len(rows) - left]
        keys = {_key(row) for row in new}
        for number in range(len(self._rows) - left - 1, start - 1, -1):
            if _key(self._rows[number]) not in keys:
                self._remove(number)
        keys = {_key(row) for row in self._rows[start : len(self._rows) - left]}
        self._move(moved, start, [row for row in new if _key(row) in keys])
        for number, row in enumerate(new, start):
            if _key(row) not in keys:
                self._insert(number, row)
        self._rows = rows
        self._tell_of({moved}, range(start, start + len(new)))

    def row_of(self, chat: int | None) -> int:
        """Number of the first row of a chat, -1 where there is none."""
        if chat is None:
            return -1
        return next((n for n, row in enumerate(self._rows) if _chat(row) == chat), -1)

    def chats(self) -> list[int]:
        """Chats in the order of their rows."""
        return [chat for row in self._rows if (chat := _chat(row)) is not None]

    # --- QAbstractListModel

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], Section):
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a role has to say of a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if isinstance(row, Section):
            return words.heading(row) if role in _SPOKEN else None
        head = row.chat if isinstance(row, Hit) else row
        if role == Role.IS_CURRENT:
            return head.id == self._current
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words.title(head)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{words.title(head)}\n{words.when(head.updated)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            excerpt = row.excerpt if isinstance(row, Hit) and row.message is not None else ""
            return words.read_aloud(head, excerpt, is_current=head.id == self._current)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on a title that was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        chat = _chat(self._rows[index.row()])
        if chat is None or not isinstance(value, str):
            return False
        self.title_edited.emit(chat, value)
        return True

    # --- steps

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()

    def _insert(self, row: int, new: Row) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, new)
        self.endInsertRows()

    def _move(self, chat: int | None, start: int, order: list[Row]) -> None:
        """Put a chat where it stands in the order of some rows, the first of them at ``start``."""
        target = next((n for n, row in enumerate(order, start) if _chat(row) == chat), -1)
        source = self.row_of(chat)
        if chat is None or target in (-1, source):
            return
        # Qt counts the place in the list as it was before the row was taken out.
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target + (target > source))
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    def _tell_of(self, chats: set[int | None], numbers: range) -> None:
        for number in numbers:
            chat = _chat(self._rows[number])
            if chat is not None and chat in chats:
                index = self.index(number)
                self.dataChanged.emit(index, index)


_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def _common(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int]:
    """How many rows are the very same at the start and, of the others, at the end."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] is not new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] is not new[-1 - n]), most - start)
    return start, end


def _chat(row: Row) -> int | None:
    if isinstance(row, Section):
        return None
    return row.chat.id if isinstance(row, Hit) else row.id


def _key(row: Row) -> Hashable:
    """What makes a row the same row although its words have changed."""
    if isinstance(row, Section):
        return row
    return (row.chat.id, row.message) if isinstance(row, Hit) else row.id
