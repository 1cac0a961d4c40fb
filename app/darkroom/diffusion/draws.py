"""Random draws that depend only on seed, canvas number and step.

A counter-based generator makes every step's draws independent of the steps before it, so a run
resumed at step k draws what the uninterrupted run drew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import IntArray


class Draws(Protocol):
    """Where a canvas gets its random numbers from; step 0 is the initial noise."""

    def noise(self, step: int) -> IntArray:
        """int32[C], uniform over the vocabulary."""
        ...

    def uniform(self, step: int) -> NDArray[np.float64]:
        """float64[C] in [0, 1), one per cell, to draw a candidate token with."""
        ...


@dataclass(frozen=True, slots=True)
class PhiloxDraws:
    """Draws of one canvas.

    Attributes:
        seed: any integer; its low 64 bits count.
        block: canvas number, from 0.
        canvas_length: cells, C.
        vocab_size: tokens, V.
    """

    seed: int
    block: int
    canvas_length: int
    vocab_size: int

    def noise(self, step: int) -> IntArray:
        """int32[C], uniform over the vocabulary."""
        return self._generator(step, 0).integers(
            self.vocab_size, size=self.canvas_length, dtype=np.int32
        )

    def uniform(self, step: int) -> NDArray[np.float64]:
        """float64[C] in [0, 1)."""
        return self._generator(step, 1).random(self.canvas_length)

    def _generator(self, step: int, stream: int) -> np.random.Generator:
        # The low counter word runs within a draw; the others name it.
        counter = np.array([0, stream, step, self.block], np.uint64)
        return np.random.Generator(np.random.Philox(key=self.seed % 2**64, counter=counter))
