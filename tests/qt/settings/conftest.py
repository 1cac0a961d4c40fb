"""The page alone, and ways to find what is on it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.settings.row import Row
from darkroom.ui.settings.sections import SettingSection
from darkroom.ui.settings.setting_rows import FolderRow, SettingRow
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.settings import SettingsViewModel


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


def setting_row(page: SettingsPage, key: str) -> SettingRow:
    """The row of a setting, brought into sight."""
    for section in page.sections:
        if isinstance(section, SettingSection):
            for row in section.rows:
                if isinstance(row, SettingRow) and row.setting.key == key:
                    page.show_section(section)
                    return row
    raise KeyError(key)


def folder_row(section: SettingSection, key: str) -> FolderRow:
    """The row of a folder."""
    row = section.row_of(key)
    assert isinstance(row, FolderRow)
    return row


def button_of(root: QWidget, name: str) -> QAbstractButton:
    """The button with an accessible name."""
    return next(b for b in root.findChildren(QAbstractButton) if b.accessibleName() == name)


def shown_titles(page: SettingsPage) -> list[str]:
    """Titles of all rows that are seen."""
    rows = page.findChildren(Row)
    return [row.title.text() for row in rows if row.isVisible()]
