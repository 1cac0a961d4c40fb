"""What can be done to an answer from one of its steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from darkroom.core.canvas import NOISE, Origin, Stage
from darkroom.core.settings import TRACE_CAP
from darkroom.core.types import Failure, GenerateSettings
from darkroom.history.trace import read_trace
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, RewindProgress
from qt.chat_room import OTHER, Room
from qt.frames import END, frame
from qt.instruments import DEFAULTS, STEPS, answered, denoise, load, provenance_of, steps_of, uid_of

pytestmark = pytest.mark.usefixtures("qapp")

FROM_STEP = {Operation.KEEP, Operation.POLISH, Operation.FORK, Operation.PIN, Operation.REPAINT}


def test_a_fork_goes_on_behind_the_step_as_a_sibling(room: Room) -> None:
    run = answered(room)
    other = replace(run.settings, seed=7, t_max=0.9)
    room.instrument.fork(run, 1, 1, other)
    asked = room.engine.runs[-1]
    assert asked.pairs == [("user", "Who?")]
    assert asked.settings == other
    assert asked.start is not None and asked.infill is None and asked.prefix == ""
    assert asked.start.before.tolist() == [1, 2]
    assert asked.start.origin == Origin(1, stages=(Stage(run.settings, 1),))
    forked = room.chat.run
    assert forked is not None and forked is room.answer_turn()
    assert forked.siblings == (2, 2)
    assert steps_of(forked.frames) == steps_of(run.frames[:4])
    assert provenance_of(forked).kind == "fork"
    assert provenance_of(forked).source == uid_of(run)
    # Its first canvas came about under the settings of then.
    assert provenance_of(forked).origins == (
        Origin(0, stages=(Stage(run.settings, 3),)),
        asked.start.origin,
    )
    room.chat.on_event(RewindProgress(forked.run_id, 0, 1))
    assert forked.state is AnswerState.REWINDING
    denoise(room, [(1, 2, (4, END))], "One two fox")
    assert room.texts == ["Who?", "One two fox"]
    assert forked.message is not None
    trace = read_trace(room.history.trace(forked.message.id))
    assert steps_of(trace.frames) == [*steps_of(run.frames[:4]), (1, 2, [4, END])]


def test_the_canvas_of_a_fork_can_be_begun_anew(room: Room) -> None:
    run = answered(room)
    room.instrument.fork(run, 0, 0, replace(run.settings, seed=9))
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.before.tolist() == [] and start.origin == Origin(0)
    assert room.chat.run is not None and room.chat.run.frames == []
    assert provenance_of(room.chat.run).origins == ()


def test_a_fork_of_a_fork_does_all_its_stages_once_more(room: Room) -> None:
    run = answered(room)
    other = replace(run.settings, seed=7)
    room.instrument.fork(run, 0, 2, other)
    first = denoise(room, [(0, 3, (1, 2)), (1, 1, (3, END))])
    room.instrument.fork(first, 0, 3, replace(other, seed=8))
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.origin.stages == (Stage(run.settings, 2), Stage(other, 3))
    denoise(room, [(0, 4, (1, 4)), (1, 1, (3, END))])
    room.instrument.fork(first, 0, 1, replace(other, seed=8))
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.origin.stages == (Stage(run.settings, 1),)


def test_a_canvas_before_the_fork_can_be_gone_on_with_as_it_was_made(room: Room) -> None:
    run = answered(room)
    room.instrument.fork(run, 1, 1, replace(run.settings, seed=7))
    forked = denoise(room, [(1, 2, (4, END))])
    room.instrument.fork(forked, 0, 2, replace(run.settings, seed=8))
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.origin.stages == (Stage(run.settings, 2),)


def test_polishing_adds_steps_and_takes_all_of_them(room: Room) -> None:
    run = answered(room)
    room.instrument.polish(run, 1, 2, 5)
    asked = room.engine.runs[-1]
    assert asked.settings == replace(run.settings, steps=7, confidence=0.0)
    assert asked.start is not None
    assert asked.start.origin.stages == (Stage(run.settings, 2),)
    assert provenance_of(room.chat.run).kind == "polish"


def test_cells_that_are_pinned_hold_from_the_step_on(room: Room) -> None:
    run = answered(room)
    room.instrument.denoise_around(run, 0, 2, {1: (4,)})
    asked = room.engine.runs[-1]
    assert asked.settings == run.settings
    assert asked.start is not None
    assert asked.start.origin == Origin(0, (), (Stage(run.settings, 2),), {1: (4,)})
    pinned = denoise(room, [(0, 3, (1, 4)), (1, 1, (3, END))], "One fox red")
    assert provenance_of(pinned).kind == "pin"
    room.instrument.denoise_around(pinned, 0, 3, {0: (2,)})
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.origin.allowed == {0: (2,), 1: (4,)}
    assert start.origin.stages[-1] == Stage(run.settings, 3, {1: (4,)})


def test_where_no_steps_are_left_some_are_added(room: Room) -> None:
    load(room)
    room.chat.send("Who?")
    run = denoise(room, [(0, step, (1, END)) for step in range(1, 9)], "One")
    room.instrument.denoise_around(run, 0, 8, {0: (2,)})
    assert room.engine.runs[-1].settings.steps == (DEFAULTS.steps or 0) + 8


def test_whether_it_thinks_is_not_for_a_fork_to_say(room: Room) -> None:
    run = answered(room)
    room.instrument.fork(run, 0, 1, GenerateSettings(thinking=True))
    assert not room.engine.runs[-1].settings.thinking


def test_the_system_prompt_is_the_one_of_then(room: Room) -> None:
    room.settings.system = "Be brief."
    run = answered(room)
    room.settings.system = "Be wordy."
    room.instrument.fork(run, 0, 1, run.settings)
    assert room.engine.runs[-1].system == "Be brief."
    denoise(room)
    room.chat.regenerate(run)
    assert room.engine.runs[-1].system == "Be wordy."


def test_alternatives_are_captured_wherever_they_are_wanted(room: Room) -> None:
    run = answered(room)
    room.settings.alternatives = 8
    room.instrument.fork(run, 1, 1, run.settings)
    assert room.engine.runs[-1].settings == replace(run.settings, top_k=8)
    # They change nothing about the canvases before.
    assert [origin.block for origin in provenance_of(room.chat.run).origins] == [1]
    denoise(room)
    room.chat.send("And?")
    assert room.engine.runs[-1].settings.top_k == 8
    assert room.chat.chat.settings.top_k == 0


def test_a_draft_that_is_good_enough_becomes_a_sibling(room: Room) -> None:
    run = answered(room)
    runs = len(room.engine.runs)
    room.instrument.keep_draft(run, 0, 2)
    room.work()
    assert len(room.engine.runs) == runs
    kept = room.answer_turn()
    assert (kept.text, kept.state, kept.siblings) == ("One fox", AnswerState.DONE, (2, 2))
    assert (kept.model_name, kept.settings) == (run.model_name, run.settings)
    assert provenance_of(kept).kind == "kept"
    assert provenance_of(kept).source == uid_of(run)
    assert kept.message is not None
    trace = read_trace(room.history.trace(kept.message.id))
    assert steps_of(trace.frames) == steps_of(run.frames[:2])
    assert trace.reading is not None and trace.reading.end_ids == (END,)


def test_a_draft_of_an_answer_under_way_ends_it(room: Room) -> None:
    load(room)
    room.chat.send("Who?")
    run = room.chat.run
    assert run is not None
    assert room.instrument.why_not(run, Operation.KEEP) == "This answer has no step yet."
    for step, tokens in enumerate([(2, 2), (1, 4), (1, 2)], 1):
        room.chat.on_event(frame(tokens, [1, 1], step=step))
    room.instrument.keep_draft(run, 0, 2)
    assert room.engine.cancelled == [run.run_id]
    assert room.texts == ["Who?", "One fox"]
    room.chat.on_event(Cancelled(run.run_id, "One two"))
    assert not room.chat.busy
    assert room.texts == ["Who?", "One fox"]
    room.chat.step(room.answer_turn(), -1)
    assert (room.answer_turn().text, room.answer_turn().state) == ("One two", AnswerState.STOPPED)


def test_a_kept_draft_can_be_gone_on_with(room: Room) -> None:
    run = answered(room)
    room.instrument.fork(run, 1, 1, replace(run.settings, seed=7))
    forked = denoise(room, [(1, 2, (4, END))])
    room.instrument.keep_draft(forked, 1, 1)
    room.work()
    kept = room.answer_turn()
    room.instrument.polish(kept, 1, 1, 3)
    assert not room.chat.busy
    room.work()
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.origin == Origin(1, stages=(Stage(run.settings, 1),))


def test_a_stored_answer_is_gone_on_with_once_its_steps_are_read(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    run = answered(room)
    chat, settings = room.chat.chat.id, run.settings
    room.close()
    later = Room(preferences, tmp_path)
    load(later)
    later.model.lexicon.pieces.clear()
    later.chat.open(chat)
    stored = later.answer_turn()
    assert later.instrument.can(stored) == FROM_STEP
    later.instrument.fork(stored, 1, 1, settings)
    assert not later.engine.runs
    later.work()
    (asked,) = later.engine.runs
    assert asked.start is not None and asked.start.before.tolist() == [1, 2]
    forked = later.chat.run
    assert forked is not None
    assert forked.draft()[0] == "One two fox fox"
    later.close()


def test_steps_that_were_not_kept_are_missed_in_words(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    preferences.set(TRACE_CAP, 0)
    answered(room)
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    load(later)
    later.chat.open(chat)
    told: list[Failure] = []
    later.chat.failed.connect(told.append)
    stored = later.answer_turn()
    for _ in range(2):
        stored = later.answer_turn()
        later.instrument.keep_draft(stored, 0, 1)
        later.work()
    assert len(told) == 2
    assert not later.chat.busy and not later.engine.runs
    assert len(later.history.siblings(stored.message.id)) == 1
    later.close()


@pytest.mark.parametrize(
    "operation", [Operation.POLISH, Operation.FORK, Operation.PIN, Operation.REPAINT]
)
def test_only_the_model_that_gave_an_answer_goes_on_with_it(
    room: Room, troubles: list[Failure], operation: Operation
) -> None:
    run = answered(room)
    load(room, OTHER)
    assert room.instrument.can(run) == {Operation.KEEP}
    assert "Tiny F32" in room.instrument.why_not(run, operation)
    _do(room, operation, run)
    assert "Tiny F32" in troubles[-1].text
    assert len(room.engine.runs) == 1


@pytest.mark.parametrize(
    "operation", [Operation.POLISH, Operation.FORK, Operation.PIN, Operation.REPAINT]
)
def test_an_answer_under_way_comes_first(
    room: Room, troubles: list[Failure], operation: Operation
) -> None:
    run = answered(room)
    room.chat.send("And?")
    assert room.instrument.can(run) == {Operation.KEEP}
    _do(room, operation, run)
    assert troubles[-1].text == "Another answer is still being written."
    assert len(room.engine.runs) == 2


def test_what_is_made_of_a_longer_answer_goes_on_from_the_same_words(room: Room) -> None:
    run = answered(room)
    room.chat.proceed(run)
    longer = denoise(room, [(0, 1, (3, 3)), (0, 2, (3, END))], " red")
    assert provenance_of(longer).kind == "continue"
    assert provenance_of(longer).source == uid_of(run)
    assert provenance_of(longer).prefix == "One two red"
    room.instrument.fork(longer, 0, 1, replace(longer.settings, seed=7))
    asked = room.engine.runs[-1]
    assert asked.prefix == "One two red"
    assert asked.start is not None and asked.start.before.tolist() == []
    forked = denoise(room, [(0, 2, (4, END))], " fox")
    assert forked.text == "One two red fox"
    assert (provenance_of(forked).kind, provenance_of(forked).prefix) == ("fork", "One two red")
    room.instrument.repaint(longer, 0, 1, 1)
    asked = room.engine.runs[-1]
    assert asked.prefix == "One two red"
    assert asked.infill is not None and asked.infill.tokens.tolist() == [NOISE, END]
    repainted = denoise(room, [(0, 1, (2, END))], " two")
    assert repainted.text == "One two red two"
    assert provenance_of(repainted).prefix == "One two red"
    room.instrument.keep_draft(longer, 0, 1)
    assert room.answer_turn().text == "One two red red red"
    assert room.answer_turn().opening[0] == "One two red"


@pytest.mark.parametrize(("block", "step"), [(0, 9), (2, 1), (5, 0)])
def test_a_step_that_is_not_there_is_missed_in_words(
    room: Room, troubles: list[Failure], block: int, step: int
) -> None:
    run = answered(room)
    room.instrument.fork(run, block, step, run.settings)
    assert troubles and not room.chat.busy


def test_an_answer_that_is_stopped_while_it_rewinds_keeps_the_step_it_goes_on_from(
    room: Room,
) -> None:
    run = answered(room)
    room.instrument.fork(run, 1, 1, replace(run.settings, seed=3))
    forked = room.chat.run
    assert forked is not None
    room.chat.on_event(RewindProgress(forked.run_id, 0, 1))
    room.chat.stop()
    room.chat.on_event(Cancelled(forked.run_id, "One two"))
    room.work()
    assert (forked.text, forked.state) == ("One two fox fox", AnswerState.STOPPED)
    assert provenance_of(forked).kind == "fork"
    assert forked.message is not None
    frames = read_trace(room.history.trace(forked.message.id)).frames
    assert steps_of(frames) == [(b, s, list(t)) for b, s, t in STEPS[:4]]


def _do(room: Room, operation: Operation, run: RunViewModel) -> None:
    match operation:
        case Operation.POLISH:
            room.instrument.polish(run, 0, 1, 2)
        case Operation.FORK:
            room.instrument.fork(run, 0, 1, run.settings)
        case Operation.PIN:
            room.instrument.denoise_around(run, 0, 1, {0: (1,)})
        case _:
            room.instrument.repaint(run, 0, 1, 1)


def test_steps_that_come_when_nobody_shows_the_answer_any_more_are_let_go(
    room: Room, qtbot: QtBot
) -> None:
    answered(room)
    chat = room.chat.chat.id
    room.chat.new_chat()
    room.chat.open(chat)
    stored = room.answer_turn()
    assert not stored.frames
    room.instrument.fork(stored, 1, 1, stored.settings)
    with qtbot.waitSignal(stored.destroyed):
        room.chat.new_chat()
    room.work()
    assert len(room.engine.runs) == 1
