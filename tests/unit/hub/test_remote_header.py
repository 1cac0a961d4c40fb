"""Headers over the network: from a real server on this computer, with real redirects and ranges."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from darkroom.core.errors import (
    BadInputError,
    DarkroomError,
    HubError,
    ModelFileError,
    UnsupportedModelError,
)
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import Header, read_header
from darkroom.hub.client import Hub
from darkroom.hub.remote_header import RemoteHeader, read_remote_header
from fake_hub import FakeHub, running
from gguf_files import write_model
from sparse_gguf import Q4_K_M, write_sparse_model

REPO = "owner/model-GGUF"
TOKEN = "hf_secret"  # noqa: S105 - of the fake hub
MIB = 1 << 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def small(folder: Path) -> Path:
    return write_model(folder / "small-Q8_0.gguf", matrix_type="Q8_0")


@pytest.fixture(scope="module")
def published(folder: Path) -> Path:
    """A file of 17 GB whose weights the file system does not store."""
    return write_sparse_model(folder / "published-Q4_K_M.gguf", Q4_K_M)


def read(hub: FakeHub, file: str, token: str | None = None) -> RemoteHeader:
    return read_remote_header(REPO, file, hub=Hub(hub.url, token))


def failure(hub: FakeHub, file: str = "a.gguf") -> DarkroomError:
    with pytest.raises(DarkroomError) as caught:
        read(hub, file)
    assert caught.value.hint
    assert caught.value.__cause__ is None
    return caught.value


def assert_same(remote: Header, local: Header) -> None:
    assert remote.size_bytes == local.size_bytes
    assert remote.tensors == local.tensors
    assert list(remote.metadata) == list(local.metadata)
    for key, value in local.metadata.items():
        np.testing.assert_array_equal(np.asarray(remote.metadata[key]), np.asarray(value))


@pytest.mark.parametrize("redirects", [False, True])
@pytest.mark.parametrize("ranges", [True, False])
def test_the_header_is_that_of_the_file(
    hub: FakeHub, small: Path, redirects: bool, ranges: bool
) -> None:
    hub.files[REPO, small.name] = small
    hub.redirects, hub.ranges = redirects, ranges
    found = read(hub, small.name)
    assert_same(found.header, read_header(small))
    assert found.header.path.name == small.name
    assert {seen.host for seen in hub.seen} == ({"hub", "cdn"} if redirects else {"hub"})


@pytest.mark.parametrize("ranges", [True, False])
def test_of_a_large_file_only_the_header_is_fetched(
    hub: FakeHub, published: Path, ranges: bool
) -> None:
    assert published.stat().st_size > 15e9
    hub.files[REPO, "a.gguf"] = published
    hub.ranges = ranges
    found = read(hub, "a.gguf")
    local = read_header(published)
    header_bytes = min(tensor.offset for tensor in local.tensors.values())
    assert header_bytes > 4 * MIB
    assert header_bytes <= found.fetched_bytes <= min(2 * header_bytes, header_bytes + 8 * MIB)
    assert read_params(found.header) == read_params(local)
    if ranges:
        assert hub.sent_bytes() == found.fetched_bytes
        starts = [seen.headers["range"] for seen in hub.seen if seen.method == "GET"]
        assert starts == list(dict.fromkeys(starts))
    else:
        # What stood in the buffers of both ends when the reader hung up.
        assert hub.sent_bytes() < found.fetched_bytes + 64 * MIB


def test_little_is_read_ahead_of_a_long_header(hub: FakeHub, folder: Path) -> None:
    long = write_model(folder / "long.gguf", metadata={"general.story": "x" * (17 * MIB)})
    padded = folder / "padded.gguf"
    padded.write_bytes(long.read_bytes())
    with padded.open("r+b") as file:
        file.truncate(200 * MIB)
    hub.files[REPO, "a.gguf"] = padded
    assert 17 * MIB < read(hub, "a.gguf").fetched_bytes <= 26 * MIB


def test_parts_are_read_one_by_one(hub: FakeHub, folder: Path) -> None:
    first = write_model(folder / "split.gguf", parts=3)
    for path in folder.glob("split-*.gguf"):
        hub.files[REPO, f"deep/{path.name}"] = path
    local = read_header(first)
    for path in local.paths:
        found = read(hub, f"deep/{path.name}")
        assert_same(found.header, local)
        assert [part.name for part in found.header.paths] == [part.name for part in local.paths]


def test_a_missing_part_is_named(hub: FakeHub, folder: Path) -> None:
    first = write_model(folder / "torn.gguf", parts=2)
    hub.files[REPO, first.name] = first
    assert "torn-00002-of-00002.gguf" in str(failure(hub, first.name))


def test_nothing_is_written(
    hub: FakeHub, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    hub.files[REPO, "a.gguf"] = small
    read(hub, "a.gguf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("redirects", [False, True])
def test_the_token_goes_to_the_hub_alone(
    hub: FakeHub, small: Path, redirects: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hub.files[REPO, "a.gguf"] = small
    hub.token, hub.redirects = TOKEN, redirects
    read(hub, "a.gguf", TOKEN)
    for seen in hub.seen:
        assert ("authorization" in seen.headers) == (seen.host == "hub")
    assert {seen.host for seen in hub.seen} == ({"hub", "cdn"} if redirects else {"hub"})
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Hub(hub.url, TOKEN))


def test_a_hub_that_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(HubError, match=r"Cannot reach the Hub for the file a\.gguf") as caught:
        read_remote_header(REPO, "a.gguf", hub=Hub(f"http://127.0.0.1:{port}"))
    assert "connection" in caught.value.hint


def test_offline_by_wish(monkeypatch: pytest.MonkeyPatch, hub: FakeHub) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE" in str(failure(hub))
    assert not hub.seen


def test_no_permission(hub: FakeHub, small: Path) -> None:
    hub.files[REPO, "a.gguf"] = small
    hub.token = TOKEN
    error = failure(hub)
    assert isinstance(error, BadInputError)
    assert "does not have the file a.gguf of owner/model-GGUF, or not for everybody" in str(error)
    assert "hf auth login" in error.hint


def test_terms_not_accepted(hub: FakeHub, small: Path) -> None:
    hub.files[REPO, "a.gguf"] = small
    hub.gated.add(REPO)
    error = failure(hub)
    assert isinstance(error, HubError)
    assert "terms" in str(error)
    assert "page" in error.hint


@pytest.mark.parametrize("repo", [REPO, "nobody/nothing"])
def test_no_such_file_or_repository(hub: FakeHub, small: Path, repo: str) -> None:
    hub.files[REPO, "b.gguf"] = small
    with pytest.raises(BadInputError, match=f"does not have the file a.gguf of {repo}"):
        read_remote_header(repo, "a.gguf", hub=Hub(hub.url))


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_refusals_say_what_was_answered(hub: FakeHub, status: int) -> None:
    hub.status = status
    known = {401: "token", 403: "may not", 429: "too often"}
    assert known.get(status, str(status)) in str(failure(hub))


def test_a_page_in_place_of_the_file(hub: FakeHub, small: Path) -> None:
    hub.files[REPO, "a.gguf"] = small
    hub.page = b"<!DOCTYPE html><title>Sign in to the hotel's network</title>"
    error = failure(hub)
    assert isinstance(error, ModelFileError)
    assert "web page" in str(error)


@pytest.mark.parametrize("length", [0, 3, 40, 3000])
def test_a_file_too_short(hub: FakeHub, small: Path, length: int) -> None:
    hub.files[REPO, "a.gguf"] = small.read_bytes()[:length]
    assert isinstance(failure(hub), ModelFileError)


@pytest.mark.parametrize("ranges", [True, False])
def test_a_connection_that_breaks(hub: FakeHub, small: Path, ranges: bool) -> None:
    hub.files[REPO, "a.gguf"] = small
    hub.cut_bytes, hub.ranges = 5000, ranges
    error = failure(hub)
    assert isinstance(error, HubError)
    assert "Cannot reach the Hub" in str(error)


def test_a_file_that_is_replaced_while_it_is_read(hub: FakeHub, published: Path) -> None:
    hub.files[REPO, "a.gguf"] = published
    pieces = hub.pieces

    class Replaced(FakeHub):
        def pieces(self, repo: str, path: str, start: int, end: int) -> Iterator[bytes]:
            yield from pieces(repo, path, start, end)
            self.files[REPO, "a.gguf"] = bytes(64 * MIB)

    with running(Replaced(hub.files)) as replaced:
        assert "another piece" in str(failure(replaced))


def test_another_architecture_is_named(hub: FakeHub, folder: Path) -> None:
    hub.files[REPO, "a.gguf"] = write_model(folder / "llama.gguf", architecture="llama")
    with pytest.raises(UnsupportedModelError, match="autoregressive"):
        read_params(read(hub, "a.gguf").header)
