"""Size of the chat's text, as the keys change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from darkroom.core.setting import Choice
from darkroom.ui.controls import button, label, native_keys
from darkroom.ui.figures import number
from darkroom.ui.theme import Theme


class ZoomEdit(QWidget):
    """Smaller, how large, larger.

    Args:
        theme: sizes.
        setting: percentages, ascending.
        parent: Qt parent.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Choice[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [option.value for option in setting.options]
        self._index = 0
        self.smaller, self.larger = button("−"), button("+")
        self.smaller.setAccessibleName(self.tr("Smaller text"))
        self.larger.setAccessibleName(self.tr("Larger text"))
        self.smaller.setToolTip(native_keys("Ctrl+-"))
        self.larger.setToolTip(native_keys("Ctrl++"))
        self.smaller.clicked.connect(lambda: self._go(-1))
        self.larger.clicked.connect(lambda: self._go(1))
        self.shown = label(role="strong")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setMinimumWidth(theme.px(64))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        for part in (self.smaller, self.shown, self.larger):
            line.addWidget(part)
        self.setFocusProxy(self.larger)

    def show_value(self, percent: int) -> None:
        """Show it, and which way it can still go."""
        self._index = self._values.index(percent)
        self.shown.setText(self.tr("{n} %").format(n=number(percent)))
        self.smaller.setEnabled(self._index > 0)
        self.larger.setEnabled(self._index < len(self._values) - 1)

    @Slot()
    def _go(self, steps: int) -> None:
        self.chosen.emit(self._values[self._index + steps])
