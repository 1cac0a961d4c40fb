"""What SQLite and the system say of a file, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from darkroom.core.errors import HistoryError


class UnreadableError(HistoryError):
    """The file is damaged, or holds something else than a history."""


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn what SQLite and the system say of a file into words.

    Raises:
        UnreadableError: the file is damaged.
        HistoryError: anything else went wrong.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(path, error) from error
    except OSError as error:
        raise HistoryError(
            f"The history in {path} cannot be used: {error.strerror or error}.",
            "Check that the folder is there and may be written.",
        ) from error


def _in_words(path: Path, error: sqlite3.Error) -> HistoryError:
    # Some errors of the module itself, e.g. on a closed connection, have no name.
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return UnreadableError(
            f"The history in {path} is damaged ({error}).",
            "Start Darkroom anew; if that does not help, restore a backup.",
        )
    for start, text, hint in (
        ("SQLITE_FULL", "There is no room left for the history in {path}.", "Make room there."),
        (
            "SQLITE_BUSY",
            "Another program holds the history in {path}.",
            "Close it, then try again.",
        ),
        ("SQLITE_READONLY", "The history in {path} may not be written.", _MAY_WRITE),
        ("SQLITE_CANTOPEN", "The history in {path} cannot be opened.", _MAY_WRITE),
        ("SQLITE_CONSTRAINT_FOREIGNKEY", "The chat or message this belongs to is gone.", ""),
    ):
        if name.startswith(start):
            return HistoryError(text.format(path=path), hint)
    return HistoryError(f"The history in {path} cannot be used ({error}).")


_MAY_WRITE: Final = "Check that the folder is there and may be written."
