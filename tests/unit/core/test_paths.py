"""Where files lie, and how profiles keep apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.paths import (
    PROFILE,
    app_name,
    checked_profile,
    corrections_path,
    data_dir,
    log_dir,
    models_dir,
    profile,
)


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PROFILE, raising=False)


def test_the_usual_profile_has_the_folders_of_before() -> None:
    assert (profile(), app_name()) == ("", "darkroom")
    assert data_dir().name == "darkroom"
    assert models_dir() == data_dir() / "models"
    assert corrections_path() == data_dir() / "corrections.json"


def test_a_profile_has_folders_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, logs = data_dir(), log_dir()
    monkeypatch.setenv(PROFILE, "work")
    assert data_dir() == usual.with_name("darkroom-work")
    assert log_dir() != logs
    assert log_dir().is_dir()
    # Gigabytes, and what is known about this machine, are there once.
    assert models_dir() == usual / "models"
    assert corrections_path() == usual / "corrections.json"


@pytest.mark.parametrize("name", ["Work", "a/b", "..", "-x", "a" * 33, "ä", "a\n", "a b", "_"])
def test_names_that_cannot_be(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROFILE, name)
    with pytest.raises(BadInputError) as refusal:
        data_dir()
    assert refusal.value.hint


@given(st.text())
def test_a_name_that_is_let_in_is_one_plain_folder(name: str) -> None:
    try:
        checked_profile(name)
    except BadInputError:
        return
    path = Path("/data") / f"darkroom-{name}"
    assert path.resolve() == path
    assert path.parent == Path("/data")
