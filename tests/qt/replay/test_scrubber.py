"""The bar below an answer, and what it does to the canvas above."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.errors import HistoryError
from darkroom.core.types import Frame, ThinkingMarks
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CellState, Lexicon
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState
from qt.accessibility import nameless
from qt.frames import frame, lexicon, stats
from qt.pages import settle
from qt.replay.handling import button, lay_out, open_steps, shown
from qt.turns import AnswerMaker, texts

KEY = Qt.Key


def test_the_canvas_takes_the_place_of_the_text_and_gives_it_back(
    show: AnswerMaker, run: RunViewModel, qtbot: QtBot
) -> None:
    view = show(run)
    text = view.body.markdown
    assert text is not None
    place, heard = text.pos(), []
    view.replay_shown.connect(lambda shown: heard.append(("shown", shown)))
    view.replay_closed.connect(lambda shown: heard.append(("closed", shown)))
    bar = open_steps(view)
    assert view.canvas is not None
    assert view.canvas.isVisible()
    assert not text.isVisible()
    assert (view.canvas.y(), shown(view)) == (place.y(), run.text)
    assert set(view.canvas.content.states.tolist()) == {CellState.SETTLED, CellState.HIDDEN}
    assert bar.y() > view.canvas.geometry().bottom()
    qtbot.mouseClick(button(bar, "Show the text of the answer again"), Qt.MouseButton.LeftButton)
    lay_out(view)
    assert (view.canvas, view.scrubber, text.pos()) == (None, None, place)
    assert texts(view) == [run.text]
    assert heard == [("shown", run), ("closed", run)]


def test_height_stays_while_somebody_goes_through_the_steps(
    show: AnswerMaker, run: RunViewModel
) -> None:
    view = show(run)
    open_steps(view)
    heights = {view.heightForWidth(view.width())}
    assert run.replay is not None
    for index in (0, 3, 1, 4, 2):
        run.replay.go(index)
        heights.add(view.heightForWidth(view.width()))
    assert len(heights) == 1


def test_keys_of_the_slider(show: AnswerMaker, run: RunViewModel, qtbot: QtBot) -> None:
    view = show(run)
    bar = open_steps(view)
    assert run.replay is not None
    replay, slider = run.replay, bar.slider
    slider.setFocus()
    replay.go_to(0, 1)
    assert slider.accessibleName() == "Step 1 of 3"
    qtbot.keyClick(slider, KEY.Key_Right)
    assert (replay.step, slider.accessibleName()) == (2, "Step 2 of 3")
    qtbot.keyClick(slider, KEY.Key_End)
    assert (replay.block, replay.step) == (0, 3)
    qtbot.keyClick(slider, KEY.Key_Home)
    assert replay.step == 1
    qtbot.keyClick(slider, KEY.Key_PageUp)
    assert replay.step == 3
    qtbot.keyClick(slider, KEY.Key_Space)
    assert replay.playing
    qtbot.keyClick(slider, KEY.Key_Space)
    assert not replay.playing
    qtbot.keyClick(slider, KEY.Key_Escape)
    assert view.scrubber is None


def test_a_click_goes_where_it_points_and_a_drag_goes_on_from_there(
    show: AnswerMaker, run: RunViewModel, qtbot: QtBot
) -> None:
    view = show(run)
    slider = open_steps(view).slider
    assert run.replay is not None
    run.replay.go_to(0, 1)
    middle, end = slider.rect().center(), QPoint(slider.width() - 3, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert run.replay.step == 2
    QTest.mouseMove(slider, end)
    assert run.replay.step == 3
    QTest.mouseMove(slider, middle)
    assert run.replay.step == 2
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert (run.replay.block, run.replay.step) == (0, 2)


def test_buttons_step_and_know_the_ends(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    bar = open_steps(view)
    back, forward = button(bar, "One step back"), button(bar, "One step forward")
    assert (back.isEnabled(), forward.isEnabled()) == (True, False)
    assert run.replay is not None
    for index in (3, 2, 1, 0):
        back.click()
        assert run.replay.index == index
    assert (back.isEnabled(), forward.isEnabled()) == (False, True)
    forward.click()
    assert run.replay.index == 1


def test_canvas_and_speed_are_chosen_from_menus(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    bar = open_steps(view)
    assert run.replay is not None
    button(bar, "canvas 2 of 2").click()
    (menu,) = bar.findChildren(QMenu)
    assert [(a.text(), a.isChecked()) for a in menu.actions()] == [
        ("Canvas 1", False), ("Canvas 2", True),
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    assert run.replay.block == 0
    button(bar, "canvas 1 of 2")
    button(bar, "Speed 1×").click()
    menu = bar.findChildren(QMenu)[-1]
    menu.actions()[0].trigger()
    menu.close()
    assert run.replay.speed == 0.25
    button(bar, "Speed 0.25×")


def test_one_canvas_needs_no_choice(show: AnswerMaker, words: Lexicon, steps: list[Frame]) -> None:
    run = RunViewModel("Tiny", words, 0, earlier=steps[:3])
    run.state, run.text, run.stats = AnswerState.DONE, "One two three", stats()
    bar = open_steps(show(run))
    names = [b.accessibleName() for b in bar.findChildren(QToolButton) if b.isVisible()]
    assert not any("canvas" in name for name in names)


def test_every_control_has_a_name(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    open_steps(view)
    assert nameless(view) == []


@pytest.mark.parametrize("width", [560, 360, 280])
def test_nothing_overlaps_or_is_cut_off(
    show: AnswerMaker, run: RunViewModel, theme: Theme, width: int
) -> None:
    theme.set_scale(1.5)
    view = show(run, width=width)
    bar = open_steps(view)
    bar.add_action(QAction("Good enough", bar))
    bar.add_action(QPushButton("Denoise again around them"))
    lay_out(view, width)
    settle()
    parts = [p for p in bar.children() if isinstance(p, QWidget) and p.isVisible()]
    boxes = [part.geometry() for part in parts]
    for number, box in enumerate(boxes):
        assert bar.rect().contains(box) or box.width() > width
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_actions_of_others_stand_in_the_bar(
    show: AnswerMaker, run: RunViewModel, qtbot: QtBot
) -> None:
    view, done = show(run), []

    def fill() -> None:
        assert view.scrubber is not None
        action = QAction("Good enough", view.scrubber)
        action.triggered.connect(lambda: done.append(run.replay.step))
        view.scrubber.add_action(action)

    view.scrubber_made.connect(fill)
    bar = open_steps(view)
    qtbot.mouseClick(button(bar, "Good enough"), Qt.MouseButton.LeftButton)
    assert done == [2]


def test_stored_steps_are_found_when_they_are_asked_for(
    show: AnswerMaker, run: RunViewModel, words: Lexicon, steps: list[Frame]
) -> None:
    stored = RunViewModel("Tiny", Lexicon(), 0)
    stored.state, stored.text, stored.stats = AnswerState.DONE, run.text, stats()
    asked = []
    stored.find_frames = lambda then, otherwise: asked.append((then, otherwise))
    view = show(stored)
    view.act(Action.REPLAY)
    view.act(Action.REPLAY)
    assert (len(asked), view.scrubber) == (1, None)
    asked[0][0](list(steps), words)
    lay_out(view)
    assert view.scrubber is not None
    assert shown(view) == run.text


@pytest.mark.parametrize("damaged", [True, False])
def test_steps_that_are_not_there_are_explained_in_place(show: AnswerMaker, damaged: bool) -> None:
    stored = RunViewModel("Tiny", Lexicon(), 0)
    stored.state, stored.text, stored.stats = AnswerState.DONE, "One two", stats()

    def find(then, otherwise) -> None:
        otherwise(HistoryError("They are damaged.")) if damaged else then([], Lexicon())

    stored.find_frames = find
    view = show(stored)
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    words = "They are damaged." if damaged else "The steps of this answer were not kept."
    labels = [label.text() for label in view.findChildren(type(view.replay._trouble))]
    assert words in labels
    assert texts(view) == ["One two"]
    # Asked once more, it is looked for once more.
    view.act(Action.REPLAY)
    assert stored.replay is None


def test_a_view_made_anew_shows_the_same_step(show: AnswerMaker, run: RunViewModel) -> None:
    open_steps(show(run))
    assert run.replay is not None
    run.replay.go(1)
    view = show(run)
    assert view.scrubber is not None
    assert view.scrubber.slider.accessibleName() == "Step 2 of 3"


def test_focus_comes_back_into_the_answer(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    bar = open_steps(view)
    bar.slider.setFocus()
    view.act(Action.REPLAY)
    assert view.scrubber is None
    focus = QApplication.focusWidget()
    assert focus is None or not isinstance(focus, Scrubber)


def test_thoughts_are_gone_through_above_the_answer(show: AnswerMaker) -> None:
    opened, closed = 4, 5
    words = lexicon("One", " two", " three", "", "")
    words.marks = ThinkingMarks(opened, closed, ())
    steps = [
        frame([opened, 1, 3, 2], [1, 0, 0, 0]),
        frame([opened, 1, closed, 2], [1, 1, 0, 0], step=2),
        frame([opened, 1, closed, 2], [1, 1, 1, 1], step=3),
    ]
    run = RunViewModel("Tiny", words, 0, earlier=steps)
    run.state, run.text, run.thinking, run.stats = AnswerState.DONE, "two", "One", stats()
    view = show(run)
    box = view.body.thinking
    assert box is not None
    assert not box.is_open
    open_steps(view)
    assert run.replay is not None
    assert view.canvas is not None
    assert box.is_open
    (thoughts,) = box.findChildren(CanvasView)
    assert thoughts.content is not None
    assert "".join(thoughts.content.texts) == "One"
    assert shown(view) == "two"
    run.replay.go(1)
    lay_out(view)
    assert thoughts.content.states.tolist()[1] == CellState.FRESH
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    assert not box.is_open
    assert texts(view) == ["two"]
    box.header.click()
    lay_out(view)
    settle()
    assert "One" in texts(view)
    # Whoever opened the thoughts finds them open again.
    open_steps(view)
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    assert box.is_open
    assert "One" in texts(view)
