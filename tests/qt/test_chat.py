"""The chat on screen, on a real history, with a recorder in the place of the inference thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.settings import TRACE_CAP
from darkroom.history.records import Attachment, MessageState
from darkroom.history.trace import read_trace
from darkroom.viewmodels.chat import Prompt
from darkroom.viewmodels.model import DEMO
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.turns import AnswerState, with_attachments
from darkroom.worker.protocol import Cancelled, Failed, Finished, Loaded, Pieces
from qt.chat_room import INFO, Room
from qt.frames import END, frame, stats

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_conversation_carries_its_turns_along(room: Room) -> None:
    room.ask("  Is it?  ")
    assert room.chat.send("Sure?")
    pairs = [("user", "Is it?"), ("assistant", "Yes."), ("user", "Sure?")]
    assert room.engine.runs[-1].pairs == pairs


def test_blank_text_is_not_sent(room: Room) -> None:
    assert not room.chat.send(" \n")
    assert not room.engine.runs


def test_what_was_said_is_there_after_a_new_start(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    room.ask("Is it?", "It is.")
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    later.chat.open(chat)
    assert later.texts == ["Is it?", "It is."]
    run = later.answer_turn()
    assert (run.state, run.reason, run.stats) == (AnswerState.DONE, "end", stats())
    later.close()


def test_an_answer_is_written_down_while_it_is_made(room: Room) -> None:
    room.model.on_event(Loaded(INFO, 64))
    room.model.on_event(Pieces({1: b"One", 2: b" two"}))
    room.chat.send("a")
    message = room.answer_turn().message
    assert message is not None
    room.chat.on_event(frame([1, 2], [1, 0]))
    recorder = room.chat.run
    assert recorder is not None
    room.chat._answering._recorder._save()
    room.work()
    stored = room.history.message(message.id)
    assert stored is not None
    assert (stored.state, stored.text) == (MessageState.RUNNING, "One two")
    room.chat.on_event(frame([1, END], [1, 1], step=2))
    room.chat.on_event(Finished(1, "end", "One", stats()))
    room.work()
    trace = read_trace(room.history.trace(message.id))
    assert [f.tokens.tolist() for f in trace.frames] == [[1, 2], [1, END]]
    assert trace.pieces[1] == b"One"
    stored = room.history.message(message.id)
    assert stored is not None
    assert (stored.state, stored.text) == (MessageState.DONE, "One")


def test_steps_are_kept_as_long_as_there_is_room(room: Room, preferences: Preferences) -> None:
    preferences.set(TRACE_CAP, 0)
    room.ask("a")
    room.work()
    assert room.history.trace_bytes() == 0
    preferences.set(TRACE_CAP, 1)
    room.ask("b")
    room.work()
    assert room.history.trace_bytes() > 0


def test_an_answer_that_was_never_finished_says_so(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    room.chat.send("a")
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    assert later.history.mark_interrupted() == 1
    later.chat.open(chat)
    assert later.answer_turn().state is AnswerState.INTERRUPTED
    later.close()


# --- one answer at a time, and one question that waits


def test_a_question_waits_for_the_answer_under_way(room: Room) -> None:
    room.chat.send("a")
    assert room.chat.send("b")
    assert room.chat.queued == Prompt(room.chat.chat.id, "b")
    assert not room.chat.send("c")
    assert len(room.engine.runs) == 1
    room.answer("1")
    assert room.chat.queued is None
    assert room.engine.runs[-1].pairs[-1] == ("user", "b")
    room.answer("2")
    assert room.texts == ["a", "1", "b", "2"]


def test_a_question_that_waits_comes_back_when_the_answer_is_stopped(room: Room) -> None:
    back: list[Prompt] = []
    room.chat.returned.connect(back.append)
    room.chat.send("a")
    room.chat.send("b")
    room.chat.stop()
    room.chat.on_event(Cancelled(1, "So far"))
    assert [prompt.text for prompt in back] == ["b"]
    assert len(room.engine.runs) == 1


def test_a_question_that_waits_can_be_taken_back(room: Room) -> None:
    back: list[Prompt] = []
    room.chat.returned.connect(back.append)
    room.chat.send("a")
    room.chat.send("b")
    room.chat.unqueue()
    assert (room.chat.queued, back[0].text) == (None, "b")


def test_a_question_that_waits_is_asked_in_its_own_chat(room: Room) -> None:
    room.chat.send("a")
    first = room.chat.chat.id
    room.chat.send("b")
    room.chat.new_chat()
    room.answer("1")
    assert room.texts == []
    room.answer("2")
    room.chat.open(first)
    assert room.texts == ["a", "1", "b", "2"]


def test_sending_hurries_an_answer_that_is_only_being_shown(
    room: Room, preferences: Preferences
) -> None:
    preferences.reduce_motion = False
    room.chat.send("a")
    first = room.answer_turn()
    for step in range(1, 9):
        room.chat.on_event(frame([1, 2], [1, 1], step=step))
    room.chat.on_event(Finished(1, "end", "Yes.", stats()))
    assert room.chat.busy
    assert room.chat.send("b")
    assert first.state is AnswerState.DONE
    room.answer()


def test_stop(room: Room) -> None:
    room.chat.send("a")
    room.chat.stop()
    assert room.engine.cancelled == [1]
    room.chat.on_event(Cancelled(1, "So far"))
    assert (room.answer_turn().text, room.chat.busy) == ("So far", False)
    room.chat.stop()
    assert room.engine.cancelled == [1]


def test_send_after_a_failure_works_and_text_stays(room: Room) -> None:
    room.chat.send("a")
    room.chat.on_event(Failed(1, "worker_died", "It died.", "Try again.", "log"))
    assert room.texts == ["a", ""]
    assert room.chat.send("b")
    assert room.engine.runs[-1].pairs == [("user", "a\n\nb")]
    room.answer()
    assert room.texts == ["a", "", "b", "Yes."]


def test_events_of_an_answer_that_was_thrown_away(room: Room) -> None:
    room.chat.send("a")
    room.chat.on_event(Failed(1, "engine", "No."))
    room.chat.retry()
    room.chat.on_event(Finished(1, "end", "late", stats()))
    assert room.chat.busy
    assert room.texts == ["a", ""]


# --- chats


def test_new_chat_keeps_the_old_one(room: Room) -> None:
    room.ask("First question")
    old = room.chat.chat.id
    room.chat.new_chat()
    new = room.chat.chat.id
    room.chat.new_chat()
    assert (room.chat.chat.id, room.texts) == (new, [])
    assert [head.title for head in room.history.heads()] == ["First question"]
    room.chat.open(old)
    assert room.texts == ["First question", "Yes."]


def test_an_answer_goes_on_while_another_chat_is_shown(room: Room) -> None:
    room.chat.send("a")
    first = room.chat.chat.id
    run = room.answer_turn()
    room.chat.new_chat()
    room.chat.open(first)
    assert room.chat.turns[-1] is run
    room.chat.new_chat()
    room.answer("Yes.")
    room.chat.open(first)
    assert room.texts == ["a", "Yes."]


def test_drafts_belong_to_their_chats(room: Room) -> None:
    room.ask("a")
    first = room.chat.chat.id
    room.chat.keep_draft("half a")
    room.chat.new_chat()
    assert room.chat.chat.draft == ""
    room.chat.keep_draft("something else")
    room.chat.open(first)
    assert room.chat.chat.draft == "half a"


def test_a_chat_that_was_deleted_is_left(room: Room) -> None:
    room.ask("a")
    gone = room.chat.chat.id
    room.history.delete_chat(gone)
    room.chat.on_chat_removed(gone)
    assert room.chat.chat.id != gone
    assert room.texts == []


def test_a_hit_is_on_the_path_that_is_shown(room: Room) -> None:
    room.ask("a", "1")
    old = room.answer_turn().message
    assert old is not None
    room.chat.retry()
    room.answer("2")
    room.chat.open(room.chat.chat.id, old.id)
    assert room.texts == ["a", "1"]
    assert room.chat.turn_of(old.id) is room.chat.turns[1]


def test_long_questions_have_short_titles(room: Room) -> None:
    room.ask("word\n" * 100)
    title = room.chat.chat.title
    assert title.endswith("…")
    assert len(title) <= 60
    room.ask("another")
    assert room.chat.chat.title == title


def test_a_history_that_cannot_be_written_is_told(room: Room) -> None:
    told: list[str] = []
    room.chat.failed.connect(lambda failure: told.append(failure.kind))
    room.close()
    assert not room.chat.send("a")
    assert told == ["history"]
    assert not room.chat.busy


# --- what reaches the engine


def test_an_answer_under_way_learns_about_its_model(room: Room) -> None:
    room.model.load(DEMO)
    room.chat.send("a")
    run = room.answer_turn()
    assert run.content is None
    room.model.on_event(Loaded(INFO, 64))
    room.model.on_event(Pieces({1: b"Hi"}))
    assert run.model_name == "Tiny"
    room.chat.on_event(frame([1, END], [1, 1]))
    run.hurry()
    assert run.content is not None
    assert run.content.texts == ("Hi", "")


def test_settings_and_system_prompt_reach_the_engine(room: Room) -> None:
    room.settings.turn("steps", 12)
    room.settings.system = "Be brief."
    room.chat.send("a")
    run = room.engine.runs[0]
    assert (run.settings.steps, run.system) == (12, "Be brief.")
    room.answer()
    stored = room.answer_turn().message
    assert stored is not None
    assert stored.settings == run.settings


def test_files_are_part_of_the_question(room: Room) -> None:
    room.chat.send("Explain.", [Attachment("a.py", "x = 1")])
    assert room.engine.runs[0].pairs == [("user", "a.py:\n```\nx = 1\n```\n\nExplain.")]
    assert room.question_turn().attachments == (Attachment("a.py", "x = 1"),)
    room.answer()


def test_a_file_cannot_end_its_own_fence() -> None:
    text = with_attachments("", [Attachment("a.md", "```\ncode\n````\n")])
    assert text == "a.md:\n`````\n```\ncode\n````\n`````"


def test_leaving_out_the_oldest(room: Room) -> None:
    room.chat.send("a")
    room.chat.on_event(Failed(1, "context_overflow", "Too long."))
    room.chat.drop_oldest()
    assert room.engine.runs[-1].drop_oldest
    room.answer()
