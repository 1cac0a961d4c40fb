"""What the window is told of a queue of downloads: not too often, and each end once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState, Progress, Request
from darkroom.viewmodels.models.downloads import DownloadsViewModel
from darkroom.viewmodels.preferences import Preferences
from qt.conftest import WAIT_MS
from qt.models_room import FILE, REPO


class MadeUpQueue(QObject):
    """Says what a test wants said, as often as it wants."""

    def __init__(self, state: DownloadState = DownloadState.RUNNING) -> None:
        super().__init__()
        request = Request(REPO, (FILE,), "main", Path("/models"))
        self.item = Item("a", request, Progress(state, 1, 100, 10.0, 9.9))
        self.resumed: list[str] = []
        self.limits: list[float | None] = []
        self.on_change: Callable[[], None] = lambda: None

    def open(self, on_change: Callable[[], None]) -> MadeUpQueue:
        self.on_change = on_change
        return self

    def items(self) -> tuple[Item, ...]:
        return (self.item,)

    def resume(self, id_: str) -> None:
        self.resumed.append(id_)

    def set_limit(self, bytes_per_s: float | None) -> None:
        self.limits.append(bytes_per_s)

    def close(self) -> None:
        self.on_change()


def _say(queue: MadeUpQueue, state: DownloadState) -> None:
    queue.item = Item("a", queue.item.request, Progress(state, 100, 100))
    queue.on_change()


def test_a_storm_of_news_is_told_once(preferences: Preferences, qtbot: QtBot) -> None:
    queue = MadeUpQueue()
    downloads = DownloadsViewModel(preferences, queue.open)
    told: list[bool] = []
    downloads.changed.connect(lambda: told.append(True))
    for _ in range(5000):
        queue.on_change()
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    # What comes later is told again.
    queue.on_change()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert downloads.bytes_per_s == 10.0
    assert downloads.seconds_left == 9.9
    downloads.shutdown()
    assert downloads.wait(WAIT_MS)


def test_an_end_is_told_once_and_a_pause_is_none(preferences: Preferences, qtbot: QtBot) -> None:
    queue = MadeUpQueue()
    downloads = DownloadsViewModel(preferences, queue.open)
    ended: list[Item] = []
    downloads.finished.connect(ended.append)
    states: list[DownloadState] = []
    downloads.changed.connect(lambda: states.append(downloads.items[0].progress.state))
    for state in (
        DownloadState.PAUSED, DownloadState.QUEUED, DownloadState.VERIFYING, DownloadState.DONE,
    ):  # fmt: skip
        _say(queue, state)
        qtbot.waitUntil(lambda state=state: state in states)
    queue.on_change()
    qtbot.waitUntil(lambda: len(states) == 5)
    assert [item.progress.state for item in ended] == [DownloadState.DONE]
    assert preferences.open_downloads == []
    downloads.shutdown()
    assert downloads.wait(WAIT_MS)


def test_only_what_was_under_way_goes_on_by_itself(preferences: Preferences) -> None:
    preferences.open_downloads = ["gone", "a"]
    queue = MadeUpQueue(DownloadState.PAUSED)
    downloads = DownloadsViewModel(preferences, queue.open)
    assert queue.resumed == ["a"]
    preferences.download_limit = 5e6
    assert queue.limits == [None, 5e6]
    downloads.shutdown()
    assert downloads.wait(WAIT_MS)
