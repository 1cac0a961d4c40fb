"""Says where words are selected that cannot be found otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from darkroom.ui.controls import button
from darkroom.ui.instrument.card import Card, paragraph
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme


class SelectCard(Card):
    """Waits for a selection in the canvas above it.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    asked = Signal()
    """Something is selected, and is to be repainted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Select the words here"), parent)
        how = self.tr(
            "In the canvas above: drag with the mouse, or hold Shift and use the arrow keys."
        )
        self.put(paragraph(how, "muted"))
        self.go = button(self.tr("Repaint these words"), "primary")
        self.go.setProperty("small", True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.asked)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.closed)
        row = FlowRow(theme.px(8))
        row.add(self.go, self.cancel)
        self.put(row)

    @Slot(int, int)
    def show_selection(self, first: int, stop: int) -> None:
        """Learn which cells are selected; none if ``stop`` is not behind ``first``."""
        self.go.setEnabled(first < stop)

    def focus(self) -> None:
        """Begin with the way out, until the canvas is there."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
