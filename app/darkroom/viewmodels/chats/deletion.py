"""The chat that was deleted last, as long as it can be had back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.history.records import ChatHead

UNDO_MS: Final = 10_000


class Deletion(QObject):
    """Remembers one chat for a while.

    Args:
        parent: Qt parent.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.head: ChatHead | None = None
        self.was_current = False
        """It was on screen."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UNDO_MS)
        self._timer.timeout.connect(self.forget)

    def remember(self, head: ChatHead, *, was_current: bool) -> None:
        """Take this chat in the place of the one before."""
        self.head, self.was_current = head, was_current
        self._timer.start()
        self.changed.emit()

    def keep(self, wanted: bool) -> None:
        """Do not forget while the person is at it; begin anew afterwards."""
        if self.head is None:
            return
        if wanted:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def forget(self) -> None:
        """There is no way back any more."""
        self._timer.stop()
        self.head = None
        self.changed.emit()
