"""One line above the prompt with something to press: a question that waits, a way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.ui.controls import ElidedLabel, announce, button
from darkroom.ui.theme import Theme


class SlimNotice(QFrame):
    """Hidden until it has something to say.

    Args:
        theme: sizes.
        action: words of its button.
        parent: Qt parent.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slimNotice")
        self._text = ElidedLabel("muted")
        self.action = button(action)
        self.action.clicked.connect(self.pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(4), theme.px(6), theme.px(4))
        layout.setSpacing(theme.px(8))
        layout.addWidget(self._text, 1)
        layout.addWidget(self.action)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, empty while it is hidden."""
        return self._text.text()

    def say(self, words: str) -> None:
        """Show words, and tell screen readers; without words it hides."""
        self._text.setText(words)
        self.action.setAccessibleDescription(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)
