"""What keeping frames costs, with the best alternatives of every cell and without.

The same steps are done in three ways: without frames at all, with frames packed for the pipe as
the inference process does, and with eight alternatives in each. Paired: all three run in each
round, in an order that turns from round to round, and the ratios are taken within rounds. The
model is random, but has the real vocabulary and canvas, which is what capturing is paid for.
Beside the wall time stands the processor time, which says more where the machine is busy.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from bench.models import DIMS, bench_model
from bench.timing import seconds_of, spread
from darkroom.core.process import available_cores
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.generation.canvas import Beginning, denoise_canvas
from darkroom.generation.means import Means
from darkroom.generation.recipe import Recipe
from darkroom.generation.tally import Tally
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from darkroom.worker.wire import encode

PROMPT, ROUNDS, STEPS, BEST = 32, 4, 2, 8


def _recipe(top_k: int) -> Recipe:
    return Recipe(
        max_new_tokens=DIMS.canvas, steps=STEPS, seed=1, t_min=0.4, t_max=0.8, entropy_bound=0.1,
        stability=STEPS, confidence=0.0, top_k=top_k,
    )  # fmt: skip


def _frames(engine: GgmlGemmaEngine, top_k: int) -> None:
    means = Means(engine, _recipe(top_k), Tally(), end_ids=())
    kept = [encode(frame) for frame in denoise_canvas(means, Beginning(), 0, DIMS.canvas)]
    if len(kept) != STEPS:
        raise RuntimeError(f"{STEPS} frames were expected, {len(kept)} came.")


def _bare(engine: GgmlGemmaEngine) -> None:
    """The same loop; every step counts as silent, so that no frame is made."""
    means = Means(engine, _recipe(0), Tally(), end_ids=())
    for _ in denoise_canvas(means, Beginning(silent=STEPS), 0, DIMS.canvas):
        raise RuntimeError("A silent step made a frame.")


def measure() -> None:
    """Print the time of each way and its ratio to no frames at all."""
    path = bench_model("Q8_0")
    header = read_header(path)
    engine = GgmlGemmaEngine(header, read_params(header), context=1024)
    engine.prefill(np.random.default_rng(0).integers(0, DIMS.vocab, PROMPT).astype(np.int32))
    ways: dict[str, Callable[[], None]] = {
        "no frames": partial(_bare, engine),
        "frames": partial(_frames, engine, 0),
        f"frames, {BEST} best": partial(_frames, engine, BEST),
    }
    wall: dict[str, list[float]] = {name: [] for name in ways}
    busy: dict[str, list[float]] = {name: [] for name in ways}
    _bare(engine)  # warms up
    names = list(ways)
    for round_ in range(ROUNDS):
        turn = round_ % len(names)
        for name in names[turn:] + names[:turn]:
            began = time.process_time()
            wall[name].append(seconds_of(ways[name]))
            busy[name].append(time.process_time() - began)
        print(f"   round {round_ + 1} of {ROUNDS} done", flush=True)
    engine.close()
    print(f"   {available_cores()} cores, {ROUNDS} rounds of {STEPS} steps of {DIMS.canvas} cells")
    first, *others = names
    print(f"   {first}: {spread([1000 * s / STEPS for s in wall[first]], ' ms/step', 0)}")
    for name, target in zip(others, ("2 %", "10 %"), strict=True):
        print(f"   {name} (aim: up to {target} more)")
        for kind, seconds in (("wall time", wall), ("processor time", busy)):
            ratios = [100 * (a / b - 1) for a, b in zip(seconds[name], seconds[first], strict=True)]
            print(f"      {kind:15} {spread(ratios, ' %', 1)}")
