"""The list in the sidebar, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from darkroom.ui.theme import Theme
from qt.chats.handling import (
    LEFT,
    OpenSidebar,
    at,
    editor_of,
    index_of,
    menu_words,
    middle,
    more_button,
    pick,
    said,
)
from qt.chats.room import NEWEST_FIRST, Room, open_room

# --- opening


def test_a_click_opens(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sidebar.used):
        qtbot.mouseClick(
            sidebar.list.viewport(), LEFT, pos=middle(sidebar.list, "A story about a fox")
        )
    assert chosen == [(room.ids["A story about a fox"], None)]
    heading = sidebar.list.visualRect(sidebar.list.rows.index(0)).center()
    qtbot.mouseClick(sidebar.list.viewport(), LEFT, pos=heading)
    assert len(chosen) == 1


def test_arrows_go_over_headings_and_enter_opens(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    room.chats.pin(room.ids["Latin names"], True)
    view = sidebar.list
    view.enter()
    seen = [at(view)]
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.append(at(view))
    assert seen == ["Latin names", "Packing list", "A story about a fox", "A story about a fox"]
    assert not chosen
    with qtbot.waitSignal(sidebar.used):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == [(room.ids["A story about a fox"], None)]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert at(view) == "Latin names"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert at(view) == "A story about a fox"
    qtbot.keyClicks(view, "pack")
    assert at(view) == "Packing list"


def test_the_focus_stays_with_a_chat_that_moves(
    sidebar: ChatSidebar, room: Room, qtbot: QtBot
) -> None:
    view, chat = sidebar.list, room.ids["Latin names"]
    view.setCurrentIndex(index_of(view, "Latin names"))
    room.history.add_question(chat, None, "And in Greek?")
    room.chats.refresh(chat)
    assert view.currentIndex().row() == 1
    assert at(view) == "Latin names"


def test_the_chat_on_screen_is_in_sight(
    open_sidebar: OpenSidebar, qtbot: QtBot, tmp_path: Path
) -> None:
    chats = {f"Chat {n}": "Hello" for n in range(60)}
    with open_room(tmp_path / "history.sqlite3", chats) as room:
        view = open_sidebar(room.chats, 640).list

        def in_sight(title: str) -> bool:
            return view.viewport().rect().contains(view.visualRect(index_of(view, title)))

        assert not in_sight("Chat 0")
        room.chats.current = room.ids["Chat 0"]
        assert in_sight("Chat 0")
        room.chats.refresh(room.add("Elsewhere", "Hello"))
        assert not in_sight("Elsewhere")
        # A new chat is on screen before it is in the list.
        chat = room.add("Brand new", "Hello")
        room.chats.current = chat
        room.chats.refresh(chat)
        assert in_sight("Brand new")


def test_page_keys_are_the_lists_while_it_has_the_focus(
    open_sidebar: OpenSidebar, qtbot: QtBot, tmp_path: Path
) -> None:
    chats = {f"Chat {n}": "Hello" for n in range(60)}
    with open_room(tmp_path / "history.sqlite3", chats) as room:
        sidebar = open_sidebar(room.chats, 640)
        window, taken = sidebar.window(), []
        QShortcut("PgDown", window).activated.connect(lambda: taken.append("window"))
        sidebar.list.enter()
        qtbot.keyClick(sidebar.list, Qt.Key.Key_PageDown)
        assert not taken
        assert sidebar.list.currentIndex().row() > 10
        qtbot.keyClick(sidebar.list, Qt.Key.Key_PageUp)
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Up)
        assert sidebar.list.verticalScrollBar().value() == 0
        sidebar.search.setFocus()
        qtbot.keyClick(sidebar.search, Qt.Key.Key_PageDown)
        assert taken == ["window"]


# --- renaming


def test_renaming_in_place(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    view = sidebar.list
    view.enter()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = editor_of(view)
    assert editor.hasFocus()
    assert editor.selectedText() == "Packing list"
    assert editor.accessibleName()
    assert view.visualRect(view.currentIndex()).contains(editor.geometry())
    # An answer that ends meanwhile is no reason to lose what is being typed.
    qtbot.keyClicks(editor, "Pack")
    room.chats.refresh(room.ids["Packing list"])
    qtbot.keyClicks(editor, "ed")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.titles() == ["[Today]", "Packed", *NEWEST_FIRST[1:]])
    assert view.hasFocus()


def test_esc_leaves_the_title_as_it_was(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    view, taken = sidebar.list, []
    QShortcut("Esc", sidebar.window()).activated.connect(lambda: taken.append("window"))
    view.enter()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(editor_of(view), "Other")
    qtbot.keyClick(editor_of(view), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.viewport().findChildren(QLineEdit))
    assert room.titles() == ["[Today]", *NEWEST_FIRST]
    assert not taken


def test_a_double_click_renames(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    view = sidebar.list
    # The window moves the focus to the prompt as soon as a chat is opened.
    sidebar.used.connect(sidebar.search.setFocus)
    place = middle(view, "Latin names")
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=place)
    assert len(chosen) == 1
    assert editor_of(view).hasFocus()
    qtbot.keyClicks(editor_of(view), "Names")
    sidebar.search.setFocus()
    assert room.titles()[-1] == "Names"
    qtbot.mouseDClick(view.viewport(), LEFT, pos=more_button(view, "Packing list"))
    assert view.state() is not QAbstractItemView.State.EditingState
    view.menu.close()


# --- the menu


def test_the_menu_opens_by_button_pointer_and_key(
    sidebar: ChatSidebar, room: Room, chosen: list[tuple[int, object]], qtbot: QtBot
) -> None:
    view = sidebar.list
    qtbot.mouseClick(view.viewport(), LEFT, pos=more_button(view, "Latin names"))
    assert view.menu.isVisible()
    assert view.menu.accessibleName() == "Latin names"
    assert not chosen
    view.menu.close()
    for reason, place in (
        (QContextMenuEvent.Reason.Mouse, middle(view, "A story about a fox")),
        (QContextMenuEvent.Reason.Keyboard, QPoint()),
    ):
        view.setCurrentIndex(index_of(view, "Packing list"))
        event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
        by_mouse = reason is QContextMenuEvent.Reason.Mouse
        assert view.menu.accessibleName() == ("A story about a fox" if by_mouse else "Packing list")
        assert view.menu.isVisible()
        view.menu.close()
    heading = view.visualRect(view.rows.index(0)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, heading, view.viewport().mapToGlobal(heading))
    QApplication.sendEvent(view.viewport(), event)
    assert not view.menu.isVisible()


def test_what_the_menu_does(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    view, chat = sidebar.list, room.ids["Latin names"]
    exported: list[tuple[int, str]] = []
    sidebar.export_asked.connect(lambda chat, form: exported.append((chat, form)))

    def open_menu() -> None:
        qtbot.mouseClick(view.viewport(), LEFT, pos=more_button(view, "Latin names"))

    open_menu()
    assert menu_words(view) == [
        "Rename", "Pin", "Export as Markdown …", "Export as JSON …", "Export as plain text …",
        "Delete",
    ]  # fmt: skip
    for words in ("Export as Markdown", "Export as JSON", "Export as plain text"):
        pick(view, words)
    assert exported == [(chat, "markdown"), (chat, "json"), (chat, "text")]
    pick(view, "Pin")
    assert room.titles()[:2] == ["[Pinned]", "Latin names"]
    open_menu()
    assert "Unpin" in menu_words(view)
    pick(view, "Unpin")
    open_menu()
    pick(view, "Rename")
    qtbot.keyClicks(editor_of(view), "Names")
    qtbot.keyClick(editor_of(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.titles() == ["[Today]", *NEWEST_FIRST[:-1], "Names"])
    view.setCurrentIndex(index_of(view, "Names"))
    qtbot.mouseClick(view.viewport(), LEFT, pos=more_button(view, "Names"))
    pick(view, "Delete")
    assert "Names" not in room.titles()


def test_the_button_of_a_row_has_a_tool_tip_of_its_own(sidebar: ChatSidebar, qtbot: QtBot) -> None:
    view = sidebar.list
    for place, words in (
        (more_button(view, "Latin names"), "More"),
        (middle(view, "Latin names"), "Latin names\n"),
    ):
        event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
        assert QToolTip.text().startswith(words)
    QToolTip.hideText()


# --- deleting


def test_deleting_and_undoing_by_keyboard(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    view = sidebar.list
    view.setFocus()
    view.setCurrentIndex(index_of(view, "A story about a fox"))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "A story about a fox" not in room.titles()
    assert sidebar.undo_bar.isVisible()
    assert said(sidebar.undo_bar) == ["“A story about a fox” was deleted."]
    # The keyboard is not lost: the next key goes to a row that is there.
    assert at(view) in ("Latin names", "Packing list")
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.titles() == ["[Today]", *NEWEST_FIRST]
    assert not sidebar.undo_bar.isVisible()


def test_undo_can_be_reached_and_waits_for_the_hand(
    sidebar: ChatSidebar, room: Room, qtbot: QtBot
) -> None:
    view, bar, timer = sidebar.list, sidebar.undo_bar, room.chats.deletion._timer
    view.enter()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert timer.isActive()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert bar.undo.hasFocus()
    assert not timer.isActive()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert not timer.isActive()
    sidebar.search.setFocus()
    assert timer.isActive()
    bar.undo.setFocus()
    qtbot.keyClick(bar.undo, Qt.Key.Key_Space)
    assert room.titles() == ["[Today]", *NEWEST_FIRST]
    assert not bar.isVisible()
    assert view.hasFocus()


def test_the_undo_bar_goes_by_itself(sidebar: ChatSidebar, room: Room, qtbot: QtBot) -> None:
    room.chats.delete(room.ids["Latin names"])
    assert sidebar.undo_bar.isVisible()
    room.chats.deletion._timer.setInterval(1)
    room.chats.deletion.keep(False)
    qtbot.waitUntil(lambda: not sidebar.undo_bar.isVisible())


def test_a_long_title_leaves_room_for_undo(theme: Theme, room: Room, sidebar: ChatSidebar) -> None:
    chat = room.ids["Latin names"]
    room.chats.rename(chat, "A very long title that goes on and on " * 4)
    room.chats.delete(chat)
    QApplication.processEvents()
    assert sidebar.undo_bar.height() < theme.px(80)
    assert "on and on" in sidebar.undo_bar.undo.accessibleDescription()
