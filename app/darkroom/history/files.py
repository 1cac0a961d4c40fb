"""The files of a history: the database, and the log and the index of the log beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from darkroom.history.troubles import UnreadableError, explained

# The log first: beside another database it would be taken for that one's.
SUFFIXES: Final = ("-wal", "-shm", "")

_WAIT_S: Final = 2.0


def set_aside(path: Path, why: str) -> Path:
    """Give a database and what belongs to it another name.

    Args:
        path: of the database; nobody may have it open.
        why: a word that becomes a part of the name.

    Returns:
        Its new path.

    Raises:
        HistoryError: it cannot be renamed.
    """
    stem = f"{path.name}.{why}-{datetime.now():%Y%m%d-%H%M%S}"
    aside, number = path.with_name(stem), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    move(path, aside)
    return aside


def move(path: Path, to: Path) -> None:
    """Give a database and what belongs to it a name that nothing has.

    Raises:
        HistoryError: it cannot be renamed.
    """
    with explained(path):
        for suffix in SUFFIXES:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(to.with_name(to.name + suffix))


def remove(path: Path) -> None:
    """Remove a database and what belongs to it, if it is there.

    Raises:
        HistoryError: it cannot be removed.
    """
    with explained(path):
        for suffix in SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def end_log(path: Path) -> None:
    """Bring the log into the database: of the two, no crash may leave one behind.

    A damaged database stays as it is, with its log.

    Args:
        path: of the database; nobody may have it open.

    Raises:
        HistoryError: somebody has it open, or it cannot be written.
    """
    with (
        suppress(UnreadableError),
        explained(path),
        closing(sqlite3.connect(path, timeout=_WAIT_S)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = DELETE")
