"""Preferences and suggestions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from darkroom.core.paths import models_dir
from darkroom.viewmodels.frame_player import LAG_MS
from darkroom.viewmodels.preferences import RECENT_FILES, SEED_BITS, ZOOMS, Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt, read_prompts


def _again(store: QSettings) -> Preferences:
    """What the next start reads from disk."""
    store.sync()
    return Preferences(QSettings(store.fileName(), QSettings.Format.IniFormat))


def test_everything_survives_a_restart(store: QSettings) -> None:
    first = Preferences(store)
    first.theme, first.reduce_motion, first.seed, first.steps = "light", True, 2**31 - 1, 9
    first.draft, first.geometry = "half a\nquestion, “quoted”", b"\x00\x01"
    first.zoom_by(2)
    first.remember_file("/a, b/c;d.gguf")
    first.models_folder, first.download_limit = Path("/models, mine"), 25e6
    first.open_downloads, first.wants_no_model = ["a", "b"], True
    second = _again(store)
    assert "Variant" not in Path(store.fileName()).read_text(encoding="utf-8")
    assert (second.theme, second.reduce_motion) == ("light", True)
    assert (second.seed, second.steps, second.zoom) == (2**31 - 1, 9, 1.25)
    assert (second.draft, second.geometry) == ("half a\nquestion, “quoted”", b"\x00\x01")
    assert second.recent_files == ["/a, b/c;d.gguf"]
    assert second.display_lag_ms == 0
    assert (second.models_folder, second.download_limit) == (Path("/models, mine"), 25e6)
    assert (second.open_downloads, second.wants_no_model) == (["a", "b"], True)


def test_defaults(preferences: Preferences) -> None:
    assert (preferences.theme, preferences.reduce_motion, preferences.zoom) == ("system", False, 1)
    assert (preferences.seed, preferences.steps, preferences.recent_files) == (None, None, [])
    assert preferences.display_lag_ms == LAG_MS
    assert (preferences.models_folder, preferences.download_limit) == (models_dir(), None)
    assert (preferences.open_downloads, preferences.wants_no_model) == ([], False)


@pytest.mark.parametrize("value", ["", "x", "-3", "1e9", "999999999999999999999"])
def test_nonsense_in_the_file_falls_back(store: QSettings, value: str) -> None:
    for key in ("theme", "zoom", "seed", "steps", "reduce_motion", "geometry"):
        store.setValue(key, value)
    preferences = Preferences(store)
    assert preferences.geometry == b""
    assert (preferences.theme, preferences.seed, preferences.steps) == ("system", None, None)
    assert preferences.zoom in ZOOMS


@pytest.mark.parametrize("value", ["", "x", "-3", "../..", "999999999999999999999"])
def test_nonsense_about_models_falls_back(store: QSettings, value: str) -> None:
    store.setValue("models_folder", value)
    store.setValue("download_limit_mb", value)
    preferences = Preferences(store)
    assert (preferences.models_folder, preferences.download_limit) == (models_dir(), None)


def test_a_seed_is_drawn_unless_it_is_kept(preferences: Preferences) -> None:
    drawn = {preferences.settings_of_next_run().seed for _ in range(4)}
    assert len(drawn) > 1
    assert all(0 <= seed < 2**SEED_BITS for seed in drawn)
    preferences.seed = 5
    assert preferences.settings_of_next_run().seed == preferences.last_seed == 5


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
