"""The downloads: how far they are, and what people do with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState, Request
from darkroom.viewmodels.models.background import Background
from darkroom.viewmodels.preferences import Preferences

_SHOWN_EVERY_MS: Final = 100
UNDER_WAY: Final = (DownloadState.QUEUED, DownloadState.RUNNING, DownloadState.VERIFYING)
AT_AN_END: Final = (DownloadState.DONE, DownloadState.CANCELLED)


class Queue(Protocol):
    """What is asked of a ``DownloadQueue``."""

    def items(self) -> tuple[Item, ...]:
        """All downloads, the oldest first."""
        ...

    def add(self, request: Request) -> str:
        """Put a download at the end and return its id."""
        ...

    def pause(self, id_: str) -> None:
        """Stop for now."""
        ...

    def resume(self, id_: str) -> None:
        """Go on."""
        ...

    def remove(self, id_: str) -> None:
        """Take it off the list; one that is not done is cancelled."""
        ...

    def set_limit(self, bytes_per_s: float | None) -> None:
        """Let all downloads together take so many bytes a second."""
        ...

    def close(self) -> None:
        """Stop everything; what came is kept."""
        ...


OpenQueue = Callable[[Callable[[], None]], Queue]
"""Takes what is called, from any thread, when something is new."""


class DownloadsViewModel(QObject):
    """Passes the queue's news to the window's thread, at most ten times a second.

    Downloads that were under way when the window was closed, or died, go on by themselves.

    Args:
        preferences: the limit, and what was under way.
        open_queue: makes the queue.
        parent: Qt parent.
    """

    changed = Signal()
    """``items`` is new."""
    finished = Signal(object)
    """Carries an ``Item`` that has just been done or failed."""
    _poked = Signal()

    def __init__(
        self, preferences: Preferences, open_queue: OpenQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._waiting = Event()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_EVERY_MS)
        self._timer.timeout.connect(self._show)
        self._poked.connect(self._timer.start)
        self._closer: Thread | None = None
        self._disk = Background(self)
        self._queue = open_queue(self._on_queue_changed)
        self._states: dict[str, DownloadState] = {}
        self.items: tuple[Item, ...] = ()
        self._on_limit()
        preferences.download_limit_changed.connect(self._on_limit)
        known = {item.id for item in self._queue.items()}
        for id_ in preferences.open_downloads:
            if id_ in known:
                self._queue.resume(id_)
        self._show()

    @property
    def under_way(self) -> tuple[Item, ...]:
        """Those that go on or wait for their turn."""
        return tuple(item for item in self.items if item.progress.state in UNDER_WAY)

    @property
    def bytes_per_s(self) -> float:
        """Of all together."""
        return sum(item.progress.bytes_per_s for item in self.under_way)

    @property
    def share(self) -> float:
        """How far those under way are together, in [0, 1]."""
        total = sum(item.progress.total_bytes for item in self.under_way)
        done = sum(item.progress.done_bytes for item in self.under_way)
        return done / total if total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until all that are under way are done; None while unknown."""
        rate = self.bytes_per_s
        if not rate or any(not item.progress.total_bytes for item in self.under_way):
            return None
        left = (item.progress.total_bytes - item.progress.done_bytes for item in self.under_way)
        return sum(left) / rate

    def find(self, repo: str, files: tuple[str, ...]) -> Item | None:
        """The download of these files, the newest where there are several."""
        same = (
            item
            for item in reversed(self.items)
            if item.request.repo == repo and item.request.files == files
        )
        return next(same, None)

    def start(self, request: Request) -> None:
        """Download something, or go on with it."""
        self._queue.add(request)
        self._show()

    def pause(self, id_: str) -> None:
        """Stop for now; what came is kept."""
        self._queue.pause(id_)

    def resume(self, id_: str) -> None:
        """Go on with one that is paused or failed."""
        self._queue.resume(id_)

    def remove(self, id_: str) -> None:
        """Take one off the list; what came of one that is not done is deleted."""
        # A file system takes its time to let go of a large file.
        self._disk.do(lambda _job: self._queue.remove(id_), lambda _done: None, lambda _error: None)

    def clear(self) -> None:
        """Take all that are at an end off the list; their files stay."""
        for item in self.items:
            if item.progress.state in AT_AN_END:
                self.remove(item.id)

    def shutdown(self) -> None:
        """Stop everything; what is under way now goes on at the next start."""
        self._disk.shutdown()
        self._timer.stop()
        self._show()
        # Nobody listens to what comes from now on.
        self._waiting.set()
        self._closer = Thread(target=self._queue.close, name="downloads-close")
        self._closer.start()

    def wait(self, limit_ms: int) -> bool:
        """Whether everything ended in time."""
        if self._closer is None:
            return True
        self._closer.join(limit_ms / 1000)
        return self._disk.wait(limit_ms) and not self._closer.is_alive()

    def _on_queue_changed(self) -> None:
        """In any thread: one signal is under way at a time."""
        if not self._waiting.is_set():
            self._waiting.set()
            self._poked.emit()

    @Slot()
    def _show(self) -> None:
        # Before the look: what comes during it is told again.
        self._waiting.clear()
        self.items = self._queue.items()
        before, self._states = self._states, {i.id: i.progress.state for i in self.items}
        self._preferences.open_downloads = [item.id for item in self.under_way]
        self.changed.emit()
        for item in self.items:
            now = item.progress.state
            if before.get(item.id) in UNDER_WAY and now in (
                DownloadState.DONE,
                DownloadState.FAILED,
            ):
                self.finished.emit(item)

    @Slot()
    def _on_limit(self) -> None:
        self._queue.set_limit(self._preferences.download_limit)


def main_file(item: Item) -> Path:
    """The file to open once a download is done."""
    return item.request.target(item.request.files[0])
