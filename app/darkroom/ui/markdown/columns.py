"""Shares the width of a table among its columns. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence


def share(natural: Sequence[float], least: float, room: float) -> list[float]:
    """Find how wide columns are.

    Args:
        natural: width of each column if no line is broken.
        least: narrower than this none gets, unless it is so by itself.
        room: what there is.

    Returns:
        The natural widths where they fit; else narrower ones that fill the room, or the least
        ones where not even those fit.
    """
    if sum(natural) <= room:
        return list(natural)
    smallest = [min(width, least) for width in natural]
    spare = room - sum(smallest)
    if spare <= 0:
        return smallest
    wishes = [width - small for width, small in zip(natural, smallest, strict=True)]
    total = sum(wishes)
    return [small + spare * wish / total for small, wish in zip(smallest, wishes, strict=True)]
