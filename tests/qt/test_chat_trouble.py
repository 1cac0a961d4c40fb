"""What could get lost in a chat: when things cannot be done, or happen at a bad moment."""

from __future__ import annotations

import pytest

from darkroom.core.types import Failure, GenerateSettings
from darkroom.history.records import Attachment
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompt import Prompt
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, Failed, Finished
from qt.chat_room import Room
from qt.frames import frame, lexicon, stats

pytestmark = pytest.mark.usefixtures("qapp")

FILE = Attachment("a.txt", "one")


# --- the history does not do its part


def test_a_question_that_cannot_be_written_stays_in_the_box(
    room: Room, troubles: list[Failure]
) -> None:
    room.ask("a")
    room.fill_disk()
    assert not room.chat.send("long " * 20_000)
    assert [failure.kind for failure in troubles] == ["history"]
    assert room.texts == ["a", "Yes."]
    assert not room.chat.busy


def test_an_answer_that_cannot_be_written_is_told_once_and_stays_in_sight(
    room: Room, troubles: list[Failure]
) -> None:
    room.model.lexicon.pieces.update(lexicon("long " * 20_000).pieces)
    room.chat.send("a")
    room.fill_disk()
    recorder = room.chat._answering._recorder
    assert recorder is not None
    for step in range(1, 4):
        room.chat.on_event(frame([1, 1], [1, 1], step=step))
        recorder._save()
    room.answer("long " * 20_000)
    assert [failure.kind for failure in troubles] == ["history"]
    assert (room.answer_turn().state, room.answer_turn().text[:4]) == (AnswerState.DONE, "long")
    assert not room.chat.busy


