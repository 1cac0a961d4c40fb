"""Measures the scrubber: time per step, memory, and what a trace takes on the disk.

    python packaging/bench/scrub.py [--steps 400] [--profile]

An answer of 2,048 tokens, 8 canvases with 48 steps each, made up so that it behaves like a real
one. A step is: go anywhere in it, make the picture, lay it out and paint the window, in software
raster (the offscreen platform). All times are those of the thread, so that what else runs on the
machine weighs little.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import psutil
from scroll import make_view

from darkroom.core.types import Frame
from darkroom.history.trace import TraceWriter, read_trace
from darkroom.viewmodels.cells import Lexicon

CANVASES, STEPS, CELLS = 8, 48, 256
VOCABULARY = 262_144
CHUNK = 6
"""Frames that are written at once; answers are saved twice a second."""


def lexicon() -> Lexicon:
    """Words of English lengths, some with a stop, and the break between paragraphs."""
    rng = np.random.default_rng(1)
    letters = np.array(list("etaoinshrdlucmfw"))
    words = [" " + "".join(rng.choice(letters, rng.integers(1, 10))) for _ in range(6000)]
    pieces = {n: word.encode() for n, word in enumerate(words, 2)}
    return Lexicon(pieces | {0: b"", 1: b".\n\n"}, (0,), VOCABULARY)


def answer() -> list[Frame]:
    """Frames in which words settle one after the other, and waver before they do."""
    rng = np.random.default_rng(2)
    frames: list[Frame] = []
    for block in range(CANVASES):
        final = rng.integers(2, 6002, CELLS).astype(np.int32)
        final[79::80] = 1
        settles = np.sort(rng.integers(1, STEPS + 1, CELLS))[rng.permutation(CELLS)]
        draft = rng.integers(2, 6002, CELLS).astype(np.int32)
        for step in range(1, STEPS + 1):
            # A third of what is open changes its mind; the nearer its time, the more often right.
            wavers = rng.random(CELLS) < 0.33
            draft = np.where(wavers, rng.integers(2, 6002, CELLS), draft)
            draft = np.where(rng.random(CELLS) < step / STEPS, final, draft).astype(np.int32)
            accepted = settles <= step
            tokens = np.where(accepted, final, draft).astype(np.int32)
            left = np.maximum(settles - step, 0) / STEPS
            entropy = np.where(accepted, 0.02, 8 * left + 0.3) * rng.random(CELLS)
            frames.append(
                Frame(1, block, step, STEPS, tokens, accepted, entropy.astype(np.float16))
            )
    return frames


def chunks(frames: list[Frame], words: Lexicon) -> list[bytes]:
    """The trace as the history keeps it."""
    writer, named, result = TraceWriter(), set[int](), []
    for begin in range(0, len(frames), CHUNK):
        some = frames[begin : begin + CHUNK]
        used = {int(token) for frame in some for token in frame.tokens}
        pieces = {token: words.piece(token) for token in sorted(used - named)}
        named |= used
        result.append(writer.chunk(some, pieces))
    return result


def quantiles(samples_ms: list[float]) -> str:
    """The middle and the slow end."""
    ordered = sorted(samples_ms)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"p50 {statistics.median(ordered):.2f} ms, p95 {p95:.2f} ms, max {ordered[-1]:.2f} ms"


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of this thread until everything is painted."""
    from PySide6.QtWidgets import QApplication

    begun = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - begun) * 1000


def measure(steps: int, *, profile: bool) -> None:
    """Print what it costs."""
    from PySide6.QtWidgets import QApplication

    from darkroom.history.records import StoredMessage
    from darkroom.viewmodels.run import RunViewModel
    from darkroom.viewmodels.turns import Action, AnswerState, Question

    app = QApplication([])
    words = lexicon()
    stored = chunks(answer(), words)
    print(f"stored: {sum(map(len, stored)) / 1e6:.3f} MB in {len(stored)} chunks")
    with tempfile.TemporaryDirectory() as folder:
        view = make_view(folder)
        run = RunViewModel("Made up", words, 0, app)
        run.state = AnswerState.DONE
        run.text = "".join(
            words.piece(int(token)).decode()
            for frame in answer()
            if frame.step == STEPS
            for token in frame.tokens
        ).strip()
        run.find_frames = lambda then, _otherwise: then(read_trace(stored).frames, words)
        question = Question(StoredMessage(1, "uid", 1, None, "user", "How?", 0.0))
        view.show_turns([question, run])
        for _ in range(50):
            QApplication.processEvents()
        gc.collect()
        process = psutil.Process()
        before = process.memory_info().rss
        shown = view.last_answer
        if shown is None:
            sys.exit("The answer is not shown.")
        print(f"opening: {timed(lambda: shown.act(Action.REPLAY)):.1f} ms")
        replay = run.replay
        if replay is None:
            sys.exit("Its steps are not shown.")
        view.show_end()
        rng = np.random.default_rng(3)
        anywhere = [int(index) for index in rng.integers(0, len(replay.frames), steps)]
        within = [index for index in range(5 * STEPS, 6 * STEPS)] * 2
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        jumps = [timed(partial(replay.go, index)) for index in anywhere]
        profiler.disable()
        drags = [timed(partial(replay.go, index)) for index in within]
        after = process.memory_info().rss
        print(f"anywhere:          {quantiles(jumps)}")
        print(f"within a canvas:   {quantiles(drags)}")
        print(f"memory added: {(after - before) / 1e6:.1f} MB")
        if profile:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
        view.close()


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=400, help="how many jumps")
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(options.steps, profile=options.profile)


if __name__ == "__main__":
    main()
