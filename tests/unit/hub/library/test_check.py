"""Checking models byte by byte against what they ought to hash to."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from darkroom.core.errors import CancelledError, ModelFileError
from darkroom.hub.hashes import HashRecord
from darkroom.hub.library.check import Soundness
from darkroom.hub.library.library import Library
from fake_hub import FakeHub
from library_trees import only, plant_hugging_face, plant_ollama, put

REPO = "owner/model-GGUF"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def flip_last_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("program", ["cache", "ollama", "ours"])
def test_one_bit_is_noticed(
    library: Library, hub: FakeHub, small: Path, ours: Path, tmp_path: Path, program: str
) -> None:
    if program == "cache":
        hub.files[REPO, small.name] = small
        plant_hugging_face(tmp_path / "hub", hub, REPO, small.name)
    elif program == "ollama":
        name = "registry.ollama.ai/library/a/1"
        plant_ollama(tmp_path / "ollama", name, small.read_bytes())
    else:
        record = HashRecord(tmp_path / "data")
        record.note(put(small, ours / "a.gguf"), sha256(small))
        record.note(small, "0" * 64)
    found = library.verify(only(library))
    assert found.soundness is Soundness.SOUND
    assert [file.sha256 for file in found.files] == [sha256(small)]
    flip_last_bit(only(library).path)
    found = library.verify(only(library))
    assert found.soundness is Soundness.DAMAGED
    assert found.files[0].expected == sha256(small)


def test_nobody_has_said(library: Library, small: Path, ours: Path) -> None:
    put(small, ours / "a.gguf")
    found = library.verify(only(library))
    assert found.soundness is Soundness.UNKNOWN
    assert found.files[0].sha256 == sha256(small)


def test_parts_are_one_model(
    library: Library, parts: list[Path], ours: Path, tmp_path: Path
) -> None:
    record = HashRecord(tmp_path / "data")
    paths = [put(part, ours / part.name) for part in parts]
    for path in paths[:2]:
        record.note(path, sha256(path))
    told: list[tuple[int, int]] = []
    found = library.verify(only(library), lambda done, total: told.append((done, total)))
    assert found.soundness is Soundness.UNKNOWN
    size = sum(path.stat().st_size for path in paths)
    assert told == sorted(told)
    assert told[-1] == (size, size)
    record.note(paths[2], sha256(paths[2]))
    assert library.verify(only(library)).soundness is Soundness.SOUND
    record.note(paths[2], "0" * 64)
    assert library.verify(only(library)).soundness is Soundness.DAMAGED


def test_it_can_be_stopped(library: Library, small: Path, ours: Path) -> None:
    put(small, ours / "a.gguf")
    with pytest.raises(CancelledError):
        library.verify(only(library), should_stop=lambda: True)


def test_a_file_that_is_gone(library: Library, small: Path, ours: Path) -> None:
    put(small, ours / "a.gguf")
    model = only(library)
    model.path.unlink()
    with pytest.raises(ModelFileError, match="cannot be read"):
        library.verify(model)
