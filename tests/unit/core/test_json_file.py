"""Small files: written at once or not at all, and damage costs only what they held."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from darkroom.core.json_file import read_json, write_json


def names(raw: Any) -> list[str]:
    return [str(name).upper() for name in raw["names"]]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "names.json"
    assert read_json(path, names) is None
    assert write_json(path, {"names": ["ä", "\udc80"]})
    assert read_json(path, names) == ["Ä", "\udc80"]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "damage", [b"", b"\xff", b"{", b"[]", b"3", b"null", b'{"names": 3}', b"[" * 99_999]
)
def test_damage_is_kept_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "names.json"
    path.write_bytes(damage)
    assert read_json(path, names) is None
    assert [kept.name for kept in tmp_path.iterdir()] == ["names.json.bad"]
    assert (tmp_path / "names.json.bad").read_bytes() == damage


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not write_json(tmp_path / "file" / "names.json", {})
    (tmp_path / "folder").mkdir()
    assert not write_json(tmp_path / "folder", {})
    assert sorted(left.name for left in tmp_path.iterdir()) == ["file", "folder"]


def test_several_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    raws = [{"names": [str(i)] * 5000} for i in range(8)]
    threads = [Thread(target=write_json, args=(path, raw)) for raw in raws]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_json(path, lambda raw: raw) in raws
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    path.write_text("{}")
    path.chmod(0o644)
    assert write_json(path, {"names": []})
    assert path.stat().st_mode & 0o777 == 0o600
