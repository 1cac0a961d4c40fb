"""A few words around what was found."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from darkroom.history.words import NO_WIDTH

Marks = tuple[tuple[int, int], ...]
"""(start, length) of each match, in characters."""

_BEFORE: Final = 40
_WIDTH: Final = 160
_SNAP: Final = 24
"""So many characters are given up for a cut between words."""
_JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
_SKINS: Final = range(0x1F3FB, 0x1F400)


def parted(marked: str, begin: str, end: str) -> tuple[str, Marks]:
    """A text on one line without its marks, and where they were.

    Args:
        marked: with marks around each match, and perhaps no-width spaces of the index.
        begin: the mark before a match.
        end: the mark behind it.
    """
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length, start = 0, 0
    for part in re.split(f"({re.escape(begin)}|{re.escape(end)})", marked):
        if part == begin:
            start = length
        elif part == end:
            marks.append((start, length - start))
        else:
            # One for one, so that the marks stay where they are.
            piece = re.sub(r"\s", " ", part.replace(NO_WIDTH, ""))
            plain.append(piece)
            length += len(piece)
    return "".join(plain), tuple(marks)


def excerpt_of(text: str, marks: Marks) -> tuple[str, Marks]:
    """The part of a text with the most matches, cut between words where there are any.

    Args:
        text: on one line.
        marks: in ascending order.

    Returns:
        The part, with … where something was cut off, and the marks that lie in it.
    """
    start = max(_densest(marks) - _BEFORE, 0)
    stop = min(start + _WIDTH, len(text))
    start = 0 if start <= 1 else _first(text, start)
    stop = len(text) if stop >= len(text) - 1 else _last(text, stop)
    head = "…" if start else ""
    tail = "…" if stop < len(text) else ""
    by = len(head) - start
    inside = (
        (at + by, min(length, stop - at)) for at, length in marks if start <= at and at < stop
    )
    return f"{head}{text[start:stop]}{tail}", tuple(inside)


def _densest(marks: Marks) -> int:
    """Where the stretch of text begins that holds the most matches."""
    best, most, left = 0, 0, 0
    for right, (at, length) in enumerate(marks):
        while at + length - marks[left][0] > _WIDTH - _BEFORE and left < right:
            left += 1
        if right - left + 1 > most:
            best, most = marks[left][0], right - left + 1
    return best


def _first(text: str, at: int) -> int:
    """Where an excerpt may begin, at or a little behind this place."""
    space = text.find(" ", at - 1, at + _SNAP)
    if space >= 0:
        return space + 1
    while at < len(text) and _clings(text, at):
        at += 1
    return at


def _last(text: str, at: int) -> int:
    """Where an excerpt may end, at or a little before this place."""
    space = text.rfind(" ", at - _SNAP, at + 1)
    if space >= 0:
        return space
    while at > 0 and _clings(text, at):
        at -= 1
    return at


def _clings(text: str, at: int) -> bool:
    """Whether a character belongs to the one before it, like an accent or a part of an emoji."""
    here, before = text[at], text[at - 1]
    return (
        unicodedata.category(here).startswith("M")
        or here in _JOINERS
        or before == _JOINERS[0]
        or ord(here) in _SKINS
    )
