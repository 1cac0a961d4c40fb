"""The sampler and the loop written the obvious way, for tests to compare with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def probabilities(logits: Array, temperature: float) -> Array:
    """softmax(z / T) in float64, [C, V]."""
    z = logits.astype(np.float64) / temperature
    p = np.exp(z - z.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


def entropies(p: Array) -> Array:
    """−Σ p·log p in nats, [C]."""
    return np.array([-sum(x * np.log(x) for x in row if x > 0) for row in p])


def accepted(entropy: Array, bound: float) -> Array:
    """One cell after another by rising entropy, while the sum of those before fits, bool[C]."""
    out = np.zeros(len(entropy), bool)
    total = 0.0
    for cell in np.argsort(entropy, kind="stable"):
        if total > bound:
            break
        out[cell] = True
        total += entropy[cell]
    return out


def candidates(p: Array, uniform: Array) -> Array:
    """The first token whose cumulative probability exceeds each cell's draw, int[C]."""
    return np.array(
        [
            np.searchsorted(np.cumsum(row), u * row.sum(), side="right")
            for row, u in zip(p, uniform, strict=True)
        ]
    )
