"""A box to tick whose words take as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel


class WrapCheck(QWidget):
    """A check box; its words can be clicked too.

    Args:
        theme: sizes.
        text: its words.
        parent: Qt parent.
    """

    asked = Signal(bool)
    """The person wants it ticked, or not."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.clicked.connect(self.asked)
        self._words = WrapLabel(text, "chip")
        self._words.setProperty("off", False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick it."""
        if event.button() == Qt.MouseButton.LeftButton and self.box.isEnabled():
            self.box.click()

    def show_state(self, ticked: bool, *, enabled: bool = True) -> None:
        """Show how it stands."""
        self.box.setChecked(ticked)
        self.box.setEnabled(enabled)
        if self._words.property("off") is enabled:
            self._words.setProperty("off", not enabled)
            self._words.style().polish(self._words)
