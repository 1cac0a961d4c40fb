"""The list of chats on a real database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from darkroom.core.errors import HistoryError
from darkroom.history.records import ChatHead
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.deletion import UNDO_MS
from qt.chats.room import CHATS, NEWEST_FIRST, Room, open_room
from qt.conftest import Wait


def test_the_newest_comes_first(room: Room) -> None:
    assert room.titles() == ["[Today]", *NEWEST_FIRST]


def test_a_chat_with_a_new_message_comes_to_the_top(room: Room) -> None:
    chat = room.ids["Latin names"]
    room.history.add_question(chat, None, "And in Greek?")
    room.chats.refresh(chat)
    assert room.titles() == ["[Today]", "Latin names", "Packing list", "A story about a fox"]


def test_a_new_chat_appears_and_an_unknown_one_does_not(room: Room) -> None:
    chat = room.add("Brand new", "Hello?")
    assert "Brand new" not in room.titles()
    room.chats.refresh(chat)
    room.chats.refresh(99_999)
    assert room.titles() == ["[Today]", "Brand new", *NEWEST_FIRST]


def test_midnight_moves_the_headings_and_no_chat(room: Room, qtbot: QtBot, wait_for: Wait) -> None:
    resets: list[None] = []
    room.chats.rows.modelReset.connect(lambda: resets.append(None))
    for days, heading in ((1, "[Yesterday]"), (1, "[Previous 7 days]"), (20, "[Previous 30 days]")):
        room.clock.forward(days=days)
        room.chats._on_clock()
        assert room.titles() == [heading, *NEWEST_FIRST]
    assert not resets
    # The timer itself, a moment before the day ends.
    tomorrow = room.clock.now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    room.clock.now = tomorrow - timedelta(milliseconds=20)
    room.chats._on_clock()
    room.clock.now = tomorrow + timedelta(days=20)
    wait_for(lambda: not room.titles()[0].startswith("[Previous"))


def test_pinned_chats_stand_above_the_others(room: Room) -> None:
    chat = room.ids["Latin names"]
    room.chats.pin(chat, True)
    others = [title for title in NEWEST_FIRST if title != "Latin names"]
    assert room.titles() == ["[Pinned]", "Latin names", "[Today]", *others]
    room.chats.pin(chat, False)
    assert room.titles() == ["[Today]", *NEWEST_FIRST]


def test_renaming_keeps_the_place(room: Room) -> None:
    chat = room.ids["Latin names"]
    room.chats.rename(chat, "  Names\tin\n Latin ")
    assert room.titles()[-1] == "Names in Latin"
    room.chats.rename(chat, "   ")
    assert room.history.heads()[-1].title == "Names in Latin"


def test_the_model_passes_on_what_was_typed(room: Room) -> None:
    model = room.chats.rows
    assert model.setData(model.index(1), "Packed")
    assert room.titles()[1] == "Packed"
    assert not model.setData(model.index(0), "A heading is no title")
    assert not model.setData(model.index(1), "Packed", Qt.ItemDataRole.DisplayRole)


def test_deleting_and_undoing(room: Room) -> None:
    removed: list[int] = []
    restored: list[int] = []
    chosen: list[tuple[int, object]] = []
    room.chats.removed.connect(removed.append)
    room.chats.restored.connect(restored.append)
    room.chats.chosen.connect(lambda chat, message: chosen.append((chat, message)))
    chat = room.ids["A story about a fox"]
    room.chats.delete(chat)
    assert room.titles() == ["[Today]", "Packing list", "Latin names"]
    assert room.chats.deletion.head is not None
    assert removed == [chat]
    room.chats.undo()
    assert room.titles() == ["[Today]", *NEWEST_FIRST]
    assert room.chats.deletion.head is None
    assert restored == [chat]
    assert not chosen
    room.chats.undo()
    assert restored == [chat]


def test_undo_shows_the_chat_that_was_on_screen(room: Room) -> None:
    chosen: list[tuple[int, object]] = []
    room.chats.chosen.connect(lambda chat, message: chosen.append((chat, message)))
    chat = room.ids["Latin names"]
    room.chats.current = chat
    room.chats.delete(chat)
    assert room.chats.current is None
    room.chats.undo()
    assert chosen == [(chat, None)]
    assert room.chats.current == chat


def test_undo_is_there_until_the_next_deletion_and_for_a_while(
    room: Room, wait_for: Wait, qtbot: QtBot
) -> None:
    deletion = room.chats.deletion
    assert deletion._timer.interval() == UNDO_MS
    room.chats.delete(room.ids["Latin names"])
    room.chats.delete(room.ids["Packing list"])
    assert deletion.head is not None
    assert deletion.head.title == "Packing list"
    deletion.keep(True)
    assert not deletion._timer.isActive()
    deletion._timer.setInterval(1)
    deletion.keep(False)
    wait_for(lambda: deletion.head is None)
    room.chats.undo()
    assert room.titles() == ["[Today]", "A story about a fox"]
    deletion.keep(False)
    assert not deletion._timer.isActive()


def test_going_through_the_chats(room: Room) -> None:
    chosen: list[int] = []
    room.chats.chosen.connect(lambda chat, _message: chosen.append(chat))
    for _ in range(len(CHATS) + 2):
        room.chats.select_next()
    room.chats.select_previous()
    assert chosen == [room.ids[title] for title in (*NEWEST_FIRST, "A story about a fox")]
    assert room.chats.current == chosen[-1]


def test_going_through_no_chats(qtbot: QtBot, tmp_path: Path) -> None:
    with open_room(tmp_path / "history.sqlite3", {}) as room:
        room.chats.select_next()
        assert room.chats.current is None
        assert room.titles() == []


def test_trouble_with_the_database_is_told(room: Room) -> None:
    errors: list[HistoryError] = []
    room.chats.failed.connect(errors.append)
    before = room.titles()
    room.history.close()
    chat = room.ids["Latin names"]
    room.chats.rename(chat, "Other")
    room.chats.refresh(chat)
    room.chats.delete(chat)
    room.chats.reload()
    assert len(errors) == 4
    assert all(isinstance(error, HistoryError) for error in errors)
    assert room.titles() == before


def test_a_list_without_search(qtbot: QtBot, room: Room) -> None:
    chats = ChatsViewModel(room.history)
    chats.current = room.ids["Latin names"]
    chats.choose_first_hit()
    chats.rename(room.ids["Latin names"], "Renamed")
    assert [row.title for row in chats.rows.rows if isinstance(row, ChatHead)][-1] == "Renamed"
    chats.deleteLater()
