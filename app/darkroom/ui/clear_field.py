"""A line to type in what is looked for, that is easily emptied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from darkroom.ui.controls import IconButton
from darkroom.ui.theme import Theme

_FIELD_PX = 36


class ClearField(QLineEdit):
    """One line; Esc empties it, and so does a button at its end.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.px(_FIELD_PX))
        self.setTextMargins(0, 0, theme.px(30), 0)
        words = QCoreApplication.translate("ClearField", "Clear the search")
        self._clear = IconButton(theme, "close", words, "Esc")
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._on_clear)
        self._clear.hide()
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(0, 0, theme.px(5), 0)
        self._inside.setSpacing(0)
        self._inside.addStretch(1)
        self._inside.addWidget(self._clear)
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, as long as there is something to clear."""
        is_claim = event.type() == QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and self._clears(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears."""
        if self._clears(event):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _clears(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())

    @Slot()
    def _on_clear(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
