"""Answers made of answers, by the bundled model in an inference process of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from darkroom.core.types import Failure
from darkroom.ui.app import Desk
from darkroom.viewmodels.model import DEMO, ModelState
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.siblings import MORE_STEPS
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.client import WorkerClient
from qt.conftest import OpenWindow, Wait
from qt.instruments import provenance_of

pytestmark = pytest.mark.process

QUESTION = "What is 3 plus 4?"


@pytest.fixture
def client(tmp_path: Path) -> WorkerClient:
    return WorkerClient(log_folder=tmp_path)


def opened(open_window: OpenWindow) -> Desk:
    desk = open_window(DEMO)
    desk.preferences.reduce_motion = True
    return desk


def shown(desk: Desk) -> RunViewModel:
    run = desk.chat.turns[-1]
    assert isinstance(run, RunViewModel)
    return run


def test_a_fork_with_the_same_settings_says_the_same(
    open_window: OpenWindow, wait_for: Wait
) -> None:
    desk = opened(open_window)
    troubles: list[Failure] = []
    desk.chat.failed.connect(troubles.append)
    # The little model is sure so soon that there would be nothing to go on from.
    desk.settings.turn("steps", 6)
    desk.settings.turn("confidence", 0.0)
    assert desk.chat.send(QUESTION)
    run = shown(desk)
    wait_for(lambda: run.state.is_final and not desk.chat.busy)
    last = run.frames[-1]
    assert last.step == 6
    middle = last.step // 2
    for step in (0, middle, last.step - 1):
        desk.instrument.fork(run, last.block, step, run.settings)
        forked = shown(desk)
        assert forked is not run, troubles
        wait_for(lambda forked=forked: forked.state.is_final and not desk.chat.busy)
        assert (forked.text, forked.state) == (run.text, AnswerState.DONE)
        assert [f.tokens.tolist() for f in forked.frames] == [f.tokens.tolist() for f in run.frames]
    # Where no steps are left, some are added.
    desk.instrument.fork(run, last.block, last.step, run.settings)
    longer = shown(desk)
    wait_for(lambda: longer.state.is_final and not desk.chat.busy)
    assert (longer.state, longer.frames[-1].step) == (AnswerState.DONE, last.step + MORE_STEPS)
    desk.instrument.polish(run, last.block, middle, 4)
    polished = shown(desk)
    wait_for(lambda: polished.state.is_final and not desk.chat.busy)
    assert polished.state is AnswerState.DONE
    assert [f.step for f in polished.frames if f.block == last.block][-1] == middle + 4
    token = int(run.frames[middle - 1].tokens[0])
    other = next(t for t in run.lexicon.pieces if t != token and run.lexicon.piece(t).strip())
    desk.instrument.denoise_around(run, last.block, middle, {0: (other,)})
    pinned = shown(desk)
    wait_for(lambda: pinned.state.is_final and not desk.chat.busy)
    assert {int(f.tokens[0]) for f in pinned.frames if f.step > middle} == {other}
    assert not troubles


def test_words_are_repainted_until_they_please(open_window: OpenWindow, wait_for: Wait) -> None:
    desk = opened(open_window)
    troubles: list[Failure] = []
    desk.chat.failed.connect(troubles.append)
    assert desk.chat.send(QUESTION)
    run = shown(desk)
    wait_for(lambda: run.state.is_final and not desk.chat.busy)
    last = run.frames[-1]
    before = last.tokens.tolist()
    # It was sure before all steps were done, and still is.
    assert last.step < last.max_steps
    desk.instrument.fork(run, last.block, last.step, run.settings)
    same = shown(desk)
    wait_for(lambda: same.state.is_final and not desk.chat.busy)
    assert (same.text, same.state, len(same.frames)) == (run.text, run.state, len(run.frames))
    desk.chat.step(same, -1)
    desk.instrument.repaint(run, 1, 3, 2)
    first = shown(desk)
    wait_for(lambda: first.state.is_final and not desk.chat.busy)
    assert first.state is AnswerState.DONE, first.failure
    after = first.frames[-1].tokens.tolist()
    assert (after[:1], after[3:]) == (before[:1], before[3:])
    assert provenance_of(first).origins
    assert Operation.TRY_AGAIN in desk.instrument.can(first)
    desk.instrument.try_again(first)
    # What was repainted is there again, and its steps are read.
    wait_for(lambda: shown(desk).siblings == (3, 3))
    second = shown(desk)
    assert second is not first
    wait_for(lambda: second.state.is_final and not desk.chat.busy)
    # What came of a repaint can be gone on with too, and its other words still stay.
    desk.instrument.fork(second, 0, 1, replace(second.settings, seed=3))
    forked = shown(desk)
    assert forked is not second, troubles
    wait_for(lambda: forked.state.is_final and not desk.chat.busy)
    assert forked.state is AnswerState.DONE, forked.failure
    after = forked.frames[-1].tokens.tolist()
    assert (after[:1], after[3:]) == (before[:1], before[3:])
    desk.chat.step(forked, -1)
    desk.instrument.accept(shown(desk))
    assert Operation.ACCEPT not in desk.instrument.can(shown(desk))
    assert desk.model.state is ModelState.READY
    assert not troubles


def test_a_draft_is_kept_while_the_answer_is_made(open_window: OpenWindow, wait_for: Wait) -> None:
    desk = opened(open_window)
    assert desk.chat.send("Tell me a long story.")
    run = shown(desk)
    wait_for(lambda: run.frames)
    frame = run.frames[0]
    desk.instrument.keep_draft(run, frame.block, frame.step)
    kept = shown(desk)
    assert kept is not run
    assert kept.siblings == (2, 2)
    wait_for(lambda: not desk.chat.busy)
    assert shown(desk) is kept
    # Its steps are in the history, and can be gone on with.
    desk.instrument.polish(kept, frame.block, frame.step, 2)
    wait_for(lambda: shown(desk) is not kept)
    polished = shown(desk)
    wait_for(lambda: polished.frames and len(polished.frames) > 1)
    desk.chat.stop()
    wait_for(lambda: not desk.chat.busy)
    assert polished.frames[0].tokens.tolist() == frame.tokens.tolist()
    assert provenance_of(polished).kind == "polish"
