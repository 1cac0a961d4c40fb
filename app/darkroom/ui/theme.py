"""Colours, fonts and measures of the window, light and dark."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours; text colours keep a contrast of 4.5 to the grounds they are used on."""

    bg: str
    side: str
    raised: str
    hover: str
    line: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_wash: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    bad_wash: str
    noise: str
    grain: str
    draft: str
    bubble: str
    weights: str
    experts: str
    cache: str
    canvas: str
    compute: str
    process: str


DARK = Tokens(
    bg="#131417",
    side="#191B1F",
    raised="#1F2126",
    hover="#262931",
    line="#2B2E35",
    outline="#6C727D",
    text="#E8E9EC",
    muted="#9096A1",
    faint="#5E6470",
    accent="#E8A33D",
    accent_hover="#F2B354",
    accent_wash="#2E2718",
    on_accent="#1B1408",
    ok="#5FB98B",
    warn="#E0B04A",
    bad="#E0736B",
    bad_wash="#2A1C1C",
    noise="#343842",
    grain="#4F5562",
    draft="#858B97",
    bubble="#262931",
    weights="#7C9CC9",
    experts="#589994",
    cache="#A58CC6",
    canvas="#C98BA3",
    compute="#A9A37C",
    process="#8A909B",
)
LIGHT = Tokens(
    bg="#FBFAF8",
    side="#F3F1ED",
    raised="#FFFFFF",
    hover="#EBE8E2",
    line="#E2DED6",
    outline="#85888E",
    text="#1D1E21",
    muted="#62666E",
    faint="#A3A6AC",
    accent="#AD6400",
    accent_hover="#9A5900",
    accent_wash="#FBEFD9",
    on_accent="#FFFFFF",
    ok="#2E7D57",
    warn="#8C6100",
    bad="#B3403A",
    bad_wash="#FAECEA",
    noise="#E4E1DA",
    grain="#C9C4B9",
    draft="#6F737A",
    bubble="#EFECE6",
    weights="#4A6E9F",
    experts="#2F7772",
    cache="#7D62A3",
    canvas="#A05876",
    compute="#726B3D",
    process="#666B75",
)

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
    """Colours or sizes are new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = "system"
        self.zoom = 1.0
        self.scale = _system_scale()
        self.tokens = self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Dark colours are in use."""
        return self.tokens is DARK

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

    def set_zoom(self, zoom: float) -> None:
        """Size of the chat's text, 1.0 = as designed."""
        self.zoom = zoom
        self.changed.emit()

    def set_scale(self, scale: float) -> None:
        """Size of everything, 1.0 = as designed."""
        self.scale = scale
        self.changed.emit()

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
        """The platform's own font in a size of the design."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(self.px(size_px))
        font.setWeight(weight)
        font.setItalic(italic)
        return font

    def chat_font(self, size_px: float = ANSWER_PX, *, italic: bool = False) -> QFont:
        """Font of questions and answers; follows the zoom too."""
        return self.font(size_px * self.zoom, italic=italic)

    def code_font(self, size_px: float = ANSWER_PX, *, italic: bool = False) -> QFont:
        """The platform's monospace beside chat text of a size."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
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
        if self._wish in ("light", "dark"):
            return DARK if self._wish == "dark" else LIGHT
        scheme = QGuiApplication.styleHints().colorScheme()
        # A platform that does not say gets the room the app is named after.
        return LIGHT if scheme == Qt.ColorScheme.Light else DARK


def _system_scale() -> float:
    """How much larger than usual the person has set the system's text."""
    usual = _USUAL_FONT_PX.get(sys.platform, _USUAL_FONT_PX_ELSEWHERE)
    size = QFontInfo(QGuiApplication.font()).pixelSize()
    return min(max(size / usual, 1.0), 2.0)
