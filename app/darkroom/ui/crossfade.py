"""Lets an old picture fade where a new one has taken its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

FADE_MS = 150


class Crossfade(QWidget):
    """Lies over its parent, takes no clicks, and is gone when the picture has faded.

    Args:
        picture: how it looked before.
        place: where, in the parent.
        height: pixels of the picture that are shown, from its top.
        parent: what has changed.
    """

    def __init__(self, picture: QPixmap, place: QPoint, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self._strength = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        size = picture.deviceIndependentSize().toSize()
        self.setGeometry(place.x(), place.y(), size.width(), min(size.height(), height))
        fade = QVariantAnimation(self)
        fade.setDuration(FADE_MS)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.valueChanged.connect(self._on_value)
        fade.finished.connect(self._on_finished)
        self._width = parent.width()
        parent.installEventFilter(self)
        self.show()
        self.raise_()
        fade.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lines that break anew have nothing to do with the old picture."""
        if isinstance(event, QResizeEvent) and event.size().width() != self._width:
            self._on_finished()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is left of the picture."""
        painter = QPainter(self)
        painter.setOpacity(self._strength)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    @Slot(object)
    def _on_value(self, strength: float) -> None:
        self._strength = strength
        self.update()

    @Slot()
    def _on_finished(self) -> None:
        self.hide()
        self.deleteLater()
