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


def entropy_before(entropy: Array) -> Array:
    """Sum of the entropies of all surer cells, [C]; a cell is accepted while it fits the bound."""
    order = np.argsort(entropy, kind="stable")
    return np.array([entropy[order[: list(order).index(cell)]].sum() for cell in range(len(order))])


def candidates(p: Array, uniform: Array) -> Array:
    """The first token whose cumulative probability exceeds each cell's draw, int[C]."""
    return np.array(
        [
            np.searchsorted(np.cumsum(row), u * row.sum(), side="right")
            for row, u in zip(p, uniform, strict=True)
        ]
    )
