"""Stopping rules: callables that see each step's argmax canvas and mean entropy."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from darkroom.core.types import IntArray

StoppingRule = Callable[[IntArray, float], bool]
"""(argmax canvas int32[C], mean entropy in nats) → stop now."""


def stable_and_confident(stability: int, confidence: float) -> StoppingRule:
    """Stop when the argmax canvas has stood still and the mean entropy is low.

    Args:
        stability: earlier steps whose argmax must equal this one's, ≥ 0.
        confidence: mean entropy in nats that must not be reached, ≥ 0.

    Returns:
        A rule for one canvas; make a new one for the next.

    Source: the Transformers implementation, ``StableAndConfidentStoppingCriteria``.
    """
    history: deque[IntArray] = deque(maxlen=stability)

    def stop(argmax: IntArray, mean_entropy: float) -> bool:
        stable = len(history) == stability and all(np.array_equal(h, argmax) for h in history)
        history.append(argmax)
        return stable and mean_entropy < confidence

    return stop
