"""The queue of downloads, with the processes that do the work and a hub on this computer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from darkroom.hub.client import Hub
from darkroom.hub.downloads.queue import DownloadQueue, Item
from darkroom.hub.downloads.request import DownloadState, Options, Request
from download_helpers import FAST, REPO, left
from fake_hub import FakeHub, Fault, running

pytestmark = pytest.mark.process

S = DownloadState
SIZE = 3_000_000


class SlowHub(FakeHub):
    """A megabyte or so a second and connection."""

    nap_s = 0.015

    def pieces(self, repo: str, path: str, start: int, end: int) -> Iterator[bytes]:
        for piece in super().pieces(repo, path, start, end):
            time.sleep(self.nap_s)
            yield piece


@pytest.fixture
def hub() -> Iterator[SlowHub]:
    hub = SlowHub()
    with running(hub):
        for name in ("a", "b", "c"):
            hub.files[REPO, f"{name}.gguf"] = random.Random(name).randbytes(SIZE)
        yield hub


def request(folder: Path, name: str = "a") -> Request:
    return Request(REPO, (f"{name}.gguf",), "main", folder / "models")


@contextmanager
def queue(hub: FakeHub, folder: Path, options: Options = FAST) -> Iterator[DownloadQueue]:
    queue = DownloadQueue(folder / "queue.json", Hub(hub.url), options)
    try:
        yield queue
    finally:
        queue.close()


def wait_until(condition: Callable[[], object]) -> None:
    give_up = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def states(queue: DownloadQueue) -> list[DownloadState]:
    return [item.progress.state for item in queue.items()]


def only(queue: DownloadQueue) -> Item:
    (item,) = queue.items()
    return item


def moving(queue: DownloadQueue) -> bool:
    return any(item.progress.done_bytes > 200_000 for item in queue.items())


def assert_whole(hub: FakeHub, folder: Path, *names: str) -> None:
    assert left(folder / "models") == [f"{name}.gguf" for name in names]
    for name in names:
        path = folder / "models" / f"{name}.gguf"
        assert path.read_bytes() == hub.files[REPO, path.name]


def test_two_at_a_time_in_order(hub: SlowHub, tmp_path: Path) -> None:
    seen: list[list[DownloadState]] = []
    files: list[tuple[Path, str]] = []
    queue = DownloadQueue(
        tmp_path / "queue.json",
        Hub(hub.url),
        FAST,
        on_change=lambda: seen.append(states(queue)),
        on_file=lambda path, sha256: files.append((path, sha256)),
    )
    ids = [queue.add(request(tmp_path, name)) for name in ("a", "b", "c")]
    assert queue.add(request(tmp_path)) == ids[0]
    wait_until(lambda: states(queue) == [S.DONE] * 3)
    queue.close()
    assert [S.RUNNING, S.RUNNING, S.QUEUED] in seen
    assert all(now.count(S.RUNNING) <= 2 for now in seen)
    assert_whole(hub, tmp_path, "a", "b", "c")
    assert {(path.name, sha256) for path, sha256 in files} == {
        (name, hub.sha256(REPO, name)) for name in left(tmp_path / "models")
    }
    assert hub.sent_bytes() == 3 * SIZE


def test_paused_and_resumed(hub: SlowHub, tmp_path: Path) -> None:
    with queue(hub, tmp_path) as downloads:
        id_ = downloads.add(request(tmp_path))
        wait_until(lambda: moving(downloads))
        downloads.pause(id_)
        wait_until(lambda: states(downloads) == [S.PAUSED])
        paused = only(downloads).progress
        assert 200_000 < paused.done_bytes < SIZE
        assert paused.bytes_per_s == 0
        sent = hub.sent_bytes()
        hub.nap_s = 0
        downloads.resume(id_)
        wait_until(lambda: states(downloads) == [S.DONE])
        assert hub.sent_bytes() - sent < SIZE - paused.done_bytes + 1
    assert_whole(hub, tmp_path, "a")


def test_cancelled(hub: SlowHub, tmp_path: Path) -> None:
    with queue(hub, tmp_path) as downloads:
        id_ = downloads.add(request(tmp_path))
        wait_until(lambda: moving(downloads))
        downloads.cancel(id_)
        wait_until(lambda: states(downloads) == [S.CANCELLED])
        wait_until(lambda: left(tmp_path / "models") == [])
        hub.nap_s = 0
        downloads.retry(id_)
        wait_until(lambda: states(downloads) == [S.DONE])
    assert_whole(hub, tmp_path, "a")


def test_removed(hub: SlowHub, tmp_path: Path) -> None:
    with queue(hub, tmp_path, Options(requests_at_once=1)) as downloads:
        first, second = (downloads.add(request(tmp_path, name)) for name in ("a", "b"))
        wait_until(lambda: left(tmp_path / "models") if (tmp_path / "models").exists() else None)
        downloads.remove(second)
        assert [item.id for item in downloads.items()] == [first]
        downloads.remove(first)
        wait_until(lambda: not downloads.items())
        assert left(tmp_path / "models") == []


def test_failed_and_tried_again(hub: SlowHub, tmp_path: Path) -> None:
    hub.nap_s = 0
    hub.fault = lambda _: Fault(500)
    with queue(hub, tmp_path) as downloads:
        id_ = downloads.add(request(tmp_path))
        wait_until(lambda: states(downloads) == [S.FAILED])
        error = only(downloads).progress.error
        assert error is not None and error.kind == "hub"
        assert "it answers 500" in error.text and error.hint
        hub.fault = lambda _: None
        downloads.retry(id_)
        wait_until(lambda: states(downloads) == [S.DONE])
        assert only(downloads).progress.error is None


def test_remembered(hub: SlowHub, tmp_path: Path) -> None:
    with queue(hub, tmp_path, Options(requests_at_once=1)) as downloads:
        for name in ("a", "b"):
            downloads.add(request(tmp_path, name))
        wait_until(lambda: moving(downloads))
    text = (tmp_path / "queue.json").read_text()
    assert "token" not in text and hub.url not in text
    hub.nap_s = 0
    with queue(hub, tmp_path) as downloads:
        assert states(downloads) == [S.PAUSED, S.PAUSED]
        assert downloads.items()[0].progress.done_bytes > 200_000
        for item in downloads.items():
            downloads.resume(item.id)
        wait_until(lambda: states(downloads) == [S.DONE] * 2)
    assert_whole(hub, tmp_path, "a", "b")
    assert hub.sent_bytes() <= 2 * SIZE + 4 * (1 << 20)


def test_a_process_that_is_killed(hub: SlowHub, tmp_path: Path) -> None:
    before = {child.pid for child in psutil.Process().children()}
    with queue(hub, tmp_path) as downloads:
        downloads.add(request(tmp_path))
        wait_until(lambda: moving(downloads))
        for child in psutil.Process().children():
            if child.pid not in before and "resource_tracker" not in " ".join(child.cmdline()):
                child.kill()
        wait_until(lambda: states(downloads) == [S.FAILED])
        assert "died" in str(only(downloads).progress.error)
        hub.nap_s = 0
        downloads.retry(only(downloads).id)
        wait_until(lambda: states(downloads) == [S.DONE])
    assert_whole(hub, tmp_path, "a")


def test_a_limit_for_all_together(hub: SlowHub, tmp_path: Path) -> None:
    hub.nap_s = 0
    with queue(hub, tmp_path) as downloads:
        downloads.set_limit(1_000_000)
        began = time.monotonic()
        for name in ("a", "b"):
            downloads.add(request(tmp_path, name))
        wait_until(lambda: sum(item.progress.done_bytes for item in downloads.items()) > 1_000_000)
        # Each alone would have had a second of its own at the full rate.
        assert time.monotonic() - began > 0.7
        downloads.set_limit(None)
        wait_until(lambda: states(downloads) == [S.DONE] * 2)
    assert_whole(hub, tmp_path, "a", "b")


def test_a_damaged_memory_is_an_empty_one(hub: SlowHub, tmp_path: Path) -> None:
    (tmp_path / "queue.json").write_text('{"items": [{"id": 1}]}')
    with queue(hub, tmp_path) as downloads:
        assert downloads.items() == ()


def test_what_is_resumed_while_it_stops_goes_on(hub: SlowHub, tmp_path: Path) -> None:
    with queue(hub, tmp_path) as downloads:
        id_ = downloads.add(request(tmp_path))
        wait_until(lambda: moving(downloads))
        downloads.pause(id_)
        downloads.resume(id_)
        hub.nap_s = 0.0
        wait_until(lambda: states(downloads) == [S.DONE])
    assert_whole(hub, tmp_path, "a")
