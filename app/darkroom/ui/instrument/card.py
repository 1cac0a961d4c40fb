"""A frame below an answer: a form, or something to decide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from darkroom.ui.controls import announce, label
from darkroom.ui.instrument.sheet import sheet
from darkroom.ui.stack import Stack
from darkroom.ui.theme import Theme

_PAD_PX = 14
_GAP_PX = 10


class Card(QFrame):
    """A title, and below it what subclasses ``put``; Escape closes it.

    Args:
        theme: colours and sizes.
        title: what it is about; its accessible name too.
        parent: Qt parent.
    """

    closed = Signal()
    """Somebody has done with it, and nothing came of it."""
    height_changed = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._pad = theme.px(_PAD_PX)
        self._inside = _Inside(self)
        self._stack = Stack(self._inside, theme.px(_GAP_PX))
        self._inside.stack = self._stack
        self.title = paragraph(title, "strong")
        self._trouble: QLabel | None = None
        self.setAccessibleName(title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.put(self.title)
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, part: QWidget) -> None:
        """Add something below what is there."""
        self._stack.add(part)

    def say_trouble(self, words: str) -> None:
        """Say what cannot be done like this; empty words take it back."""
        if self._trouble is None:
            if not words:
                return
            self._trouble = paragraph("", "bad")
            self._stack.add(self._trouble, after=self.title)
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        if words:
            announce(self, words)
        self._taller()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as what is in it."""
        for part in self.findChildren(QLabel):
            part.ensurePolished()
        return self._stack.height(max(width - 2 * self._pad, 1)) + 2 * self._pad

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave some room at the edges."""
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect().adjusted(self._pad, self._pad, -self._pad, -self._pad))
        self._inside.place()

    def event(self, event: QEvent) -> bool:
        """Take Escape before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _taller(self) -> None:
        self._inside.place()
        self.updateGeometry()
        self.height_changed.emit()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
        self.height_changed.emit()


class _Inside(QWidget):
    """Holds the parts of a card."""

    stack: Stack

    def place(self) -> None:
        """Put every part where it belongs."""
        self.stack.place(self.width())

    def event(self, event: QEvent) -> bool:
        """Follow parts that change their size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)


def paragraph(text: str, role: str = "") -> QLabel:
    """Make a label of as many lines as it needs, whose height follows from its width."""
    result = label(text, role)
    result.setWordWrap(True)
    return result
