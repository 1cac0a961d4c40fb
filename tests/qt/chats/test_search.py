"""Search as you type, on a real database and in a real thread."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from darkroom.core.errors import HistoryError
from darkroom.history.records import Hit
from darkroom.history.store import History
from darkroom.viewmodels.chats.list_model import Role
from darkroom.viewmodels.chats.search import MOST_HITS, SearchState
from qt.chats.room import Room, open_room
from qt.conftest import Wait


def _look_for(room: Room, wait_for: Wait, text: str) -> list[str]:
    room.search.look_for(text)
    wait_for(lambda: room.search.state is not SearchState.LOOKING)
    return room.found()


def test_search_finds_titles_and_messages(room: Room, wait_for: Wait) -> None:
    found = _look_for(room, wait_for, "fox")
    assert found[0] == "[Titles]"
    assert found[1] == "A story about a fox"
    assert found[2] == "[Messages]"
    assert "fox called in Latin" in found[3]
    for hit in room.search.hits:
        for start, length in hit.marks:
            assert hit.excerpt[start : start + length].casefold() == "fox"
        assert hit.marks
    assert not room.search.is_cut
    assert room.search.rows.index(3).data(Qt.ItemDataRole.AccessibleTextRole).endswith(found[3])


def test_only_the_newest_words_count(room: Room, wait_for: Wait) -> None:
    asked: list[str] = []
    looked: list[SearchState] = []
    room.search.changed.connect(lambda: looked.append(room.search.state))
    original = History.search

    def search(history: History, text: str, limit: int = 50) -> list[Hit]:
        asked.append(text)
        return original(history, text, limit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(History, "search", search)
        for end in range(1, len("norway") + 1):
            room.search.look_for("norway"[:end])
        wait_for(lambda: room.search.state is SearchState.DONE)
    assert asked == ["norway"]
    assert looked == [SearchState.LOOKING, SearchState.DONE]
    # An answer that comes after its question is of no use any more.
    hits = room.search.hits
    room.search._on_found(room.search._newest - 1, [])
    assert room.search.hits is hits


def test_an_overtaken_search_is_not_even_begun(room: Room, wait_for: Wait) -> None:
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(History, "search", lambda _self, text, _limit: asked.append(text) or [])
        for text in ("fox", "norway"):
            room.search.look_for(text)
            if text == "fox":
                room.thread.post(lambda _history: time.sleep(0.2))
            room.search._timer.stop()
            room.search._on_pause()
        wait_for(lambda: room.search.state is SearchState.DONE)
    assert asked == ["norway"]


def test_nothing_found_and_nothing_looked_for(room: Room, wait_for: Wait) -> None:
    assert _look_for(room, wait_for, "zebra") == []
    assert room.search.state is SearchState.DONE
    room.search.look_for("  ")
    assert room.search.state is SearchState.IDLE
    assert not room.search._timer.isActive()


def test_the_first_hit_is_shown_as_soon_as_it_is_there(room: Room, wait_for: Wait) -> None:
    chosen: list[tuple[int, object]] = []
    room.chats.chosen.connect(lambda chat, message: chosen.append((chat, message)))
    room.search.look_for("norway")
    room.chats.choose_first_hit()
    assert not chosen
    wait_for(lambda: chosen)
    (hit,) = room.search.hits
    assert chosen == [(room.ids["Packing list"], hit.message)]
    assert hit.message is not None
    room.chats.choose_first_hit()
    assert len(chosen) == 2
    room.search.look_for("zebra")
    room.chats.choose_first_hit()
    wait_for(lambda: room.search.state is SearchState.DONE)
    assert len(chosen) == 2


def test_what_was_found_follows_changes(room: Room, wait_for: Wait) -> None:
    _look_for(room, wait_for, "fox")
    room.chats.current = room.ids["Latin names"]
    assert room.search.rows.index(3).data(Role.IS_CURRENT) is True
    room.chats.rename(room.ids["A story about a fox"], "A story")
    wait_for(lambda: "A story about a fox" not in room.found())
    room.chats.delete(room.ids["Latin names"])
    wait_for(lambda: room.found() == [])
    room.chats.undo()
    wait_for(lambda: len(room.found()) == 2)


def test_many_hits_are_cut(qtbot: QtBot, tmp_path: Path, wait_for: Wait) -> None:
    chats = {f"Chat {n}": "The same words" for n in range(MOST_HITS + 5)}
    with open_room(tmp_path / "history.sqlite3", chats) as room:
        _look_for(room, wait_for, "words")
        assert len(room.search.hits) == MOST_HITS
        assert room.search.is_cut


def test_a_failed_search_says_why(room: Room, wait_for: Wait) -> None:
    def fail(_self: History, _text: str, _limit: int) -> list[Hit]:
        raise HistoryError("The index is damaged.", "Start Darkroom again.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(History, "search", fail)
        _look_for(room, wait_for, "fox")
    assert room.search.state is SearchState.FAILED
    assert room.search.failure is not None
    assert room.search.failure.text == "The index is damaged."
    assert _look_for(room, wait_for, "norway")
    assert room.search.failure is None
