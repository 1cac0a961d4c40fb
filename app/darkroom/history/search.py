"""Full-text search over titles and finished messages."""

from __future__ import annotations

from secrets import token_hex
from typing import Final

from darkroom.history.database import Database, Row
from darkroom.history.excerpts import excerpt_of, parted
from darkroom.history.records import Hit
from darkroom.history.rows import head_of
from darkroom.history.words import query_of

MOST_RANKED: Final = 200
"""So many hits are ranked; more come newest first, as the index has them, without being sorted."""

_TITLES: Final = """
SELECT chats.id, chats.title, chats.pinned, chats.updated, NULL AS message,
       highlight(titles, 0, ?2, ?3) AS marked
FROM titles CROSS JOIN chats ON chats.id = titles.rowid
WHERE titles MATCH ?1 AND chats.deleted IS NULL
"""
_TEXTS: Final = """
SELECT chats.id, chats.title, chats.pinned, chats.updated, messages.id AS message,
       highlight(texts, 0, ?2, ?3) AS marked
FROM texts CROSS JOIN messages ON messages.id = texts.rowid
CROSS JOIN chats ON chats.id = messages.chat
WHERE texts MATCH ?1 AND messages.deleted IS NULL AND chats.deleted IS NULL
"""


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
    return [
        _hit(row, begin, end)
        for table, sql in (("titles", _TITLES), ("texts", _TEXTS))
        for row in database.all(
            f"{sql} ORDER BY {_order(database, table, query)} LIMIT ?4", query, begin, end, limit
        )
    ]


def _order(database: Database, table: str, query: str) -> str:
    """Ranking looks at every hit, which a single letter has too many of."""
    row = database.one(
        f"SELECT COUNT(*) AS hits FROM"  # noqa: S608
        f" (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {MOST_RANKED + 1})",
        query,
    )
    ranked = "rank, " if row and row["hits"] <= MOST_RANKED else ""
    return f"{ranked}{table}.rowid DESC"


def _hit(row: Row, begin: str, end: str) -> Hit:
    excerpt, marks = parted(row["marked"], begin, end)
    if row["message"] is not None:
        excerpt, marks = excerpt_of(excerpt, marks)
    return Hit(head_of(row), row["message"], excerpt, marks)
