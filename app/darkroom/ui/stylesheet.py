"""The style sheet of the window, made from the theme."""

from __future__ import annotations

import re
from string import Template

from darkroom.ui.theme import BODY_PX, LABEL_PX, SMALL_PX, Theme

_LENGTH = re.compile(r"[pr]\d+")

_SHEET = Template("""
QWidget { color: $text; }
$family
QToolTip { font-size: ${small}px; }
QLabel, QPushButton, QListWidget, QPlainTextEdit, QSpinBox, QCheckBox, QMenu, QLineEdit, QComboBox,
QComboBox QAbstractItemView {
    font-size: ${body}px;
}
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: ${p4}px; }

#shell, #page, #welcome, #machine, #models, #settingsPage, #compare, #compareInside {
    background: $bg;
}
#sidebar { background: $side; border: none; border-right: 1px solid $line; }
#topBar { background: $bg; border-bottom: 1px solid $line; }
#statusBar { background: $side; border-top: 1px solid $line; }
QScrollArea, QScrollArea > QWidget { border: none; background: $bg; }

QLabel { background: transparent; }
QLabel[role="brand"] { font-size: ${brand}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="name"] { font-size: ${small}px; font-weight: 600; color: $muted; }
QLabel[role="muted"] { font-size: ${small}px; color: $muted; }
QLabel[role="lead"] { color: $muted; }
QLabel[role="bad"] { font-size: ${small}px; color: $bad; }
QLabel[role="chip"] { font-size: ${small}px; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[off="true"] { color: $muted; }
#chip { background: $hover; border-radius: ${r10}px; }
#chip[best="true"] { background: $accent_wash; }
#card { background: $raised; border: 1px solid $line; border-radius: ${r10}px; }
QLabel[role="section"] { font-size: ${label}px; font-weight: 600; color: $muted; }

QPushButton {
    background: $raised; border: 1px solid $line; border-radius: ${r8}px;
    padding: ${p7}px ${p14}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $muted; }
QPushButton:checked { background: $hover; border: 1px solid $outline; font-weight: 600; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
    padding: ${p8}px ${p20}px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled {
    background: $hover; color: $muted; border: 1px solid $line;
}
QPushButton[role="primary"][small="true"] { padding: ${p7}px ${p14}px; }
QPushButton[role="nav"] {
    background: transparent; border: 1px solid transparent; color: $muted; text-align: left;
    padding: ${p8}px ${p16}px;
}
QPushButton[role="nav"]:hover { background: $hover; color: $text; }
QPushButton[role="nav"]:focus { border: 1px solid $accent; }
QPushButton[role="quiet"] {
    background: transparent; border: 1px solid transparent; color: $muted;
    padding: ${p4}px ${p8}px; font-size: ${small}px;
}
QPushButton[role="quiet"]:hover { background: $hover; color: $text; }
QPushButton[role="quiet"]:focus { border: 1px solid $accent; }
QPushButton[role="row"] {
    background: transparent; border: 1px solid transparent; border-radius: ${r10}px;
    text-align: left;
}
QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="row"]:checked { background: $hover; border: 1px solid $outline; }
QPushButton[role="row"]:focus { border: 1px solid $accent; }
QPushButton[role="card"] { border-radius: ${r10}px; text-align: left; }

QTabBar::tab {
    background: transparent; color: $muted; border: none; margin-right: ${p20}px;
    border-bottom: 2px solid transparent; padding: ${p6}px 1px; font-size: ${body}px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $text; }
QTabBar::tab:selected:focus { color: $accent; border-bottom: 2px solid $accent; }
#line { background: $line; border: none; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${r8}px;
    padding: ${p6}px; color: $muted; font-size: ${small}px;
}
QToolButton:hover { background: $hover; color: $text; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }

#prompt { background: $raised; border: 1px solid $line; border-radius: ${r14}px; }
#prompt[focused="true"] { border: 1px solid $outline; }
#prompt QPlainTextEdit { background: transparent; border: none; font-size: ${body}px; }
#bubble { background: $bubble; border-radius: ${r14}px; }
#bubble QTextEdit, #answer QTextEdit { background: transparent; border: none; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }

#banner { background: $bad_wash; border: 1px solid $bad; border-radius: ${r10}px; }
#notice { background: $raised; border: 1px solid $line; border-radius: ${r10}px; }
#slimNotice { background: $raised; border: 1px solid $line; border-radius: ${r8}px; }
#banner QLabel[role="strong"] { color: $bad; }
#banner QPushButton, #notice QPushButton, #slimNotice QPushButton {
    padding: ${p4}px ${p10}px; font-size: ${small}px; }

QListWidget { background: transparent; border: none; outline: none; }
QListWidget::item {
    padding: ${p8}px ${p10}px; color: $muted; border-left: ${p3}px solid transparent;
    border-top-right-radius: ${r8}px; border-bottom-right-radius: ${r8}px;
}
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected {
    background: $hover; color: $text; border-left: ${p3}px solid $accent;
}
QListWidget::item:selected:active:focus { text-decoration: underline; }

QMenu { background: $raised; border: 1px solid $line; padding: ${p6}px; }
QMenu::item { padding: ${p7}px ${p28}px ${p7}px ${p14}px; border-radius: ${r6}px; }
QMenu::item:selected { background: $hover; }
QMenu::item:checked { font-weight: 600; }
QMenu::separator { height: 1px; background: $line; margin: ${p6}px; }

#inside, #plans, #plans > QWidget { background: $raised; }
#settings { background: $raised; border: 1px solid $outline; border-radius: 0; }
QSpinBox {
    background: $bg; border: 1px solid $outline; border-radius: ${r6}px;
    padding: ${p4}px ${p6}px; min-width: ${p110}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit {
    background: $bg; border: 1px solid $outline; border-radius: ${r6}px;
    padding: ${p6}px ${p8}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border: 1px solid $accent; }
QSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QComboBox {
    background: $raised; border: 1px solid $line; border-radius: ${r8}px;
    padding: ${p7}px ${p28}px ${p7}px ${p14}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:hover { background: $hover; }
QComboBox:focus, QComboBox:on { border: 1px solid $accent; }
QComboBox:disabled { color: $muted; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${p28}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $outline; outline: none; padding: ${p4}px;
    selection-background-color: $hover; selection-color: $text;
}
QComboBox QAbstractItemView::item { padding: ${p6}px ${p8}px; border-radius: ${r4}px; }
QSlider { min-height: ${p20}px; }
QSlider::groove:horizontal { height: ${p4}px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $outline; border-radius: 2px; }
QSlider::handle:horizontal {
    width: ${p14}px; height: ${p14}px; margin: -${p5}px 0; border-radius: ${p7}px;
    background: $text; border: none;
}
QSlider::handle:horizontal:focus { background: $accent; }
QSpinBox:focus { border: 1px solid $accent; }
QSpinBox:disabled { color: $muted; border-color: $line; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QCheckBox { spacing: ${p8}px; }
QCheckBox::indicator {
    width: ${p16}px; height: ${p16}px; border: 1px solid $outline; border-radius: ${r4}px;
    background: $bg;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox:focus { color: $accent; }

QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar::handle:vertical {
    background: $line; border-radius: ${r4}px; min-height: ${p28}px; margin: 1px;
}
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

# A widget that the sheet gives a size keeps the family it had then, and windows of their own have
# the platform's; so it is named here. Fields of several lines choose their own: some hold code.
_FAMILY = Template("""
QLabel, QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView, QMenu, QTabBar,
QToolTip, #prompt QPlainTextEdit, #chatPanel QPlainTextEdit { font-family: "$family"; }
""")


def style_sheet(theme: Theme, tick: str) -> str:
    """Write the style sheet.

    Args:
        theme: colours and scale.
        tick: path of the picture inside a ticked box.
    """
    return fill(
        _SHEET,
        theme,
        body=theme.px(BODY_PX),
        label=theme.px(LABEL_PX),
        brand=theme.px(18),
        title=theme.px(22),
        tick=tick,
        family=_FAMILY.substitute(family=theme.family) if theme.family else "",
    )


def fill(sheet: Template, theme: Theme, **others: object) -> str:
    """Put colours and sizes into a style sheet.

    Args:
        sheet: names tokens of the theme; ``p8`` is 8 pixels, scaled, and so is ``r8``, of a corner.
        theme: colours and scale.
        others: what else it names, but for ``small``.
    """
    tokens = theme.tokens
    values: dict[str, object] = {name: getattr(tokens, name) for name in tokens.__slots__}
    for name in filter(_LENGTH.fullmatch, sheet.get_identifiers()):
        values[name] = theme.px(int(name[1:]))
    return sheet.substitute(values, small=theme.px(SMALL_PX), **others)
