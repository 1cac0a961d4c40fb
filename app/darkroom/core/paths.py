"""Where Darkroom keeps its own files on this machine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path, user_log_path

LOGS_KEPT = 10
"""Log files of earlier processes that stay on disk."""


def data_dir() -> Path:
    """Return the folder of what Darkroom keeps for good; it need not exist yet."""
    return user_data_path("darkroom", appauthor=False)


def corrections_path() -> Path:
    """Return the file of what real runs took; it need not exist yet."""
    return data_dir() / "corrections.json"


def models_dir() -> Path:
    """Return the folder that models are downloaded to; it need not exist yet."""
    return data_dir() / "models"


def log_dir() -> Path:
    """Return the folder of log files, made if need be."""
    return user_log_path("darkroom", appauthor=False, ensure_exists=True)


def new_log_path(stem: str, folder: Path | None = None) -> Path:
    """Name a fresh log file and drop the oldest of its kind.

    Args:
        stem: what is logged, e.g. ``"worker"``.
        folder: where; the user's log folder if None.

    Returns:
        A path that no file has yet.
    """
    folder = folder or log_dir()
    for old in sorted(folder.glob(f"{stem}-*.log"))[: -(LOGS_KEPT - 1)]:
        old.unlink(missing_ok=True)
    return folder / f"{stem}-{datetime.now():%Y%m%d-%H%M%S-%f}.log"
