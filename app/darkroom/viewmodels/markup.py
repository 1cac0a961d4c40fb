"""The little markup that is shown as more than plain text: fenced code. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

FENCE = "```"


class LineKind(Enum):
    """What a line of an answer is."""

    PROSE = auto()
    CODE = auto()
    FENCE = auto()
    """The line that opens or closes a block of code."""


def line_kinds(lines: Iterable[str], *, inside: bool = False) -> Iterator[LineKind]:
    """Tell code from prose; a fence that is not closed holds to the end.

    Args:
        lines: the answer, line by line.
        inside: the first of them is within a block of code.

    Yields:
        The kind of each line.
    """
    for line in lines:
        if line.lstrip().startswith(FENCE):
            inside = not inside
            yield LineKind.FENCE
        else:
            yield LineKind.CODE if inside else LineKind.PROSE
