"""Downloads that wait for their turn, and are remembered until the next start."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Thread
from typing import Final, Protocol
from uuid import uuid4

from darkroom.core.errors import CancelledError, DarkroomError
from darkroom.core.json_file import read_json, write_json
from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import discard
from darkroom.hub.downloads.in_child import download_in_child
from darkroom.hub.downloads.patience import Limiter, Stop
from darkroom.hub.downloads.queued import OPEN, UNDER_WAY, Queued, parse, raw
from darkroom.hub.downloads.request import DownloadState, Options, Progress, Request

_CLOSE_S: Final = 1.8


class Run(Protocol):
    """Downloads one request; ``download`` and ``download_in_child`` do."""

    def __call__(
        self,
        request: Request,
        hub: Hub | None = None,
        *,
        options: Options,
        limiter: Limiter,
        on_progress: Callable[[Progress], None],
        on_file: Callable[[Path, str], None] | None,
        should_stop: Callable[[], bool],
    ) -> tuple[Path, ...]:
        """See there."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """A download of the queue, as it is now."""

    id: str
    request: Request
    progress: Progress


class DownloadQueue:
    """Downloads in the background, some at a time, in the order in which they were added.

    All methods return at once and may be called from any thread.

    Args:
        state_file: what is remembered; downloads that were under way come back paused.
        hub: where to ask; None = huggingface.co.
        options: how downloads go about it.
        on_change: told from the queue's threads that ``items()`` changed.
        on_file: told, likewise, the path and the SHA-256 of every finished file.
        run: downloads one request.
    """

    def __init__(
        self,
        state_file: Path,
        hub: Hub | None = None,
        options: Options | None = None,
        *,
        on_change: Callable[[], None] | None = None,
        on_file: Callable[[Path, str], None] | None = None,
        run: Run = download_in_child,
    ) -> None:
        self._state_file = state_file
        self._hub = hub
        self._options = options or Options()
        self._on_change = on_change or (lambda: None)
        self._on_file = on_file
        self._run = run
        self._changed = Condition()
        self._closing = False
        self._limit: float | None = None
        self._entries: dict[str, Queued] = read_json(state_file, parse) or {}
        self._threads = [
            Thread(target=self._work, name=f"downloads-{number}", daemon=True)
            for number in range(self._options.requests_at_once)
        ]
        for thread in self._threads:
            thread.start()

    def items(self) -> tuple[Item, ...]:
        """All downloads, the oldest first."""
        with self._changed:
            return tuple(Item(i, e.request, e.progress) for i, e in self._entries.items())

    def add(self, request: Request) -> str:
        """Put a download at the end and return its id; one that is there already goes on."""
        with self._changed:
            same = (i for i, e in self._entries.items() if e.request == request and not e.forget)
            id_ = next(same, None)
            if id_ is None:
                id_ = uuid4().hex
                self._entries[id_] = Queued(request, Progress(DownloadState.QUEUED))
        self.resume(id_)
        return id_

    def pause(self, id_: str) -> None:
        """Stop for now; what came is kept."""
        self._end(id_, DownloadState.PAUSED)

    def resume(self, id_: str) -> None:
        """Go on with a download that is paused, failed or cancelled."""
        with self._changed:
            entry = self._entries.get(id_)
            if entry and entry.progress.state in UNDER_WAY and not entry.forget:
                # It may just be stopping: then it starts again.
                entry.then = DownloadState.QUEUED
            elif entry and entry.progress.state is not DownloadState.DONE:
                self._set(entry, replace(entry.progress, state=DownloadState.QUEUED, error=None))
        self._save()

    def retry(self, id_: str) -> None:
        """The same, after a failure."""
        self.resume(id_)

    def cancel(self, id_: str) -> None:
        """Stop for good; what came is deleted."""
        self._end(id_, DownloadState.CANCELLED)

    def remove(self, id_: str) -> None:
        """Take a download off the list; one that is not done is cancelled."""
        with self._changed:
            if entry := self._entries.get(id_):
                entry.forget = True
        self._end(id_, DownloadState.CANCELLED)

    def set_limit(self, bytes_per_s: float | None) -> None:
        """Let all downloads together take so many bytes a second; None = all there are."""
        with self._changed:
            self._limit = bytes_per_s
            self._share()

    def close(self) -> None:
        """Stop everything within two seconds; what came is kept."""
        with self._changed:
            self._closing = True
            for entry in self._entries.values():
                entry.stop.set()
            self._changed.notify_all()
        until = time.monotonic() + _CLOSE_S
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._save()

    def _end(self, id_: str, then: DownloadState) -> None:
        with self._changed:
            entry = self._entries.get(id_)
            if entry is None:
                return
            entry.then = then
            if entry.progress.state in UNDER_WAY:
                entry.stop.set()
                return
            if entry.progress.state in (*OPEN, DownloadState.FAILED):
                self._set(entry, replace(entry.progress, state=then))
        self._settle(id_, entry)

    def _settle(self, id_: str, entry: Queued) -> None:
        """What is left to do once a download has ended."""
        if entry.progress.state is DownloadState.CANCELLED:
            try:
                discard(entry.request)
            except DarkroomError as error:
                with self._changed:
                    self._set(entry, replace(entry.progress, error=error))
        with self._changed:
            if entry.forget:
                self._entries.pop(id_, None)
        self._save()

    def _work(self) -> None:
        while (found := self._next()) is not None:
            id_, entry = found
            progress = self._download(entry)
            with self._changed:
                self._set(entry, progress)
                self._share()
            self._settle(id_, entry)

    def _next(self) -> tuple[str, Queued] | None:
        """The download whose turn it is; waits for one."""
        with self._changed:
            while not self._closing:
                for id_, entry in self._entries.items():
                    if entry.progress.state is DownloadState.QUEUED:
                        entry.stop, entry.then = Stop(), DownloadState.PAUSED
                        self._set(entry, replace(entry.progress, state=DownloadState.RUNNING))
                        self._share()
                        return id_, entry
                self._changed.wait()
        return None

    def _download(self, entry: Queued) -> Progress:
        def on_progress(progress: Progress) -> None:
            with self._changed:
                if progress.state in UNDER_WAY:
                    self._set(entry, progress)
            self._on_change()

        try:
            self._on_change()
            self._run(
                entry.request,
                self._hub,
                options=self._options,
                limiter=entry.limiter,
                on_progress=on_progress,
                on_file=self._on_file,
                should_stop=entry.stop,
            )
        except CancelledError:
            return replace(_still(entry.progress), state=entry.then)
        except DarkroomError as error:
            return replace(_still(entry.progress), state=DownloadState.FAILED, error=error)
        total = entry.progress.total_bytes
        return replace(_still(entry.progress), state=DownloadState.DONE, done_bytes=total)

    def _set(self, entry: Queued, progress: Progress) -> None:
        entry.progress = progress
        self._changed.notify_all()

    def _share(self) -> None:
        """Divide the line among those who are at it."""
        busy = [e for e in self._entries.values() if e.progress.state in UNDER_WAY]
        for entry in busy:
            entry.limiter.set(None if self._limit is None else self._limit / len(busy))

    def _save(self) -> None:
        with self._changed:
            write_json(self._state_file, raw(self._entries))
        self._on_change()


def _still(progress: Progress) -> Progress:
    return replace(progress, bytes_per_s=0.0, seconds_left=None)
