"""What the window's style sheet does not say of the page."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import Theme

_SHEET = Template("""
#settingsRow { border: none; border-top: 1px solid $line; }
#find {
    background: $raised; border: 1px solid $line; border-radius: ${p8}px;
    padding: ${p6}px ${p12}px; placeholder-text-color: $muted;
}
#find:hover { border: 1px solid $outline; }
#find:focus { border: 1px solid $accent; }
QPushButton[role="tab"] {
    background: transparent; color: $muted; border: 1px solid transparent; border-radius: ${p8}px;
    padding: ${p6}px ${p10}px; font-weight: normal;
}
QPushButton[role="tab"]:hover { color: $text; background: $hover; }
QPushButton[role="tab"]:checked { color: $text; background: $hover; border: 1px solid $outline; }
QPushButton[role="tab"]:focus { border: 1px solid $accent; }
QPushButton[role="segment"] { padding: ${p7}px ${p8}px; }
QPushButton[role="segment"]:checked { font-weight: normal; }
QPushButton[role="small"] { padding: ${p6}px ${p12}px; font-size: ${small}px; }
#key {
    background: $raised; border: 1px solid $line; border-radius: ${p6}px;
    padding: ${p3}px ${p8}px; font-size: ${small}px; color: $text;
}
""")


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme)
