"""Searching in the sidebar, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from qt.chats.handling import (
    LEFT,
    at,
    editor_of,
    said,
    type_words,
)
from qt.chats.room import Room


def test_searching_by_keyboard(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    taken: list[str] = []
    QShortcut("Esc", sidebar.window()).activated.connect(lambda: taken.append("window"))
    type_words(sidebar, room, qtbot, "fox")
    found = sidebar.found
    assert found.isVisible()
    assert "2 results" in said(found)
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    assert found.list.hasFocus()
    assert at(found.list) == "A story about a fox"
    qtbot.keyClick(found.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.used):
        qtbot.keyClick(found.list, Qt.Key.Key_Return)
    hit = room.search.hits[1]
    assert chosen == [(room.ids["Latin names"], hit.message)]
    assert hit.message is not None
    qtbot.keyClick(found.list, Qt.Key.Key_Up)
    qtbot.keyClick(found.list, Qt.Key.Key_Up)
    assert sidebar.search.hasFocus()
    assert sidebar.search.selectedText() == "fox"
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    qtbot.keyClick(found.list, Qt.Key.Key_Escape)
    assert sidebar.list.isVisible()
    assert sidebar.list.hasFocus()
    assert not sidebar.search.text()
    assert not taken


def test_enter_opens_the_first_hit(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    sidebar.focus_search()
    with qtbot.waitSignal(sidebar.used):
        qtbot.keyClicks(sidebar.search, "fox")
        qtbot.keyClick(sidebar.search, Qt.Key.Key_Return)
    assert chosen == [(room.ids["A story about a fox"], None)]


def test_esc_clears_first_and_is_the_windows_then(
    sidebar: ChatSidebar, room: Room, qtbot: QtBot
) -> None:
    taken: list[str] = []
    QShortcut("Esc", sidebar.window()).activated.connect(lambda: taken.append("window"))
    type_words(sidebar, room, qtbot, "zebra")
    assert "Nothing found" in said(sidebar.found)
    assert not sidebar.found.list.isVisible()
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    assert sidebar.search.hasFocus()
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Escape)
    assert sidebar.list.isVisible()
    assert not taken
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Escape)
    assert taken == ["window"]
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    assert sidebar.list.hasFocus()


def test_the_search_can_be_cleared_by_mouse(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    assert not sidebar.search._clear.isVisible()
    type_words(sidebar, room, qtbot, "fox")
    qtbot.mouseClick(sidebar.search._clear, LEFT)
    assert not sidebar.search.text()
    assert sidebar.search.hasFocus()
    assert sidebar.list.isVisible()


def test_what_was_found_can_be_renamed_and_deleted(
    sidebar: ChatSidebar, room: Room, qtbot: QtBot
) -> None:
    type_words(sidebar, room, qtbot, "norway")
    view = sidebar.found.list
    view.enter()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(editor_of(view), "Packed")
    qtbot.keyClick(editor_of(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.rows.index(1).data() == "Packed")
    view.enter()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "Packed" not in room.titles()
    qtbot.waitUntil(lambda: "Nothing found" in said(sidebar.found))
