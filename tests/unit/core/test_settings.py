"""One table of settings: what it takes, what it turns down, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.paths import data_dir, models_dir
from darkroom.core.setting import Choice, Family, Folder, Option, Section, Setting, Switch, Whole
from darkroom.core.settings import (
    CODE_FAMILY,
    DOWNLOAD_LIMIT,
    FONT_SIZE,
    HISTORY_FOLDER,
    MODELS_FOLDER,
    REDUCE_MOTION,
    SECTION_TITLES,
    SETTINGS,
    THEME,
    TRACE_CAP,
    ZOOM,
)

each_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
KEYS = (
    "theme", "accent", "font_family", "font_size_px", "code_family", "reduce_motion", "zoom",
    "send_key", "models_folder", "download_limit_mb", "history_folder", "trace_cap_mb",
    "record_alternatives", "language",
)  # fmt: skip
"""Published; one that goes, or changes its name, loses what people have chosen."""


def test_keys_stay_as_they_are() -> None:
    assert tuple(setting.key for setting in SETTINGS) == KEYS


def test_sections_follow_one_another_as_on_the_page() -> None:
    sections = list(dict.fromkeys(setting.section for setting in SETTINGS))
    assert sections == list(Section) == list(SECTION_TITLES)


@each_setting
def test_every_setting_is_explained(setting: Setting[Any]) -> None:
    assert setting.title[0].isupper()
    assert not setting.title.endswith(".")
    assert setting.help.endswith(".")
    assert len(setting.help) < 200
    assert setting.allowed
    assert setting.since in {"0.1", "0.2"}
    assert "next start" in setting.help or not setting.at_start


@each_setting
def test_the_default_can_be_chosen_and_kept(setting: Setting[Any]) -> None:
    assert setting.check(setting.default) == setting.default
    assert setting.read(setting.write(setting.default)) == setting.default
    assert setting.read("") == setting.default


def _values(setting: Setting[Any]) -> st.SearchStrategy[Any]:
    match setting:
        case Switch():
            return st.booleans()
        case Whole():
            return st.integers(setting.least, setting.most)
        case Choice():
            return st.sampled_from([option.value for option in setting.options])
        case Family():
            return st.sampled_from(["", "Inter", "Noto Sans, CJK", "“ä” 字"])
        case _:
            return st.sampled_from([None, Path("/somewhere else"), Path("/with, comma;ä")])


@each_setting
@given(data=st.data())
def test_what_can_be_chosen_comes_back(setting: Setting[Any], data: st.DataObject) -> None:
    value = data.draw(_values(setting))
    assert setting.check(value) == value
    assert setting.read(setting.write(value)) == value
    assert setting.words(value)


@each_setting
@given(text=st.text())
def test_no_file_can_break_a_setting(setting: Setting[Any], text: str) -> None:
    assert setting.check(setting.read(text)) == setting.read(text)


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (THEME, "Dark"),
        (THEME, "dark "),
        (REDUCE_MOTION, "True"),
        (REDUCE_MOTION, "1"),
        (ZOOM, "105"),
        (ZOOM, "100.0"),
        (FONT_SIZE, "11"),
        (FONT_SIZE, "-1"),
        (DOWNLOAD_LIMIT, "-1"),
        (DOWNLOAD_LIMIT, "10001"),
        (DOWNLOAD_LIMIT, "1e3"),
        (TRACE_CAP, "9" * 5000),
        (CODE_FAMILY, "a\nb"),
        (CODE_FAMILY, "a" * 201),
        (MODELS_FOLDER, "models"),
        (MODELS_FOLDER, "../.."),
        (MODELS_FOLDER, "/a\x00b"),
    ],
)
def test_what_cannot_be_falls_back_to_the_default(setting: Setting[Any], text: str) -> None:
    assert setting.read(text) == setting.default


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (THEME, "pink"),
        (THEME, None),
        (REDUCE_MOTION, 1),
        (REDUCE_MOTION, "true"),
        (ZOOM, "100"),
        (ZOOM, 100.0),
        (ZOOM, True),
        (DOWNLOAD_LIMIT, 2.0),
        (DOWNLOAD_LIMIT, True),
        (DOWNLOAD_LIMIT, -1),
        (TRACE_CAP, 100_001),
        (CODE_FAMILY, 7),
        (CODE_FAMILY, "a\tb"),
        (MODELS_FOLDER, "/models"),
        (MODELS_FOLDER, Path("models")),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(setting: Setting[Any], value: Any) -> None:
    with pytest.raises(BadInputError) as caught:
        setting.check(value)
    assert caught.value.text.startswith(f"{setting.key} = ")
    assert caught.value.hint == f"Use {setting.allowed}."


def test_long_nonsense_is_cut_in_what_is_said_of_it() -> None:
    with pytest.raises(BadInputError) as caught:
        THEME.check("x" * 10_000)
    assert len(caught.value.text) < 90


def test_folders_know_their_usual_place() -> None:
    for setting, usual in ((MODELS_FOLDER, models_dir()), (HISTORY_FOLDER, data_dir())):
        assert setting.place(None) == usual
        assert setting.check(usual) is None
        assert setting.place(Path("/x")) == Path("/x")
        assert setting.words(None) == str(usual)


def test_values_are_said_with_their_units() -> None:
    assert DOWNLOAD_LIMIT.words(0) == "no limit"
    assert DOWNLOAD_LIMIT.words(1200) == "1,200 MB/s"
    assert DOWNLOAD_LIMIT.allowed == "0 … 10,000 MB/s (0: no limit)"
    assert FONT_SIZE.allowed.startswith("0 (As the system says), 12, 13")
    assert THEME.allowed == "system, light, dark"
    assert CODE_FAMILY.words("") == "the system’s own"


def test_a_choice_tells_values_of_different_types_apart() -> None:
    mixed = replace(ZOOM, default=1, options=(Option(1, "One"), Option(True, "Yes")))
    assert mixed.check(True) is True
    assert mixed.check(1) is not True


def test_kinds_are_named() -> None:
    kinds = {type(setting): setting.kind for setting in SETTINGS}
    assert kinds == {
        Switch: "switch", Whole: "whole", Choice: "choice", Family: "family", Folder: "folder",
    }  # fmt: skip
