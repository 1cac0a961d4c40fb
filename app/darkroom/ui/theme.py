"""Colours, fonts and measures of the window, light and dark."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from darkroom.ui.colours import Tokens, tokens

BODY_PX = 15
ANSWER_PX = 17
SMALL_PX = 13
LABEL_PX = 11
COLUMN_PX = 760
SIDEBAR_PX = 248
PANEL_PX = 300
CRAMPED_PX = 900
"""Narrower windows have the panel over the page."""
NARROW_PX = 700
"""Narrower windows have the sidebar over the page too."""

_CODE_SHARE = 0.88
_USUAL_FONT_PX = {"win32": 12, "darwin": 13}
_USUAL_FONT_PX_ELSEWHERE = 15


class Theme(QObject):
    """What the window looks like now.

    Args:
        parent: Qt parent.
    """

    changed = Signal()
    """Colours, fonts or sizes are new."""
    rescaled = Signal()
    """So are measures, ``px``; whoever keeps some has to be made anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = "system"
        self.accent = ""
        """Chosen accent; amber for any name that is none."""
        self.family = ""
        """Chosen family of fonts; empty is the platform's."""
        self.code_family = ""
        self.zoom = 1.0
        self.scale = _system_scale()
        self.tokens = self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Dark colours are in use."""
        if self._wish in ("light", "dark"):
            return self._wish == "dark"
        # A platform that does not say gets the room the app is named after.
        return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light

    def choose(self, wish: str) -> None:
        """Use ``"light"``, ``"dark"``, or whatever the system uses."""
        self._wish = wish
        # The platform's own parts (title bar, dialogs) follow this.
        QGuiApplication.styleHints().setColorScheme(
            {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
                wish, Qt.ColorScheme.Unknown
            )
        )
        self._on_scheme_changed()

    def set_accent(self, accent: str) -> None:
        """Use one of the accents; amber for any other name."""
        self.accent = accent
        self._on_scheme_changed()

    def set_families(self, family: str, code_family: str) -> None:
        """Use families of fonts; an empty name, or one that is not installed, is the platform's."""
        self.family = family if QFontDatabase.hasFamily(family) else ""
        self.code_family = code_family if QFontDatabase.hasFamily(code_family) else ""
        self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Size of the chat's text, 1.0 = as designed."""
        self.zoom = zoom
        self.changed.emit()

    def set_scale(self, scale: float) -> None:
        """Size of everything, 1.0 = as designed."""
        if scale != self.scale:
            self.scale = scale
            self.changed.emit()
            self.rescaled.emit()

    def set_body_px(self, size_px: int) -> None:
        """Size of everything, by the height of the window's letters; 0 = as the system says."""
        self.set_scale(size_px / BODY_PX if size_px else _system_scale())

    def px(self, size: float) -> int:
        """Scale a measure."""
        return round(size * self.scale)

    def colour(self, name: str) -> QColor:
        """Colour of a token."""
        return QColor(getattr(self.tokens, name))

    def font(
        self,
        size_px: float = BODY_PX,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        italic: bool = False,
    ) -> QFont:
        """The platform's own font, or the chosen one, in a size of the design."""
        font = QFont(QGuiApplication.font())
        if self.family:
            font.setFamily(self.family)
        font.setPixelSize(self.px(size_px))
        font.setWeight(weight)
        font.setItalic(italic)
        return font

    def chat_font(self, size_px: float = ANSWER_PX, *, italic: bool = False) -> QFont:
        """Font of questions and answers; follows the zoom too."""
        return self.font(size_px * self.zoom, italic=italic)

    def code_font(self, size_px: float = ANSWER_PX, *, italic: bool = False) -> QFont:
        """The platform's monospace, or the chosen one, beside chat text of a size."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if self.code_family:
            font.setFamily(self.code_family)
        font.setPixelSize(self.px(size_px * self.zoom * _CODE_SHARE))
        font.setItalic(italic)
        return font

    def line_height(self, size_px: float, factor: float) -> int:
        """Distance of two lines of chat text in whole pixels."""
        return round(self.px(size_px * self.zoom) * factor)

    def palette(self) -> QPalette:
        """Colours for all that the style sheet does not name."""
        t = self.tokens
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, t.bg),
            (roles.WindowText, t.text),
            (roles.Base, t.raised),
            (roles.AlternateBase, t.side),
            (roles.Text, t.text),
            (roles.Button, t.raised),
            (roles.ButtonText, t.text),
            (roles.ToolTipBase, t.raised),
            (roles.ToolTipText, t.text),
            (roles.PlaceholderText, t.muted),
            (roles.Highlight, t.accent),
            (roles.HighlightedText, t.on_accent),
            (roles.Link, t.accent),
            (roles.Mid, t.line),
        ):
            palette.setColor(role, QColor(colour))
        disabled = QPalette.ColorGroup.Disabled
        for role in (roles.Text, roles.ButtonText, roles.WindowText):
            palette.setColor(disabled, role, QColor(t.faint))
        return palette

    @Slot()
    def _on_scheme_changed(self) -> None:
        self.tokens = self._resolve()
        self.changed.emit()

    def _resolve(self) -> Tokens:
        return tokens(self.accent, dark=self.is_dark)


def _system_scale() -> float:
    """How much larger than usual the person has set the system's text."""
    usual = _USUAL_FONT_PX.get(sys.platform, _USUAL_FONT_PX_ELSEWHERE)
    size = QFontInfo(QGuiApplication.font()).pixelSize()
    return min(max(size / usual, 1.0), 2.0)
