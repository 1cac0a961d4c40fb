"""Some words of an answer, denoised anew, and what is decided about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.canvas import NOISE, Origin
from darkroom.core.types import Failure
from darkroom.history.records import MessageState, Span
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, Finished
from qt.chat_room import Room
from qt.frames import END, frame, stats
from qt.instruments import answered, denoise, load, provenance_of, steps_of, uid_of

pytestmark = pytest.mark.usefixtures("qapp")

REVIEWS = {Operation.ACCEPT, Operation.REJECT, Operation.TRY_AGAIN}
ORIGIN = Origin(0, (1, NOISE), (), {0: (1,)})


def repaint(room: Room, source: RunViewModel, wish: str = "") -> RunViewModel:
    """Repaint the second word of the answer."""
    room.instrument.repaint(source, 1, 2, 1, wish)
    room.work()
    run = room.chat.run
    assert run is not None
    for block, tokens in enumerate([(1, 4), (3, END)]):
        room.chat.on_event(frame(tokens, [1, 1], block=block, run_id=run.run_id))
    done = Finished(run.run_id, "end", "One fox red", stats(), origins=(ORIGIN,))
    room.chat.on_event(done)
    run.hurry()
    room.work()
    return run


def test_only_the_words_are_denoised_anew(room: Room) -> None:
    source = answered(room)
    run = repaint(room, source, " an animal ")
    asked = room.engine.runs[-1]
    assert asked.pairs == [("user", "Who?\n\nan animal")]
    assert asked.infill is not None and asked.start is None
    assert asked.infill.tokens.tolist() == [1, NOISE, 3, END]
    assert asked.settings.seed != source.settings.seed
    assert (run.text, run.siblings) == ("One fox red", (2, 2))
    provenance = provenance_of(run)
    assert (provenance.kind, provenance.source) == ("repaint", uid_of(source))
    assert (provenance.span, provenance.wish) == (Span(1, 2, 1), "an animal")
    assert provenance.origins == (ORIGIN,)
    assert not provenance.accepted
    assert room.instrument.changes(run) == [
        ("same", "One "), ("removed", "two"), ("added", "fox"), ("same", " red"),
    ]  # fmt: skip


def test_the_wish_is_for_one_answer_only(room: Room) -> None:
    repaint(room, answered(room), "an animal")
    room.chat.send("And?")
    said = [("user", "Who?"), ("assistant", "One fox red"), ("user", "And?")]
    assert room.engine.runs[-1].pairs == said


@pytest.mark.parametrize(
    ("span", "tokens"),
    [
        ((1, 2, 2), [1, NOISE, NOISE, 3, END]),
        ((0, 2, 1), [NOISE, 3, END]),
        ((2, 3, 1), [1, 2, NOISE, END]),
        ((2, 4, 1), [1, 2, NOISE]),
    ],
)
def test_the_words_may_be_more_or_fewer(
    room: Room, span: tuple[int, int, int], tokens: list[int]
) -> None:
    source = answered(room)
    room.instrument.repaint(source, *span)
    infill = room.engine.runs[-1].infill
    assert infill is not None
    assert infill.tokens.tolist() == tokens


def test_what_lies_behind_the_end_is_not_denoised_for_nothing(room: Room) -> None:
    load(room)
    room.chat.send("Who?")
    source = denoise(room, [(0, 1, (1, 2)), (1, 1, (END, 3))], "One two")
    room.instrument.repaint(source, 0, 2, 1)
    infill = room.engine.runs[-1].infill
    assert infill is not None
    assert infill.tokens.tolist() == [NOISE, END]


@pytest.mark.parametrize("span", [(-1, 1, 1), (1, 1, 1), (1, 5, 1), (1, 2, 0), (1, 2, 3)])
def test_a_span_that_cannot_be_is_refused_in_words(
    room: Room, troubles: list[Failure], span: tuple[int, int, int]
) -> None:
    source = answered(room)
    room.instrument.repaint(source, *span)
    assert troubles
    assert len(room.engine.runs) == 1


def test_what_is_accepted_is_asked_about_no_more(room: Room) -> None:
    run = repaint(room, answered(room))
    assert room.instrument.can(run) >= REVIEWS
    changed: list[bool] = []
    run.changed.connect(lambda: changed.append(True))
    room.instrument.accept(run)
    assert changed
    assert not room.instrument.can(run) & REVIEWS
    assert run.message is not None
    stored = room.history.message(run.message.id)
    assert stored is not None and stored.provenance is not None
    assert stored.provenance.accepted
    assert room.texts == ["Who?", "One fox red"]


def test_what_is_rejected_gives_way_to_what_was_there(room: Room) -> None:
    source = answered(room)
    message = source.message
    assert message is not None
    # A newer sibling in between: not the next one is shown, but the one that was repainted.
    room.chat.regenerate(source)
    denoise(room, text="Another")
    room.chat.show_message(message.id)
    shown = room.answer_turn()
    assert shown.text == "One two red"
    run = repaint(room, shown)
    deleted: list[int] = []
    room.chat.deleted.connect(deleted.append)
    room.instrument.reject(run)
    assert room.texts == ["Who?", "One two red"]
    assert room.answer_turn().siblings == (1, 2)
    room.chat.undelete(deleted[0])
    assert room.texts == ["Who?", "One fox red"]
    assert room.instrument.can(room.answer_turn()) >= REVIEWS


def test_another_try_takes_another_seed_and_the_place_of_the_first(room: Room) -> None:
    source = answered(room)
    first = repaint(room, source, "an animal")
    seed = room.engine.runs[-1].settings.seed
    room.instrument.try_again(first)
    room.work()
    asked = room.engine.runs[-1]
    assert asked.settings.seed not in (seed, source.settings.seed)
    assert asked.pairs == [("user", "Who?\n\nan animal")]
    assert asked.infill is not None
    assert asked.infill.tokens.tolist() == [1, NOISE, 3, END]
    second = denoise(room, [(0, 1, (1, 3)), (1, 1, (3, END))], "One red red")
    assert second.siblings == (2, 2)
    assert provenance_of(second).source == uid_of(source)
    assert not provenance_of(second).accepted


def test_another_try_waits_for_an_answer_under_way(room: Room, troubles: list[Failure]) -> None:
    run = repaint(room, answered(room))
    room.chat.send("And?")
    room.instrument.try_again(run)
    assert troubles
    assert room.texts[:2] == ["Who?", "One fox red"]


def test_what_nobody_decided_is_asked_about_after_a_new_start(
    room: Room, preferences: Preferences, tmp_path: Path
) -> None:
    repaint(room, answered(room), "an animal")
    chat = room.chat.chat.id
    room.close()
    later = Room(preferences, tmp_path)
    load(later)
    later.chat.open(chat)
    run = later.answer_turn()
    assert later.instrument.can(run) >= REVIEWS
    assert ("added", "fox") in later.instrument.changes(run)
    later.instrument.try_again(run)
    later.work()
    (asked,) = later.engine.runs
    assert asked.infill is not None
    assert asked.infill.tokens.tolist() == [1, NOISE, 3, END]
    later.close()


def test_another_try_is_refused_where_the_source_is_gone(
    room: Room, troubles: list[Failure]
) -> None:
    source = answered(room)
    run = repaint(room, source)
    assert source.message is not None
    room.history.delete_message(source.message.id)
    room.instrument.try_again(run)
    assert troubles[-1].text == "The answer that was repainted is gone."
    assert room.instrument.changes(run) == []
    assert room.texts == ["Who?", "One fox red"]
    room.instrument.reject(run)
    assert room.texts == ["Who?"]


def test_rejecting_while_it_runs_ends_it(room: Room) -> None:
    source = answered(room)
    room.instrument.repaint(source, 1, 2, 1)
    run = room.chat.run
    assert run is not None
    room.instrument.reject(run)
    assert room.engine.cancelled == [run.run_id]
    assert room.texts == ["Who?", "One two red"]
    room.chat.on_event(Cancelled(run.run_id, ""))
    assert not room.chat.busy
    assert room.texts == ["Who?", "One two red"]


def test_a_repaint_that_broke_off_keeps_what_it_was_made_of(room: Room) -> None:
    source = answered(room)
    room.instrument.repaint(source, 1, 2, 1)
    run = room.chat.run
    assert run is not None and run.message is not None
    room.chat.on_event(frame((1, 4), [1, 1], run_id=run.run_id))
    assert room.history.mark_interrupted() == 1
    stored = room.history.message(run.message.id)
    assert stored is not None and stored.state is MessageState.INTERRUPTED
    assert stored.provenance is not None
    assert stored.provenance.source == uid_of(source)
    room.chat.on_event(Cancelled(run.run_id, "One fox"))
    assert run.state is AnswerState.STOPPED


def test_the_last_canvas_of_a_repaint_can_be_gone_on_with_and_no_other(
    room: Room, troubles: list[Failure]
) -> None:
    source = answered(room)
    room.instrument.repaint(source, 2, 3, 1)
    run = room.chat.run
    assert run is not None
    origin = Origin(1, (NOISE, END), (), {1: (END,)})
    for block, tokens in enumerate([(1, 2), (4, END)]):
        room.chat.on_event(frame(tokens, [1, 1], block=block, run_id=run.run_id))
    room.chat.on_event(Finished(run.run_id, "end", "One two fox", stats(), origins=(origin,)))
    run.hurry()
    room.instrument.fork(run, 0, 1, run.settings)
    assert "laid around words" in troubles[-1].text
    room.instrument.fork(run, 1, 1, run.settings)
    start = room.engine.runs[-1].start
    assert start is not None
    assert start.before.tolist() == [1, 2]
    assert start.origin.tokens == (NOISE, END)
    assert start.origin.allowed == {1: (END,)}
    forked = room.chat.run
    assert forked is not None
    assert provenance_of(forked).accepted
    assert steps_of(forked.frames) == steps_of(run.frames)
