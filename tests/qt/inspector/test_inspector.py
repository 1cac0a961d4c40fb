"""What the inspector looks at, and what is pinned there."""

from __future__ import annotations

from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from qt.chat_room import Room
from qt.inspector.conftest import IDS, with_alternatives
from qt.instruments import denoise


def test_the_last_answer_is_watched_but_not_read_before_somebody_looks(
    inspector: InspectorViewModel, run: RunViewModel
) -> None:
    assert (inspector.run, run.replay) == (run, None)
    inspector.is_open = True
    assert run.replay is not None
    assert inspector.replay is run.replay
    assert [frame.step for frame in inspector.frames] == [1, 2]


def test_steps_of_an_old_answer_are_looked_for(
    inspector: InspectorViewModel, run: RunViewModel, room: Room
) -> None:
    chat = room.chat.chat.id
    room.chat.new_chat()
    assert (inspector.run, inspector.frame, inspector.frames) == (None, None, [])
    inspector.is_open = True
    room.chat.open(chat)
    old = inspector.run
    assert old is not None
    assert old is not run
    assert inspector.frames == []
    room.work()
    assert inspector.replay is old.replay
    assert len(inspector.frames) == 2


def test_a_new_answer_takes_the_place_of_one_that_was_chosen(
    inspector: InspectorViewModel, run: RunViewModel, room: Room
) -> None:
    inspector.is_open = True
    room.chat.send("And then?")
    second = room.chat.run
    assert second is not None
    assert inspector.run is second
    assert inspector.frame is None
    denoise(room)
    assert inspector.frame is not None
    inspector.watch(run, run.replay)
    assert inspector.run is run
    room.chat.send("More?")
    assert inspector.run is room.chat.run is not second
    room.chat.stop()


def test_it_follows_the_steps_and_forgets_cells_of_another_canvas(
    inspector: InspectorViewModel, run: RunViewModel
) -> None:
    inspector.is_open = True
    replay = inspector.replay
    assert replay is not None
    changes: list[int] = []
    inspector.changed.connect(lambda: changes.append(replay.index))
    replay.go_to(0, 1)
    inspector.select(1)
    replay.go_to(0, 3)
    assert (changes, inspector.cell) == ([0, 2], 1)
    replay.go_to(1, 1)
    assert inspector.cell is None
    inspector.select(7)
    assert inspector.cell is None
    inspector.select(0, 9)
    assert list(inspector.cells) == [0, 1]


def test_pins_belong_to_the_canvas_and_stay_with_the_answer(
    inspector: InspectorViewModel, run: RunViewModel, room: Room
) -> None:
    inspector.is_open = True
    assert inspector.replay is not None
    inspector.replay.go_to(0, 3)
    inspector.lock([0, 1, 5])
    inspector.choose(1, 3)
    assert inspector.pins == {0: (1,), 1: (3,)}
    inspector.replay.go_to(1, 2)
    assert inspector.pins == {}
    inspector.lock([0])
    inspector.clear()
    assert inspector.pins == {}
    chat = room.chat.chat.id
    room.chat.new_chat()
    assert inspector.pins == {}
    inspector.lock([0])
    room.chat.open(chat)
    room.work()
    assert inspector.replay is not None
    inspector.replay.go_to(0, 1)
    assert inspector.pins == {0: (1,), 1: (3,)}
    inspector.unlock([0])
    assert inspector.pins == {1: (3,)}


def test_pins_are_told_once_and_only_when_they_change(
    inspector: InspectorViewModel, run: RunViewModel
) -> None:
    inspector.is_open = True
    told: list[object] = []
    inspector.pins_changed.connect(lambda: told.append(inspector.pins))
    inspector.lock([0])
    inspector.lock([0])
    inspector.unlock([1])
    inspector.clear()
    inspector.clear()
    assert told == [{0: (3,)}, {}]


def test_denoising_is_asked_for_from_the_shown_step(
    inspector: InspectorViewModel, run: RunViewModel, room: Room
) -> None:
    inspector.denoise_asked.connect(room.instrument.denoise_around)
    inspector.is_open = True
    assert inspector.replay is not None
    inspector.replay.go_to(0, 2)
    inspector.denoise()
    assert len(room.engine.runs) == 1
    inspector.choose(1, 3)
    inspector.denoise()
    start = room.engine.runs[-1].start
    assert len(room.engine.runs) == 2
    assert start is not None
    assert (start.origin.block, start.origin.allowed) == (0, {1: (3,)})
    assert [stage.until for stage in start.origin.stages] == [2]
    # The other answer is another one: its pins are its own.
    assert inspector.run is room.chat.run is not run
    room.chat.stop()


def test_alternatives_are_those_of_cell_and_step(
    inspector: InspectorViewModel, run: RunViewModel
) -> None:
    inspector.is_open = True
    assert inspector.replay is not None
    inspector.replay.go(0)
    inspector.select(0)
    recorded = inspector.alternatives is not None
    assert not recorded
    inspector.replay.frames[1] = with_alternatives(inspector.replay.frames[1])
    inspector.replay.go(1)
    assert [each.token for each in inspector.alternatives or ()] == IDS[0]
    inspector.select(None)
    assert inspector.alternatives is None


def test_recording_is_a_preference(
    inspector: InspectorViewModel, preferences: Preferences, room: Room
) -> None:
    told: list[bool] = []
    inspector.recording_changed.connect(lambda: told.append(inspector.record_alternatives))
    inspector.record_alternatives = True
    inspector.record_alternatives = False
    assert told == [True, False]
