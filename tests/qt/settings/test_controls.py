"""Controls change settings at once, and show what else changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontDatabase, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from darkroom.core.settings import (
    ACCENT,
    FONT_FAMILY,
    FONT_SIZE,
    LANGUAGE,
    REDUCE_MOTION,
    THEME,
    TRACE_CAP,
    ZOOM,
)
from darkroom.ui.picker import Picker
from darkroom.ui.settings.edits import FamilyEdit, ListEdit, NumberEdit, SegmentEdit, SwitchEdit
from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.settings.swatches import Swatches
from darkroom.ui.settings.zoom_edit import ZoomEdit
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import Preferences
from qt.settings.conftest import button_of, setting_row

Do = Callable[[QtBot, Any], None]


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
        ("theme", lambda bot, row: button_of(row, "Theme: Light").click(), "light"),
        ("accent", lambda bot, row: button_of(row, "Accent colour: Sea").click(), "sea"),
        ("font_size_px", lambda bot, row: _pick(bot, row.edit, "18 px"), 18),
        ("reduce_motion", lambda bot, row: row.edit.click(), True),
        ("zoom", lambda bot, row: button_of(row, "Larger text").click(), 110),
        (
            "send_key",
            lambda bot, row: button_of(row, "Send with: Ctrl+Enter").click(),
            "ctrl_enter",
        ),
        ("download_limit_mb", lambda bot, row: row.edit.setValue(30), 30),
        ("trace_cap_mb", lambda bot, row: row.edit.stepBy(-1), 400),
        (
            "language",
            lambda bot, row: button_of(row, "Language of the window: Deutsch").click(),
            "de",
        ),
    ],
)  # fmt: skip
def test_a_control_changes_its_setting_at_once_and_back(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot, key: str, do: Do, value: object
) -> None:
    row = setting_row(page, key)
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
    edit = setting_row(page, "font_family").edit
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
    edit = setting_row(page, "code_family").edit
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
    shown = {
        key: setting_row(page, key).edit for key in ("theme", "accent", "font_size_px", "zoom")
    }
    theme, accent, size, zoom = shown.values()
    assert isinstance(theme, SegmentEdit)
    assert isinstance(accent, Swatches)
    assert isinstance(size, ListEdit)
    assert isinstance(zoom, ZoomEdit)
    assert button_of(theme, "Theme: Dark").isChecked()
    assert button_of(accent, "Accent colour: Violet").isChecked()
    assert size.currentText() == "20 px"
    assert zoom.shown.text() == "200 %"
    assert not zoom.larger.isEnabled()
    motion, cap = setting_row(page, "reduce_motion").edit, setting_row(page, "trace_cap_mb").edit
    assert isinstance(motion, SwitchEdit)
    assert isinstance(cap, NumberEdit)
    assert motion.isChecked()
    assert cap.text() == "keep none"


def test_arrow_keys_go_from_one_option_to_the_next(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    for key, setting, second in (("theme", THEME, "light"), ("accent", ACCENT, "coral")):
        row = setting_row(page, key)
        row.edit.setFocus()
        focus = QApplication.focusWidget()
        assert isinstance(focus, QAbstractButton)
        assert focus.isChecked()
        qtbot.keyClick(focus, Qt.Key.Key_Right)
        assert preferences.get(setting) == second


def test_half_a_number_is_not_meant(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    edit = setting_row(page, "trace_cap_mb").edit
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
    edit = setting_row(page, key).edit
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
    row = setting_row(page, "font_size_px")
    row.reset.setFocus()
    row.reset.click()
    assert row.edit.hasFocus()
