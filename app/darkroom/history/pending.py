"""A backup that waits to take the place of the history, until nobody has that open.

It is looked through as soon as it is chosen, and lies beside the history under a name of its own.
The next start puts it in place before it opens anything: two files get other names, and after a
crash in between the start after that finishes it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from darkroom.core.errors import HistoryError
from darkroom.history.backup import restore
from darkroom.history.files import SUFFIXES, end_log, move, remove, set_aside
from darkroom.history.troubles import explained

_WHY: Final = "before-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup is the history now.

    Attributes:
        kept: what was there before; None where there was nothing.
    """

    kept: Path | None


def stage(backup: Path, path: Path) -> None:
    """Look a backup through and let a copy of it wait; one that waits already is replaced.

    Args:
        backup: made by ``back_up``, by this or an older Darkroom; it stays as it is.
        path: of the history, which others may go on using.

    Raises:
        HistoryError: the backup is damaged or something else, or there is no room for the copy.
    """
    checked = _checked(path)
    remove(checked)
    try:
        restore(backup, checked)
        with explained(path):
            checked.replace(_waiting(path))
    except BaseException:
        with suppress(Exception):
            remove(checked)
        raise


def withdraw(path: Path) -> None:
    """Let no backup wait any more.

    Raises:
        HistoryError: it cannot be removed.
    """
    remove(_waiting(path))


def is_waiting(path: Path) -> bool:
    """Whether the next start puts a backup in the place of a history."""
    return _waiting(path).exists()


def put_in_place(path: Path) -> Restored | None:
    """Put the backup that waits in the place of the history, if there is one.

    Args:
        path: of the history; nobody may have it open.

    Raises:
        HistoryError: it cannot be done now; the backup goes on waiting, the history is as it was.
    """
    with explained(path):
        # Of a check that was killed.
        for left in path.parent.glob(f"{_checked(path).name}*"):
            left.unlink(missing_ok=True)
    waiting = _waiting(path)
    if not waiting.exists():
        return None
    if path.exists():
        end_log(path)
    if not any(path.with_name(path.name + suffix).exists() for suffix in SUFFIXES):
        # The last start may have come this far.
        kept = _last_kept(path)
        with explained(path):
            waiting.replace(path)
        return Restored(kept)
    kept = set_aside(path, _WHY)
    try:
        with explained(path):
            waiting.replace(path)
    except HistoryError:
        move(kept, path)
        raise
    return Restored(kept)


def _waiting(path: Path) -> Path:
    return path.with_name(f"{path.name}.to-restore")


def _checked(path: Path) -> Path:
    return path.with_name(f"{path.name}.checked")


def _last_kept(path: Path) -> Path | None:
    # Their names hold the time; those of logs end in letters.
    kept = path.parent.glob(f"{path.name}.{_WHY}-*[0-9]")
    return max(kept, default=None)
