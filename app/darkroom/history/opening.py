"""A history to begin with, whatever lies in the folder."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from darkroom.core.errors import HistoryError
from darkroom.history.store import History

FILE_NAME: Final = "history.db"
_LOGS: Final = ("-wal", "-shm")


def open_history(path: Path) -> tuple[History, HistoryError | None]:
    """Open a history at the start of a window.

    A damaged file is kept aside and a new one begins. Where none can be kept at all, as in a folder
    that may not be written, one in a temporary folder serves until the end.

    Args:
        path: of the database.

    Returns:
        The history, tidied, and what a person should know of it.
    """
    try:
        return _begun(path), None
    except HistoryError as error:
        trouble = error
    if "damaged" in trouble.text:
        with suppress(OSError, HistoryError):
            aside = _put_aside(path)
            return _begun(path), HistoryError(
                f"{trouble.text} It was put aside as {aside.name}, and a new one began.",
                "A backup can be restored in the settings.",
            )
    temporary = Path(tempfile.mkdtemp(prefix="darkroom-")) / FILE_NAME
    return _begun(temporary), HistoryError(
        f"{trouble.text} What is said now lasts until the window closes.", trouble.hint
    )


def _begun(path: Path) -> History:
    history = History(path)
    try:
        history.mark_interrupted()
        history.purge()
    except HistoryError:
        with suppress(HistoryError):
            history.close()
        raise
    return history


def _put_aside(path: Path) -> Path:
    stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    path.replace(aside)
    for log in _LOGS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + log).replace(aside.with_name(aside.name + log))
    return aside
