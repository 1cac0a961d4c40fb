"""The hash of a file, told on the way and stopped at will."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from darkroom.core.errors import CancelledError, ModelFileError
from darkroom.hub.verify import sha256_of


@pytest.mark.parametrize("size", [0, 1, 1 << 20, 2_500_000])
def test_the_hash(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * size)
    told: list[int] = []
    assert sha256_of(path, told.append) == hashlib.sha256(b"x" * size).hexdigest()
    assert told == sorted(told)
    assert (told or [0])[-1] == size


def test_it_stops(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(3 << 20))
    told: list[int] = []
    with pytest.raises(CancelledError):
        sha256_of(path, told.append, lambda: len(told) == 1)
    assert told == [1 << 20]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="cannot be read"):
        sha256_of(tmp_path / "none")
