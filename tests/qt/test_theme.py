"""Accents that can be read, fonts that are there, and settings that dress the window at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.core.settings import ACCENT, CODE_FAMILY, FONT_FAMILY, FONT_SIZE, ZOOM
from darkroom.ui.app import Desk
from darkroom.ui.colours import ACCENTS, DARK, LIGHT, tokens
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import BODY_PX, Theme
from darkroom.ui.wardrobe import Wardrobe
from darkroom.viewmodels.preferences import Preferences
from qt.test_look import _contrast

NAMES = [option.value for option in ACCENT.options]


@pytest.fixture
def dressed(theme: Theme, preferences: Preferences) -> Iterator[Theme]:
    wardrobe = Wardrobe(theme, preferences)
    yield theme
    wardrobe.deleteLater()


def test_every_accent_has_its_colours() -> None:
    assert ["amber", *ACCENTS] == NAMES
    for dark, plain in ((True, DARK), (False, LIGHT)):
        assert tokens("amber", dark=dark) is plain
        assert tokens("unheard of", dark=dark) is plain
        assert len({tokens(name, dark=dark).accent for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_every_accent_can_be_read(name: str, dark: bool) -> None:
    colours = tokens(name, dark=dark)
    for ground in ("bg", "raised"):  # as text that has the focus, and as a mark
        assert _contrast(colours.accent, getattr(colours, ground)) >= 4.5, ground
    for ground in ("side", "hover", "accent_wash"):
        assert _contrast(colours.accent, getattr(colours, ground)) >= 3, ground
    for ground in ("accent", "accent_hover"):
        assert _contrast(colours.on_accent, getattr(colours, ground)) >= 4.5, ground
    assert _contrast(colours.text, colours.accent_wash) >= 4.5
    # The pointer makes a difference, and what is new differs from what is not.
    assert colours.accent != colours.accent_hover
    assert _contrast(colours.accent_wash, colours.bg) > 1.03


def test_settings_dress_the_theme_at_once(
    dressed: Theme, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.theme = "light"
    assert not dressed.is_dark
    with qtbot.waitSignal(dressed.changed):
        preferences.set(ACCENT, "sea")
    assert dressed.tokens.accent == ACCENTS["sea"].light[0]
    preferences.theme = "dark"
    assert dressed.tokens.accent == ACCENTS["sea"].dark[0]
    assert dressed.is_dark
    preferences.set(ZOOM, 150)
    assert dressed.zoom == 1.5
    usual = dressed.scale
    with qtbot.waitSignals([dressed.changed, dressed.rescaled]):
        preferences.set(FONT_SIZE, 30)
    assert (dressed.scale, dressed.font().pixelSize()) == (2.0, 30)
    preferences.set(FONT_SIZE, 12)
    assert dressed.px(BODY_PX) == 12
    with qtbot.waitSignal(dressed.rescaled):
        preferences.reset(FONT_SIZE)
    assert dressed.scale == usual
    with qtbot.assertNotEmitted(dressed.rescaled):
        preferences.set(ZOOM, 200)


def test_settings_of_the_last_time_are_worn_at_the_start(
    qapp: QApplication, store: QSettings
) -> None:
    for key, value in (
        ("theme", "light"),
        ("accent", "moss"),
        ("font_size_px", "20"),
        ("zoom", "80"),
    ):
        store.setValue(key, value)
    theme = Theme()
    Wardrobe(theme, Preferences(store))
    assert theme.tokens == tokens("moss", dark=False)
    assert (theme.px(BODY_PX), theme.zoom) == (20, 0.8)
    theme.choose("dark")


def test_fonts_can_be_chosen(dressed: Theme, preferences: Preferences) -> None:
    families = [f for f in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(f)]
    family = next(f for f in families if f != QFontInfo(dressed.font()).family())
    code_before = dressed.code_font().family()
    preferences.set(FONT_FAMILY, family)
    assert dressed.font().family() == dressed.chat_font().family() == family
    assert dressed.code_font().family() == code_before
    # Menus and the like are windows, which do not take their font from this one.
    assert f'font-family: "{family}"' in style_sheet(dressed, "")
    preferences.set(CODE_FAMILY, family)
    assert dressed.code_font().family() == family
    preferences.reset(FONT_FAMILY)
    assert dressed.font().family() == QApplication.font().family()
    assert "font-family" not in style_sheet(dressed, "")


def test_a_font_that_is_not_installed_is_the_systems_own(
    dressed: Theme, preferences: Preferences
) -> None:
    usual, code = dressed.font().family(), dressed.code_font().family()
    for setting in (FONT_FAMILY, CODE_FAMILY):
        preferences.set(setting, 'Nobody has "this"; } * { color: red')
    assert (dressed.font().family(), dressed.code_font().family()) == (usual, code)
    assert "Nobody" not in style_sheet(dressed, "")


@pytest.mark.process
def test_the_whole_window_wears_the_font_and_puts_it_off(desk: Desk) -> None:
    window, preferences = desk.window, desk.preferences
    window.settings.show_last()

    def worn() -> set[str]:
        QApplication.processEvents()
        kinds = (QLabel, QAbstractButton, QLineEdit, QComboBox)
        shown = [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
        assert len(shown) > 30
        return {QFontInfo(widget.font()).family() for widget in shown}

    usual = worn()
    families = [f for f in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(f)]
    family = next(f for f in families if f not in usual)
    preferences.set(FONT_FAMILY, family)
    assert worn() == {family}
    preferences.reset(FONT_FAMILY)
    assert worn() == usual


@pytest.mark.process
def test_another_size_makes_the_window_anew(desk: Desk) -> None:
    first = desk.window
    first.settings.show_last()
    before = first.top_bar.height()
    desk.preferences.set(FONT_SIZE, 27)
    assert desk.window is not first
    assert desk.window.settings.is_open
    QApplication.processEvents()
    assert desk.window.top_bar.height() > 1.4 * before
