"""The sampler and self-conditioning at the real vocabulary: time, and memory beyond the logits."""

from __future__ import annotations

import threading
import time
from functools import partial

import numpy as np
import psutil

from bench.timing import seconds_of, spread
from darkroom.core.process import available_cores
from darkroom.diffusion.sampler import entropy_bound_sampler
from darkroom.engines.ggml_gemma.vocabulary import SoftEmbedding

CELLS, VOCAB, HIDDEN, RUNS = 256, 262_144, 2816, 7


class PeakMemory:
    """The most resident memory of this process within a block, over what it was before."""

    def __enter__(self) -> PeakMemory:
        self._process = psutil.Process()
        self.before = self.peak = self._process.memory_info().rss
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, self._process.memory_info().rss)
            time.sleep(0.001)

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def mib(self) -> float:
        """Growth in MiB."""
        return (self.peak - self.before) / 2**20


def measure() -> None:
    """Print times and scratch for an early (broad) and a late (sharp) step."""
    threads = available_cores()
    rng = np.random.default_rng(0)
    noise = rng.integers(0, VOCAB, CELLS).astype(np.int32)
    uniform = rng.random(CELLS)
    table = rng.integers(0, 2**16 - 2**10, (VOCAB, HIDDEN), dtype=np.uint16).view(np.uint8)
    soft = SoftEmbedding(table, 1, HIDDEN, VOCAB, exact=False, threads=threads)
    sampler = entropy_bound_sampler(0.1, threads)
    for name, scale in (("early", 1.0), ("late", 3.0)):
        logits = rng.standard_normal((CELLS, VOCAB), np.float32)
        logits *= scale
        np.clip(logits, -30, 30, out=logits)
        if scale > 1:  # a sure token per cell, as late steps have
            logits[np.arange(CELLS), noise] = 30

        decide = partial(sampler, logits, 0.6, uniform=uniform, noise=noise)
        decision = decide()
        with PeakMemory() as memory:
            times = [seconds_of(decide) for _ in range(RUNS)]
        print(f"   sampler, {name} step: {spread(times, ' s', 3)}, ", end="")
        print(f"scratch {memory.mib:.0f} MiB, mean entropy {decision.entropy.mean():.3f} nats")
        condition = partial(soft, logits, 0.6, decision.log_sum)
        condition()
        with PeakMemory() as memory:
            times = [seconds_of(condition) for _ in range(3)]
        print(f"   self-conditioning (F16 table of {HIDDEN}), {name} step: ", end="")
        print(f"{spread(times, ' s')}, scratch {memory.mib:.0f} MiB", flush=True)
    soft.close()
