"""What tests do with a sidebar, and read from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_sidebar.chat_list import ChatList
from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.search import SearchState
from qt.chats.room import Room

LEFT = Qt.MouseButton.LeftButton
OpenSidebar = Callable[[ChatsViewModel, int], ChatSidebar]


def index_of(view: ChatList, title: str) -> QModelIndex:
    model = view.rows
    rows = (model.index(row) for row in range(model.rowCount()))
    return next(index for index in rows if index.data() == title)


def middle(view: ChatList, title: str) -> QPoint:
    return view.visualRect(index_of(view, title)).center()


def more_button(view: ChatList, title: str) -> QPoint:
    return view._delegate.more_rect(view.visualRect(index_of(view, title))).center()


def at(view: ChatList) -> str:
    return view.currentIndex().data()


def editor_of(view: ChatList) -> QLineEdit:
    (editor,) = view.viewport().findChildren(QLineEdit)
    return editor


def type_words(sidebar: ChatSidebar, room: Room, qtbot: QtBot, text: str) -> None:
    sidebar.focus_search()
    qtbot.keyClicks(sidebar.search, text)
    qtbot.waitUntil(lambda: room.search.state in (SearchState.DONE, SearchState.FAILED))


def said(parent: QWidget) -> list[str]:
    labels = parent.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def menu_words(view: ChatList) -> list[str]:
    return [a.text().partition("\t")[0] for a in view.menu.actions() if a.text()]


def pick(view: ChatList, words: str) -> None:
    view.menu.close()
    next(a for a in view.menu.actions() if a.text().startswith(words)).trigger()
