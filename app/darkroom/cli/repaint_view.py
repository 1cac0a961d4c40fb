"""What is other in an answer than before, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from darkroom.cli.terminal import inert

Change = tuple[Literal["same", "removed", "added"], str]

_MARKS: Final = {"removed": ("[-", "-]", "31"), "added": ("{+", "+}", "32")}
_CONTEXT: Final = 60


def changes_text(changes: Sequence[Change], *, coloured: bool) -> str:
    """Put changes into words: ``[-old-]``, ``{+new+}``, and a little of what is around them.

    Args:
        changes: as ``word_diff`` has them.
        coloured: red and green too.
    """
    if all(kind == "same" for kind, _ in changes):
        return "The words are the same as before."
    parts: list[str] = []
    for place, (kind, text) in enumerate(changes):
        if kind == "same":
            parts.append(_around(inert(text), first=place == 0, last=place == len(changes) - 1))
            continue
        begin, end, style = _MARKS[kind]
        marked = f"{begin}{inert(text)}{end}"
        parts.append(f"\x1b[{style}m{marked}\x1b[0m" if coloured else marked)
    return "".join(parts)


def _around(text: str, *, first: bool, last: bool) -> str:
    """The beginning and the end of what stayed, as far as they are beside a change."""
    head, tail = "" if first else text[:_CONTEXT], "" if last else text[-_CONTEXT:]
    if len(text) <= len(head) + len(tail):
        return text
    return f"{head}…{tail}"
