"""How long a cancel within a step takes to come back."""

from __future__ import annotations

import threading
import time

import numpy as np

from bench.models import DIMS, bench_model
from bench.timing import spread
from darkroom.core.errors import CancelledError
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header

RUNS = 15


def measure() -> None:
    """Print the time from the cancel to the return, at moments spread over a step."""
    header = read_header(bench_model("Q8_0"))
    engine = GgmlGemmaEngine(header, read_params(header), context=1024)
    canvas = np.zeros(DIMS.canvas, np.int32)
    engine.canvas_logits(canvas)
    began = time.perf_counter()
    engine.canvas_logits(canvas)
    step = time.perf_counter() - began
    delays: list[float] = []
    for run in range(RUNS):
        cancelled = threading.Event()
        when = [0.0]

        def cancel(event: threading.Event = cancelled, at: list[float] = when) -> None:
            at[0] = time.perf_counter()
            event.set()

        timer = threading.Timer(step * run / RUNS, cancel)
        timer.start()
        try:
            engine.canvas_logits(canvas, should_cancel=cancelled.is_set)
        except CancelledError:
            delays.append(1000 * (time.perf_counter() - when[0]))
        timer.join()
    engine.close()
    print(f"   step {1000 * step:.0f} ms; cancelled {len(delays)} of {RUNS}: ", end="")
    print(spread(delays, " ms", 0))
