"""Animated WebP, without keeping all of its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image

_KEYFRAME_EVERY: Final = 40


class _Stream(Image.Image):
    """An image of several frames that are made when they are asked for, one after the other.

    Args:
        frames: at least one; all of one size, in RGB.
        count: how many they are.
    """

    def __init__(self, frames: Iterator[Image.Image], count: int) -> None:
        super().__init__()
        first = next(frames)
        self._frames = frames
        self._at = 0
        self.n_frames = count
        self._mode, self._size, self.im = first.mode, first.size, first.im

    def tell(self) -> int:
        """The frame that is there now."""
        return self._at

    def seek(self, frame: int) -> None:
        """Go on to the next frame; there is no way back, and nobody needs one."""
        if frame > self._at:
            self._at = frame
            self.im = next(self._frames).im


def write_webp(path: Path, frames: Iterator[Image.Image], paces: Sequence[int]) -> None:
    """Write an animation that plays for ever.

    Args:
        path: of the file.
        frames: in order.
        paces: how long each of them stands, milliseconds.
    """
    stream = _Stream(frames, len(paces))
    with path.open("wb") as file:
        stream.save(
            file,
            "WEBP",
            save_all=True,
            duration=list(paces),
            loop=0,
            lossless=True,
            quality=30,
            method=2,
            kmin=_KEYFRAME_EVERY - 1,
            kmax=_KEYFRAME_EVERY,
        )
