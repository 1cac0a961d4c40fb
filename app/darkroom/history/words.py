"""Words as the index has them.

SQLite's tokenizer parts words at what is neither letter nor digit, so a run of Chinese or Japanese
is one long word to it. With a space of no width around each such character every one is a word of
its own, and what is looked for is a row of them.
"""

from __future__ import annotations

import re
from typing import Final

NO_WIDTH: Final = "\N{ZERO WIDTH SPACE}"

# Kana, Han with its extensions and compatibility forms.
_RUN: Final = re.compile(
    "[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003134f]+"
)
_MOST_WORDS: Final = 16
_MOST_CHARACTERS: Final = 400


def spaced(text: str) -> str:
    """A text with no-width spaces around every character that is a word by itself."""
    return text if text.isascii() else _RUN.sub(_apart, text)


def _apart(run: re.Match[str]) -> str:
    return f"{NO_WIDTH}{NO_WIDTH.join(run[0])}{NO_WIDTH}"


def query_of(text: str) -> str:
    """What somebody typed, as a query that FTS5 never refuses.

    All words have to be there, the last one may be unfinished. What only parts words is left out;
    a word with something in between, like ``don't``, is a row of words.

    Args:
        text: anything; of a long one only the beginning counts.

    Returns:
        Empty where there is no word to look for.
    """
    words = [
        word.replace('"', '""')
        for word in spaced(text[:_MOST_CHARACTERS]).split()
        if any(map(str.isalnum, word))
    ]
    return " AND ".join(f'"{word}"' for word in words[:_MOST_WORDS]) + "*" if words else ""
