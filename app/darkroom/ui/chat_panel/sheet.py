"""What the window's style sheet does not say of the panel."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import LABEL_PX, Theme

_SHEET = Template("""
#chatPanel { background: $side; border: none; border-left: 1px solid $line; }
#chatPanel QScrollArea, #chatPanel QScrollArea > QWidget, #chatPanelInside {
    background: $side;
}
#chatPanel QScrollArea { border: none; }
QLabel[role="unit"] { font-size: ${unit}px; color: $muted; }
QPushButton[role="picker"] { padding: 0; text-align: left; }
QPushButton[role="fold"] {
    background: transparent; border: 1px solid transparent; color: $muted; text-align: left;
    padding: ${p6}px ${p4}px; font-size: ${small}px;
}
QPushButton[role="fold"]:checked { font-weight: normal; }
QPushButton[role="fold"]:hover { color: $text; }
QPushButton[role="fold"]:focus { border: 1px solid $accent; }
QToolButton { padding: ${p4}px; }
QToolButton:checked { background: $hover; color: $text; }
QAbstractSpinBox {
    background: $bg; border: 1px solid $outline; border-radius: ${p6}px; padding: ${p4}px 0;
    font-size: ${text}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox:disabled { border: 1px solid $line; }
QAbstractSpinBox:focus { border: 1px solid $accent; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QPlainTextEdit {
    background: $bg; border: 1px solid $outline; border-radius: ${p8}px; padding: ${p6}px;
    font-size: ${text}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit:focus { border: 1px solid $accent; }
QLineEdit { font-size: ${text}px; }
#help { background: $raised; border: 1px solid $line; border-radius: ${p8}px; }
""")

TEXT_PX = 14


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme, text=theme.px(TEXT_PX), unit=theme.px(LABEL_PX + 1))
