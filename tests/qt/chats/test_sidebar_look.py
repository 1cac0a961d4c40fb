"""The sidebar as a whole: empty states, names, colours, large type."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_sidebar.chat_list import ChatList
from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chats.chats import ChatsViewModel
from qt.chats.handling import (
    LEFT,
    OpenSidebar,
    index_of,
    said,
    type_words,
)
from qt.chats.room import Room, open_room


def test_a_sidebar_without_chats_teaches(
    open_sidebar: OpenSidebar, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_room(tmp_path / "history.sqlite3", {}) as room:
        sidebar = open_sidebar(room.chats, 640)
        assert "No chats yet" in said(sidebar)
        assert not sidebar.list.isVisible()
        room.chats.refresh(room.add("First", "Hello"))
        assert sidebar.list.isVisible()
        room.chats.delete(room.chats.rows.chats()[0])
        assert "No chats yet" in said(sidebar)
        assert sidebar.undo_bar.isVisible()


def test_a_sidebar_without_search(room: Room, open_sidebar: OpenSidebar) -> None:
    chats = ChatsViewModel(room.history)
    sidebar = open_sidebar(chats, 640)
    assert not sidebar.search.isVisible()
    assert sidebar.list.isVisible()
    chats.deleteLater()


def test_buttons_ask(sidebar: ChatSidebar, qtbot: QtBot) -> None:
    for control, signal in (
        (sidebar.new, sidebar.new_chat_asked),
        (sidebar.models, sidebar.models_asked),
        (sidebar.forms, sidebar.forms_asked),
        (sidebar.settings, sidebar.settings_asked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(control, LEFT)
    sidebar.show_downloads(0.426)
    assert sidebar.models.text() == "Models · 42 %"
    assert sidebar.models.accessibleName() == "Models · 42 %"
    sidebar.show_downloads(None)
    assert sidebar.models.text() == "Models"


def test_everything_has_a_name_and_is_reached_by_tab(
    sidebar: ChatSidebar, room: Room, qtbot: QtBot
) -> None:
    type_words(sidebar, room, qtbot, "fox")
    room.chats.delete(room.ids["Packing list"])
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    controls = {w for w in sidebar.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()}
    assert len(controls) == 8
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name).strip(), control
    reached: list[QWidget | None] = []
    while (focus := QApplication.focusWidget()) not in reached:
        reached.append(focus)
        sidebar.window().focusNextPrevChild(True)
    assert set(reached) == controls


def test_rows_are_named_for_screen_readers(sidebar: ChatSidebar, room: Room) -> None:
    room.chats.pin(room.ids["Latin names"], True)
    interface = QAccessible.queryAccessibleInterface(sidebar.list)
    assert interface.text(QAccessible.Text.Name) == "Chats"
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert names[0] == "Pinned"
    assert names[1].startswith("Latin names, ")
    assert names[1].endswith(", pinned")


@pytest.mark.parametrize("wish", ["dark", "light"])
def test_what_is_painted(
    theme: Theme, room: Room, sidebar: ChatSidebar, qtbot: QtBot, wish: str
) -> None:
    theme.choose(wish)

    def colours(view: ChatList, title: str) -> set[str]:
        rect = view.visualRect(index_of(view, title))
        image = view.viewport().grab(rect).toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(x, y).name() for x, y in places}

    hover, accent = theme.colour("hover").name(), theme.colour("accent").name()
    wash = theme.colour("accent_wash").name()
    assert hover not in colours(sidebar.list, "Latin names")
    room.chats.current = room.ids["Latin names"]
    assert {hover, accent} <= colours(sidebar.list, "Latin names")
    assert accent not in colours(sidebar.list, "Packing list")
    type_words(sidebar, room, qtbot, "fox")
    assert wash in colours(sidebar.found.list, "A story about a fox")
    assert wash in colours(sidebar.found.list, "Latin names")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_clips_in_large_type(
    theme: Theme, room: Room, open_sidebar: OpenSidebar, scale: float
) -> None:
    theme.set_scale(scale)
    sidebar = open_sidebar(room.chats, 900)
    room.chats.delete(room.ids["Packing list"])
    QApplication.processEvents()
    for widget in sidebar.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
            need = widget.minimumSizeHint()
            assert widget.width() >= need.width(), widget
            assert widget.height() >= need.height(), widget
    row = sidebar.list.visualRect(index_of(sidebar.list, "Latin names"))
    assert row.height() == theme.px(34)
    theme.set_scale(1.0)
    QApplication.processEvents()
    row = sidebar.list.visualRect(index_of(sidebar.list, "Latin names"))
    assert row.height() == theme.px(34)


def test_a_new_title_is_painted(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    viewport = sidebar.list.viewport()
    QApplication.processEvents()

    class Watch(QObject):
        painted = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.painted += event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    viewport.installEventFilter(watch)
    room.chats.rename(room.ids["Latin names"], "Names")
    qtbot.waitUntil(lambda: watch.painted > 0)
