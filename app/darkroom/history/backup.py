"""The whole history as one file, and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from darkroom.core.errors import HistoryError
from darkroom.history.database import Database
from darkroom.history.files import end_log, move, remove, set_aside
from darkroom.history.schema import APPLICATION_ID
from darkroom.history.store import History
from darkroom.history.troubles import UnreadableError, explained


def back_up(history: History, path: Path) -> None:
    """Copy the history as it is now, with all traces; others may go on writing meanwhile.

    Args:
        history: to copy.
        path: of the copy; a file that is there is replaced once the copy is complete.

    Raises:
        HistoryError: it cannot be written.
    """
    with explained(path):
        if path.exists() and path.samefile(history.path):
            raise HistoryError(
                f"{path} is the history itself.", "Choose another place for the backup."
            )
    part = _beside(path, ".part")
    remove(part)
    try:
        history.database.copy_to(part)
        with explained(path):
            part.replace(path)
    except BaseException:
        with suppress(HistoryError):
            remove(part)
        raise


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of the history, once it has been looked through.

    Args:
        backup: made by ``back_up``, by this or an older Darkroom; it stays as it is.
        path: of the history; nobody may have it open.

    Returns:
        Where the history that was there is kept, None if there was none.

    Raises:
        HistoryError: the backup is damaged or something else, or the history is in use. Then the
            history is as it was.
    """
    part = _beside(path, ".restoring")
    remove(part)
    try:
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        _copy(backup, part)
        _look_through(backup, part)
        if path.exists():
            end_log(path)
            return _swap(part, path)
        with explained(path):
            part.replace(path)
    except BaseException:
        with suppress(HistoryError):
            remove(part)
        raise
    return None


def _swap(part: Path, path: Path) -> Path:
    kept = set_aside(path, "before-restore")
    try:
        with explained(path):
            part.replace(path)
    except BaseException:
        move(kept, path)
        raise
    return kept


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def _copy(backup: Path, part: Path) -> None:
    """Copy a backup with what its own log may hold, and without a change to it."""
    try:
        address = f"{backup.resolve().as_uri()}?mode=ro"
        with explained(backup), closing(sqlite3.connect(address, uri=True)) as source:
            if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise HistoryError("It is no history of Darkroom.")
            with explained(part):
                part.touch(mode=0o600)  # for the person's own eyes, as the history is
            with explained(part), closing(sqlite3.connect(part)) as target:
                source.backup(target)
    except HistoryError as error:
        raise _unusable(backup, error) from error


def _look_through(backup: Path, part: Path) -> None:
    """Bring the copy up to date and look at every page of it."""
    try:
        with closing(Database(part)) as database:
            problems = database.problems(thorough=True)
    except HistoryError as error:
        raise _unusable(backup, error) from error
    if problems:
        raise _unusable(backup, HistoryError(f"It is damaged ({problems[0]})."))


def _unusable(backup: Path, error: HistoryError) -> HistoryError:
    # What helps a damaged history does not help a file that is no backup.
    hint = "" if isinstance(error, UnreadableError) else error.hint
    return HistoryError(
        f"The backup {backup} cannot be used. {error}", hint or "Choose another backup."
    )
