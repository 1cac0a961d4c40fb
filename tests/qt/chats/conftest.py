"""A list of chats on a real database, and a sidebar that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import SIDEBAR_PX, Theme
from darkroom.viewmodels.chats.chats import ChatsViewModel
from qt.chats.handling import OpenSidebar
from qt.chats.room import Room, open_room


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path / "history.sqlite3") as room:
        yield room


@pytest.fixture
def open_sidebar(theme: Theme, qtbot: QtBot) -> Iterator[OpenSidebar]:
    windows: list[QWidget] = []

    def open_one(chats: ChatsViewModel, height: int = 640) -> ChatSidebar:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.setStyleSheet(style_sheet(theme, ""))
        sidebar = ChatSidebar(theme, chats, window)
        sidebar.resize(theme.px(SIDEBAR_PX), height)
        window.resize(sidebar.size())
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return sidebar

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def sidebar(room: Room, open_sidebar: OpenSidebar) -> ChatSidebar:
    return open_sidebar(room.chats, 640)


@pytest.fixture
def chosen(room: Room) -> list[tuple[int, object]]:
    found: list[tuple[int, object]] = []
    room.chats.chosen.connect(lambda chat, message: found.append((chat, message)))
    return found
