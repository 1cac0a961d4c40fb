"""How sure a canvas was at each of its steps, in two numbers. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import Frame

Curve = NDArray[np.float64]


def mean_entropy(frames: Sequence[Frame]) -> Curve:
    """Mean entropy of all cells, float64[steps], nats.

    Args:
        frames: of one canvas, oldest first.
    """
    if not frames:
        return np.zeros(0)
    return np.stack([frame.entropy for frame in frames]).mean(axis=1, dtype=np.float64)


def accepted_share(frames: Sequence[Frame]) -> Curve:
    """Accepted cells among all of them, float64[steps], in [0, 1].

    Args:
        frames: of one canvas, oldest first.
    """
    if not frames:
        return np.zeros(0)
    return np.stack([frame.accepted for frame in frames]).mean(axis=1, dtype=np.float64)
