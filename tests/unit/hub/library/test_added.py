"""What the library remembers: what a person added, and headers that were read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from darkroom.core.errors import BadInputError, ModelFileError
from darkroom.hub.library import headers
from darkroom.hub.library.library import Library
from darkroom.hub.library.model import Owner
from darkroom.hub.library.places import Place
from gguf_files import write_model
from library_trees import only, put


def test_adding_and_forgetting(library: Library, small: Path, tmp_path: Path) -> None:
    one = put(small, tmp_path / "one.gguf")
    folder = put(small, tmp_path / "folder" / "two.gguf").parent
    library.add(one)
    library.add(folder)
    library.add(one)
    assert library.added == (folder, one)
    assert [(m.name, m.owner) for m in library.scan()] == [("one", Owner.USER), ("two", Owner.USER)]
    again = Library([], tmp_path / "data")
    assert len(again.scan()) == 2
    again.forget(one)
    again.forget(tmp_path / "never")
    assert only(library).name == "two"
    assert one.exists()


def test_a_file_by_any_name_and_one_that_goes(
    library: Library, small: Path, tmp_path: Path
) -> None:
    blob = put(small, tmp_path / "sha256-0123")
    library.add(blob)
    assert only(library).path == blob
    blob.unlink()
    assert library.scan() == ()
    assert library.added == (blob,)


def test_any_part_stands_for_all(library: Library, parts: list[Path]) -> None:
    library.add(parts[1])
    assert only(library).paths == tuple(parts)


def test_what_cannot_be_added(library: Library, small: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="There is no"):
        library.add(tmp_path / "nothing.gguf")
    (tmp_path / "page.gguf").write_bytes(b"<!DOCTYPE html>")
    with pytest.raises(ModelFileError, match="web page"):
        library.add(tmp_path / "page.gguf")
    assert library.added == ()


@pytest.mark.parametrize(
    "damage", [b"", b"\xff", b"[]", b'{"added": 3}', b'{"added": [3]}', b"[" * 100_000]
)
def test_damaged_lists_are_empty(
    library: Library, ours: Path, small: Path, tmp_path: Path, damage: bytes
) -> None:
    put(small, ours / "model.gguf")
    data = tmp_path / "data"
    data.mkdir()
    for name in ("added.json", "headers.json", "hashes.json"):
        (data / name).write_bytes(damage)
    assert only(library).runs
    library.add(ours)
    assert library.added == (ours,)
    assert only(library).runs


def test_headers_are_read_once(
    library: Library, ours: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(small, ours / "good.gguf")
    (ours / "bad.gguf").write_bytes(b"GGUF")
    read: list[str] = []
    real = headers.read_header
    monkeypatch.setattr(headers, "read_header", lambda path: read.append(path.name) or real(path))
    first = library.scan()
    assert sorted(read) == ["bad.gguf", "good.gguf"]
    assert library.scan() == first
    assert len(read) == 2
    put(small, ours / "bad.gguf")
    assert all(model.runs for model in library.scan())
    assert read[2:] == ["bad.gguf"]
    os.utime(ours / "good.gguf", ns=(1, 1))
    library.scan()
    assert read[3:] == ["good.gguf"]


def test_a_later_version_may_run_more(
    library: Library, ours: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.mkdir()
    write_model(ours / "dream.gguf", architecture="dream")
    assert not only(library).runs
    # As a version that knows the architecture would take it.
    monkeypatch.setattr(headers, "read_params", lambda header: None)
    assert not only(library).runs
    monkeypatch.setattr(headers, "check_architecture", lambda path, found: None)
    assert only(library).runs


def test_a_data_folder_that_cannot_be_written(ours: Path, small: Path, tmp_path: Path) -> None:
    put(small, ours / "model.gguf")
    (tmp_path / "file").write_bytes(b"")
    library = Library([Place(Owner.DARKROOM, ours)], tmp_path / "file" / "data")
    assert only(library).runs
