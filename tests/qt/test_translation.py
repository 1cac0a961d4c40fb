"""The language of the program, and what comes of a change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from darkroom.core.settings import LANGUAGE
from darkroom.ui.figures import number
from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.settings.setting_rows import SettingRow
from darkroom.ui.theme import Theme
from darkroom.ui.translation import LANGUAGES, SOURCE, Translation, spoken
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.settings import SettingsViewModel


@pytest.fixture
def translation(qapp: QApplication, preferences: Preferences) -> Iterator[Translation]:
    made = Translation(preferences)
    yield made
    made.close()


def _said() -> tuple[str, str, str]:
    """A text of Darkroom's, one of Qt's, and a number."""
    translate = QCoreApplication.translate
    return (
        translate("Settings", "Appearance"),
        translate("QPlatformTheme", "Cancel"),
        number(0.5, 1),
    )


def test_the_language_changes_at_once_and_back(
    translation: Translation, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.set(LANGUAGE, "en")
    assert _said() == ("Appearance", "Cancel", "0.5")
    with qtbot.waitSignal(translation.changed):
        preferences.set(LANGUAGE, "de")
    assert translation.language == "de"
    assert _said() == ("Darstellung", "Abbrechen", "0,5")
    with qtbot.waitSignal(translation.changed):
        preferences.set(LANGUAGE, "en")
    assert _said() == ("Appearance", "Cancel", "0.5")
    with qtbot.assertNotEmitted(translation.changed):
        preferences.reduce_motion = True
        preferences.set(LANGUAGE, "en")


def test_it_is_kept(preferences: Preferences, store: QSettings, qapp: QApplication) -> None:
    preferences.set(LANGUAGE, "de")
    translation = Translation(Preferences(store))
    assert _said() == ("Darstellung", "Abbrechen", "0,5")
    translation.close()
    assert _said()[0] == "Appearance"
    assert QLocale() == QLocale.system()


@pytest.mark.parametrize(
    ("system", "language"),
    [
        (["de-AT", "en"], "de"),
        (["fr-FR", "de_DE"], "de"),
        (["fr-FR", "en-GB", "de-DE"], "en"),
        (["fr-FR"], SOURCE),
        (["C"], SOURCE),
        ([], SOURCE),
    ],
)
def test_the_system_names_the_language(system: list[str], language: str) -> None:
    assert spoken(system) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_texts(
    translation: Translation, preferences: Preferences, language: str
) -> None:
    preferences.set(LANGUAGE, language)
    assert translation.language == language


def test_a_page_made_in_german_is_german(
    translation: Translation, preferences: Preferences, theme: Theme, qtbot: QtBot
) -> None:
    preferences.set(LANGUAGE, "de")
    page = SettingsPage(theme, SettingsViewModel(preferences))
    qtbot.addWidget(page)
    page.show()
    # Of the table, of the page, of a class below another one, and of a function.
    row = page.appearance.row_of("theme")
    assert isinstance(row, SettingRow)
    assert row.title.text() == "Design"
    assert page.reset_all.text() == "Zurücksetzen"
    assert page.models.machine.text() == "Was auf diesen Rechner passt"
    assert row.reset.accessibleName() == "„Design“ zurücksetzen"
    assert [b.text() for b in row.edit.findChildren(QPushButton)] == ["System", "Hell", "Dunkel"]
    page.search.setText("hell")
    assert row.isVisible()
