"""What is other in one text than in another, word by word. No Qt in here."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal

ChangeKind = Literal["same", "removed", "added"]
Change = tuple[ChangeKind, str]
"""A stretch of text that is in both wordings, in the old one only, or in the new one only."""

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")


def word_diff(old: str, new: str) -> list[Change]:
    """Compare two wordings.

    What is the same or removed gives ``old`` when joined, what is the same or added ``new``.

    Args:
        old: the text before.
        new: the text after.

    Returns:
        Stretches in the order of reading, none of them empty; between two that are the same stand
        at most one that was removed and then one that was added.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    # Frequent words count too: they are what two wordings have in common.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stretches: list[tuple[str, str]] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        stretch = ("".join(before[i:i_end]), "".join(after[j:j_end]))
        # A blank that stayed by chance does not keep two words apart that belong together.
        if tag == "equal" and not _is_gap(stretch[0]):
            stretches.append(stretch)
        elif stretches and stretches[-1][0] != stretches[-1][1]:
            stretches[-1] = (stretches[-1][0] + stretch[0], stretches[-1][1] + stretch[1])
        else:
            stretches.append(stretch)
    return [change for stretch in stretches for change in _changes(*stretch)]


def _is_gap(text: str) -> bool:
    return text.isspace() and "\n" not in text


def _changes(old: str, new: str) -> list[Change]:
    if old == new:
        return [("same", old)] if old else []
    changes: list[Change] = [("removed", old), ("added", new)]
    return [change for change in changes if change[1]]
