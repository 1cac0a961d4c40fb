"""What the window's style sheet does not say of the page "Forms"."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import BODY_PX, Theme

_SHEET = Template("""
#forms { background: $bg; }
#formEditor {
    background: $raised; border: 1px solid $outline; border-radius: ${r8}px; padding: ${p8}px;
    font-size: ${code}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
#formEditor:focus { border: 1px solid $accent; }
#filledText { background: transparent; border: none; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
QAbstractSpinBox {
    background: $bg; border: 1px solid $outline; border-radius: ${r6}px; padding: ${p4}px ${p4}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox:disabled { color: $muted; border: 1px solid $line; }
QAbstractSpinBox:focus { border: 1px solid $accent; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QMenu::item:disabled { color: $muted; }
QSpinBox { min-width: ${p48}px; }
""")


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme, code=theme.code_font(BODY_PX).pixelSize())
