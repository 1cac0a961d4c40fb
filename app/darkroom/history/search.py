"""Full-text search over titles and finished messages."""

from __future__ import annotations

from secrets import token_hex
from typing import Final

from darkroom.history.database import Database, Row
from darkroom.history.excerpts import excerpt_of, parted
from darkroom.history.records import Hit
from darkroom.history.rows import head_of
from darkroom.history.words import query_of

MOST_RANKED: Final = 100
"""Fewer hits than these are ranked; of more, the newest are found without a look at the others."""

# In the order of the index, so that nothing is sorted: one letter stands in nearly every text.
_TITLES: Final = """
SELECT chats.id, chats.title, chats.pinned, chats.updated, NULL AS message,
       highlight(titles, 0, ?2, ?3) AS marked
FROM titles CROSS JOIN chats ON chats.id = titles.rowid
WHERE titles MATCH ?1 AND chats.deleted IS NULL
ORDER BY titles.rowid DESC LIMIT ?4
"""
_TEXTS: Final = """
SELECT chats.id, chats.title, chats.pinned, chats.updated, messages.id AS message,
       highlight(texts, 0, ?2, ?3) AS marked
FROM texts CROSS JOIN messages ON messages.id = texts.rowid
CROSS JOIN chats ON chats.id = messages.chat
WHERE texts MATCH ?1 AND messages.deleted IS NULL AND chats.deleted IS NULL
ORDER BY texts.rowid DESC LIMIT ?4
"""
_USUAL_LENGTH: Final = 600
"""Characters of a message, more or less."""


def search(database: Database, text: str, limit: int) -> list[Hit]:
    """Find all words of a text, the last one as a beginning of a word.

    Args:
        database: to look into.
        text: as typed; anything but letters and digits only parts words.
        limit: most hits of each kind, ≥ 1.

    Returns:
        Titles first, then messages; the best first, of equals and of very many the newest.
    """
    query = query_of(text)
    if not query:
        return []
    # Not to be found in any text.
    begin, end = f"\x01{token_hex(4)}", f"\x02{token_hex(4)}"
    hits: list[Hit] = []
    for sql in (_TITLES, _TEXTS):
        most = max(limit, MOST_RANKED)
        rows = database.all(sql, query, begin, end, most)
        if len(rows) < most:
            rows.sort(key=lambda row: _weight(row["marked"], begin), reverse=True)
        hits += [_hit(row, begin, end) for row in rows[:limit]]
    return hits


def _weight(marked: str, begin: str) -> float:
    """How much of a text is about what was found: BM25 of a single term, k₁ = 1.2, b = 0.75."""
    matches = marked.count(begin)
    return matches / (matches + 1.2 * (0.25 + 0.75 * len(marked) / _USUAL_LENGTH))


def _hit(row: Row, begin: str, end: str) -> Hit:
    excerpt, marks = parted(row["marked"], begin, end)
    if row["message"] is not None:
        excerpt, marks = excerpt_of(excerpt, marks)
    return Hit(head_of(row), row["message"], excerpt, marks)
