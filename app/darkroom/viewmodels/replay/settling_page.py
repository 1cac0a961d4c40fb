"""The settling map of a whole answer, as pages and pictures need it. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import Frame
from darkroom.viewmodels.replay.settling import ramp, shades


def settling_shades(canvases: Sequence[Sequence[Frame]]) -> list[list[int]]:
    """The shade of each cell, canvas by canvas."""
    return [shades(frames).tolist() for frames in canvases]


def map_colours(canvases: Sequence[Sequence[Frame]], *, dark: bool) -> NDArray[np.uint8]:
    """The ground of each cell of all canvases: uint8[cells, 3]."""
    return ramp(dark=dark)[np.concatenate([shades(frames) for frames in canvases])]


def ramps() -> dict[str, list[str]]:
    """Grounds as ``#rrggbb`` for dark and light rooms, from the first steps to the last."""
    rooms = {"dark": True, "light": False}
    return {
        room: [f"#{bytes(colour).hex()}" for colour in ramp(dark=dark)]
        for room, dark in rooms.items()
    }
