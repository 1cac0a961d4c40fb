"""What the window's style sheet does not say of cards below an answer."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import LABEL_PX, Theme

_SHEET = Template("""
QLabel[role="unit"] { font-size: ${unit}px; color: $muted; }
QToolButton { padding: ${p4}px; }
QAbstractSpinBox {
    background: $bg; border: 1px solid $outline; border-radius: ${p6}px; padding: ${p4}px 0;
    font-size: ${text}px; min-width: 0;
    selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox:focus { border: 1px solid $accent; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QLineEdit { font-size: ${text}px; }
""")

TEXT_PX = 14


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme, text=theme.px(TEXT_PX), unit=theme.px(LABEL_PX + 1))
