"""The index is kept in few parts, a little at a time.

What is written makes a small part of its own, and many parts are slow to search. Words of deleted
texts leave the index only when the part that holds them is merged with the one that deletes them.
"""

from __future__ import annotations

from typing import Final

from darkroom.history.database import Database

_INDEXES: Final = ("titles", "texts")
_PAGES: Final = 200
"""Of the index, written in one go; others wait that long with their writing."""
_GOES: Final = 8
_NOTHING_DONE: Final = 2
"""SQLite counts the order to merge as a change too."""


def begin(database: Database) -> None:
    """Have all parts of the index merged into one; ``go_on`` does it."""
    for index in _INDEXES:
        _merge(database, index, -_PAGES)


def go_on(database: Database) -> None:
    """Do some of the merging, if there is any to do."""
    for index in _INDEXES:
        for _ in range(_GOES):
            before = database.changes()
            _merge(database, index, _PAGES)
            if database.changes() - before < _NOTHING_DONE:
                break


def _merge(database: Database, index: str, pages: int) -> None:
    database.do(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", pages)  # noqa: S608
