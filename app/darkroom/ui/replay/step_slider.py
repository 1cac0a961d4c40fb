"""A slider over the steps of a canvas."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from darkroom.ui.theme import Theme

_PAGE = 8
_LEAST_PX = 56
_HANDLE_PX = 14
"""Of the style sheet."""
# Keys that the window would take for itself.
_OWN_KEYS: Final = {
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
}


class StepSlider(QSlider):
    """Arrows go one step, PageUp and PageDown several, Home and End to the ends; Space plays.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    chosen = Signal(int)
    """Carries the place that somebody went to, from 0."""
    play_asked = Signal()
    left = Signal()
    """Escape was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setMinimumWidth(theme.px(_LEAST_PX))
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.valueChanged.connect(self.chosen)

    def show_place(self, place: int, last: int, words: str) -> None:
        """Stand somewhere.

        Args:
            place: from 0.
            last: the last place there is, or will be.
            words: what that is called.
        """
        with QSignalBlocker(self):
            self.setRange(0, max(last, 0))
            self.setValue(max(place, 0))
        if words != self.accessibleName():
            self.setAccessibleName(words)

    def event(self, event: QEvent) -> bool:
        """Take keys before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in _OWN_KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, Escape leaves; the rest moves."""
        if event.key() == Qt.Key.Key_Space:
            self.play_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where somebody points at, and on with the pointer from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            handle = self._theme.px(_HANDLE_PX)
            at = event.position().toPoint().x() - handle // 2
            room, mirrored = self.width() - handle, self.isRightToLeft()
            first, last = self.minimum(), self.maximum()
            self.setValue(QStyle.sliderValueFromPosition(first, last, at, room, mirrored))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the conversation unless the slider is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