def test_a_question_is_shown_even_if_its_answer_cannot_begin(
    room: Room, troubles: list[Failure]
) -> None:
    room.ask("a")
    # Answers alone are refused.
    room.history.database.all(
        "CREATE TRIGGER refuse BEFORE INSERT ON messages WHEN NEW.role = 'assistant'"
        " BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    assert room.chat.send("b")
    assert room.texts == ["a", "Yes.", "b"]
    assert [failure.kind for failure in troubles] == ["history"]
    room.chat.edit(room.question_turn(), "A")
    assert room.texts == ["A"]
    room.history.database.all("DROP TRIGGER refuse")
    room.chat.retry()
    room.answer("At last.")
    assert room.texts == ["A", "At last."]


# --- an answer is under way, or only its display


def test_two_questions_during_the_end_of_an_answer(room: Room, preferences: Preferences) -> None:
    preferences.reduce_motion = False
    room.chat.send("first")
    room.chat.send("second")
    for step in range(1, 9):
        room.chat.on_event(frame([1, 2], [1, 1], step=step))
    room.chat.on_event(Finished(1, "end", "1", stats()))
    assert room.chat.send("third")
    assert [run.pairs[-1] for run in room.engine.runs] == [("user", "first"), ("user", "second")]
    assert room.chat.queued == Prompt(room.chat.chat.id, "third")
    room.answer("2")
    room.answer("3")
    assert room.texts == ["first", "1", "second", "2", "third", "3"]


def test_new_words_for_a_question_wait_for_the_answer_under_way(
    room: Room, returned: list[Prompt]
) -> None:
    room.chat.send("a", [FILE])
    room.answer("1")
    room.chat.send("b")
    room.chat.edit(room.question_turn(), "A")
    assert len(room.engine.runs) == 2
    room.answer("2")
    assert room.texts == ["A", ""]
    assert room.question_turn().attachments == (FILE,)
    room.chat.send("c")
    room.chat.edit(room.question_turn(), "nowhere to wait")
    assert [prompt.text for prompt in returned] == ["nowhere to wait"]
    room.answer("3")
    room.answer("4")
    assert room.texts == ["A", "3", "c", "4"]
    assert room.question_turn().siblings == (2, 2)


def test_what_has_to_wait_says_so(room: Room, troubles: list[Failure]) -> None:
    room.ask("a")
    room.chat.send("b")
    room.chat.retry()
    room.chat.proceed(room.answer_turn(1))
    assert [failure.kind for failure in troubles] == ["bad_input"] * 2
    assert len(room.engine.runs) == 2


def test_beginning_and_end_are_told_once(room: Room) -> None:
    told: list[bool] = []
    room.chat.busy_changed.connect(told.append)
    room.chat.send("a")
    room.chat.send("b")
    room.answer()
    room.answer()
    assert told == [True, False, True, False]


def test_deleting_a_finished_answer_begins_nothing_below_it(
    room: Room, preferences: Preferences, returned: list[Prompt]
) -> None:
    run = room.let_show(preferences)
    room.chat._queue(Prompt(room.chat.chat.id, "second"))
    room.chat.remove(run)
    assert room.texts == ["first"]
    assert not room.chat.busy
    assert [prompt.text for prompt in returned] == ["second"]


def test_the_answer_under_way_comes_back_with_undo(room: Room) -> None:
    deleted: list[int] = []
    room.chat.deleted.connect(deleted.append)
    room.chat.send("a")
    run = room.answer_turn()
    room.chat.remove(room.chat.turns[0])
    assert room.texts == []
    room.chat.undelete(deleted[0])
    assert room.chat.turns[1] is run
    room.chat.on_event(Cancelled(1, "So far"))
    assert (run.state, room.texts) == (AnswerState.STOPPED, ["a", "So far"])


def test_a_deleted_answer_that_has_ended_since_comes_back_with_undo(room: Room) -> None:
    deleted: list[int] = []
    room.chat.deleted.connect(deleted.append)
    room.chat.send("a")
    room.chat.remove(room.chat.turns[1])
    room.chat.on_event(Cancelled(1, "So far"))
    room.chat.undelete(deleted[0])
    assert (room.answer_turn().state, room.texts) == (AnswerState.STOPPED, ["a", "So far"])


def test_undo_is_of_the_chat_it_was_done_in(room: Room) -> None:
    deleted: list[int] = []
    room.chat.deleted.connect(deleted.append)
    room.ask("a")
    first = room.chat.chat.id
    room.chat.remove(room.chat.turns[0])
    room.chat.new_chat()
    room.ask("b")
    room.chat.undelete(deleted[0])
    assert room.texts == ["b", "Yes."]
    room.chat.open(first)
    assert room.texts == ["a", "Yes."]


# --- chats


def test_a_question_that_waits_for_another_chat_goes_back_there(
    room: Room, returned: list[Prompt]
) -> None:
    room.chat.send("a")
    first = room.chat.chat.id
    room.chat.send("b")
    room.chat.keep_draft("half")
    room.chat.new_chat()
    room.chat.stop()
    room.chat.on_event(Cancelled(1, "So far"))
    assert [prompt.chat for prompt in returned] == [first]
    assert room.chat.draft == ""
    room.chat.open(first)
    assert room.chat.draft == "b\nhalf"


def test_what_was_written_in_an_empty_chat_is_found_again(room: Room) -> None:
    room.ask("a")
    first = room.chat.chat.id
    room.chat.new_chat()
    room.chat.keep_draft("half a thought")
    room.chat.open(first)
    room.chat.new_chat()
    assert room.chat.draft == "half a thought"
    room.ask("b")
    room.chat.new_chat()
    assert (room.chat.draft, room.texts) == ("", [])


def test_the_answer_of_a_deleted_chat_is_stopped(room: Room, returned: list[Prompt]) -> None:
    room.chat.send("a")
    first = room.chat.chat.id
    room.chat.send("b")
    room.chat.new_chat()
    room.history.delete_chat(first)
    room.chat.on_chat_removed(first)
    assert room.engine.cancelled == [1]
    assert room.chat.queued is None
    room.chat.on_event(Cancelled(1, ""))
    assert len(room.engine.runs) == 1
    room.history.restore_chat(first)
    room.chat.open(first)
    assert room.chat.draft == "b"


def test_leaving_out_the_oldest_answers_nothing_that_is_answered(room: Room) -> None:
    room.ask("a")
    room.chat.drop_oldest()
    assert len(room.engine.runs) == 1
    room.ask("b")
    assert room.engine.runs[-1].drop_oldest


def test_an_answer_without_room_is_begun_anew(room: Room) -> None:
    room.chat.send("a")
    room.chat.on_event(Failed(1, "engine", "No."))
    room.chat.retry_overflow()
    assert len(room.engine.runs) == 1
    room.chat.retry()
    room.chat.on_event(Failed(2, "context_overflow", "Too long."))
    assert room.chat.lacked_room
    room.chat.retry_overflow()
    room.answer()
    assert (room.texts, room.chat.lacked_room) == (["a", "Yes."], False)


def test_the_seed_of_an_answer_on_screen_is_known(room: Room) -> None:
    room.chat.send("a")
    first, seed = room.chat.chat.id, room.engine.runs[0].settings.seed
    room.chat.new_chat()
    room.chat.open(first)
    assert room.settings.last_seed == seed
    assert seed != GenerateSettings().seed
    room.answer()
