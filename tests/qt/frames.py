"""Frames of a made-up run over a few words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from darkroom.core.types import Frame, RunStats
from darkroom.viewmodels.cells import Lexicon

END = 0


def lexicon(*words: str) -> Lexicon:
    """Words become the ids 1, 2, …; 0 ends an answer."""
    pieces = {number: word.encode() for number, word in enumerate(words, 1)} | {END: b""}
    return Lexicon(pieces, (END,), len(pieces))


def frame(
    tokens: Sequence[int],
    accepted: Sequence[int],
    *,
    entropy: Sequence[float] | None = None,
    block: int = 0,
    step: int = 1,
    run_id: int = 1,
) -> Frame:
    """Return a step; what is not accepted is noise unless ``entropy`` says otherwise."""
    mask = np.array(accepted, bool)
    nats = np.where(mask, 0.0, 9.0) if entropy is None else np.array(entropy)
    return Frame(run_id, block, step, 8, np.array(tokens, np.int32), mask, nats.astype(np.float16))


def stats(steps: int = 3) -> RunStats:
    """Return plausible figures."""
    return RunStats(steps, 1, 12, 10.0, 4, 4, 1000.0, 80.0, 0.15, 1 << 26)
