"""Presets: nothing is lost between starts, and no file of others gets in half or unchecked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.preset_file import MAX_NAME, MAX_PRESETS, MAX_SYSTEM, Preset
from darkroom.core.presets import STARTERS, PresetShelf
from darkroom.core.types import GenerateSettings

MINE = Preset(
    "Mine",
    "Answer in verse.\n“Ä” – 日本",
    GenerateSettings(max_new_tokens=300, steps=7, seed=2**31 - 1, t_min=0.1, thinking=True),
    keep_seed=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "presets.json"


@pytest.fixture
def shelf(path: Path) -> PresetShelf:
    return PresetShelf(path)


def _again(shelf: PresetShelf) -> PresetShelf:
    """What the next start reads from disk."""
    return PresetShelf(shelf.path)


def _file(*presets: object, marker: object = 1) -> str:
    return json.dumps({"darkroom_presets": marker, "presets": presets})


def test_a_person_begins_with_the_starters(shelf: PresetShelf, path: Path) -> None:
    assert shelf.presets == STARTERS
    assert shelf.default == STARTERS[0]
    assert STARTERS[0].settings == GenerateSettings()
    assert not path.exists()


def test_a_saved_preset_is_there_at_the_next_start(shelf: PresetShelf) -> None:
    assert shelf.save(replace(MINE, name="  Mine\n ")) == MINE
    shelf.make_default("Mine")
    assert shelf.is_kept
    again = _again(shelf)
    assert again.presets == (*STARTERS, MINE)
    assert again.default == MINE


def test_saving_under_a_known_name_replaces_it_in_its_place(shelf: PresetShelf) -> None:
    shelf.save(replace(MINE, name="Careful"))
    assert shelf.names == tuple(starter.name for starter in STARTERS)
    assert _again(shelf).find("Careful") == replace(MINE, name="Careful")


def test_renaming_keeps_place_and_default(shelf: PresetShelf) -> None:
    assert shelf.rename("Balanced", " Usual ") == "Usual"
    assert _again(shelf).names[0] == "Usual"
    assert _again(shelf).default == replace(STARTERS[0], name="Usual")
    assert shelf.rename("Usual", "Usual") == "Usual"
    with pytest.raises(BadInputError, match="“Writer” already"):
        shelf.rename("Usual", "Writer")
    with pytest.raises(BadInputError, match="no preset “Balanced”"):
        shelf.rename("Balanced", "Other")


@pytest.mark.parametrize("name", ["", " \n\t", "\x00\x1b", "x" * (MAX_NAME + 1), "\ud800"])
def test_a_name_that_cannot_be_used(shelf: PresetShelf, name: str) -> None:
    with pytest.raises(BadInputError):
        shelf.save(replace(MINE, name=name))
    assert shelf.presets == STARTERS


def test_only_what_can_be_read_again_is_saved(shelf: PresetShelf) -> None:
    for wrong in (
        replace(MINE, system="x" * (MAX_SYSTEM + 1)),
        replace(MINE, system="\udfff"),
        replace(MINE, settings=GenerateSettings(steps=0)),
    ):
        with pytest.raises(BadInputError):
            shelf.save(wrong)
    shelf.save(replace(MINE, system="x" * MAX_SYSTEM, name="x" * MAX_NAME))
    assert _again(shelf).presets == shelf.presets


def test_a_deletion_can_be_undone(shelf: PresetShelf) -> None:
    deleted = shelf.delete("Balanced")
    assert "Balanced" not in _again(shelf).names
    assert _again(shelf).default is None
    assert shelf.restore(deleted) == "Balanced"
    assert _again(shelf).presets == STARTERS
    assert _again(shelf).default == STARTERS[0]
    with pytest.raises(BadInputError, match="no preset"):
        shelf.delete("Mine")


def test_undoing_takes_nothing_from_others(shelf: PresetShelf) -> None:
    deleted = shelf.delete("Balanced")
    shelf.save(replace(MINE, name="Balanced"))
    shelf.make_default("Writer")
    assert shelf.restore(deleted) == "Balanced 2"
    assert shelf.find("Balanced") == replace(MINE, name="Balanced")
    assert shelf.default == shelf.find("Writer")


def test_starters_come_back_as_they_were(shelf: PresetShelf) -> None:
    shelf.delete("Writer")
    shelf.save(replace(MINE, name="Coder"))
    shelf.delete("Careful")
    assert shelf.restore_starters() == ["Careful", "Writer"]
    assert shelf.find("Writer") in STARTERS
    assert shelf.find("Coder") == replace(MINE, name="Coder")
    assert shelf.restore_starters() == []


def test_the_order_is_kept(shelf: PresetShelf) -> None:
    shelf.move("Coder", 0)
    shelf.move("Balanced", 99)
    assert _again(shelf).names == ("Coder", "Careful", "Fast draft", "Writer", "Balanced")
    shelf.move("Writer", -3)
    assert shelf.names[0] == "Writer"


def test_no_default_is_a_choice_too(shelf: PresetShelf) -> None:
    shelf.make_default("")
    assert _again(shelf).default is None
    with pytest.raises(BadInputError):
        shelf.make_default("Mine")


@pytest.mark.parametrize(
    "damage",
    [
        *("", "{", "[]", "[" * 99_999),
        _file(marker=2),
        _file({"name": 3}),
        _file({"name": "a"}, {"name": "a"}),
    ],
)
def test_a_damaged_file_is_kept_aside(path: Path, damage: str) -> None:
    path.parent.mkdir()
    path.write_text(damage)
    assert PresetShelf(path).presets == STARTERS
    assert path.with_name("presets.json.bad").read_text() == damage
    assert not path.exists()


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shelf = PresetShelf(tmp_path / "file" / "presets.json")
    shelf.save(MINE)
    assert not shelf.is_kept
    assert shelf.find("Mine") == MINE


def test_export_and_import_lose_nothing(shelf: PresetShelf, tmp_path: Path) -> None:
    shelf.save(MINE)
    text = shelf.export_json(["Mine", "Writer"])
    assert "日本" in text
    other = PresetShelf(tmp_path / "other.json")
    other.delete("Writer")
    assert other.import_json(text) == ["Mine", "Writer"]
    assert (other.find("Mine"), other.find("Writer")) == (MINE, shelf.find("Writer"))
    assert other.export_json(["Mine", "Writer"]) == text
    assert _again(other).presets == other.presets
    assert json.loads(shelf.export_json())["presets"][-1]["name"] == "Mine"
    with pytest.raises(BadInputError):
        shelf.export_json(["Nobody"])


def test_a_taken_name_gets_a_number(shelf: PresetShelf) -> None:
    long = "x" * MAX_NAME
    text = _file({"name": "Writer"}, {"name": "Writer"}, {"name": long}, {"name": long})
    names = shelf.import_json(text)
    assert names == ["Writer 2", "Writer 3", long, "x" * (MAX_NAME - 2) + " 2"]
    assert shelf.find("Writer") in STARTERS
    assert _again(shelf).presets == shelf.presets


def test_a_shelf_never_grows_beyond_what_can_be_read(shelf: PresetShelf) -> None:
    room = MAX_PRESETS - len(STARTERS)
    deleted = shelf.delete("Coder")
    text = _file(*({"name": f"n{i}"} for i in range(room + 1)))
    shelf.import_json(text)
    assert len(_again(shelf).presets) == MAX_PRESETS
    for one_more in (
        lambda: shelf.save(MINE),
        lambda: shelf.import_json(_file({"name": "a"})),
        lambda: shelf.restore(deleted),
        shelf.restore_starters,
    ):
        with pytest.raises(BadInputError, match=f"more than {MAX_PRESETS}"):
            one_more()
    shelf.save(replace(MINE, name="n0"))
    assert len(_again(shelf).presets) == MAX_PRESETS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON (line 1)"),
        ("{\n oh", "line 2"),
        ("9" * 9999, "not JSON"),
        ("[" * 99_999, "nested too deeply"),
        ("[]", "no presets of Darkroom"),
        ('{"presets": []}', "no presets of Darkroom"),
        (_file(marker=2), "newer Darkroom: format 2"),
        (_file(marker=0), "not known"),
        (_file(marker="1"), "not known"),
        (_file(marker=True), "not known"),
        ('{"darkroom_presets": 1}', "list of presets is missing"),
        (_file(*[{"name": "a"}] * (MAX_PRESETS + 1)), "501 presets"),
        (_file({"name": "a"}, 3), "Preset 2 is no JSON object"),
        (_file({"system": ""}), "Preset 1 has no name"),
        (_file({"name": " "}), "Preset 1: A preset needs a name"),
        (_file({"name": "\ud800"}), "Preset 1: A text holds broken characters"),
        (_file({"name": "a", "system": 3}), "“a”: The system prompt is no text"),
        (_file({"name": "a", "system": "\udc00"}), "broken characters"),
        (_file({"name": "a", "keep_seed": 1}), "keep_seed"),
        (_file({"name": "a", "heat": 1}), "'heat' means nothing"),
        (_file({"name": "a", "settings": []}), "settings are no JSON object"),
        (_file({"name": "a", "settings": {"heat": 1}}), "no setting 'heat'"),
        (_file({"name": "a", "settings": {"steps": 1001}}), "steps = 1001"),
        (_file({"name": "a", "settings": {"steps": 9.0}}), "steps = 9.0"),
        (_file({"name": "a", "settings": {"t_min": float("nan")}}), "t_min = nan"),
        (_file({"name": "a", "settings": {"t_min": 1, "t_max": 0.5}}), "t_max = 0.5 is below"),
        (_file({"name": "a", "settings": {"seed": None}}), "seed = None"),
    ],
)
def test_a_wrong_file_is_refused_in_words(shelf: PresetShelf, text: str, words: str) -> None:
    with pytest.raises(BadInputError) as caught:
        shelf.import_json(text)
    assert words in str(caught.value)
    assert shelf.presets == STARTERS


def test_of_a_file_with_one_fault_nothing_is_taken(shelf: PresetShelf) -> None:
    with pytest.raises(BadInputError, match="Preset 2, “b”: steps = 0"):
        shelf.import_json(_file({"name": "a"}, {"name": "b", "settings": {"steps": 0}}))
    assert shelf.presets == STARTERS


def test_what_is_left_out_is_as_usual(shelf: PresetShelf) -> None:
    assert shelf.import_json(_file({"name": "Plain", "settings": {"steps": None}})) == ["Plain"]
    assert shelf.find("Plain") == Preset("Plain")


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)
_KEYS = st.sampled_from(["name", "system", "settings", "keep_seed"])
_SETTINGS = st.dictionaries(st.sampled_from(["steps", "t_min", "t_max", "seed", "thinking"]), _JSON)


@given(st.lists(st.dictionaries(_KEYS, _JSON | _SETTINGS), max_size=3) | _JSON)
def test_any_json_is_taken_whole_or_refused(tmp_path_factory: Any, presets: object) -> None:
    shelf = PresetShelf(tmp_path_factory.mktemp("presets") / "presets.json")
    try:
        names = shelf.import_json(json.dumps({"darkroom_presets": 1, "presets": presets}))
    except BadInputError:
        assert shelf.presets == STARTERS
    else:
        assert len(shelf.presets) == len(STARTERS) + len(names)
        assert not names or _again(shelf).presets == shelf.presets


def test_alike_is_alike_whatever_the_name() -> None:
    assert MINE.same_as(replace(MINE, name="Other"))
    other_seed = replace(MINE, settings=replace(MINE.settings, seed=1))
    assert not MINE.same_as(other_seed)
    assert replace(MINE, keep_seed=False).same_as(replace(other_seed, keep_seed=False))
    assert not MINE.same_as(replace(MINE, system=""))
