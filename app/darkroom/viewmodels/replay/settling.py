"""When the words of a canvas settled, and the colours that say so. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import Frame, HalfArray, IntArray

SHADES: Final = 8
"""Colours of a map, from the first steps to the last."""

# From blue to yellow, ever lighter: told apart by those who see few colours, or none. The text of
# each room keeps a contrast of 4.5 to all of them.
_DARK: Final = ("#16305E", "#4A4C5C", "#766721")
_LIGHT: Final = ("#8CA6DC", "#C6C3BE", "#FFE97A")


def settled_at(frames: Sequence[Frame]) -> IntArray:
    """The step at which each cell took the token that it ends with, and kept it.

    Args:
        frames: of one canvas, oldest first, at least one.

    Returns:
        int32[C].
    """
    tokens = np.stack([frame.tokens for frame in frames])
    steps = np.array([frame.step for frame in frames], np.int32)
    others = tokens != tokens[-1]
    # Counted from the end, the first frame with another token; none at all gives the whole length.
    back = np.where(others.any(axis=0), others[::-1].argmax(axis=0), len(frames))
    return steps[len(frames) - back]


def heat(frames: Sequence[Frame]) -> HalfArray:
    """Entropy of each cell at each step, float16[steps, C], nats."""
    return np.stack([frame.entropy for frame in frames])


def shades(frames: Sequence[Frame]) -> NDArray[np.uint8]:
    """The colour of each cell in the map: uint8[C] in [0, SHADES).

    Args:
        frames: of one canvas, oldest first, at least one.
    """
    last = max(frames[-1].step, 1)
    return ((settled_at(frames) - 1) * SHADES // last).astype(np.uint8)


def ramp(*, dark: bool) -> NDArray[np.uint8]:
    """Grounds of the map for a room: uint8[SHADES, 3] in red, green, blue."""
    anchors = np.array([_rgb(colour) for colour in (_DARK if dark else _LIGHT)], np.float64)
    place = np.linspace(0, len(anchors) - 1, SHADES)
    parts = [np.interp(place, np.arange(len(anchors)), anchors[:, part]) for part in range(3)]
    return np.rint(np.stack(parts, axis=1)).astype(np.uint8)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
