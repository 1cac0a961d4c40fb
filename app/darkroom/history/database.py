"""One connection to the file, and every trouble with it in words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from darkroom.core.errors import HistoryError
from darkroom.history.schema import APPLICATION_ID, MIGRATIONS
from darkroom.history.troubles import UnreadableError, explained
from darkroom.history.words import spaced

BUSY_MS: Final = 5000
"""How long a statement waits for another connection to be done."""
Row = sqlite3.Row

_SETUP: Final = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    # What has ended in the log outlives the process; what is synced outlives the machine.
    "PRAGMA synchronous = NORMAL",
    # A background connection does that, so that no keystroke waits for the disk.
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA foreign_keys = ON",
    # The index is fed through a function of ours, see ``words.spaced``.
    "PRAGMA trusted_schema = ON",
    # What was deleted is overwritten.
    "PRAGMA secure_delete = ON",
    f"PRAGMA journal_size_limit = {16 << 20}",
)
# In one statement: another process may be making the file at this moment.
_FACE: Final = """
SELECT (SELECT COUNT(*) FROM sqlite_master), user_version, application_id
FROM pragma_user_version, pragma_application_id
"""


class Database:
    """A connection in WAL mode; a commit is an append that waits for no disk.

    Args:
        path: of the file; it and its folder are made if need be.

    Raises:
        UnreadableError: the file is damaged, or something else.
        HistoryError: the file was made by a newer Darkroom, or cannot be had.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # What people write is for their own eyes; the log takes over who may read.
            if not path.exists():
                path.touch(mode=0o600)
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
        """Let go of the file; the last one to do so brings the log into it."""
        with explained(self.path):
            self._connection.close()

    def all(self, sql: str, *values: object) -> list[Row]:
        """Every row of a query."""
        with explained(self.path):
            return self._connection.execute(sql, _storable(values)).fetchall()

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row of a query."""
        with explained(self.path):
            return self._connection.execute(sql, _storable(values)).fetchone()

    def do(self, sql: str, *values: object) -> int:
        """Change something.

        Returns:
            After INSERT the id of the new row, after UPDATE or DELETE how many rows changed.
        """
        with explained(self.path):
            cursor = self._connection.execute(sql, _storable(values))
            insert = sql.lstrip()[:6].upper() == "INSERT"
            return int(cursor.lastrowid or 0) if insert else cursor.rowcount

    def changes(self) -> int:
        """How many rows this connection has changed so far."""
        with explained(self.path):
            return self._connection.total_changes

    def insert(self, table: str, values: dict[str, object]) -> int:
        """Add a row; returns its id."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.do(f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())  # noqa: S608

    def update(self, table: str, row: int, values: dict[str, object]) -> int:
        """Change columns of the row with this id; returns how many rows that were."""
        names = ", ".join(f"{name} = ?" for name in values)
        return self.do(f"UPDATE {table} SET {names} WHERE id = ?", *values.values(), row)  # noqa: S608

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All of what happens within, or nothing of it."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # After some errors, a full disk for one, SQLite has rolled back by itself.
                if self._connection.in_transaction:
                    with suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Bring what was written from the log into the file, and onto the disk."""
        self.all("PRAGMA wal_checkpoint(PASSIVE)")

    def problems(self, *, thorough: bool = False) -> list[str]:
        """What is wrong inside the file, in SQLite's words; takes as long as reading all of it.

        Args:
            thorough: compare the indexes with the tables too.
        """
        check = "integrity_check" if thorough else "quick_check"
        try:
            found = [str(row[0]) for row in self.all(f"PRAGMA {check}(20)")]
            orphans = self.all("PRAGMA foreign_key_check")
        except UnreadableError as error:
            return [str(error.__cause__)]
        if orphans:
            found.append(f"{len(orphans)} rows belong to rows that are gone")
        return [line for line in found if line != "ok"]

    def copy_to(self, path: Path) -> None:
        """Copy all of it, as of now, into a new file that needs no log beside it."""
        with explained(path):
            path.touch(mode=0o600)
            target = sqlite3.connect(path, isolation_level=None)
            try:
                self._connection.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
            finally:
                target.close()

    def _prepare(self) -> None:
        connection = self._connection
        connection.row_factory = Row
        connection.create_function("spaced", 1, spaced, deterministic=True)
        # First of all: what is not ours is left as it is.
        version = self._version()
        if version > len(MIGRATIONS):
            raise HistoryError(
                f"The history in {self.path} was made by a newer Darkroom.",
                "Update Darkroom; this one would lose what the newer one has added.",
            )
        for pragma in _SETUP:
            connection.execute(pragma)
        self._begin_log()
        if version < len(MIGRATIONS):
            self._migrate()

    def _begin_log(self) -> None:
        """Switch to WAL; where several processes do so at once, SQLite itself waits for none."""
        latest = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                    raise
            time.sleep(0.01)

    def _version(self) -> int:
        """How many migrations the file has seen."""
        tables, version, kind = self._connection.execute(_FACE).fetchone()
        if kind != APPLICATION_ID and (kind or version or tables):
            raise UnreadableError(
                f"{self.path} is a database of another program.", "Look where it comes from."
            )
        return int(version)

    def _migrate(self) -> None:
        with self.transaction():
            # Again within: another process may have done it meanwhile.
            for number, script in enumerate(MIGRATIONS[self._version() :], self._version() + 1):
                for statement in _statements(script):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number}")


def _storable(values: tuple[object, ...]) -> tuple[object, ...]:
    """The same values, with � for what a text in SQLite cannot hold: NUL and half a surrogate."""
    return tuple(
        value if not isinstance(value, str) or _is_plain(value) else _mended(value)
        for value in values
    )


def _is_plain(text: str) -> bool:
    if "\0" in text:
        return False
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return False
    return True


def _mended(text: str) -> str:
    pairs_joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return pairs_joined.replace("\0", "\N{REPLACEMENT CHARACTER}")


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
