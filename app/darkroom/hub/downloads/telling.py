"""Tells how far a download is, often enough and not too often."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Final

from darkroom.hub.downloads.patience import Rate
from darkroom.hub.downloads.request import DownloadState, Progress

_EVERY_S: Final = 0.2


class Teller:
    """Puts together what there is to say of a request.

    Args:
        on_progress: told at most every ``_EVERY_S``, and of every new state and note.

    Attributes:
        total_bytes: of all files.
        refetched_bytes: received in vain.
        trouble: to be said while it lasts.
    """

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self.total_bytes = 0
        self.refetched_bytes = 0
        self.trouble = ""
        self._on_progress = on_progress
        self._notes: list[str] = []
        self._before = 0
        self._rate = Rate()
        self._told: tuple[DownloadState, str] | None = None
        self._told_at = 0.0

    def file_done(self, size_bytes: int) -> None:
        """Go on with the next file."""
        self._before += size_bytes

    def add_note(self, text: str) -> None:
        """Say something until the end."""
        if text not in self._notes:
            self._notes.append(text)

    def wait_for(self, pid: int | None) -> None:
        """Another process has the file."""
        who = f"the process {pid}" if pid not in {None, os.getpid()} else "another download"
        self.trouble = f"Waiting for {who}, which downloads the same file."
        self.tell(DownloadState.RUNNING, 0)
        self.trouble = ""

    def tell(self, state: DownloadState, done_bytes: int, *, urgent: bool = False) -> None:
        """Say how far it is.

        Args:
            state: of the request.
            done_bytes: of the current file.
            urgent: even if something was said just before.
        """
        if self._on_progress is None:
            return
        note = " ".join(filter(None, (*self._notes, self.trouble)))
        now = time.monotonic()
        if not urgent and self._told == (state, note) and now - self._told_at < _EVERY_S:
            return
        if self._told is None or self._told[0] is not state:
            self._rate = Rate()
        self._told, self._told_at = (state, note), now
        done = self._before + done_bytes
        rate = self._rate.at(done)
        left = (self.total_bytes - done) / rate if rate > 0 else None
        self._on_progress(
            Progress(state, done, self.total_bytes, rate, left, self.refetched_bytes, note)
        )
