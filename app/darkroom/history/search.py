"""Full-text search over titles and finished messages."""

from __future__ import annotations

import re
from typing import Final

from darkroom.history.database import Database, Row
from darkroom.history.records import Hit
from darkroom.history.rows import head_of

_OPEN: Final = "\x01"
_CLOSE: Final = "\x02"
_WORDS_AROUND: Final = 16
_WORD: Final = re.compile(r"\w+")

_TITLES: Final = f"""
SELECT chats.id, chats.title, chats.pinned, chats.updated, NULL AS message,
       highlight(titles, 0, '{_OPEN}', '{_CLOSE}') AS excerpt
FROM titles JOIN chats ON chats.id = titles.rowid
WHERE titles MATCH ? AND chats.deleted IS NULL
ORDER BY titles.rowid DESC LIMIT ?
"""  # noqa: S608
# In the order of the index: nothing is sorted, so that a single letter is found as fast.
_MESSAGES: Final = f"""
SELECT chats.id, chats.title, chats.pinned, chats.updated, messages.id AS message,
       snippet(texts, 0, '{_OPEN}', '{_CLOSE}', '…', {_WORDS_AROUND}) AS excerpt
FROM texts CROSS JOIN messages ON messages.id = texts.rowid
CROSS JOIN chats ON chats.id = messages.chat
WHERE texts MATCH ? AND messages.deleted IS NULL AND chats.deleted IS NULL
ORDER BY texts.rowid DESC LIMIT ?
"""  # noqa: S608


def search(database: Database, text: str, limit: int) -> list[Hit]:
    """Find all words of a text, the last one as a beginning of a word.

    Args:
        database: to look into.
        text: as typed; anything but letters and digits only parts words.
        limit: most hits of each kind, ≥ 1.

    Returns:
        Titles first, then messages; the newest first.
    """
    words = _WORD.findall(text)
    if not words:
        return []
    query = " AND ".join(f'"{word}"' for word in words) + "*"
    return [_hit(row) for sql in (_TITLES, _MESSAGES) for row in database.all(sql, query, limit)]


def _hit(row: Row) -> Hit:
    excerpt, marks = _unmarked(row["excerpt"])
    return Hit(head_of(row), row["message"], excerpt, marks)


def _unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An excerpt on one line without its marks, and where they were."""
    plain = ""
    marks: list[tuple[int, int]] = []
    start = -1
    for part in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if part == _OPEN:
            start = len(plain)
        elif part == _CLOSE:
            if start >= 0:
                marks.append((start, len(plain) - start))
            start = -1
        else:
            # One for one, so that the marks stay where they are.
            plain += re.sub(r"\s", " ", part)
    return plain, tuple(marks)
