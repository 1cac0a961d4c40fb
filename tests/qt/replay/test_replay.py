"""Going back and forth in the steps of an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from darkroom.core.types import Frame, ThinkingMarks
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.pictures import settled_since
from darkroom.viewmodels.replay.replay import ReplayViewModel
from qt.frames import END, frame, lexicon

pytestmark = pytest.mark.usefixtures("qapp")
NOISE, DRAFT, FRESH, SETTLED, HIDDEN = CellState
WORDS = lexicon("One", " two", " three", " four", "\n")
FRAMES = [
    frame([3, 4, 1], [0, 0, 0]),
    frame([1, 4, 1], [1, 0, 0], step=2),
    frame([1, 2, 3], [1, 1, 1], step=3),
    frame([4, 1, END], [1, 0, 0], block=1),
    frame([4, 2, END], [1, 1, 1], block=1, step=2),
]


@pytest.fixture
def owner() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def _text(content: CanvasContent | None) -> str | None:
    return None if content is None else content.prefix + "".join(content.texts)


def _looks(picture: Picture) -> list[object]:
    parts = [part for part in (picture.answer, picture.thinking) if part is not None]
    return [
        (part.prefix, part.texts, part.states.tolist(), part.grain.tolist(), part.tokens.tolist())
        for part in parts
    ]


def test_it_begins_at_the_last_step(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES, WORDS, parent=owner)
    assert (replay.index, replay.block, replay.step) == (4, 1, 2)
    assert (replay.blocks, replay.place, replay.places) == ([0, 1], 1, 2)
    assert _text(replay.picture().answer) == "One two three four two"


def test_without_frames_there_is_nothing_to_show(owner: QObject) -> None:
    replay = ReplayViewModel([], WORDS, parent=owner)
    replay.step_by(1)
    replay.play()
    assert (replay.index, replay.frame, replay.blocks, replay.playing) == (-1, None, [], False)
    assert replay.picture().answer.texts == ()


@given(st.lists(st.integers(0, len(FRAMES) - 1), min_size=1, max_size=12))
def test_a_picture_depends_on_its_step_alone(visits: list[int]) -> None:
    straight = ReplayViewModel(FRAMES, WORDS)
    wild = ReplayViewModel(FRAMES, WORDS)
    for index in visits:
        wild.go(index)
        wild.picture()
    straight.go(visits[-1])
    assert _looks(wild.picture()) == _looks(straight.picture())


def test_noise_has_the_room_of_the_word_that_its_cell_ends_with(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES, WORDS, parent=owner)
    replay.go(0)
    picture = replay.picture().answer
    assert picture.states.tolist() == [NOISE] * 3
    assert picture.texts == ("One", " two", " three")


def test_noise_behind_the_end_stands_still_too(owner: QObject) -> None:
    steps = [
        frame([1, 2, 3], [0, 0, 0]),
        frame([1, 4, 4], [0, 0, 0], step=2),
        frame([1, END, 2], [1, 1, 1], step=3),
    ]
    replay = ReplayViewModel(steps, WORDS, parent=owner)
    replay.go(0)
    first = replay.picture().answer.texts
    replay.go(1)
    assert replay.picture().answer.texts == first
    assert all(text.strip() for text in first)


def test_fresh_is_what_the_step_before_of_the_same_canvas_did_not_accept(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES, WORDS, parent=owner)
    replay.go(1)
    assert replay.picture().answer.states.tolist() == [FRESH, NOISE, NOISE]
    replay.go(3)
    # Accepted in the canvas before, at the same place, but that is another canvas.
    assert replay.picture().answer.states.tolist()[0] == FRESH
    assert replay.picture().answer.prefix == "One two three"


def test_the_last_step_of_a_canvas_is_text_once_no_more_come(owner: QObject) -> None:
    steps = [frame([1, 2], [1, 0])]
    replay = ReplayViewModel(steps, WORDS, parent=owner, live=True)
    assert replay.picture().answer.states.tolist() == [FRESH, NOISE]
    replay.finish()
    assert replay.picture().answer.states.tolist() == [SETTLED, SETTLED]


def test_thinking_is_a_part_of_its_own_at_every_step(owner: QObject) -> None:
    words = lexicon("", "", " a", " b")
    words.marks = ThinkingMarks(1, 2, ())
    steps = [frame([1, 3, 2, 4], [0, 0, 0, 0]), frame([1, 3, 2, 4], [1, 1, 1, 1], step=2)]
    replay = ReplayViewModel(steps, words, ("", "before", False), owner)
    picture = replay.picture()
    assert (_text(picture.thinking), _text(picture.answer)) == ("before a", "b")
    replay.go(0)
    assert replay.picture().answer.states.tolist() == [NOISE] * 4


def test_steps_are_found_by_canvas_and_number(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES, WORDS, parent=owner)
    for (block, step), index in {(0, 2): 1, (1, 1): 3, (0, 99): 2, (1, 0): 3, (7, 1): 3}.items():
        replay.go_to(block, step)
        assert replay.index == index
    replay.step_by(-99)
    assert replay.index == 0
    replay.go_place(99)
    assert replay.index == 2
    # At the last step of one canvas, the last step of the other.
    replay.go_block(1)
    assert replay.index == 4
    replay.go_to(0, 1)
    replay.go_block(1)
    assert replay.index == 3


def test_it_plays_to_the_end_and_stops(owner: QObject, qtbot: QtBot) -> None:
    replay, seen = ReplayViewModel(FRAMES, WORDS, parent=owner), []
    replay.moved.connect(lambda: seen.append(replay.index))
    replay.set_speed(99)
    assert replay.speed == 4
    replay.play()
    assert replay.playing
    qtbot.waitUntil(lambda: not replay.playing)
    assert seen == [0, 1, 2, 3, 4]


def test_moving_by_hand_stops_playing(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES, WORDS, parent=owner)
    replay.toggle()
    replay.step_by(1)
    assert (replay.playing, replay.index) == (False, 1)
    replay.toggle()
    replay.toggle()
    assert not replay.playing


def test_a_live_one_follows_until_somebody_moves(owner: QObject) -> None:
    replay = ReplayViewModel(FRAMES[:2], WORDS, parent=owner, live=True)
    replay.append(FRAMES[2])
    assert (replay.index, replay.is_live) == (2, True)
    replay.step_by(-1)
    replay.append(FRAMES[3])
    assert (replay.index, replay.is_live) == (1, False)
    replay.follow()
    assert (replay.index, replay.is_live) == (3, True)
    replay.pause()
    replay.append(FRAMES[4])
    assert (replay.index, replay.is_live) == (3, False)
    replay.finish()
    replay.follow()
    assert (replay.index, replay.is_live) == (4, False)


def test_playing_up_to_the_newest_frame_follows_it(owner: QObject, qtbot: QtBot) -> None:
    replay = ReplayViewModel(FRAMES[:3], WORDS, parent=owner, live=True)
    replay.go(1)
    replay.set_speed(4)
    replay.play()
    qtbot.waitUntil(lambda: replay.is_live)
    assert (replay.index, replay.playing) == (2, False)


@given(st.lists(st.lists(st.integers(1, 3), min_size=2, max_size=2), min_size=1, max_size=9))
def test_settled_since(rows: list[list[int]]) -> None:
    steps: list[Frame] = [frame(row, [0, 0], step=n) for n, row in enumerate(rows, 1)]
    for cell in (0, 1):
        since = settled_since(steps, cell)
        column = [row[cell] for row in rows]
        assert len(set(column[since - 1 :])) == 1
        assert since == 1 or column[since - 2] != column[-1]
