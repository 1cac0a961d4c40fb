"""Whether the last window ended in good order: a marker that only such an end takes away."""

from __future__ import annotations

import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from darkroom.core.json_file import read_json, write_json

_MARKER: Final = "window-running.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """Says that a window runs.

    Args:
        pid: its process.
        log: path of its log.
        started: seconds since the epoch.
    """

    pid: int
    log: str
    started: float


def mark_running(folder: Path, log: Path) -> None:
    """Leave the marker that ``mark_ended`` takes away; where that cannot be, leave none."""
    write_json(folder / _MARKER, asdict(Marker(os.getpid(), str(log), time.time())))


def mark_ended(folder: Path) -> None:
    """Say that the window ended in good order."""
    (folder / _MARKER).unlink(missing_ok=True)


def last_end(folder: Path) -> Marker | None:
    """Return the marker of a window that is gone without a good end; None where there is none."""
    marker = read_json(folder / _MARKER, _read_marker)
    return marker if marker is not None and not _is_running(marker) else None


def _is_running(marker: Marker) -> bool:
    import psutil  # 20 ms that only a bad end costs

    try:
        process = psutil.Process(marker.pid)
        # A younger process has only been given the same number.
        mine = process.create_time() <= marker.started
        return mine and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _read_marker(raw: Any) -> Marker:
    return Marker(int(raw["pid"]), str(raw["log"]), float(raw["started"]))
