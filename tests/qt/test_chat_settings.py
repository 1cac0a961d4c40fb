"""Settings of a chat: shown, changed, reset, taken from presets, and handed to the next run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from darkroom.core.errors import BadInputError
from darkroom.core.presets import STARTERS, PresetShelf
from darkroom.core.types import GenerateSettings
from darkroom.history.records import Chat
from darkroom.viewmodels.chat_settings import ChatFields, ChatSettingsViewModel
from darkroom.viewmodels.presets import PresetsViewModel

MODEL = GenerateSettings(
    steps=48, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)


def _chat(**fields: Any) -> Chat:
    return Chat(1, "uid", "title", False, 0.0, 0.0, **fields)


@pytest.fixture
def presets(qtbot: QtBot, tmp_path: Path) -> PresetsViewModel:
    return PresetsViewModel(PresetShelf(tmp_path / "presets.json"))


@pytest.fixture
def settings(presets: PresetsViewModel) -> ChatSettingsViewModel:
    made = ChatSettingsViewModel(presets)
    made.defaults = MODEL
    made.show(_chat(**made.of_new_chat()))
    return made


@pytest.fixture
def asked(settings: ChatSettingsViewModel) -> list[dict[str, object]]:
    """What was asked to be stored, change by change."""
    found: list[dict[str, object]] = []
    settings.change_asked.connect(found.append)
    return found


def test_showing_a_chat_stores_nothing(
    settings: ChatSettingsViewModel, asked: list[dict[str, object]], qtbot: QtBot
) -> None:
    chat = _chat(system="Hi", settings=GenerateSettings(steps=9), preset="Writer", keep_seed=True)
    with qtbot.waitSignal(settings.changed):
        settings.show(chat)
    assert (settings.system, settings.settings, settings.keep_seed) == ("Hi", chat.settings, True)
    assert settings.preset == "Writer"
    assert settings.is_modified
    assert not asked


def test_every_change_is_told_once_and_stored(
    settings: ChatSettingsViewModel, asked: list[dict[str, object]]
) -> None:
    heard: list[int] = []
    settings.changed.connect(lambda: heard.append(len(asked)))
    settings.system = "Hi"
    settings.turn("steps", 9)
    settings.keep_seed = True
    assert asked == [
        {"system": "Hi"},
        {"settings": GenerateSettings(steps=9)},
        {"keep_seed": True},
    ]
    # Whoever hears of a change finds it stored.
    assert heard == [1, 2, 3]
    settings.system = "Hi"
    settings.turn("steps", 9)
    assert len(asked) == 3


def test_what_is_asked_to_be_stored_gives_back_the_chat(
    settings: ChatSettingsViewModel, asked: list[dict[str, object]]
) -> None:
    chat = _chat(**settings.of_new_chat())
    settings.change_asked.connect(lambda fields: stored.update(fields))
    stored: dict[str, Any] = {}
    settings.apply_preset("Coder")
    settings.turn("thinking", True)
    settings.keep_new_seed()
    before = (settings.system, settings.settings, settings.preset, settings.keep_seed)
    settings.show(replace(chat, **stored))
    after = (settings.system, settings.settings, settings.preset, settings.keep_seed)
    assert after == before


def test_a_knob_that_is_not_turned_is_the_models_own(settings: ChatSettingsViewModel) -> None:
    assert (settings.value("steps"), settings.effective("steps")) == (None, 48)
    settings.turn("steps", 12)
    assert (settings.effective("steps"), settings.own("steps")) == (12, 48)
    assert settings.is_turned("steps")
    settings.defaults = None
    assert settings.own("steps") is None
    settings.reset("steps")
    assert not settings.is_turned("steps")
    assert settings.effective("steps") is None
    assert settings.own("max_new_tokens") == 1024


def test_out_of_range_changes_nothing(
    settings: ChatSettingsViewModel, asked: list[dict[str, object]]
) -> None:
    with pytest.raises(BadInputError, match="steps"):
        settings.turn("steps", 0)
    assert not asked


def test_resetting_all_can_be_undone(settings: ChatSettingsViewModel, qtbot: QtBot) -> None:
    settings.turn("t_max", 0.1)
    settings.turn("thinking", True)
    settings.system = "Stay"
    settings.keep_new_seed()
    before = settings.as_preset("")
    assert settings.is_sampler_turned
    with qtbot.waitSignal(settings.replaced) as heard:
        settings.reset_all()
    assert heard.args == [""]
    assert settings.settings == GenerateSettings(thinking=True)
    assert (settings.system, settings.keep_seed) == ("Stay", False)
    assert not settings.is_sampler_turned
    settings.undo()
    assert settings.as_preset("") == before


@pytest.mark.parametrize("last", [None, 77])
def test_locking_the_seed(settings: ChatSettingsViewModel, last: int | None) -> None:
    settings.turn("seed", 5)
    settings.last_seed = last
    settings.keep_seed = True
    assert settings.settings_of_next_run().seed == (5 if last is None else 77)
    settings.last_seed = 99
    settings.keep_seed = True
    assert settings.settings_of_next_run().seed == (5 if last is None else 77)


def test_each_answer_draws_its_own_seed_unless_one_is_kept(
    settings: ChatSettingsViewModel, asked: list[dict[str, object]]
) -> None:
    assert settings.last_seed is None
    seeds = {settings.settings_of_next_run().seed for _ in range(20)}
    assert len(seeds) > 15
    assert all(0 <= seed < 2**31 for seed in seeds)
    assert settings.last_seed in seeds
    assert not asked, "a drawn seed is the answer's, not the chat's"
    settings.keep_last_seed()
    assert {settings.settings_of_next_run().seed for _ in range(3)} == {settings.last_seed}
    settings.keep_new_seed()
    assert settings.settings_of_next_run().seed == settings.settings.seed
    settings.show(_chat())
    assert settings.last_seed is None
    settings.keep_last_seed()
    assert not settings.keep_seed


def test_an_answer_elsewhere_follows_the_settings_there(settings: ChatSettingsViewModel) -> None:
    there = _chat(settings=GenerateSettings(steps=5, seed=8), keep_seed=True)
    run = settings.settings_of_next_run(there)
    assert (run.steps, run.seed) == (5, 8)
    assert settings.last_seed is None


def test_only_a_model_that_can_think_is_asked_to(settings: ChatSettingsViewModel) -> None:
    settings.turn("thinking", True)
    assert settings.settings_of_next_run().thinking
    settings.can_think = False
    assert not settings.settings_of_next_run().thinking
    assert settings.value("thinking"), "the wish outlives the model"
    settings.can_think = True
    assert settings.settings_of_next_run().thinking


def test_a_run_gets_temperatures_that_the_model_takes(settings: ChatSettingsViewModel) -> None:
    settings.turn("t_max", 0.5)
    settings.defaults = replace(MODEL, t_min=0.9, t_max=1.2)
    run = settings.settings_of_next_run()
    assert (run.t_min, run.t_max) == (0.5, 0.5)
    assert settings.value("t_min") is None


# --- presets


def test_new_chats_begin_with_the_default_preset(
    settings: ChatSettingsViewModel, presets: PresetsViewModel
) -> None:
    assert settings.of_new_chat()["preset"] == "Balanced"
    presets.make_default("Writer")
    fields = settings.of_new_chat()
    writer = presets.find("Writer")
    assert writer is not None
    assert fields == ChatFields(
        system=writer.system, settings=writer.settings, preset="Writer", keep_seed=False
    )
    presets.make_default("")
    assert settings.of_new_chat() == ChatFields(
        system="", settings=GenerateSettings(), preset="", keep_seed=False
    )


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_applying_a_preset_takes_all_of_it(settings: ChatSettingsViewModel, starter: Any) -> None:
    settings.apply_preset(starter.name)
    assert settings.as_preset(starter.name) == starter
    assert settings.preset == starter.name
    assert not settings.is_modified


def test_any_change_marks_the_preset_and_its_undoing_clears_it(
    settings: ChatSettingsViewModel,
) -> None:
    settings.system = "x"
    assert settings.is_modified
    settings.system = ""
    settings.turn("steps", 9)
    assert settings.is_modified
    settings.reset("steps")
    assert not settings.is_modified
    settings.turn("seed", 9)
    assert not settings.is_modified, "a seed that nobody keeps makes no difference"
    settings.keep_seed = True
    assert settings.is_modified


def test_what_a_preset_overwrites_can_be_had_back(
    settings: ChatSettingsViewModel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(settings.replaced):
        settings.apply_preset("Careful")
    settings.system = "Written with care"
    before = settings.as_preset("")
    with qtbot.waitSignal(settings.replaced) as heard:
        settings.apply_preset("Coder")
    assert heard.args == ["Coder"]
    assert settings.can_undo
    settings.undo()
    assert (settings.as_preset(""), settings.preset) == (before, "Careful")
    assert not settings.can_undo
    settings.apply_preset("Coder")
    settings.turn("steps", 5)
    assert not settings.can_undo, "the later change would be lost"
    settings.apply_preset("Balanced")
    settings.show(_chat())
    assert not settings.can_undo


def test_what_belongs_to_no_preset_can_be_had_back_too(
    settings: ChatSettingsViewModel, qtbot: QtBot
) -> None:
    settings.show(_chat(system="Mine"))
    assert (settings.preset, settings.is_modified) == ("", False)
    with qtbot.waitSignal(settings.replaced):
        settings.apply_preset("Writer")
    settings.undo()
    assert (settings.system, settings.preset) == ("Mine", "")
    settings.show(_chat())
    with qtbot.assertNotEmitted(settings.replaced):
        settings.apply_preset("Writer")


def test_saving_updating_and_going_back(
    settings: ChatSettingsViewModel, presets: PresetsViewModel, tmp_path: Path
) -> None:
    settings.turn("steps", 9)
    settings.save_as("  Nine   steps ")
    assert (settings.preset, settings.is_modified) == ("Nine steps", False)
    settings.system = "More"
    settings.update_preset()
    assert not settings.is_modified
    saved = PresetShelf(tmp_path / "presets.json").find("Nine steps")
    assert saved == settings.as_preset("Nine steps")
    settings.system = "Less"
    settings.apply_preset("Nine steps")
    assert settings.system == "More"


def test_a_renamed_preset_stays_the_chats(
    settings: ChatSettingsViewModel, presets: PresetsViewModel, asked: list[dict[str, object]]
) -> None:
    presets.rename("Balanced", "Usual")
    assert settings.preset == "Usual"
    assert asked == [{"preset": "Usual"}]
    presets.rename("Writer", "Poet")
    assert len(asked) == 1


def test_a_deleted_preset_leaves_the_chat_as_it_is(
    settings: ChatSettingsViewModel, presets: PresetsViewModel, asked: list[dict[str, object]]
) -> None:
    presets.delete("Balanced")
    assert (settings.preset, settings.is_modified) == ("", False)
    assert settings.settings == GenerateSettings()
    presets.undo_delete()
    assert settings.preset == "Balanced"
    presets.undo_delete()
    assert presets.names == tuple(starter.name for starter in STARTERS)
    assert not asked
