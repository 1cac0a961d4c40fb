"""Opening the history at a start, whatever state its file is in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from darkroom.core.errors import HistoryError
from darkroom.history.files import set_aside
from darkroom.history.store import History
from darkroom.history.troubles import UnreadableError

_NOT_KEPT: Final = "What you write now is kept only until Darkroom ends."


def open_history(path: Path) -> tuple[History, HistoryError | None]:
    """Open the history, so that there always is one to work with.

    What was under way when Darkroom ended is marked as interrupted, and what was deleted before is
    purged. A damaged file is kept aside as ``<name>.damaged-<time>``, and a new one begun. Where
    there can be no file at all, or a newer Darkroom made it, what is written is kept until the end
    only, in a temporary folder: ``History.path`` says where.

    Args:
        path: of the database; nobody else may have it open.

    Returns:
        The history, and what went wrong, if anything did.

    Raises:
        HistoryError: not even in the temporary folder can there be one.
    """
    try:
        history = _opened(path)
    except UnreadableError as error:
        return _begun_anew(path, error)
    except HistoryError as error:
        return _Passing(), HistoryError(f"{error} {_NOT_KEPT}", error.hint)
    try:
        history.mark_interrupted()
        history.purge()
    except HistoryError as error:
        # A full disk, or a file that may only be read: it still can be.
        return history, error
    return history, None


def _opened(path: Path) -> History:
    history = History(path)
    try:
        # Without a list of the chats the rest is of no use.
        history.heads()
    except BaseException:
        history.close()
        raise
    return history


def _begun_anew(path: Path, error: HistoryError) -> tuple[History, HistoryError]:
    try:
        aside = set_aside(path, "damaged")
        return History(path), HistoryError(
            f"{error} It was moved to {aside}, and an empty history was begun.",
            "Restore a backup if you have one, and keep that file until you need it no more.",
        )
    except HistoryError as second:
        return _Passing(), HistoryError(f"{error} {second} {_NOT_KEPT}", second.hint)


class _Passing(History):
    """A history that is gone when it is closed."""

    def __init__(self) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="darkroom-", ignore_cleanup_errors=True)
        except OSError as error:
            raise HistoryError(
                f"There is no folder for a history, not even a temporary one ({error}).",
                "Make room on the disk.",
            ) from error
        try:
            super().__init__(Path(self._folder.name) / "history.db")
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Let go of the file, and remove it."""
        with suppress(HistoryError):
            super().close()
        self._folder.cleanup()
