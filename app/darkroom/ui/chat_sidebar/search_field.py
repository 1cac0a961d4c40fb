"""Where people type what they look for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from darkroom.ui.controls import IconButton, label, native_keys
from darkroom.ui.theme import Theme

_FIELD_PX = 36


class SearchField(QLineEdit):
    """One line; Esc empties it, Down and Enter lead to what was found.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    entered = Signal()
    left_downwards = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatSearch")
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search in all chats"))
        self.setMinimumHeight(theme.px(_FIELD_PX))
        self._keys = label(native_keys("Ctrl+K"), "muted")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear = IconButton(theme, "close", self.tr("Clear the search"), "Esc")
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._on_clear)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(0, 0, theme.px(5), 0)
        inner.setSpacing(0)
        inner.addStretch(1)
        inner.addWidget(self._keys)
        inner.addWidget(self._clear)
        self._keys.setContentsMargins(0, 0, theme.px(7), 0)
        self.setTextMargins(0, 0, theme.px(30), 0)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, as long as there is something to clear."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, or go on to the results."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clear(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_text_changed(self) -> None:
        self._keys.setVisible(not self.text())
        self._clear.setVisible(bool(self.text()))
