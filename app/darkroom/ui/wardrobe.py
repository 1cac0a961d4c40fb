"""Keeps the theme as the person wants it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from darkroom.core.settings import ACCENT, CODE_FAMILY, FONT_FAMILY, FONT_SIZE, THEME, ZOOM
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import Preferences


class Wardrobe(QObject):
    """Takes settings to the theme, which owns it: at once, and whenever one changes.

    Args:
        theme: what is dressed.
        preferences: what is observed.
    """

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme)
        self._theme = theme
        self._preferences = preferences
        self._ways = {
            THEME.key: self._choose,
            ACCENT.key: self._colour,
            FONT_FAMILY.key: self._set,
            CODE_FAMILY.key: self._set,
            FONT_SIZE.key: self._scale,
            ZOOM.key: self._zoom,
        }
        for way in dict.fromkeys(self._ways.values()):
            way()
        preferences.changed.connect(self._on_changed)

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key in self._ways:
            self._ways[key]()

    def _choose(self) -> None:
        self._theme.choose(self._preferences.theme)

    def _colour(self) -> None:
        self._theme.set_accent(self._preferences.get(ACCENT))

    def _set(self) -> None:
        get = self._preferences.get
        self._theme.set_families(get(FONT_FAMILY), get(CODE_FAMILY))

    def _scale(self) -> None:
        self._theme.set_body_px(self._preferences.get(FONT_SIZE))

    def _zoom(self) -> None:
        self._theme.set_zoom(self._preferences.zoom)
