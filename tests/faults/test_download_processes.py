"""Downloads whose process is killed, shares its file with another one, or finds the disk full."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from darkroom.core.errors import DarkroomError, DiskFullError
from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import discard, download
from darkroom.hub.downloads.request import Request
from download_helpers import FAST, REPO, left, pull, wasted_bytes
from fake_hub import FakeHub, running

pytestmark = [pytest.mark.faults, pytest.mark.process]

MB = 10**6
CHILD = """
import resource, sys
from pathlib import Path
from darkroom.core.errors import DarkroomError
from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import download
from darkroom.hub.downloads.request import Options, Request
url, folder, most_bytes = sys.argv[1:]
if int(most_bytes):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most_bytes), int(most_bytes)))
try:
    download(
        Request("owner/model-GGUF", ("a.gguf",), "main", Path(folder)),
        Hub(url),
        options=Options(backoff_s=0.01),
        on_progress=lambda progress: progress.note and print(progress.note, flush=True),
    )
except DarkroomError as error:
    sys.exit(f"{error.kind}: {error} {error.hint}")
"""


class SteadyHub(FakeHub):
    """Sends no faster than a good line, so that nothing piles up between it and the reader."""

    nap_s = 0.001

    def pieces(self, repo: str, path: str, start: int, end: int) -> Iterator[bytes]:
        for piece in super().pieces(repo, path, start, end):
            time.sleep(self.nap_s)
            yield piece


@pytest.fixture
def hub() -> Iterator[SteadyHub]:
    hub = SteadyHub()
    with running(hub):
        yield hub


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(hub: FakeHub, tmp_path: Path) -> Iterator[Start]:
    """Starts processes that download a.gguf."""
    children: list[subprocess.Popen[str]] = []

    def start(most_bytes: int = 0) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", CHILD, hub.url, str(tmp_path), str(most_bytes)]
        pipe = subprocess.PIPE
        children.append(subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True))
        return children[-1]

    yield start
    for child in children:
        child.kill()
        with child:
            pass


def wait_until(condition: Callable[[], object], patience_s: float = 30) -> None:
    give_up = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.005)


def safe_bytes(folder: Path) -> int:
    """What the journal promises."""
    ranges = json.loads((folder / "a.gguf.part.json").read_text())["ranges"]
    return sum(end - start for start, end in ranges)


def test_killed_again_and_again(hub: FakeHub, tmp_path: Path, start: Start) -> None:
    hub.files[REPO, "a.gguf"] = random.Random(3).randbytes(90 * MB)
    kept = 0
    for size in (25 * MB, 20 * MB, 30 * MB):
        before = hub.sent_bytes("a.gguf")
        child = start()
        wait_until(lambda end=before + size: hub.sent_bytes("a.gguf") >= end)
        child.kill()
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        now = safe_bytes(tmp_path)
        assert hub.sent_bytes("a.gguf") - before - (now - kept) <= 16 * MB
        kept = now
    assert kept > 30 * MB
    sent = hub.sent_bytes("a.gguf")
    pull(hub, tmp_path)
    assert hub.sent_bytes("a.gguf") - sent == 90 * MB - kept


def test_a_part_file_that_lost_its_journal(hub: FakeHub, tmp_path: Path) -> None:
    hub.files[REPO, "a.gguf"] = random.Random(4).randbytes(300_000)
    (tmp_path / "a.gguf.part").write_bytes(bytes(300_000))
    (tmp_path / "a.gguf.part.json").write_text('{"identity": {"repo"')
    request = Request(REPO, ("a.gguf",), "main", tmp_path)
    (path,) = download(request, Hub(hub.url), options=FAST)
    assert path.read_bytes() == hub.files[REPO, "a.gguf"]


def test_a_journal_that_lost_its_part_file(hub: FakeHub, tmp_path: Path, start: Start) -> None:
    hub.files[REPO, "a.gguf"] = random.Random(4).randbytes(60 * MB)
    child = start()
    wait_until(lambda: hub.sent_bytes("a.gguf") > 20 * MB)
    child.kill()
    child.communicate()
    (tmp_path / "a.gguf.part").unlink()
    pull(hub, tmp_path)


def test_two_processes_want_the_same_file(hub: FakeHub, tmp_path: Path, start: Start) -> None:
    content = random.Random(5).randbytes(60 * MB)
    hub.files[REPO, "a.gguf"] = content
    first = start()
    wait_until((tmp_path / "a.gguf.part.json").exists)
    first.send_signal(signal.SIGSTOP)
    second = start()
    assert second.stdout is not None
    note = second.stdout.readline()
    assert f"Waiting for the process {first.pid}" in note
    with pytest.raises(DarkroomError, match=f"process {first.pid} is downloading"):
        discard(Request(REPO, ("a.gguf",), "main", tmp_path))
    first.send_signal(signal.SIGCONT)
    for child in (first, second):
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors
    assert (tmp_path / "a.gguf").read_bytes() == content
    assert left(tmp_path) == ["a.gguf"]
    assert wasted_bytes(hub) == 0


def test_the_second_process_goes_on_where_the_first_was_killed(
    hub: SteadyHub, tmp_path: Path, start: Start
) -> None:
    content = random.Random(6).randbytes(60 * MB)
    hub.files[REPO, "a.gguf"] = content
    hub.nap_s = 0.005
    first = start()
    wait_until(lambda: hub.sent_bytes("a.gguf") > 10 * MB)
    second = start()
    assert second.stdout is not None
    assert "Waiting" in second.stdout.readline()
    first.kill()
    first.communicate()
    hub.nap_s = 0.001
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 0, errors
    assert (tmp_path / "a.gguf").read_bytes() == content
    assert wasted_bytes(hub) <= 16 * MB


def test_a_file_system_that_cannot_hold_the_file(
    hub: FakeHub, tmp_path: Path, start: Start
) -> None:
    hub.files[REPO, "a.gguf"] = random.Random(7).randbytes(300_000)
    child = start(200_000)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 1
    assert errors.startswith("disk_full: ")
    assert "cannot hold a file this large" in errors


def test_no_room_before_it_begins(hub: FakeHub, tmp_path: Path) -> None:
    hub.files[REPO, "a.gguf"] = b"x" * 1000
    hub.announced_sizes[REPO, "a.gguf"] = 1_900_000_000_000
    with pytest.raises(DiskFullError, match=r"needs 1,900\.00 GB"):
        download(Request(REPO, ("a.gguf",), "main", tmp_path), Hub(hub.url), options=FAST)
    assert all(seen.method == "HEAD" for seen in hub.seen)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounting takes Linux and its root"
)
def test_a_disk_that_fills_up_on_the_way(hub: FakeHub, small_disk: Path) -> None:
    content = random.Random(8).randbytes(6 * MB)
    hub.files[REPO, "a.gguf"] = content
    other = small_disk / "other"

    def fill(_: object) -> None:
        if hub.sent_bytes("a.gguf") > 2 * MB and not other.exists():
            other.write_bytes(bytes(3 * MB))

    hub.fault = fill
    request = Request(REPO, ("a.gguf",), "main", small_disk)
    with pytest.raises(DiskFullError, match="is full; what was downloaded so far is kept"):
        download(request, Hub(hub.url), options=FAST)
    assert safe_bytes(small_disk) > MB
    sent = hub.sent_bytes("a.gguf")
    hub.fault = lambda _: None
    other.unlink()
    (path,) = download(request, Hub(hub.url), options=FAST)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()
    assert hub.sent_bytes("a.gguf") - sent <= 5 * MB
    assert left(small_disk) == ["a.gguf"]
