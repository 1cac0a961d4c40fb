"""Whatever happens to a download, the file is whole in the end, or there is none."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

import pytest

from darkroom.core.errors import (
    BadInputError,
    CancelledError,
    DarkroomError,
    HubError,
)
from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import download
from darkroom.hub.downloads.request import Options, Request
from download_helpers import FAST, REPO, left, pull, wasted_bytes
from fake_hub import COMMIT, FakeHub, Fault, Seen, running

pytestmark = pytest.mark.faults

TOKEN = "hf_secret"  # noqa: S105 - of the fake hub


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running() as hub:
        hub.files[REPO, "a.gguf"] = random.Random(1).randbytes(1_000_003)
        yield hub


def failure(hub: FakeHub, folder: Path, file: str = "a.gguf", **kwargs: object) -> DarkroomError:
    """The error of a download that leaves no file."""
    with pytest.raises(DarkroomError) as caught:
        download(Request(REPO, (file,), "main", folder), Hub(hub.url), options=FAST, **kwargs)
    assert not (folder / file).exists()
    assert caught.value.hint
    assert "signature" not in str(caught.value)
    return caught.value


def once(fault: Fault, *, number: int = 0) -> Callable[[Seen], Fault | None]:
    """Only the GET of that number goes wrong."""
    lock, count = Lock(), iter(range(1_000_000))

    def ask(_: Seen) -> Fault | None:
        with lock:
            return fault if next(count) == number else None

    return ask


@pytest.mark.parametrize("redirects", [False, True])
def test_nothing_goes_wrong(hub: FakeHub, tmp_path: Path, redirects: bool) -> None:
    hub.redirects = redirects
    told = pull(hub, tmp_path)
    assert wasted_bytes(hub) == 0
    assert told[-1].refetched_bytes == 0
    assert told.notes == ""
    before = hub.sent_bytes("a.gguf")
    pull(hub, tmp_path)
    assert hub.sent_bytes("a.gguf") == before


@pytest.mark.parametrize("seeds", [range(start, start + 25) for start in range(0, 200, 25)])
def test_connections_cut_at_random(hub: FakeHub, tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        content = chance.randbytes(chance.randrange(1, 400_000))
        hub.files[REPO, "a.gguf"] = content
        hub.seen.clear()
        lock, cuts = Lock(), chance.randrange(1, 6)
        offsets = [chance.choice([0, 1, chance.randrange(len(content))]) for _ in range(cuts)]

        def cut(_: Seen, lock: Lock = lock, offsets: list[int] = offsets) -> Fault | None:
            with lock:
                return Fault(cut_bytes=offsets.pop()) if offsets else None

        hub.fault = cut
        options = Options(
            connections=chance.randrange(1, 5),
            chunk_bytes=chance.randrange(1, 200_000),
            sync_bytes=chance.randrange(1, 200_000),
            retries=8,
            backoff_s=0.001,
        )
        pull(hub, tmp_path / str(seed), options=options)
        # What arrived before a cut is kept, all of it.
        assert wasted_bytes(hub) == 0, seed


def test_a_network_that_is_gone_and_comes_back(hub: FakeHub, tmp_path: Path) -> None:
    hub.fault = lambda _: Fault(cut_bytes=max(0, 50_000 - hub.sent_bytes("a.gguf")))
    assert isinstance(failure(hub, tmp_path), HubError)
    assert left(tmp_path) == ["a.gguf.part", "a.gguf.part.json", "a.gguf.part.lock"]
    hub.fault = lambda _: None
    pull(hub, tmp_path)
    assert wasted_bytes(hub) == 0


def test_a_server_without_ranges(hub: FakeHub, tmp_path: Path) -> None:
    hub.ranges = False
    hub.fault = once(Fault(cut_bytes=300_000), number=6)
    assert "whole files only" in pull(hub, tmp_path).notes


def test_ranges_that_end_in_the_middle(hub: FakeHub, tmp_path: Path) -> None:
    """A mirror that knew ranges when the download began, and does not when it goes on."""
    stop_after(hub, 300_000, tmp_path)
    hub.ranges = False
    told = pull(hub, tmp_path)
    assert "whole files only" in told[-1].note
    assert 0 < told[-1].refetched_bytes <= 1_000_003


def stop_after(hub: FakeHub, size_bytes: int, folder: Path) -> None:
    """Download about so much and stop there."""
    with pytest.raises(CancelledError):
        download(
            Request(REPO, ("a.gguf",), "main", folder),
            Hub(hub.url),
            options=FAST,
            should_stop=lambda: hub.sent_bytes("a.gguf") >= size_bytes,
        )


def test_a_range_that_is_not_satisfiable(hub: FakeHub, tmp_path: Path) -> None:
    hub.fault = once(Fault(416, {"Content-Range": "bytes */5"}), number=3)
    pull(hub, tmp_path)
    # Only what was on its way when all connections were asked to look again.
    assert wasted_bytes(hub) < FAST.connections * FAST.chunk_bytes


def test_a_file_that_is_shorter_than_announced(hub: FakeHub, tmp_path: Path) -> None:
    hub.announced_sizes[REPO, "a.gguf"] = 2_000_000
    assert "not the one that the Hub announces" in str(failure(hub, tmp_path))


def test_too_many_questions(hub: FakeHub, tmp_path: Path) -> None:
    hub.fault = once(Fault(429, {"Retry-After": "1"}))
    began = time.monotonic()
    told = pull(hub, tmp_path, options=Options(connections=1, backoff_s=0.001))
    assert time.monotonic() - began >= 1
    assert "asked too often" in told.notes


def test_errors_of_the_server(hub: FakeHub, tmp_path: Path) -> None:
    lock, statuses = Lock(), [500, 502, 503, 504, 500]

    def fail(_: Seen) -> Fault | None:
        with lock:
            return Fault(statuses.pop()) if statuses else None

    hub.fault = fail
    pull(hub, tmp_path)
    assert not statuses


def test_errors_of_the_server_without_an_end(hub: FakeHub, tmp_path: Path) -> None:
    hub.fault = lambda _: Fault(500)
    assert "it answers 500" in str(failure(hub, tmp_path))


def test_a_hub_that_answers_nothing_but_errors(hub: FakeHub, tmp_path: Path) -> None:
    hub.status = 503
    assert "it answers 503" in str(failure(hub, tmp_path))
    assert len(hub.seen) == FAST.retries + 1


@pytest.mark.parametrize("stall_bytes", [0, 1, 100_000])
def test_a_connection_that_falls_silent(hub: FakeHub, tmp_path: Path, stall_bytes: int) -> None:
    hub.fault = once(Fault(stall_bytes=stall_bytes), number=1)
    pull(hub, tmp_path)
    assert wasted_bytes(hub) == 0


def test_a_wrong_hash(hub: FakeHub, tmp_path: Path) -> None:
    hub.announced_hashes[REPO, "a.gguf"] = "0" * 64
    error = failure(hub, tmp_path)
    assert "damaged" in str(error)
    assert "0" * 64 in str(error)
    assert left(tmp_path) == []
    hub.announced_hashes.clear()
    pull(hub, tmp_path)


def test_a_file_without_a_hash(hub: FakeHub, tmp_path: Path) -> None:
    hub.announced_hashes[REPO, "a.gguf"] = "f" * 40
    pull(hub, tmp_path)


def test_a_body_that_ends_early(hub: FakeHub, tmp_path: Path) -> None:
    hub.fault = once(Fault(cut_bytes=1_000_002))
    pull(hub, tmp_path, options=Options(connections=1, backoff_s=0.01))
    assert wasted_bytes(hub) == 0


@pytest.mark.parametrize("size", [1_000_003, 700_000, 1_500_000])
def test_a_file_that_changes_on_the_way(hub: FakeHub, tmp_path: Path, size: int) -> None:
    other = random.Random(2).randbytes(size)

    def change(seen: Seen) -> None:
        if hub.sent_bytes("a.gguf") > 200_000:
            hub.files[REPO, "a.gguf"] = other

    hub.fault = change
    told = pull(hub, tmp_path)
    assert "changed on the Hub" in told[-1].note
    # Noticed by what the storage calls it, long before the hash would tell.
    assert 0 < told[-1].refetched_bytes < 800_000


@pytest.mark.parametrize("size", [1_000_003, 700_000])
def test_a_file_that_changes_while_it_is_paused(hub: FakeHub, tmp_path: Path, size: int) -> None:
    stop_after(hub, 300_000, tmp_path)
    hub.files[REPO, "a.gguf"] = random.Random(2).randbytes(size)
    told = pull(hub, tmp_path)
    assert "changed on the Hub" in told[-1].note


def test_a_file_that_changes_without_a_word(hub: FakeHub, tmp_path: Path) -> None:
    """The same size and address, and storage that never names its contents."""
    content = hub.files[REPO, "a.gguf"]
    assert isinstance(content, bytes)
    hub.announced_hashes[REPO, "a.gguf"] = hashlib.sha256(content).hexdigest()
    hub.files[REPO, "a.gguf"] = random.Random(2).randbytes(len(content))
    assert "damaged" in str(failure(hub, tmp_path))


@pytest.mark.parametrize("late", [False, True])
def test_the_token_stays_with_the_hub(
    hub: FakeHub, tmp_path: Path, late: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hub.token, hub.redirects, hub.late_redirects = TOKEN, not late, late
    hub.fault = once(Fault(cut_bytes=1000), number=1)
    journals: list[str] = []
    told = pull(
        hub,
        tmp_path,
        token=TOKEN,
        should_stop=lambda: (
            journals.extend(path.read_text() for path in tmp_path.glob("*.json")) or False
        ),
    )
    assert {seen.host for seen in hub.seen} == {"hub", "cdn"}
    for seen in hub.seen:
        assert ("authorization" in seen.headers) == (seen.host == "hub")
    assert journals
    assert TOKEN not in caplog.text + str(told) + "".join(journals)
    assert "signature" not in str(told) + "".join(journals)


def test_an_address_that_expires(hub: FakeHub, tmp_path: Path) -> None:
    hub.redirects = True

    def expire(_: Seen) -> None:
        if hub.sent_bytes("a.gguf") > 300_000:
            hub.signature = "newer"

    hub.fault = expire
    pull(hub, tmp_path)
    assert wasted_bytes(hub) == 0
    assert len([seen for seen in hub.seen if seen.method == "HEAD"]) == 2


def test_the_parts_of_a_split_model_come_from_one_commit(hub: FakeHub, tmp_path: Path) -> None:
    """Also where the branch has moved on by the time that an address expires."""
    files = tuple(f"m-0000{number}-of-00002.gguf" for number in (1, 2))
    hub.files |= {(REPO, file): random.Random(file).randbytes(400_000) for file in files}
    hub.redirects = True

    def expire(_: Seen) -> None:
        if hub.sent_bytes(files[1]) > 100_000:
            hub.signature = "newer"

    hub.fault = expire
    download(Request(REPO, files, "main", tmp_path), Hub(hub.url), options=FAST)
    asked = [seen.path.split("/resolve/")[1] for seen in hub.seen if seen.method == "HEAD"]
    assert asked == [f"main/{files[0]}", f"{COMMIT}/{files[1]}", f"{COMMIT}/{files[1]}"]


def test_a_damaged_journal_leaves_nothing_behind(hub: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "a.gguf.part").write_bytes(bytes(1_000_003))
    (tmp_path / "a.gguf.part.json").write_text("{")
    pull(hub, tmp_path)


def test_an_address_that_is_refused_at_once(hub: FakeHub, tmp_path: Path) -> None:
    hub.redirects = True
    hub.fault = lambda _: Fault(403)
    assert "refused" in str(failure(hub, tmp_path))


def test_terms_that_were_not_accepted(hub: FakeHub, tmp_path: Path) -> None:
    hub.gated.add(REPO)
    error = failure(hub, tmp_path)
    assert "terms" in str(error)
    assert "page" in error.hint
    assert len(hub.seen) == 1


def test_no_permission(hub: FakeHub, tmp_path: Path) -> None:
    hub.token = TOKEN
    error = failure(hub, tmp_path)
    assert isinstance(error, BadInputError)
    assert "hf auth login" in error.hint


@pytest.mark.parametrize(("status", "word"), [(401, "token"), (403, "may not")])
def test_permission_lost(hub: FakeHub, tmp_path: Path, status: int, word: str) -> None:
    hub.fault = lambda _: Fault(status)
    assert word in str(failure(hub, tmp_path))


@pytest.mark.parametrize("size", [0, 3 * 10**12])
def test_absurd_sizes(hub: FakeHub, tmp_path: Path, size: int) -> None:
    hub.announced_sizes[REPO, "a.gguf"] = size
    if not size:
        hub.files[REPO, "a.gguf"] = b""
    assert "cannot be true" in str(failure(hub, tmp_path / "new"))
    assert left(tmp_path) == []


def test_a_page_in_place_of_the_file(hub: FakeHub, tmp_path: Path) -> None:
    hub.page = b"<!DOCTYPE html><title>Sign in to the hotel's network</title>"
    error = failure(hub, tmp_path)
    assert "web page" in str(error)
    assert "sign-in page" in error.hint
    assert left(tmp_path) in ([], ["a.gguf.part", "a.gguf.part.json", "a.gguf.part.lock"])


@pytest.mark.parametrize(
    "file",
    [
        "../a.gguf",
        "/etc/a.gguf",
        "x/../../a.gguf",
        "x//a.gguf",
        "./a.gguf",
        "C:/a.gguf",
        "C:a.gguf",
        "x\\..\\a.gguf",
        "a.gguf\0",
        "a\n.gguf",
        "nul",
        "CON.gguf",
        "x/com1.gguf",
        "COM¹.gguf",
        "con .x.gguf",
        "\ud800.gguf",
        "a.gguf.",
        "a.gguf.part",
        "a.gguf.part.json",
        "a.gguf.part.json.new",
        "a:stream",
        "",
        ".",
        "..",
        "x" * 300,
    ],
)
def test_names_that_lead_elsewhere(hub: FakeHub, tmp_path: Path, file: str) -> None:
    hub.files[REPO, file] = b"x"
    folder = tmp_path / "in" / "here"
    with pytest.raises(BadInputError, match="not downloaded"):
        download(Request(REPO, (file,), "main", folder), Hub(hub.url), options=FAST)
    assert left(tmp_path) == []
    assert not hub.seen


def test_links_that_lead_elsewhere(hub: FakeHub, tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    hub.files[REPO, "sub/a.gguf"] = b"x"
    (folder / "sub").symlink_to(outside)
    victim = outside / "victim"
    victim.write_text("precious")
    (folder / "a.gguf.part").symlink_to(victim)
    for file in ("sub/a.gguf", "a.gguf"):
        with pytest.raises(BadInputError, match="not downloaded"):
            download(Request(REPO, (file,), "main", folder), Hub(hub.url), options=FAST)
    assert left(outside) == ["victim"]
    assert victim.read_text() == "precious"
