"""A file behind a web server reads like one on disk, whatever is asked for in which order."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.gguf.reader import MAX_HEADER_BYTES
from darkroom.hub.client import Hub, find_source
from darkroom.hub.range_file import RangeFile
from fake_hub import FakeHub, running

REPO, FILE = "owner/name", "a.gguf"
CONTENT = bytes(range(256)) * 40


@pytest.fixture(scope="module", params=[True, False], ids=["ranges", "whole files"])
def hub(request: pytest.FixtureRequest) -> Iterator[FakeHub]:
    with running(FakeHub({(REPO, FILE): CONTENT}, ranges=request.param)) as hub:
        yield hub


def opened(hub: FakeHub) -> RangeFile:
    return RangeFile(find_source(Hub(hub.url), REPO, FILE, "main"), "the file")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 9), st.integers(0, 9000)), max_size=4))
def test_reads_as_a_file_does(hub: FakeHub, asked: list[tuple[int, int]]) -> None:
    disk = io.BytesIO(CONTENT)
    with opened(hub) as remote:
        for offset, count in asked:
            assert remote.seek(offset) == disk.seek(offset) == remote.tell()
            assert remote.read(count) == disk.read(count)
        assert remote.seek(-5, io.SEEK_END) == len(CONTENT) - 5
        assert remote.read(9) == CONTENT[-5:]


def test_whole_files_are_asked_for_once(hub: FakeHub) -> None:
    hub.seen.clear()
    with opened(hub) as remote:
        for at in range(0, 5000, 1000):
            assert remote.read(1000) == CONTENT[at : at + 1000]
        assert remote.fetched_bytes >= 5000
    gets = [seen for seen in hub.seen if seen.method == "GET"]
    assert len(gets) == (5 if hub.ranges else 1)


def test_nothing_is_fetched_behind_the_longest_header(hub: FakeHub) -> None:
    source = find_source(Hub(hub.url), REPO, FILE, "main")
    huge = type(source)(source.url, 2 * MAX_HEADER_BYTES, source.headers)
    hub.seen.clear()
    with RangeFile(huge, "the file") as remote:
        remote.seek(MAX_HEADER_BYTES)
        assert remote.read(10) == b""
    assert not hub.seen
