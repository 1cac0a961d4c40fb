"""What the window's style sheet does not say of the sidebar."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import Theme

_SHEET = Template("""
QListView { background: transparent; border: none; outline: none; }
QLabel[role="brand"] { padding-left: ${p4}px; }
#newChat { text-align: left; padding: ${p6}px ${p12}px; }
#chatSearch {
    background: $raised; border: 1px solid $line; border-radius: ${p8}px;
    padding: ${p6}px ${p12}px; font-size: ${search}px; placeholder-text-color: $muted;
}
#chatSearch:hover { border: 1px solid $outline; }
#chatSearch:focus { border: 1px solid $accent; }
#chatSearch QToolButton { padding: ${p3}px; border-radius: ${p6}px; }
#renameField {
    background: $bg; border: 1px solid $accent; border-radius: ${p6}px;
    padding: 0 ${p6}px; font-size: ${search}px;
}
#undoBar { background: $raised; border: 1px solid $line; border-radius: ${p8}px; }
#undoBar QPushButton { padding: ${p4}px ${p10}px; font-size: ${small}px; }
#sidebar QPushButton[role="nav"] { padding: ${p6}px ${p10}px; }
""")

TITLE_PX = 14


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme, search=theme.px(TITLE_PX))
