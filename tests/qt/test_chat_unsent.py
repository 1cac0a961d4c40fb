"""What was written and not asked yet survives the window, however that ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings

from darkroom.viewmodels.kept_chat import DRAFT_SAVED_AFTER_MS
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.turns import Question
from darkroom.worker.protocol import Cancelled
from qt.chat_room import Room
from qt.conftest import Wait

pytestmark = pytest.mark.usefixtures("qapp")


def _type_and_send(room: Room, text: str) -> None:
    """As the prompt box does it."""
    room.chat.keep_draft(text)
    assert room.chat.send(text)
    room.chat.keep_draft("")


def _written(room: Room) -> str:
    """What the next window would find in the prompt box if this one were killed now."""
    chat = room.history.chat(room.chat.chat.id)
    assert chat is not None
    return chat.draft


def test_a_draft_is_written_down_by_itself(room: Room, wait_for: Wait) -> None:
    assert DRAFT_SAVED_AFTER_MS < 1000
    room.chat.keep_draft("half a thought")
    wait_for(lambda: _written(room) == "half a thought")


def test_what_was_asked_is_no_draft_any_more(room: Room) -> None:
    room.chat.keep_draft("Is it?")
    room.chat.save_draft()
    assert room.chat.send("Is it?")
    assert (_written(room), room.chat.draft) == ("", "")


def test_a_suggestion_leaves_the_draft_alone(room: Room) -> None:
    room.chat.keep_draft("half a thought")
    assert room.chat.send("Tell me a story.")
    assert (_written(room), room.chat.draft) == ("half a thought", "half a thought")


def test_a_question_that_waits_is_the_draft_of_the_next_start(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    _type_and_send(room, "a")
    _type_and_send(room, "b")
    assert _written(room) == "b"
    room.chat.keep_draft("half c")
    assert room.chat.draft == "half c"
    room.chat.save_draft()
    later = Room(preferences, tmp_path)
    later.chat.open(room.chat.chat.id)
    assert later.chat.draft == "b\nhalf c"
    later.close()


def test_once_it_is_asked_it_is_no_draft_any_more(room: Room) -> None:
    _type_and_send(room, "a")
    _type_and_send(room, "b")
    room.chat.keep_draft("b")
    room.answer("1")
    assert room.texts == ["a", "1", "b", ""]
    # Typed once more, and not sent.
    assert (_written(room), room.chat.draft) == ("b", "b")


def test_a_question_waits_in_its_chat_while_another_is_shown(room: Room) -> None:
    _type_and_send(room, "a")
    first = room.chat.chat.id
    _type_and_send(room, "b")
    room.chat.keep_draft("half c")
    room.chat.new_chat()
    assert room.chat.draft == ""
    room.chat.open(first)
    assert (room.chat.draft, _written(room)) == ("half c", "b\nhalf c")
    room.chat.new_chat()
    room.answer("1")
    room.answer("2")
    room.chat.open(first)
    assert room.texts == ["a", "1", "b", "2"]
    assert (room.chat.draft, _written(room)) == ("half c", "half c")


def test_a_question_that_waited_in_vain_is_found_in_its_chat(room: Room) -> None:
    _type_and_send(room, "a")
    first = room.chat.chat.id
    _type_and_send(room, "b")
    room.chat.keep_draft("half c")
    room.chat.new_chat()
    room.chat.stop()
    room.chat.on_event(Cancelled(1, "So far"))
    room.chat.open(first)
    assert room.chat.draft == "b\nhalf c"


def test_other_words_that_wait_are_written_down(room: Room) -> None:
    _type_and_send(room, "a")
    room.answer("1")
    _type_and_send(room, "b")
    question = room.chat.turns[0]
    assert isinstance(question, Question)
    room.chat.edit(question, "a, or not?")
    assert _written(room) == "a, or not?"
    room.answer("2")
    assert (room.texts, _written(room)) == (["a, or not?", ""], "")


def test_what_was_begun_in_a_new_chat_is_there_at_the_next_new_chat(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    room.ask("a")
    old = room.chat.chat.id
    room.chat.new_chat()
    begun = room.chat.chat.id
    room.chat.keep_draft("half a thought")
    room.chat.open(old)
    later = Room(preferences, tmp_path)
    later.history.purge()
    later.chat.open(old)
    later.chat.new_chat()
    assert (later.chat.chat.id, later.chat.draft) == (begun, "half a thought")
    assert later.chat.send("half a thought")
    later.answer()
    later.chat.new_chat()
    assert (later.chat.draft, later.texts) == ("", [])
    later.close()


def test_the_next_start_shows_the_chat_that_was_shown_last(
    room: Room, preferences: Preferences, store: QSettings
) -> None:
    assert preferences.last_chat == room.chat.chat.id
    room.ask("a")
    room.chat.new_chat()
    # In the file as soon as the event loop comes to it.
    QCoreApplication.sendPostedEvents()
    kept = QSettings(store.fileName(), QSettings.Format.IniFormat)
    assert kept.value("last_chat") == str(room.chat.chat.id)
