"""The window opens the page and leaves it; the platform chooses and shows folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from darkroom.core.settings import (
    LANGUAGE,
)
from darkroom.ui.app import Desk
from qt.settings.conftest import button_of, folder_row


@pytest.mark.process
def test_the_window_opens_and_leaves_the_page(desk: Desk, qtbot: QtBot) -> None:
    window, door = desk.window, desk.window.settings
    button_of(window.top_bar, "Settings").click()
    assert door.is_open
    page = door.page
    assert page is not None
    assert page.tabs[0].hasFocus()
    page.show_section(page.data)
    page.back.click()
    assert not door.is_open
    window.sidebar.settings.click()
    assert page.section is page.data
    page.models.machine.click()
    assert not door.is_open
    door.show_shortcuts()
    assert page.section is page.keys
    page.models.models.click()
    assert window.models.is_open
    door.show_last()
    page.chat.open.click()
    assert not door.is_open
    assert window.shell.panel_open
    door.show_last()
    page.chat.open.click()
    assert window.shell.panel_open
    button_of(window.top_bar, "Settings of the chat").click()
    assert not window.shell.panel_open


@pytest.mark.process
def test_another_window_shows_the_same_section(desk: Desk) -> None:
    desk.window.settings.show_last()
    first = desk.window.settings.page
    assert first is not None
    first.show_section(first.language)
    button_of(first.language, "Language of the window: Deutsch").click()
    second = desk.window.settings.page
    assert second is not None
    assert second is not first
    assert second.section is second.language
    assert second.language.title == "Sprache"
    desk.window.show_chat()
    desk.preferences.reset(LANGUAGE)
    assert not desk.window.settings.is_open


@pytest.mark.process
def test_folders_are_chosen_and_shown_by_the_platform(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    note = lambda url: bool(shown.append(url.toLocalFile())) or True  # noqa: E731
    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    desk.window.settings.show_last()
    page = desk.window.settings.page
    assert page is not None
    for section, key in ((page.models, "models_folder"), (page.data, "history_folder")):
        row = folder_row(section, key)
        row.change.click()
        (dialog,) = [d for d in desk.window.findChildren(QFileDialog) if d.isVisible()]
        assert dialog.windowTitle() == row.setting.title
        chosen = tmp_path / key
        chosen.mkdir()
        dialog.fileSelected.emit(str(chosen))
        dialog.close()
        assert row.setting.place(desk.preferences.get(row.setting)) == chosen
        row.place.open.click()
        chosen.rmdir()
        row.place.open.click()
    assert shown == [
        str(tmp_path / "models_folder"), str(tmp_path),
        str(tmp_path / "history_folder"), str(tmp_path),
    ]  # fmt: skip
