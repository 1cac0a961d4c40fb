"""What code and tables share: wide lines, and a button for the rest of what is very long."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from darkroom.ui.controls import button
from darkroom.ui.markdown.wide_text import WideText
from darkroom.ui.theme import Theme

_BUTTON_GAP_PX = 6


class WidePart(QWidget):
    """A text that may scroll sideways, and a button below it.

    Args:
        theme: colours and scale.
        text: the text; becomes a child.
        parent: Qt parent.
    """

    height_changed = Signal()

    def __init__(self, theme: Theme, text: WideText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = text
        self.more_button: QPushButton | None = None
        text.setParent(self)

    def hasHeightForWidth(self) -> bool:
        """A table has, code is as if it had."""
        return True

    def sizeHint(self) -> QSize:
        """Any width, all of the height."""
        return QSize(40, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place."""

    def show_all(self) -> None:
        """Show what was left out so far."""

    def offer_all(self, words: str) -> None:
        """Say that there is more, and that a click shows it."""
        self.more_button = button(words, "quiet")
        self.more_button.setParent(self)
        self.more_button.clicked.connect(self._on_more)

    @property
    def more_height(self) -> int:
        """Room for the button, pixels."""
        if self.more_button is None:
            return 0
        return self.more_button.sizeHint().height() + self._theme.px(_BUTTON_GAP_PX)

    @Slot()
    def _on_more(self) -> None:
        if self.more_button is not None:
            self.more_button.hide()
            self.more_button.deleteLater()
            self.more_button = None
        self.show_all()
        self.text.setFocus()
        self.height_changed.emit()

    def place_more(self, left: int, top: int) -> None:
        """Move the button, if there is one."""
        if self.more_button is not None:
            self.more_button.move(left, top)
            self.more_button.resize(self.more_button.sizeHint())
