"""What is remembered of downloaded files."""

from __future__ import annotations

from pathlib import Path

from darkroom.hub.hashes import HashRecord


def test_a_file_that_is_gone_is_forgotten_but_not_one_on_an_unplugged_disk(tmp_path: Path) -> None:
    disk, away = tmp_path / "disk", tmp_path / "away"
    disk.mkdir()
    files = [disk / "a.gguf", tmp_path / "b.gguf", tmp_path / "c.gguf"]
    record = HashRecord(tmp_path / "data")
    for file in files[:2]:
        file.write_bytes(b"x")
        record.note(file, file.stem)
    disk.rename(away)
    files[1].unlink()
    record.note(files[2], "c")
    away.rename(disk)
    assert record.read() == {files[0].resolve(): "a", files[2].resolve(): "c"}
