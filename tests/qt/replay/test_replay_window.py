"""Steps of an answer in a whole window, and in the one after it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.app import Desk
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.run import RunViewModel
from qt.conftest import OpenWindow, Wait


def _answer(desk: Desk) -> AnswerView:
    view = desk.window.conversation.last_answer
    assert view is not None
    return view


def _ask(desk: Desk, wait_for: Wait) -> RunViewModel:
    assert desk.chat.send("Tell me.")
    run = desk.chat.turns[-1]
    assert isinstance(run, RunViewModel)
    wait_for(lambda: run.state.is_final)
    wait_for(lambda: _answer(desk).canvas is None)
    return run


def test_the_steps_of_an_answer_survive_a_restart(
    open_window: OpenWindow, wait_for: Wait, qtbot: QtBot
) -> None:
    desk = open_window("demo")
    wait_for(lambda: desk.model.state is ModelState.READY)
    run = _ask(desk, wait_for)
    run.find_replay()
    assert run.replay is not None
    frames = run.replay.frames
    assert frames
    desk.window.close()
    assert desk.wait()

    later = open_window("demo")
    later.window.activateWindow()
    again = later.chat.turns[-1]
    assert isinstance(again, RunViewModel)
    assert again is not run
    assert not again.frames
    shown: list[tuple[RunViewModel, AnswerView]] = []
    later.window.conversation.replay_shown.connect(lambda r, v: shown.append((r, v)))
    wait_for(later.window.isActiveWindow)
    QTest.keySequence(later.window, "Ctrl+Shift+R")
    wait_for(lambda: shown)
    assert again.replay is not None
    view = _answer(later)
    assert shown == [(again, view)]
    assert [f.tokens.tolist() for f in again.replay.frames] == [f.tokens.tolist() for f in frames]
    assert view.canvas is not None
    assert view.canvas.content is not None
    assert "".join(view.canvas.content.texts).strip() == again.text
    # The lexicon came with the frames, ends of answers included.
    assert again.lexicon.end_ids == run.lexicon.end_ids
    QTest.keySequence(later.window, "Ctrl+Shift+R")
    assert view.scrubber is None
