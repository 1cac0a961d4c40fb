"""Other wordings, other answers, and what follows them: the tree of a chat."""

from __future__ import annotations

import pytest

from darkroom.worker.protocol import Cancelled
from qt.chat_room import Room

pytestmark = pytest.mark.usefixtures("qapp")


def test_answering_again_keeps_the_first_answer(room: Room) -> None:
    room.ask("a", "No.")
    changed: list[int] = []
    room.chat.turns_changed.connect(changed.append)
    room.chat.retry()
    assert changed == [1]
    assert room.engine.runs[-1].pairs == [("user", "a")]
    room.answer("Yes.")
    assert room.texts == ["a", "Yes."]
    assert room.answer_turn().siblings == (2, 2)
    room.chat.step(room.answer_turn(), -1)
    assert room.texts == ["a", "No."]
    assert room.answer_turn().siblings == (1, 2)
    room.chat.step(room.answer_turn(), -1)
    assert room.texts == ["a", "No."]


def test_editing_keeps_the_old_wording_and_what_followed(room: Room) -> None:
    room.ask("a", "1")
    room.ask("b", "2")
    room.chat.edit(room.question_turn(), "A")
    assert room.engine.runs[-1].pairs == [("user", "A")]
    room.answer("3")
    assert room.texts == ["A", "3"]
    assert room.question_turn().siblings == (2, 2)
    room.chat.step(room.question_turn(), -1)
    assert room.texts == ["a", "1", "b", "2"]


def test_turns_that_stay_are_the_same_objects(room: Room) -> None:
    room.ask("a", "1")
    first = list(room.chat.turns)
    room.ask("b", "2")
    assert room.chat.turns[:2] == first
    room.chat.retry()
    assert room.chat.turns[:2] == first
    room.answer()


def test_deleting_can_be_undone(room: Room) -> None:
    room.ask("a", "1")
    room.ask("b", "2")
    deleted: list[int] = []
    room.chat.deleted.connect(deleted.append)
    room.chat.remove(room.chat.turns[2])
    assert room.texts == ["a", "1"]
    room.chat.undelete(deleted[0])
    assert room.texts == ["a", "1", "b", "2"]


def test_deleting_the_answer_under_way_stops_it(room: Room) -> None:
    room.chat.send("a")
    room.chat.remove(room.chat.turns[1])
    assert room.engine.cancelled == [1]
    assert room.texts == ["a"]
    room.chat.on_event(Cancelled(1, "So far"))
    assert not room.chat.busy
    assert room.texts == ["a"]


def test_deleting_the_only_question_leaves_an_empty_chat(room: Room) -> None:
    room.ask("a")
    room.chat.remove(room.chat.turns[0])
    assert room.texts == []
    assert room.chat.send("b")
    assert room.engine.runs[-1].pairs == [("user", "b")]
    room.answer()


def test_a_branch_is_a_chat_of_its_own(room: Room) -> None:
    room.ask("a", "1")
    room.ask("b", "2")
    old = room.chat.chat.id
    room.chat.branch(room.chat.turns[1])
    assert room.texts == ["a", "1"]
    assert room.chat.chat.id != old
    room.ask("c", "3")
    room.chat.open(old)
    assert room.texts == ["a", "1", "b", "2"]


def test_an_answer_goes_on_where_it_was_cut_off(room: Room) -> None:
    room.chat.send("a")
    cut = room.answer("One two", reason="length")
    room.chat.proceed(cut)
    assert room.engine.runs[-1].prefix == "One two"
    assert room.engine.runs[-1].pairs == [("user", "a")]
    room.answer(" three.")
    assert room.texts == ["a", "One two three."]
    assert room.answer_turn().siblings == (2, 2)


def test_thinking_that_took_the_canvas_goes_on(room: Room) -> None:
    room.chat.send("a")
    cut = room.answer("", reason="length", thinking="Well")
    assert cut.is_empty
    room.chat.proceed(cut)
    assert (room.engine.runs[-1].prefix, room.engine.runs[-1].prefix_thinking) == ("", "Well")
    run = room.answer("Yes.", thinking=", yes")
    assert (run.text, run.thinking) == ("Yes.", "Well, yes")


def test_answering_without_thinking(room: Room) -> None:
    room.settings.turn("thinking", True)
    room.chat.send("a")
    assert room.engine.runs[-1].settings.thinking
    run = room.answer("")
    room.chat.regenerate(run, thinking=False)
    assert not room.engine.runs[-1].settings.thinking
    room.answer()


def test_nothing_begins_while_an_answer_is_under_way(room: Room) -> None:
    room.ask("a")
    room.chat.send("b")
    room.chat.retry()
    room.chat.edit(room.question_turn(), "c")
    room.chat.proceed(room.answer_turn(1))
    assert len(room.engine.runs) == 2
    room.answer()


def test_an_edit_without_words_is_none(room: Room) -> None:
    room.ask("a")
    room.chat.edit(room.question_turn(), "  ")
    assert len(room.engine.runs) == 1
