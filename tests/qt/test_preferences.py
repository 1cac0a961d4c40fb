"""Preferences and suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from darkroom.core.errors import BadInputError
from darkroom.core.paths import models_dir
from darkroom.core.setting import Family, Setting
from darkroom.core.settings import (
    ACCENT,
    CODE_FAMILY,
    FONT_FAMILY,
    FONT_SIZE,
    HISTORY_FOLDER,
    LANGUAGE,
    SEND_KEY,
    SETTINGS,
    TRACE_CAP,
)
from darkroom.viewmodels.frame_player import LAG_MS
from darkroom.viewmodels.preferences import RECENT_FILES, ZOOMS, Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt, read_prompts
from darkroom.viewmodels.settings_file import open_store


class Heard:
    """What preferences tell, in order."""

    def __init__(self, preferences: Preferences) -> None:
        self.said: list[str] = []
        preferences.changed.connect(self.said.append)
        preferences.reset_changed.connect(lambda: self.said.append("reset"))
        for name in ("theme", "motion", "zoom", "models_folder", "download_limit"):
            signal = getattr(preferences, f"{name}_changed")
            signal.connect(lambda name=name: self.said.append(f"{name}_changed"))


def _again(store: QSettings) -> Preferences:
    """What the next start reads from disk."""
    store.sync()
    return Preferences(QSettings(store.fileName(), QSettings.Format.IniFormat))


def test_everything_survives_a_restart(store: QSettings) -> None:
    first = Preferences(store)
    first.theme, first.reduce_motion, first.last_chat = "light", True, 12
    first.geometry = b"\x00\x01"
    first.zoom_by(2)
    first.remember_file("/a, b/c;d.gguf")
    first.models_folder, first.download_limit = Path("/models, mine"), 25e6
    first.open_downloads, first.wants_no_model = ["a", "b"], True
    second = _again(store)
    assert "Variant" not in Path(store.fileName()).read_text(encoding="utf-8")
    assert (second.theme, second.reduce_motion) == ("light", True)
    assert (second.last_chat, second.zoom, second.geometry) == (12, 1.25, b"\x00\x01")
    assert second.recent_files == ["/a, b/c;d.gguf"]
    assert second.display_lag_ms == 0
    assert (second.models_folder, second.download_limit) == (Path("/models, mine"), 25e6)
    assert (second.open_downloads, second.wants_no_model) == (["a", "b"], True)


def test_defaults(preferences: Preferences) -> None:
    assert (preferences.theme, preferences.reduce_motion, preferences.zoom) == ("system", False, 1)
    assert preferences.recent_files == []
    assert preferences.display_lag_ms == LAG_MS
    assert (preferences.models_folder, preferences.download_limit) == (models_dir(), None)
    assert (preferences.open_downloads, preferences.wants_no_model) == ([], False)


@pytest.mark.parametrize("value", ["", "x", "-3", "1e9", "999999999999999999999"])
def test_nonsense_in_the_file_falls_back(store: QSettings, value: str) -> None:
    for key in ("theme", "zoom", "last_chat", "reduce_motion", "geometry"):
        store.setValue(key, value)
    preferences = Preferences(store)
    assert preferences.geometry == b""
    assert preferences.theme == "system"
    assert isinstance(preferences.last_chat, int)
    assert preferences.zoom in ZOOMS


@pytest.mark.parametrize("value", ["", "x", "-3", "../..", "999999999999999999999"])
def test_nonsense_about_models_falls_back(store: QSettings, value: str) -> None:
    store.setValue("models_folder", value)
    store.setValue("download_limit_mb", value)
    preferences = Preferences(store)
    assert (preferences.models_folder, preferences.download_limit) == (models_dir(), None)


def test_zoom_stays_in_range(preferences: Preferences) -> None:
    preferences.zoom_by(99)
    assert preferences.zoom == ZOOMS[-1]
    preferences.zoom_by(-99)
    assert preferences.zoom == ZOOMS[0]
    preferences.zoom_by(0)
    assert preferences.zoom == 1.0


def test_recent_files_are_few_and_the_newest_comes_first(preferences: Preferences) -> None:
    for number in [*range(RECENT_FILES + 3), 5]:
        preferences.remember_file(f"{number}.gguf")
    assert preferences.recent_files[0] == "5.gguf"
    assert len(preferences.recent_files) == RECENT_FILES
    assert len(set(preferences.recent_files)) == RECENT_FILES


def test_prompts(tmp_path: Path) -> None:
    path = tmp_path / "prompts.json"
    path.write_text('[{"title": "A", "prompt": "B?"}]', encoding="utf-8")
    assert read_prompts(path) == (SuggestedPrompt("A", "B?"),)


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"title": "A"}]', "null", '{"title": "A"}'])
def test_unreadable_prompts_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "prompts.json"
    path.write_text(text, encoding="utf-8")
    assert read_prompts(path) == ()
    assert read_prompts(tmp_path / "absent.json") == ()


def test_a_change_is_told_once_and_by_name(preferences: Preferences) -> None:
    heard = Heard(preferences)
    preferences.set(ACCENT, "sea")
    preferences.set(ACCENT, "sea")
    preferences.theme = "dark"
    preferences.zoom_by(1)
    preferences.zoom_by(0)
    preferences.models_folder = models_dir()
    preferences.models_folder = Path("/models")
    preferences.download_limit = 2e6
    assert heard.said == [
        "accent", "theme_changed", "theme", "zoom_changed", "zoom", "zoom_changed", "zoom",
        "models_folder_changed", "models_folder", "download_limit_changed", "download_limit_mb",
    ]  # fmt: skip


def test_what_cannot_be_is_refused_and_changes_nothing(preferences: Preferences) -> None:
    heard = Heard(preferences)
    with pytest.raises(BadInputError):
        preferences.set(ACCENT, "pink")
    with pytest.raises(BadInputError):
        preferences.theme = "pink"
    assert (preferences.get(ACCENT), preferences.theme, heard.said) == ("amber", "system", [])


def test_every_setting_is_kept(preferences: Preferences, store: QSettings) -> None:
    wanted = {
        ACCENT: "violet", FONT_FAMILY: "Noto, “Sans”; 字", FONT_SIZE: 20, CODE_FAMILY: "Mono",
        SEND_KEY: "ctrl_enter", HISTORY_FOLDER: Path("/chats; mine"), TRACE_CAP: 0, LANGUAGE: "de",
    }  # fmt: skip
    for setting, value in wanted.items():
        preferences.set(setting, value)
    again = _again(store)
    assert {setting: again.get(setting) for setting in wanted} == wanted
    assert again.history_folder == Path("/chats; mine")
    assert not again.is_untouched


def test_a_setting_that_is_back_leaves_nothing_behind(
    preferences: Preferences, store: QSettings
) -> None:
    assert preferences.is_untouched
    preferences.set(TRACE_CAP, 7)
    assert not preferences.is_default(TRACE_CAP)
    preferences.reset(TRACE_CAP)
    assert preferences.is_default(TRACE_CAP)
    preferences.set(TRACE_CAP, 7)
    preferences.set(TRACE_CAP, TRACE_CAP.default)
    assert store.allKeys() == []
    assert preferences.is_untouched


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
@pytest.mark.parametrize("value", ["nonsense, with a comma", "-7", "\x7f", "1e999"])
def test_nonsense_in_any_setting_is_its_default(
    store: QSettings, setting: Setting[Any], value: str
) -> None:
    store.setValue(setting.key, value)
    found = Preferences(store).get(setting)
    # A font may have any name; one that is not installed is the system's own.
    assert found == (
        value if isinstance(setting, Family) and value.isprintable() else setting.default
    )


def test_everything_goes_back_and_can_be_had_again(preferences: Preferences) -> None:
    preferences.theme, preferences.download_limit = "dark", 3e6
    preferences.remember_file("/kept.gguf")
    heard = Heard(preferences)
    preferences.reset_all()
    assert (preferences.theme, preferences.download_limit) == ("system", None)
    assert preferences.can_undo_reset
    assert preferences.recent_files == ["/kept.gguf"]
    assert heard.said == [
        "theme_changed", "theme", "download_limit_changed", "download_limit_mb", "reset",
    ]  # fmt: skip
    preferences.undo_reset()
    assert (preferences.theme, preferences.download_limit) == ("dark", 3e6)
    assert not preferences.can_undo_reset


def test_the_way_back_ends_with_the_next_change(preferences: Preferences) -> None:
    preferences.theme = "dark"
    preferences.reset_all()
    heard = Heard(preferences)
    preferences.set(ACCENT, "moss")
    assert not preferences.can_undo_reset
    assert heard.said == ["accent", "reset"]
    preferences.undo_reset()
    assert (preferences.theme, preferences.get(ACCENT)) == ("system", "moss")


def test_nothing_to_reset_is_nothing_to_undo(preferences: Preferences) -> None:
    heard = Heard(preferences)
    preferences.reset_all()
    assert not preferences.can_undo_reset
    assert heard.said == []


def test_each_profile_has_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = open_store().fileName()
    monkeypatch.setenv("DARKROOM_PROFILE", "work")
    work = open_store().fileName()
    assert (Path(usual).name, Path(work).name) == ("darkroom.ini", "darkroom-work.ini")
    assert Path(usual).parent == Path(work).parent
