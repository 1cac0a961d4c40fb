"""What the style sheets of the window and of panels do not say of the inspector."""

from __future__ import annotations

from string import Template

from darkroom.ui.stylesheet import fill
from darkroom.ui.theme import Theme

_SHEET = Template("""
#inspector { background: $side; border: none; border-left: 1px solid $line; }
#inspector QScrollArea, #inspector QScrollArea > QWidget, #inspectorInside { background: $side; }
#inspector QScrollArea { border: none; }
#plot { background: $bg; border: 1px solid $line; border-radius: ${p6}px; }
#plot:focus { border: 1px solid $accent; }
QTableView, QListView {
    background: $bg; border: 1px solid $outline; border-radius: ${p6}px; color: $text;
    font-size: ${small}px; outline: none;
    selection-background-color: $hover; selection-color: $text;
}
QTableView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QListView::item { padding: 0 ${p4}px; }
QListView::item { min-height: ${row}px; }
QListView::item:selected, QTableView::item:selected { background: $hover; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section {
    background: transparent; border: none; border-bottom: 1px solid $line; color: $muted;
    font-size: ${small}px; padding: 0 ${p4}px;
}
""")

_ROW_PX = 27


def sheet(theme: Theme) -> str:
    """Write the style sheet."""
    return fill(_SHEET, theme, row=theme.px(_ROW_PX))
