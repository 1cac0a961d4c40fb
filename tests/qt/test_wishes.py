"""What later starts ask for, done in a window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from darkroom.ui.app import Desk
from darkroom.ui.wishes import Wishes
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.wish import Wish
from gguf_files import write_model
from qt.conftest import Wait

TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - its name

pytestmark = pytest.mark.process


@pytest.fixture
def wishes(desk: Desk) -> Wishes:
    return Wishes(desk.window, desk.fit, desk.model, desk.window)


def test_a_prompt_comes_behind_the_draft_on_whatever_page(desk: Desk, wishes: Wishes) -> None:
    desk.window.prompt.text = "half a thought\n"
    desk.window.show_machine()
    wishes.grant(Wish(None, "a wish"))
    assert desk.window.prompt.text == "half a thought\n\na wish"
    assert desk.window.prompt.isVisible()
    assert not desk.chat.busy


def test_an_empty_wish_only_brings_the_window_to_the_front(desk: Desk, wishes: Wishes) -> None:
    desk.window.prompt.text = "half a thought"
    desk.window.showMinimized()
    wishes.grant(Wish(None, ""))
    assert not desk.window.isMinimized()
    assert desk.window.prompt.text == "half a thought"
    assert desk.model.state is ModelState.READY


def test_a_large_window_stays_large(desk: Desk, wishes: Wishes) -> None:
    desk.window.showMaximized()
    desk.window.showMinimized()
    wishes.grant(Wish())
    assert desk.window.isMaximized()
    assert not desk.window.isMinimized()


def test_the_model_that_is_open_is_not_opened_again(desk: Desk, wishes: Wishes) -> None:
    wishes.grant(Wish("demo"))
    assert desk.model.state is ModelState.READY


def test_another_model_is_opened(
    desk: Desk, wishes: Wishes, tmp_path: Path, wait_for: Wait
) -> None:
    path = str(write_model(tmp_path / "fake other.gguf"))
    wishes.grant(Wish(path))
    wait_for(lambda: desk.model.path == path and desk.model.state is ModelState.READY)


def test_a_model_that_failed_is_tried_again(
    desk: Desk, wishes: Wishes, tmp_path: Path, wait_for: Wait
) -> None:
    path = str(tmp_path / "fake missing.gguf")
    wishes.grant(Wish(path))
    wait_for(lambda: desk.model.failure is not None)
    write_model(Path(path))
    wishes.grant(Wish(path))
    wait_for(lambda: desk.model.path == path and desk.model.state is ModelState.READY)


def test_the_token_of_the_start_is_passed_on(
    desk: Desk, wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "old")
    wishes.grant(Wish())
    assert os.environ[TOKEN] == "old"
    wishes.grant(Wish(activation="new"))
    assert os.environ[TOKEN] == "new"
