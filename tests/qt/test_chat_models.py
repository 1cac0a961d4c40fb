"""Models that come and go while a chat asks and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.types import ThinkingMarks
from darkroom.history.records import Attachment
from darkroom.viewmodels.model import DEMO
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, Loaded
from qt.chat_room import INFO, OTHER, Room
from qt.frames import frame, lexicon

pytestmark = pytest.mark.usefixtures("qapp")

FILE = Attachment("a.txt", "one")


def test_a_run_is_made_with_its_own_settings(room: Room) -> None:
    room.settings.turn("steps", 12)
    room.chat.send("a")
    run = room.answer_turn()
    assert run.settings == room.engine.runs[0].settings
    assert run.settings.steps == 12
    room.answer()


def test_thoughts_that_the_prompt_has_opened_are_none_of_the_answer(room: Room) -> None:
    room.model.on_event(Loaded(INFO, 64))
    room.model.lexicon.pieces.update(lexicon("Hm", "", "Yes").pieces)
    room.model.lexicon.marks = ThinkingMarks(9, 2, opened=True)
    room.settings.turn("thinking", True)
    room.chat.send("a")
    run = room.answer_turn()
    room.chat.on_event(frame([1, 1], [1, 1]))
    assert run.draft() == ("", "HmHm")
    room.chat.on_event(frame([1, 2, 3], [1, 1, 1], step=2))
    assert run.draft() == ("Yes", "Hm")
    room.answer("Yes", thinking="Hm")


def test_an_answer_keeps_the_name_of_the_model_that_made_it(
    room: Room, preferences: Preferences
) -> None:
    room.model.on_event(Loaded(INFO, 64))
    run = room.let_show(preferences)
    room.model.load("other")
    room.model.on_event(Loaded(OTHER, 64))
    assert run.model_name == "Tiny"
    run.hurry()


def test_a_model_that_is_replaced_ends_the_answer_and_keeps_its_draft(room: Room) -> None:
    room.model.on_event(Loaded(INFO, 64))
    room.model.lexicon.pieces.update(lexicon("One", " two").pieces)
    room.chat.send("a")
    run = room.answer_turn()
    room.chat.on_event(frame([1, 2], [1, 1]))
    room.model.load("other")
    room.chat.on_event(Cancelled(1, ""))
    room.model.on_event(Loaded(OTHER, 64))
    assert (run.state, run.text, run.model_name) == (AnswerState.STOPPED, "One two", "Tiny")


def test_answering_again_while_a_model_loads(room: Room) -> None:
    room.model.on_event(Loaded(INFO, 64))
    room.ask("a", "1")
    room.model.load(DEMO)
    room.chat.retry()
    run = room.answer_turn()
    assert len(room.engine.runs) == 2
    room.model.on_event(Loaded(OTHER, 64))
    room.answer("2")
    assert (run.text, run.model_name, run.siblings) == ("2", "Other", (2, 2))


def test_stopping_an_answer_whose_model_is_still_being_looked_for(room: Room) -> None:
    room.model.prepare("somewhere.gguf")
    room.chat.send("a")
    room.chat.stop()
    assert (room.answer_turn().state, room.chat.busy) == (AnswerState.STOPPED, False)
    room.model.load("somewhere.gguf")
    assert not room.engine.runs


def test_a_continued_answer_goes_on_after_a_restart(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    room.chat.send("a")
    room.answer("One", reason="length")
    room.chat.proceed(room.answer_turn())
    room.answer(" two", reason="length")
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    later.chat.open(chat)
    later.chat.proceed(later.answer_turn())
    assert later.engine.runs[0].prefix == "One two"
    assert later.engine.runs[0].pairs == [("user", "a")]
    later.answer(" three.")
    assert later.texts == ["a", "One two three."]
    assert later.answer_turn().siblings == (3, 3)
    later.close()


def test_an_interrupted_continuation_has_what_it_went_on_from(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    room.model.lexicon.pieces.update(lexicon(" two").pieces)
    room.chat.send("a")
    room.answer("One", reason="length")
    room.chat.proceed(room.answer_turn())
    room.chat.on_event(frame([1], [1], run_id=2))
    recorder = room.chat._answering._recorder
    assert recorder is not None
    recorder._save()
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    later.history.mark_interrupted()
    later.chat.open(chat)
    assert (later.answer_turn().state, later.answer_turn().text) == (
        AnswerState.INTERRUPTED,
        "One two",
    )
    later.close()
