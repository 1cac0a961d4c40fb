"""One answer, fed with events as the inference thread would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from darkroom.core.types import ModelInfo
from darkroom.viewmodels.cells import CellState
from darkroom.viewmodels.frame_player import (
    LAG_MS,
    PACE_MS,
    REPAINT_MS,
    FramePlayer,
    next_turn,
)
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState, as_messages
from darkroom.worker.protocol import Cancelled, Failed, Finished, PrefillProgress
from qt.frames import END, frame, lexicon, stats

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = lexicon("One", " two", " three", " four")
INFO = ModelInfo(Path("m"), "Tiny", "fake", 2, 5, 64, "F32", 9, 1, 1, (END,))


@pytest.fixture
def run(qapp: QCoreApplication) -> RunViewModel:
    run = RunViewModel("Tiny", WORDS, 0)
    run.begin(1)
    return run


def _text(run: RunViewModel) -> str:
    assert run.content is not None
    return run.content.prefix + "".join(run.content.texts)


def test_canvas_is_noise_before_the_first_step(run: RunViewModel) -> None:
    run.use_model(INFO)
    assert run.content is not None
    assert run.content.states.tolist() == [CellState.NOISE] * 2


def test_prefill_progress(run: RunViewModel) -> None:
    run.apply(PrefillProgress(1, 3, 9))
    assert (run.state, run.prompt_done, run.prompt_total) == (AnswerState.READING, 3, 9)


def test_from_frame_to_text(run: RunViewModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.ended):
        run.apply(frame([1, 3], [1, 0]))
        run.apply(frame([1, 2], [1, 1], step=2))
        run.apply(Finished(1, "end", "One two", stats()))
    assert (run.state, run.text, run.stats) == (AnswerState.DONE, "One two", stats())
    assert _text(run) == "One two"
    assert [step.step for step in run.frames] == [1, 2]
    assert run.figures is not None
    assert (run.figures.step, run.figures.settled, run.figures.cells) == (2, 2, 2)


def test_a_new_canvas_commits_the_one_before(run: RunViewModel) -> None:
    run.apply(frame([1, 2], [1, 1]))
    run.apply(frame([3, 4], [1, 1], block=1))
    run.hurry()
    assert run.content is not None
    assert run.content.prefix == "One two"
    # Accepted cells of the new canvas are new, whatever stood there in the old one.
    assert run.content.states.tolist() == [CellState.FRESH] * 2


def test_commit_uses_the_last_frame_even_if_it_was_never_shown(run: RunViewModel) -> None:
    run.apply(frame([1, 4], [1, 0]))
    run.hurry()
    run.apply(frame([1, 2], [1, 1], step=2))
    run.apply(frame([3, 3], [0, 0], block=1))
    run.apply(frame([3, 4], [0, 0], block=2))
    run.hurry()
    assert run.content is not None
    assert run.content.prefix == "One two three three"


def test_stop_keeps_the_draft(run: RunViewModel, qtbot: QtBot) -> None:
    run.apply(frame([1, 2], [1, 0]))
    with qtbot.waitSignal(run.ended):
        run.apply(Cancelled(1, "One two"))
    assert (run.state, run.text) == (AnswerState.STOPPED, "One two")


def test_failure_keeps_what_was_on_screen(run: RunViewModel, qtbot: QtBot) -> None:
    run.apply(frame([1, 2], [1, 0]))
    with qtbot.waitSignal(run.ended):
        run.apply(Failed(1, "worker_died", "It died.", "Send again.", "log"))
    assert (run.state, run.text) == (AnswerState.FAILED, "One two")
    assert run.failure is not None
    assert run.failure.report == "[worker_died] It died.\nSend again.\nlog"


def test_failure_before_the_first_frame(run: RunViewModel) -> None:
    run.apply(Failed(1, "engine", "No.", ""))
    assert (run.state, run.text) == (AnswerState.FAILED, "")


def test_empty_answer_is_noticed(run: RunViewModel) -> None:
    run.apply(frame([END, END], [1, 1]))
    run.apply(Finished(1, "end", " \n", stats()))
    run.hurry()
    assert run.is_empty


def test_a_character_split_over_two_canvases(qapp: QCoreApplication) -> None:
    words = lexicon("a")
    words.pieces |= {2: b"\xc3", 3: b"\xbc"}
    run = RunViewModel("Tiny", words, 0)
    run.apply(frame([1, 2], [1, 1]))
    run.apply(frame([3, 1], [1, 1], block=1))
    run.apply(Failed(1, "engine", "No."))
    assert run.text == "aüa"


@pytest.mark.parametrize(
    ("backlog", "budget_ms", "plan"),
    [
        (1, LAG_MS, (PACE_MS, 1)),
        (30, LAG_MS, (LAG_MS // 30, 1)),
        (100, 160, (REPAINT_MS, 10)),
        (7, 0, (REPAINT_MS, 7)),
        (1, -500, (REPAINT_MS, 1)),
    ],
)
def test_plan_of_the_next_frame(backlog: int, budget_ms: float, plan: tuple[int, int]) -> None:
    assert next_turn(backlog, budget_ms) == plan


def test_paced_frames_come_in_order_and_none_is_lost(qtbot: QtBot) -> None:
    player, shown = FramePlayer(), []
    player.frame_due.connect(lambda step: shown.append(step.step))
    with qtbot.waitSignal(player.drained):
        for step in range(1, 5):
            player.push(frame([1], [1], step=step))
        player.finish()
    assert shown == [1, 2, 3, 4]


def test_each_canvas_begins_as_noise(run: RunViewModel, qtbot: QtBot) -> None:
    seen: list[tuple[str, bool]] = []

    def note() -> None:
        assert run.content is not None
        is_noise = bool((run.content.states == CellState.NOISE).all())
        seen.append((run.content.prefix, is_noise))

    run.canvas_changed.connect(note)
    for block in (0, 1):
        run.apply(frame([1, 2], [1, 1], block=block))
        qtbot.waitUntil(lambda: bool(seen) and not seen[-1][1])
        assert [noise for _, noise in seen] == [True, False]
        seen_prefix = {prefix for prefix, _ in seen}
        assert seen_prefix == {"One two" * block}
        seen.clear()


def test_unpaced_player_skips_to_the_newest(qtbot: QtBot) -> None:
    player, shown = FramePlayer(0), []
    player.frame_due.connect(lambda step: shown.append(step.step))
    with qtbot.waitSignal(player.drained):
        for step in range(1, 100):
            player.push(frame([1], [1], step=step))
        player.finish()
    assert shown[-1] == 99
    assert len(shown) < 10


def test_flush_shows_the_newest_only(qtbot: QtBot) -> None:
    player, shown = FramePlayer(), []
    player.frame_due.connect(lambda step: shown.append(step.step))
    player.push(frame([1], [1], step=1))
    player.push(frame([1], [1], step=2))
    player.flush()
    assert shown == [2]
    assert player.is_idle


def test_messages_alternate() -> None:
    turns = [("user", "a"), ("assistant", " "), ("user", "b"), ("assistant", "c"), ("user", "d")]
    messages = [(m.role, m.text) for m in as_messages(turns)]
    assert messages == [("user", "a\n\nb"), ("assistant", "c"), ("user", "d")]


def test_a_stop_that_had_to_kill_keeps_the_draft(run: RunViewModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.ended):
        run.apply(frame([1, 2], [1, 1]))
        run.apply(Cancelled(1, ""))
    assert (run.state, run.text) == (AnswerState.STOPPED, "One two")
