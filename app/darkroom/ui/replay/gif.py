"""Animated GIF with one palette for all of its pictures, of which only changes are written."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import GifImagePlugin, Image, ImageChops

Colour = tuple[int, int, int]

_COLOURS: Final = 256
_UNCHANGED: Final = _COLOURS - 1
"""Place in the palette of what stays as it was."""
_BESIDE: Final = 6
_KEEP: Final = 1
"""What was drawn stays below the next picture."""
_FOR_EVER: Final = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


def write_gif(
    path: Path,
    frames: Iterable[Image.Image],
    paces: Sequence[int],
    palette: Image.Image,
) -> None:
    """Write an animation that plays for ever.

    Args:
        path: of the file.
        frames: in order; all of one size, in RGB.
        paces: how long each of them stands, milliseconds.
        palette: see ``palette_of``.
    """
    before: Image.Image | None = None
    colours = bytes(palette.getpalette() or ())
    with path.open("wb") as file:
        for frame, pace in zip(frames, _in_hundredths(paces), strict=True):
            flat = frame.quantize(palette=palette, dither=Image.Dither.NONE)
            if before is None:
                size = struct.pack("<HHBBB", *flat.size, 0xF7, 0, 0)
                file.write(b"GIF89a" + size + colours.ljust(3 * _COLOURS, b"\0") + _FOR_EVER)
            part, place = _changed(flat, before)
            file.writelines(
                GifImagePlugin.getdata(
                    part, place, duration=10 * pace, disposal=_KEEP, transparency=_UNCHANGED
                )
            )
            before = flat
        file.write(b";")


def palette_of(samples: Sequence[Image.Image], exact: Iterable[Colour]) -> Image.Image:
    """Choose the colours of an animation.

    Args:
        samples: some of its pictures, in RGB.
        exact: colours that shall be there as they are.
    """
    firm = list(dict.fromkeys(exact))
    width, height = samples[0].size
    all_of_them = Image.new("RGB", (width, height * len(samples)))
    for number, sample in enumerate(samples):
        all_of_them.paste(sample, (0, number * height))
    flat = all_of_them.quantize(_UNCHANGED - len(firm), Image.Quantize.MEDIANCUT).getpalette() or []
    found = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    # What lies beside an exact colour would be taken in its place.
    others = [one for one in found if all(_distance(one, other) > _BESIDE for other in firm)]
    colours = [part for colour in firm + others for part in colour]
    palette = Image.new("P", (1, 1))
    # What is left over repeats the first colour, so that nothing is ever drawn as unchanged.
    palette.putpalette(colours + colours[:3] * (_COLOURS - len(colours) // 3))
    return palette


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _changed(flat: Image.Image, before: Image.Image | None) -> tuple[Image.Image, tuple[int, int]]:
    """The part of a picture that is new, and where it is."""
    if before is None:
        return flat, (0, 0)
    delta = ImageChops.difference(_plain(flat), _plain(before))
    box = delta.getbbox() or (0, 0, 1, 1)
    part = flat.crop(box)
    same = delta.crop(box).point([255] + [0] * 255, "1")
    part.paste(_UNCHANGED, (0, 0, *part.size), same)
    return part, (box[0], box[1])


def _plain(flat: Image.Image) -> Image.Image:
    """Places in the palette as shades of grey."""
    return Image.frombytes("L", flat.size, flat.tobytes())


def _in_hundredths(paces: Sequence[int]) -> Iterator[int]:
    """Whole hundredths of a second that come to the same in sum."""
    due = told = 0
    for pace in paces:
        due += pace
        hundredths = max(due // 10 - told, 2)
        told += hundredths
        yield hundredths
