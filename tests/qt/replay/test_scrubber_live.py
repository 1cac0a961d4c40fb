"""The bar below an answer that is under way, and what is left of it at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from darkroom.core.types import Frame
from darkroom.viewmodels.cells import CellState, Lexicon
from darkroom.viewmodels.run import RunViewModel
from darkroom.worker.protocol import Finished
from qt.frames import frame, stats
from qt.pages import settle
from qt.replay.handling import button, lay_out, open_steps, shown
from qt.turns import AnswerMaker, texts

KEY = Qt.Key


def test_a_live_answer_is_followed_until_somebody_goes_back(
    show: AnswerMaker, words: Lexicon, steps: list[Frame], qtbot: QtBot
) -> None:
    run = RunViewModel("Tiny", words, 0)
    run.begin(1)
    view = show(run)
    for step in steps[:3]:
        run.apply(step)
    run.hurry()
    bar = view.scrubber
    assert bar is not None
    lay_out(view)
    assert run.replay is not None
    assert (run.replay.is_live, run.replay.index) == (True, 2)
    heard: list[RunViewModel] = []
    view.replay_shown.connect(heard.append)
    bar.slider.setFocus()
    qtbot.keyClick(bar.slider, KEY.Key_Home)
    assert (run.replay.index, run.replay.is_live) == (0, False)
    qtbot.keyClick(bar.slider, KEY.Key_Right)
    qtbot.keyClick(bar.slider, KEY.Key_Left)
    assert heard == [run]
    run.apply(steps[3])
    run.hurry()
    assert run.replay.index == 0
    assert view.canvas is not None
    assert set(view.canvas.content.states.tolist()) == {CellState.NOISE}
    button(bar, "Follow the answer again").click()
    assert (run.replay.index, run.replay.is_live) == (3, True)
    assert shown(view).startswith("One two three four")


def test_an_answer_that_ends_while_somebody_looks_at_a_step_stays_there(
    show: AnswerMaker, words: Lexicon, steps: list[Frame], qtbot: QtBot
) -> None:
    run = RunViewModel("Tiny", words, 0)
    run.begin(1)
    view = show(run)
    for step in steps:
        run.apply(step)
    run.hurry()
    assert run.replay is not None
    run.replay.go(1)
    run.apply(Finished(1, "end", "One two three four two", stats()))
    run.hurry()
    assert run.state.is_final
    lay_out(view)
    assert (run.replay.index, view.scrubber is not None) == (1, True)
    assert texts(view) == []
    assert view.scrubber is not None
    button(view.scrubber, "Show the text of the answer again").click()
    lay_out(view)
    assert texts(view) == [run.text]


def test_a_view_made_while_somebody_looks_back_shows_that_step(
    show: AnswerMaker, words: Lexicon, steps: list[Frame]
) -> None:
    run = RunViewModel("Tiny", words, 0)
    run.begin(1)
    show(run)
    for step in steps[:4]:
        run.apply(step)
    run.hurry()
    assert run.replay is not None
    run.replay.go(0)
    view = show(run)
    assert view.replay.holds
    assert view.canvas is not None
    assert view.canvas.content is not None
    assert set(view.canvas.content.states.tolist()) == {CellState.NOISE}
    run.apply(Finished(1, "end", "One two three four", stats()))
    run.hurry()
    lay_out(view)
    settle()
    heights = {view.heightForWidth(view.width())}
    for index in (1, 0, 2):
        run.replay.go(index)
        heights.add(view.heightForWidth(view.width()))
    assert len(heights) == 1


def test_an_answer_that_ends_while_it_is_followed_becomes_text(
    show: AnswerMaker, words: Lexicon, steps: list[Frame]
) -> None:
    run = RunViewModel("Tiny", words, 0)
    run.begin(1)
    view = show(run)
    for step in steps:
        run.apply(step)
    run.apply(Finished(1, "end", "One two three four two", stats()))
    run.hurry()
    lay_out(view)
    settle()
    assert (view.scrubber, view.canvas) == (None, None)
    assert texts(view) == [run.text]
    bar = open_steps(view)
    assert bar.replay is run.replay


def test_an_answer_goes_on_from_steps_of_another_one(words: Lexicon, steps: list[Frame]) -> None:
    run = RunViewModel("Tiny", words, 0, earlier=steps[:4])
    run.begin(1)
    assert run.content is not None
    assert run.content.prefix == "One two three"
    run.apply(frame([4, 3, 0], [1, 1, 1], block=1, step=2))
    run.hurry()
    assert run.content.prefix + "".join(run.content.texts) == "One two three four three"
    assert run.content.states.tolist()[0] == CellState.SETTLED
    run.find_replay()
    assert run.replay is not None
    assert [(f.block, f.step) for f in run.replay.frames] == [
        (0, 1), (0, 2), (0, 3), (1, 1), (1, 2),
    ]  # fmt: skip
