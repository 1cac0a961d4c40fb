"""Measures what watching costs: the engine's step with the window on screen and without one.

    python packaging/bench/watching.py [--pairs 10] [--prompt TEXT] [--model FILE] [--steps N]

Both runs of a pair ask the same question with the same seed in the same inference process; one is
shown in the window, the other's frames are received and dropped.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings

from darkroom.core.types import Message, RunStats
from darkroom.ui.app import Desk, build, make_app, open_desk
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.run import RunViewModel
from darkroom.worker.protocol import Finished

PATIENCE_S = 300


def wait(condition: Callable[[], object]) -> None:
    """Let the window live until something is true."""
    give_up = time.monotonic() + PATIENCE_S
    while not condition():
        QCoreApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > give_up:
            sys.exit(f"Nothing happened within {PATIENCE_S} s.")


def watched(desk: Desk, prompt: str, steps: int | None) -> tuple[RunStats, float]:
    """Ask in the window; returns the figures and the time to the first frame on screen, s."""
    desk.chat.new_chat()
    # ``unwatched`` takes the settings of this chat too.
    desk.settings.turn("seed", 1)
    desk.settings.keep_seed = True
    desk.settings.turn("steps", steps)
    start = time.perf_counter()
    desk.chat.send(prompt)
    run = desk.chat.turns[-1]
    if not isinstance(run, RunViewModel):
        sys.exit("The question was not taken.")
    wait(lambda: run.figures)
    first_s = time.perf_counter() - start
    wait(lambda: run.state.is_final)
    if run.stats is None:
        sys.exit(f"The run failed: {run.failure}")
    return run.stats, first_s


def unwatched(desk: Desk, prompt: str) -> RunStats:
    """Ask behind the window's back."""
    ends: list[Finished] = []

    def take(event: object) -> None:
        if isinstance(event, Finished):
            ends.append(event)

    desk.thread.event_received.connect(take)
    desk.thread.start_run([Message("user", prompt)], desk.settings.settings_of_next_run())
    wait(lambda: ends)
    desk.thread.event_received.disconnect(take)
    return ends[0].stats


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--prompt", default="Tell me a short story about a fox.")
    parser.add_argument("--model", default="demo", help="path of a model file")
    parser.add_argument("--steps", type=int, help="most steps per canvas")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_app()
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat)
        desk = build(InferenceThread(), store, app, folder=Path(folder))
        open_desk(desk, options.model)
        wait(lambda: desk.model.state is ModelState.READY)
        watched(desk, options.prompt, options.steps)
        ratios: list[float] = []
        firsts: list[float] = []
        for number in range(options.pairs):
            # Either goes first in turn, so that a drift of the machine favours none.
            if number % 2:
                without = unwatched(desk, options.prompt)
                shown, first_s = watched(desk, options.prompt, options.steps)
            else:
                shown, first_s = watched(desk, options.prompt, options.steps)
                without = unwatched(desk, options.prompt)
            ratios.append(shown.ms_per_step / without.ms_per_step)
            firsts.append(first_s)
        print(f"{options.pairs} pairs")
        print(f"step watched / unwatched: median {statistics.median(ratios):.3f}")
        print(f"first frame on screen: median {statistics.median(firsts):.3f} s after Send")
        desk.window.close()
        desk.wait()


if __name__ == "__main__":
    main()
