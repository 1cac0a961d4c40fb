"""Presets in order, to and from files, and what is said when that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from darkroom.core.preset_file import Preset
from darkroom.core.presets import STARTERS, PresetShelf
from darkroom.core.types import Failure
from darkroom.viewmodels.presets import MAX_FILE_BYTES, PresetsViewModel


@pytest.fixture
def presets(qtbot: QtBot, tmp_path: Path) -> PresetsViewModel:
    return PresetsViewModel(PresetShelf(tmp_path / "presets.json"))


@pytest.fixture
def failures(presets: PresetsViewModel) -> list[Failure]:
    found: list[Failure] = []
    presets.failed.connect(found.append)
    return found


def test_order_and_starters(presets: PresetsViewModel) -> None:
    presets.move("Coder", -4)
    presets.move("Balanced", 1)
    presets.move("Coder", -1)
    assert presets.names == ("Coder", "Careful", "Balanced", "Fast draft", "Writer")
    assert not presets.lacks_starters
    presets.delete("Writer")
    assert presets.lacks_starters
    presets.restore_starters()
    assert presets.names[-1] == "Writer"


def test_export_and_import(
    presets: PresetsViewModel, tmp_path: Path, qtbot: QtBot, failures: list[Failure]
) -> None:
    path = str(tmp_path / "mine.json")
    with qtbot.waitSignal(presets.exported) as heard:
        presets.export_file(path, ["Writer"])
    assert heard.args == [path]
    with qtbot.waitSignal(presets.imported) as heard:
        presets.import_file(path)
    assert heard.args == [("Writer 2",)]
    presets.export_file(path)
    assert len(json.loads(Path(path).read_text(encoding="utf-8"))["presets"]) == len(presets.names)
    Path(path).write_text("\ufeff" + Path(path).read_text(encoding="utf-8"), encoding="utf-8")
    presets.import_file(path)
    assert not failures


def test_what_cannot_be_done_is_told_in_words(
    presets: PresetsViewModel, tmp_path: Path, failures: list[Failure]
) -> None:
    (tmp_path / "photo.json").write_bytes(b"\xff\xd8\xff")
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    presets.import_file(str(tmp_path / "nowhere.json"))
    presets.import_file(str(tmp_path))
    presets.import_file(str(tmp_path / "photo.json"))
    presets.import_file(str(large))
    presets.export_file(str(tmp_path / "nowhere" / "out.json"))
    presets.rename("Balanced", "Writer")
    assert presets.save(Preset(" ")) == ""
    said = [failure.text for failure in failures]
    for text, words in zip(
        said,
        ("nowhere.json cannot be read", "cannot be read", "not JSON", "too large",
         "out.json cannot be written", "“Writer” already", "needs a name"),
        strict=True,
    ):  # fmt: skip
        assert words in text
    assert presets.names == tuple(starter.name for starter in STARTERS)


def test_presets_that_cannot_be_kept_are_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    presets = PresetsViewModel(PresetShelf(tmp_path / "file" / "presets.json"))
    heard: list[Failure] = []
    presets.failed.connect(heard.append)
    presets.delete("Writer")
    assert "cannot be written" in heard[0].text
    assert "until you close Darkroom" in heard[0].hint
    assert "Writer" not in presets.names
