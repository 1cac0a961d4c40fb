"""The list of chats, for mouse and keyboard."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListView,
    QToolTip,
    QWidget,
)

from darkroom.history.records import ChatHead, Hit
from darkroom.ui.chat_sidebar.chat_menu import ChatMenu
from darkroom.ui.chat_sidebar.row_delegate import RowDelegate
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.list_model import ChatListModel, Index, Role

# Keyboards of Macs have no other.
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)[: 1 + (sys.platform == "darwin")]
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
# The window has shortcuts on these, which are for the chat on screen.
_OWN_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_DRESSING = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


class ChatList(QListView):
    """Shows one of the lists of ``ChatsViewModel``: all chats, or what was found.

    Arrows go through the rows, Enter opens, F2 renames, Del deletes, Ctrl+Z brings back.

    Args:
        theme: colours and sizes.
        chats: what is asked.
        model: one of its lists.
        is_search: Esc and Up in the first row lead back to the search field.
        parent: Qt parent.
    """

    export_asked = Signal(int, str)
    """Carries the chat and ``"markdown"``, ``"json"`` or ``"text"``."""
    left_upwards = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        chats: ChatsViewModel,
        model: ChatListModel,
        *,
        is_search: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chats = chats
        self._is_search = is_search
        self._delegate = RowDelegate(theme, self)
        self._delegate.sizes_changed.connect(self.scheduleDelayedItemsLayout)
        self._asked_of = QPersistentModelIndex()
        self.menu = ChatMenu(chats, self)
        self.menu.rename_asked.connect(self._on_rename_asked)
        self.menu.export_asked.connect(self.export_asked)
        self.menu.aboutToHide.connect(self._on_menu_gone)
        self.setItemDelegate(self._delegate)
        # All chats have one line; then Qt asks for the height of one row only.
        self.setUniformItemSizes(not is_search)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows = model
        # Not before: with rows in place, either would lay out all of them.
        self.setModel(model)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._on_clicked)
        if not is_search:
            chats.current_changed.connect(self._on_current_changed)
            model.rowsInserted.connect(self._on_rows_inserted)
            self._on_current_changed()

    def enter(self) -> None:
        """Take the focus, at the chat on screen or the first row."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.currentIndex().isValid():
            self._go_to_first()

    def rename_current(self) -> None:
        """Let the person give the chat on screen another title."""
        row = self.rows.row_of(self._chats.current)
        if row >= 0:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._rename(self.rows.index(row, 0))

    # --- events

    def event(self, event: QEvent) -> bool:
        """Keep keys that the window would take for its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = event.key() == Qt.Key.Key_Escape and self._is_search
            if wanted or (event.key() in _OWN_KEYS and not event.modifiers()):
                event.accept()
                return True
        elif event.type() in _DRESSING and not self.isVisible():
            # Qt would lay out all rows each time, and a window is dressed often before it is seen.
            self.scheduleDelayedItemsLayout()
            return QAbstractScrollArea.event(self, event)
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the button in a row is for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if self._is_on_more(index, event.pos()):
                QToolTip.showText(event.globalPos(), self.tr("More"), self)
                return True
        if event.type() == QEvent.Type.Leave and not self.menu.isVisible():
            self._point_at(None)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with a row what the key stands for."""
        if self.state() is QAbstractItemView.State.EditingState:
            return  # the field lets Enter through when it has done its part
        index, key = self.currentIndex(), event.key()
        chat = self._head(index)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self._chats.undo()
        elif chat is not None and plain and key in _OPEN_KEYS:
            self._open(index)
        elif chat is not None and plain and key in _DELETE_KEYS:
            self._chats.delete(chat.id)
            # Another chat comes on screen, and the cursor with it; who is in the list stays there.
            self.setFocus()
        elif chat is not None and plain and key == Qt.Key.Key_F2:
            self._rename(index)
        elif plain and key == Qt.Key.Key_Home:
            self._go_to_first()
        elif self._is_search and key == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._is_search and key == Qt.Key.Key_Up and index.row() <= 1:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803
        """Paint rows anew; QListView would lay out all of them, though none changes its height."""
        if self._is_search:
            super().dataChanged(topLeft, bottomRight, roles)
        else:
            QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show the heading along with the first row."""
        super().currentChanged(current, previous)
        if 0 <= current.row() <= 1:
            self.scrollToTop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu of a row by its button."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_more(index, point):
            below = self._delegate.more_rect(self.visualRect(index)).bottomLeft()
            self._show_menu(index, self.viewport().mapToGlobal(below))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, but not from the button."""
        point = event.position().toPoint()
        if not self._is_on_more(self.indexAt(point), point):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the button up below the pointer."""
        super().mouseMoveEvent(event)
        if not self.menu.isVisible():
            point = event.position().toPoint()
            index = self.indexAt(point)
            self._point_at(index if self._is_on_more(index, point) else None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row below the pointer, or of the one that has the focus."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index, place = self.indexAt(event.pos()), event.globalPos()
        if self._head(index) is not None:
            self._show_menu(index, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break excerpts anew."""
        super().resizeEvent(event)
        if self._is_search and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    # --- rows

    def _head(self, index: QModelIndex) -> ChatHead | None:
        row = index.data(Role.ROW) if index.isValid() else None
        if isinstance(row, Hit):
            return row.chat
        return row if isinstance(row, ChatHead) else None

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if isinstance(row, Hit):
            self._chats.choose(row.chat.id, row.message)
        else:
            self._chats.choose(row.id)

    def _rename(self, index: Index) -> None:
        self.setCurrentIndex(index)
        self.edit(index)

    def _go_to_first(self) -> None:
        for number in range(self.rows.rowCount()):
            index = self.rows.index(number, 0)
            if self._head(index) is not None:
                self.setCurrentIndex(index)
                return

    def _is_on_more(self, index: QModelIndex, point: QPoint) -> bool:
        return self._head(index) is not None and self._delegate.more_rect(
            self.visualRect(index)
        ).contains(point)

    def _point_at(self, index: QModelIndex | None) -> None:
        before, after = self._delegate.more_at, QPersistentModelIndex(index) if index else None
        if before != after:
            self._delegate.more_at = after
            self.viewport().update()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self._head(index) is not None:
            self._open(index)

    @Slot()
    def _on_current_changed(self) -> None:
        """Keep the chat on screen in sight here, and let the keyboard begin there."""
        row = self.rows.row_of(self._chats.current)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))

    @Slot(QModelIndex, int, int)
    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first <= self.rows.row_of(self._chats.current) <= last:
            self._on_current_changed()

    # --- menu

    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        chat = self._head(index)
        if chat is not None:
            self._point_at(index)
            self._asked_of = QPersistentModelIndex(index)
            self.menu.open_for(chat, place)

    @Slot()
    def _on_menu_gone(self) -> None:
        self._point_at(None)

    @Slot()
    def _on_rename_asked(self) -> None:
        if self._asked_of.isValid():
            self._rename(self._asked_of)
