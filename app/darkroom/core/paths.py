"""Where Darkroom keeps its own files on this machine."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Final

from platformdirs import user_data_path, user_log_path

from darkroom.core.errors import BadInputError

PROFILE: Final = "DARKROOM_PROFILE"
"""Environment variable that names the profile; child processes inherit it."""

LOGS_KEPT = 10
"""Log files of earlier processes that stay on disk."""

_USUAL: Final = "darkroom"
# Small letters only: some file systems take "Work" and "work" for the same folder.
_PROFILE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def profile() -> str:
    """Return the name of the profile this process belongs to; empty is the usual one.

    Raises:
        BadInputError: the environment names one that cannot be.
    """
    return checked_profile(os.environ.get(PROFILE, ""))


def checked_profile(name: str) -> str:
    """Return the name of a profile as it is.

    Raises:
        BadInputError: it is neither empty nor up to 32 of ``a``-``z``, ``0``-``9``, ``-``, ``_``.
    """
    if name and not _PROFILE_NAME.fullmatch(name):
        raise BadInputError(
            f"{name!r} cannot name a profile.",
            "Take up to 32 small letters, digits, - and _, with a letter or a digit first.",
        )
    return name


def app_name() -> str:
    """Return what files and folders of this profile are called after."""
    name = profile()
    return f"{_USUAL}-{name}" if name else _USUAL


def data_dir() -> Path:
    """Return the folder of what this profile keeps for good; it need not exist yet."""
    return user_data_path(app_name(), appauthor=False)


def corrections_path() -> Path:
    """Return the file of what real runs took, the same for all profiles; it need not exist yet."""
    return user_data_path(_USUAL, appauthor=False) / "corrections.json"


def history_path() -> Path:
    """Return the database of this profile's chats; it need not exist yet."""
    return data_dir() / "history.db"


def presets_path() -> Path:
    """Return the file of presets; it need not exist yet."""
    return data_dir() / "presets.json"


def forms_path() -> Path:
    """Return the file of forms; it need not exist yet."""
    return data_dir() / "forms.json"


def models_dir() -> Path:
    """Return where models are downloaded to, the same for all profiles; it need not exist yet."""
    return user_data_path(_USUAL, appauthor=False) / "models"


def log_dir() -> Path:
    """Return the folder of this profile's log files, made if need be."""
    return user_log_path(app_name(), appauthor=False, ensure_exists=True)


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
