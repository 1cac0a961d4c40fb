"""Makes text harmless and keeps it to a length that a window can bear. No Qt in here."""

from __future__ import annotations

import re

from darkroom.viewmodels.markup import LineKind, line_kinds

MOST_CHARACTERS = 60_000
MOST_LINES = 1_000
"""Of prose: what is longer is shown when somebody asks for it. Code has a limit of its own."""

# Controls, orders to write from right to left, and what QTextDocument takes for parts of itself.
_INERT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0\ufdd1\ufffc\ufffd]"
)
_LONGEST_WORD = 500
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """Put a middle dot in the place of what does something instead of being something.

    Args:
        text: what a model or a file says.

    Returns:
        Printable text, tabs and line feeds.
    """
    return _INERT.sub("·", _LINE_END.sub("\n", text))


def breakable(text: str) -> str:
    """Let words that would take seconds to be wrapped end now and then, without a visible mark.

    Args:
        text: prose.
    """
    return _ENDLESS.sub("\\g<0>\u200b", text)


def cut(text: str) -> str:
    """Keep as much as is shown at first.

    Args:
        text: clean text.

    Returns:
        All of it, or its beginning up to the limits for prose.
    """
    if len(text) <= MOST_CHARACTERS and text.count("\n") < MOST_LINES:
        return text
    lines = text.split("\n")
    characters = prose = end = 0
    for line, kind in zip(lines, line_kinds(lines), strict=True):
        if kind is not LineKind.CODE:
            characters += len(line) + 1
            prose += 1
        if prose > MOST_LINES:
            return text[: end - 1]
        if characters > MOST_CHARACTERS:
            return text[: end + len(line) + 1 - (characters - MOST_CHARACTERS)]
        end += len(line) + 1
    return text
