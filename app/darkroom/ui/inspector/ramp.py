"""Colours for how unsure the model was."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import HalfArray

# From blue over grey to yellow, ever lighter: told apart by those who see few colours, or none.
_ANCHORS: Final = ((0, 32, 76), (60, 77, 110), (124, 123, 120), (187, 175, 113), (255, 234, 70))
_LEVELS: Final = 64


def colours() -> NDArray[np.uint8]:
    """Red, green and blue from sure to unsure, uint8[64, 3]."""
    place = np.linspace(0, len(_ANCHORS) - 1, _LEVELS)
    anchors = np.array(_ANCHORS, np.float64)
    parts = [np.interp(place, np.arange(len(anchors)), anchors[:, part]) for part in range(3)]
    return np.rint(np.stack(parts, axis=1)).astype(np.uint8)


def paint(entropy: HalfArray, most: float) -> NDArray[np.uint8]:
    """Colours of entropies, uint8[steps, C, 3].

    Args:
        entropy: float16[steps, C], nats.
        most: the entropy that is painted in the last colour, > 0.
    """
    share = np.clip(entropy.astype(np.float64) / most, 0.0, 1.0)
    return colours()[np.rint(share * (_LEVELS - 1)).astype(np.intp)]
