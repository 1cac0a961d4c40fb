"""Where people type what they look for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.clear_field import ClearField
from darkroom.ui.controls import label, native_keys
from darkroom.ui.theme import Theme


class SearchField(ClearField):
    """Finds chats; Down and Enter lead to what was found.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    entered = Signal()
    left_downwards = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("chatSearch")
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search in all chats"))
        self._keys = label(native_keys("Ctrl+K"), "muted")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys.setContentsMargins(0, 0, theme.px(7), 0)
        self._inside.insertWidget(1, self._keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the results."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        super()._on_text_changed(text)
        self._keys.setVisible(not text)
