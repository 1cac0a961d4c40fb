"""A download of the queue, and how it is remembered until the next start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from darkroom.core.errors import DarkroomError
from darkroom.hub.downloads.patience import Limiter, Stop
from darkroom.hub.downloads.request import DownloadState, Progress, Request

UNDER_WAY: Final = (DownloadState.RUNNING, DownloadState.VERIFYING)
OPEN: Final = (*UNDER_WAY, DownloadState.QUEUED, DownloadState.PAUSED)


@dataclass(slots=True)
class Queued:
    """A download.

    Attributes:
        request: what is downloaded.
        progress: how far it is.
        stop: ends it while it is under way.
        limiter: its share of the line.
        then: its state once it was stopped.
        forget: it leaves the list once it has ended.
    """

    request: Request
    progress: Progress
    stop: Stop = field(default_factory=Stop)
    limiter: Limiter = field(default_factory=Limiter)
    then: DownloadState = DownloadState.PAUSED
    forget: bool = False


def raw(queue: Mapping[str, Queued]) -> dict[str, Any]:
    """What a file of downloads by id holds."""
    return {"items": [_item(id_, queued) for id_, queued in queue.items()]}


def parse(raw: Any) -> dict[str, Queued]:
    """The downloads of a file; those that were not at an end come back paused.

    Raises:
        ValueError, TypeError, LookupError: it is no such file.
    """
    return {str(item["id"]): _queued(item) for item in raw["items"]}


def _item(id_: str, queued: Queued) -> dict[str, Any]:
    request, progress = queued.request, queued.progress
    error = progress.error
    return {
        "id": id_,
        "repo": request.repo,
        "files": list(request.files),
        "revision": request.revision,
        "folder": str(request.folder),
        "state": progress.state,
        "done_bytes": progress.done_bytes,
        "total_bytes": progress.total_bytes,
        "error": error and [error.text, error.hint],
    }


def _queued(item: Any) -> Queued:
    state, error = DownloadState(item["state"]), item["error"]
    progress = Progress(
        DownloadState.PAUSED if state in OPEN else state,
        int(item["done_bytes"]),
        int(item["total_bytes"]),
        error=DarkroomError(*error) if error else None,
    )
    files = tuple(str(file) for file in item["files"])
    request = Request(str(item["repo"]), files, str(item["revision"]), Path(item["folder"]))
    return Queued(request, progress)
