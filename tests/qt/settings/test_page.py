"""Sections, the search through all of them, folders, the way back, and what else stands there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from darkroom.core.settings import (
    CODE_FAMILY,
    HISTORY_FOLDER,
    LANGUAGE,
    MODELS_FOLDER,
    SETTINGS,
)
from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.settings.setting_rows import FolderRow, SettingRow
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.settings import SettingsViewModel
from qt.settings.conftest import button_of, folder_row, shown_titles


def test_a_folder_can_be_changed_opened_and_set_back(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    page.show_section(page.models)
    row = folder_row(page.models, "models_folder")
    with qtbot.waitSignal(page.models.change_asked) as asked:
        row.change.click()
    assert asked.args == [MODELS_FOLDER]
    preferences.models_folder = Path("/elsewhere")
    assert row.place._path.text() == "/elsewhere"
    with qtbot.waitSignal(page.models.open_asked) as opened:
        row.place.open.click()
    assert opened.args == [Path("/elsewhere")]
    row.reset.setFocus()
    row.reset.click()
    assert preferences.is_default(MODELS_FOLDER)
    assert row.change.hasFocus()


def test_chats_move_at_the_next_start_and_the_page_says_so(
    page: SettingsPage, settings: SettingsViewModel, preferences: Preferences, tmp_path: Path
) -> None:
    row = folder_row(page.data, "history_folder")
    assert not settings.history_moves
    assert row.note.isHidden()
    preferences.set(HISTORY_FOLDER, tmp_path)
    assert row.place._path.text() == str(tmp_path)
    assert row.note.text() == f"Until then chats are kept in {preferences.history_folder_in_use}."
    preferences.reset(HISTORY_FOLDER)
    assert row.note.isHidden()


def test_a_folder_that_is_not_there_is_shown_by_the_one_above(
    settings: SettingsViewModel, tmp_path: Path
) -> None:
    assert settings.nearest(tmp_path) == tmp_path
    assert settings.nearest(tmp_path / "models" / "mine") == tmp_path


def test_one_section_at_a_time(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.section is page.appearance
    for tab, section in zip(page.tabs, page.sections, strict=True):
        tab.click()
        assert page.section is section
        assert [s for s in page.sections if s.isVisible()] == [section]
        assert not section.heading.isVisible()
    page.show_section(page.appearance)
    page.focus()
    qtbot.keyClick(page.tabs[0], Qt.Key.Key_Right)
    assert page.section is page.chat


def test_every_setting_has_its_row(page: SettingsPage) -> None:
    rows = page.findChildren(SettingRow) + page.findChildren(FolderRow)
    assert {row.setting.key for row in rows} == {setting.key for setting in SETTINGS}
    for row in rows:
        assert row.help.text() == row.setting.help


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("font", ["Font", "Size of everything", "Font of code"]),
        ("WIDE  font", ["Font of code"]),
        ("german", []),
        ("deutsch", ["Language of the window"]),
        ("violet", ["Accent colour"]),
        ("backup", ["Backup"]),
        ("privacy", ["Telemetry: none"]),
        ("ctrl+shift+q", ["Choose a quantization"]),
        ("pin", ["Pin the chat, or unpin it"]),
    ],
)
def test_a_search_goes_through_all_sections(
    page: SettingsPage, text: str, titles: list[str]
) -> None:
    page.search.setText(text)
    assert shown_titles(page) == titles
    for section in page.sections:
        assert section.heading.isVisible() == section.isVisible()
    assert page._nothing.isVisible() == (not titles)
    assert not page._tab_row.isVisible()
    page.search.clear()
    assert shown_titles(page)[0] == "Theme"
    assert page._tab_row.isVisible()


def test_the_name_of_a_section_finds_all_of_it(page: SettingsPage) -> None:
    page.search.setText("language")
    assert page.language.isVisible()
    assert page.language.rows[0].isVisible()


def test_headings_of_keys_go_with_their_keys(page: SettingsPage) -> None:
    page.search.setText("quantization")
    heads = [head.text() for head, _ in page.keys._groups if head.isVisible()]
    assert heads == ["Models"]


def test_esc_empties_the_search_and_ctrl_f_leads_there(page: SettingsPage, qtbot: QtBot) -> None:
    page.focus()
    qtbot.keyClick(page.tabs[0], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "theme")
    assert shown_titles(page)[0] == "Theme"
    assert page.search._clear.isVisible()
    override = QEvent.Type.ShortcutOverride
    key = QKeyEvent(override, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    key.ignore()
    QApplication.sendEvent(page.search, key)
    assert key.isAccepted()  # so that the window does not leave the page
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    key.ignore()
    QApplication.sendEvent(page.search, key)
    assert not key.isAccepted()
    page.search.setText("x")
    page.search._clear.click()
    assert page.search.text() == ""
    assert page.search.hasFocus()


def test_keys_scroll_the_page(page: SettingsPage, qtbot: QtBot) -> None:
    page.resize(700, 300)
    page.show_section(page.keys)
    page.focus()
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_all_settings_go_back_and_can_be_had_again(
    page: SettingsPage, preferences: Preferences
) -> None:
    assert not page.reset_all.isEnabled()
    preferences.theme = "light"
    preferences.set(CODE_FAMILY, "Mono")
    assert page.reset_all.isEnabled()
    assert not page.undo.isVisible()
    page.reset_all.setFocus()
    page.reset_all.click()
    assert preferences.is_untouched
    assert not page.reset_all.isEnabled()
    assert page.undo.isVisible()
    assert page.undo.action.hasFocus()
    page.undo.action.click()
    assert (preferences.theme, preferences.get(CODE_FAMILY)) == ("light", "Mono")
    assert not page.undo.isVisible()
    assert page.reset_all.hasFocus()


def test_a_page_that_is_made_anew_still_offers_the_way_back(
    theme: Theme, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.set(LANGUAGE, "de")
    preferences.reset_all()
    again = SettingsPage(theme, SettingsViewModel(preferences))
    qtbot.addWidget(again)
    again.show()
    assert again.undo.isVisible()


def test_buttons_ask_for_what_they_say(page: SettingsPage, qtbot: QtBot) -> None:
    for section, name, signal in (
        (page.chat, "Settings of the chat", page.chat.chat_settings_asked),
        (page.models, "Manage models", page.models.models_asked),
        (page.models, "What fits this machine", page.models.machine_asked),
        (page.data, "Back up …", page.data.backup_asked),
        (page.data, "Restore …", page.data.restore_asked),
        (page.data, "Export all …", page.data.export_asked),
        (page.data, "Import …", page.data.import_asked),
        (page, "Back to the chat", page.back_asked),
    ):
        with qtbot.waitSignal(signal):
            button_of(section, name).click()


def test_the_room_of_recorded_steps_is_told(
    page: SettingsPage, settings: SettingsViewModel
) -> None:
    row = page.data.row_of("trace_cap_mb")
    assert row.note.isHidden()
    settings.show_trace_bytes(123_456_789)
    assert row.note.text() == "Now they take 123.5 MB."


def test_versions_can_be_copied(page: SettingsPage, settings: SettingsViewModel) -> None:
    page.show_section(page.about)
    page.about.copy.click()
    text = QApplication.clipboard().text()
    assert text.startswith(f"Darkroom {settings.about.darkroom}\nPython 3.")
    assert page.about.copy.text() == "Copied"
    page.about._back.stop()
    page.about._back.timeout.emit()
    assert page.about.copy.text() == "Copy"


def test_logs_lie_where_they_lie(
    page: SettingsPage, settings: SettingsViewModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.data.open_asked) as asked:
        button_of(page.data, "Logs: Open folder").click()
    assert asked.args == [settings.log_folder]
    assert settings.log_folder.is_dir()
