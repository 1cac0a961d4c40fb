"""One connection to the file, and every trouble with it in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from darkroom.core.errors import HistoryError
from darkroom.history.schema import MIGRATIONS

BUSY_MS: Final = 5000
Row = sqlite3.Row


class Database:
    """A connection in WAL mode; a commit is an append that waits for no disk.

    Args:
        path: of the file; it and its folder are made if need be.

    Raises:
        HistoryError: the file is damaged, made by a newer Darkroom, or cannot be had.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Autocommit: transactions begin and end where they are written.
            self._connection = sqlite3.connect(
                path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
        try:
            with explained(path):
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file; what was written is brought into it."""
        with explained(self.path):
            self._connection.close()

    def all(self, sql: str, *values: object) -> list[Row]:
        """Every row of a query."""
        with explained(self.path):
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row of a query."""
        with explained(self.path):
            return self._connection.execute(sql, values).fetchone()

    def do(self, sql: str, *values: object) -> int:
        """Change something; returns the id of a new row, else how many rows changed."""
        with explained(self.path):
            cursor = self._connection.execute(sql, values)
            insert = sql.lstrip()[:6].upper() == "INSERT"
            return int(cursor.lastrowid or 0) if insert else cursor.rowcount

    def many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Change many rows."""
        with explained(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All of what happens within, or nothing of it."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def checkpoint(self) -> None:
        """Bring what was written from the log into the file, and onto the disk."""
        self.all("PRAGMA wal_checkpoint(PASSIVE)")

    def back_up_to(self, path: Path) -> None:
        """Copy all of it, as of now, into a new file."""
        with explained(path):
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    def _prepare(self) -> None:
        connection = self._connection
        connection.row_factory = Row
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_MS}",
            # A background connection does that, so that no keystroke waits for the disk.
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise HistoryError(
                f"The history in {self.path} was made by a newer Darkroom.",
                "Update Darkroom, or choose another data folder in the settings.",
            )
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self.transaction():
            # Again within: another process may have done it meanwhile.
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                for statement in _statements(script):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> list[str]:
    """A script cut where one statement ends; executescript would commit in between."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn what SQLite and the system say into words.

    Raises:
        HistoryError: something went wrong.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise HistoryError(_text(path, error), _hint(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise HistoryError(
            f"The history in {path} cannot be used: {reason}.", "Check that the folder may be used."
        ) from error


def _text(path: Path, error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return f"The history in {path} is damaged ({error})."
    if name.startswith("SQLITE_FULL"):
        return f"The disk of {path.parent} is full; the last change to the history is not kept."
    if name.startswith("SQLITE_BUSY"):
        return f"Another program holds the history in {path}."
    return f"The history in {path} cannot be used ({error})."


def _hint(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return "Make room there, then try again."
    if name.startswith("SQLITE_BUSY"):
        return "Close other programs that use it, then try again."
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return "Check that the folder is there and may be written."
    return ""
