"""Downloads of one file from the fake hub, checked to the byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import download
from darkroom.hub.downloads.request import DownloadState, Options, Progress, Request
from fake_hub import FakeHub

REPO = "owner/model-GGUF"
KIB = 1 << 10
FAST = Options(chunk_bytes=64 * KIB, sync_bytes=128 * KIB, retries=3, backoff_s=0.01, stall_s=0.6)
"""Small pieces and little patience."""


class Told(list[Progress]):
    """All that was told on the way."""

    @property
    def notes(self) -> str:
        return " ".join(dict.fromkeys(progress.note for progress in self))


def pull(
    hub: FakeHub,
    folder: Path,
    *,
    options: Options = FAST,
    token: str | None = None,
    **kwargs: object,
) -> Told:
    """Download a.gguf and check it to the byte."""
    told = Told()
    request = Request(REPO, ("a.gguf",), "main", folder)
    (path,) = download(
        request, Hub(hub.url, token), options=options, on_progress=told.append, **kwargs
    )
    content = hub.files[REPO, "a.gguf"]
    assert isinstance(content, bytes)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()
    assert [entry.name for entry in folder.iterdir()] == ["a.gguf"]
    assert told[-1].state is DownloadState.DONE
    assert told[-1].done_bytes == told[-1].total_bytes == len(content)
    return told


def left(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def wasted_bytes(hub: FakeHub) -> int:
    """What the hub sent beyond the file itself."""
    return hub.sent_bytes("a.gguf") - hub.size(REPO, "a.gguf")
