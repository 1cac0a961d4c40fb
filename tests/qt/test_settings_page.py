"""The page "Settings": controls change settings at once, and show what else changes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QFontDatabase, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.settings import (
    ACCENT,
    CODE_FAMILY,
    FONT_FAMILY,
    FONT_SIZE,
    HISTORY_FOLDER,
    LANGUAGE,
    MODELS_FOLDER,
    REDUCE_MOTION,
    SEND_KEY,
    SETTINGS,
    THEME,
    TRACE_CAP,
    ZOOM,
)
from darkroom.ui.app import Desk
from darkroom.ui.picker import Picker
from darkroom.ui.settings.edits import FamilyEdit, ListEdit, NumberEdit, SegmentEdit, SwitchEdit
from darkroom.ui.settings.key_table import KeyRow
from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.settings.row import Row
from darkroom.ui.settings.sections import SettingSection
from darkroom.ui.settings.setting_rows import FolderRow, SettingRow
from darkroom.ui.settings.swatches import Swatches
from darkroom.ui.settings.zoom_edit import ZoomEdit
from darkroom.ui.shortcuts import SHORTCUTS, bind
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.settings import SettingsViewModel

Do = Callable[[QtBot, Any], None]


@pytest.fixture
def settings(preferences: Preferences) -> SettingsViewModel:
    return SettingsViewModel(preferences)


@pytest.fixture
def page(theme: Theme, settings: SettingsViewModel, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(theme, settings)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def _row(page: SettingsPage, key: str) -> SettingRow:
    for section in page.sections:
        if isinstance(section, SettingSection):
            for row in section.rows:
                if isinstance(row, SettingRow) and row.setting.key == key:
                    page.show_section(section)
                    return row
    raise KeyError(key)


def _folder(section: SettingSection, key: str) -> FolderRow:
    row = section.row_of(key)
    assert isinstance(row, FolderRow)
    return row


def _button(root: QWidget, name: str) -> QAbstractButton:
    return next(b for b in root.findChildren(QAbstractButton) if b.accessibleName() == name)


def _shown(page: SettingsPage) -> list[str]:
    rows = page.findChildren(Row)
    return [row.title.text() for row in rows if row.isVisible()]


# --- controls


def _pick(qtbot: QtBot, picker: Picker, text: str) -> None:
    """Choose with the keyboard, as the list does it."""
    picker.setFocus()
    index = picker.findText(text)
    assert index >= 0
    picker.setCurrentIndex(index)
    picker.activated.emit(index)


@pytest.mark.parametrize(
    ("key", "do", "value"),
    [
        ("theme", lambda bot, row: _button(row, "Theme: Light").click(), "light"),
        ("accent", lambda bot, row: _button(row, "Accent colour: Sea").click(), "sea"),
        ("font_size_px", lambda bot, row: _pick(bot, row.edit, "18 px"), 18),
        ("reduce_motion", lambda bot, row: row.edit.click(), True),
        ("zoom", lambda bot, row: _button(row, "Larger text").click(), 110),
        ("send_key", lambda bot, row: _button(row, "Send with: Ctrl+Enter").click(), "ctrl_enter"),
        ("download_limit_mb", lambda bot, row: row.edit.setValue(30), 30),
        ("trace_cap_mb", lambda bot, row: row.edit.stepBy(-1), 400),
        (
            "language",
            lambda bot, row: _button(row, "Language of the window: Deutsch").click(),
            "de",
        ),
    ],
)  # fmt: skip
def test_a_control_changes_its_setting_at_once_and_back(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot, key: str, do: Do, value: object
) -> None:
    row = _row(page, key)
    assert not row.reset.isVisible()
    do(qtbot, row)
    assert preferences.get(row.setting) == value
    assert row.reset.isVisible()
    row.reset.click()
    assert preferences.is_default(row.setting)
    assert not row.reset.isVisible()


def test_a_family_of_fonts_is_one_of_those_installed(
    page: SettingsPage, preferences: Preferences, theme: Theme, qtbot: QtBot
) -> None:
    edit = _row(page, "font_family").edit
    assert isinstance(edit, FamilyEdit)
    assert edit.currentText() == "The system’s own"
    family = next(f for f in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(f))
    _pick(qtbot, edit, family)
    assert preferences.get(FONT_FAMILY) == family
    preferences.set(FONT_FAMILY, "Gone with the wind")
    assert edit.currentText() == "Gone with the wind (not installed)"
    preferences.set(FONT_FAMILY, "Elsewhere too")
    assert edit.currentText() == "Elsewhere too (not installed)"
    _pick(qtbot, edit, "The system’s own")
    assert preferences.get(FONT_FAMILY) == ""
    assert edit.findText("not installed", Qt.MatchFlag.MatchContains) == -1


def test_code_has_only_letters_of_one_width(page: SettingsPage) -> None:
    edit = _row(page, "code_family").edit
    assert isinstance(edit, FamilyEdit)
    families = [edit.itemText(index) for index in range(1, edit.count())]
    assert all(QFontDatabase.isFixedPitch(family) for family in families)
    assert set(families) <= set(QFontDatabase.families())


def test_controls_show_what_others_change(page: SettingsPage, preferences: Preferences) -> None:
    for setting, value in (
        (THEME, "dark"), (ACCENT, "violet"), (FONT_SIZE, 20), (REDUCE_MOTION, True), (ZOOM, 200),
        (TRACE_CAP, 0), (LANGUAGE, "de"),
    ):  # fmt: skip
        preferences.set(setting, value)
    shown = {key: _row(page, key).edit for key in ("theme", "accent", "font_size_px", "zoom")}
    theme, accent, size, zoom = shown.values()
    assert isinstance(theme, SegmentEdit)
    assert isinstance(accent, Swatches)
    assert isinstance(size, ListEdit)
    assert isinstance(zoom, ZoomEdit)
    assert _button(theme, "Theme: Dark").isChecked()
    assert _button(accent, "Accent colour: Violet").isChecked()
    assert size.currentText() == "20 px"
    assert zoom.shown.text() == "200 %"
    assert not zoom.larger.isEnabled()
    motion, cap = _row(page, "reduce_motion").edit, _row(page, "trace_cap_mb").edit
    assert isinstance(motion, SwitchEdit)
    assert isinstance(cap, NumberEdit)
    assert motion.isChecked()
    assert cap.text() == "keep none"


def test_arrow_keys_go_from_one_option_to_the_next(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    for key, setting, second in (("theme", THEME, "light"), ("accent", ACCENT, "coral")):
        row = _row(page, key)
        row.edit.setFocus()
        focus = QApplication.focusWidget()
        assert isinstance(focus, QAbstractButton)
        assert focus.isChecked()
        qtbot.keyClick(focus, Qt.Key.Key_Right)
        assert preferences.get(setting) == second


def test_half_a_number_is_not_meant(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    edit = _row(page, "trace_cap_mb").edit
    assert isinstance(edit, QSpinBox)
    told: list[str] = []
    preferences.changed.connect(told.append)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "250")
    assert told == []
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told == ["trace_cap_mb"]
    assert preferences.get(TRACE_CAP) == 250


@pytest.mark.parametrize("key", ["font_size_px", "trace_cap_mb"])
def test_the_wheel_scrolls_the_page_and_changes_nothing(
    page: SettingsPage, preferences: Preferences, key: str
) -> None:
    edit = _row(page, key).edit
    edit.setFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    edit.wheelEvent(event)
    assert not event.isAccepted()
    assert preferences.is_untouched


def test_the_keyboard_stays_when_a_reset_button_goes(
    page: SettingsPage, preferences: Preferences
) -> None:
    preferences.set(FONT_SIZE, 20)
    row = _row(page, "font_size_px")
    row.reset.setFocus()
    row.reset.click()
    assert row.edit.hasFocus()


# --- folders


def test_a_folder_can_be_changed_opened_and_set_back(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    page.show_section(page.models)
    row = _folder(page.models, "models_folder")
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
    row = _folder(page.data, "history_folder")
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


@pytest.mark.process
def test_the_window_opens_and_leaves_the_page(desk: Desk, qtbot: QtBot) -> None:
    window, door = desk.window, desk.window.settings
    _button(window.top_bar, "Settings").click()
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
    _button(window.top_bar, "Settings of the chat").click()
    assert not window.shell.panel_open


@pytest.mark.process
def test_another_window_shows_the_same_section(desk: Desk) -> None:
    desk.window.settings.show_last()
    first = desk.window.settings.page
    assert first is not None
    first.show_section(first.language)
    _button(first.language, "Language of the window: Deutsch").click()
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
        row = _folder(section, key)
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


# --- sections and search


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
    assert _shown(page) == titles
    for section in page.sections:
        assert section.heading.isVisible() == section.isVisible()
    assert page._nothing.isVisible() == (not titles)
    assert not page._tab_row.isVisible()
    page.search.clear()
    assert _shown(page)[0] == "Theme"
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
    assert _shown(page)[0] == "Theme"
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


# --- all of it back


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


# --- what else stands there


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
            _button(section, name).click()


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
        _button(page.data, "Logs: Open folder").click()
    assert asked.args == [settings.log_folder]
    assert settings.log_folder.is_dir()


# --- keys


def test_all_keys_stand_in_the_table(page: SettingsPage, preferences: Preferences) -> None:
    rows = page.keys.findChildren(KeyRow)
    assert [row.shortcut for row in rows] == list(SHORTCUTS)
    send, line = (next(r for r in rows if r.shortcut.id == i) for i in ("send", "new_line"))
    assert (send.accessibleName(), line.accessibleName()) == (
        "Send: Enter", "Begin a new line: Shift+Enter",
    )  # fmt: skip
    preferences.set(SEND_KEY, "ctrl_enter")
    assert (send.accessibleName(), line.accessibleName()) == (
        "Send: Ctrl+Enter", "Begin a new line: Enter",
    )  # fmt: skip


def test_no_key_does_two_things() -> None:
    everywhere = [keys for shortcut in SHORTCUTS if not shortcut.where for keys in shortcut.keys]
    assert len(set(everywhere)) == len(everywhere)
    names = [shortcut.id for shortcut in SHORTCUTS]
    assert len(set(names)) == len(names)


def test_keys_of_the_table_are_bound(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    actions = {
        shortcut.id: lambda name=shortcut.id: done.append(name)
        for shortcut in SHORTCUTS
        if not shortcut.where
    }
    bind(window, actions)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_K, control)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(window, Qt.Key.Key_Slash, control)
    assert done == ["search_chats", "shortcuts", "shortcuts"]


@pytest.mark.parametrize("change", ["missing", "unknown"])
def test_a_key_without_an_action_is_a_mistake(qtbot: QtBot, change: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = {shortcut.id: bool for shortcut in SHORTCUTS if not shortcut.where}
    if change == "missing":
        del actions["new_chat"]
    else:
        actions["brew_coffee"] = bool
    with pytest.raises(KeyError):
        bind(window, actions)
