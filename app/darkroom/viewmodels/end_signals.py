"""Ctrl+C, logging out and shutting down end the window as closing it does."""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is not there on Windows


class EndSignals(QObject):
    """Turns signals that ask a process to end into one of Qt's.

    Python would see them only once Qt's event loop comes back to it. The second one ends the
    process at once, in whatever it is doing. Make it in the main thread.

    Args:
        parent: Qt parent.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.number = 0
        """Of the signal that arrived; 0 before."""
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._usual_wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._usual: dict[int, Any] = {}
        for name in _NAMES:
            number = getattr(signal, name, None)
            # Whoever started the process may have it ignore some, as nohup does.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._usual[number] = signal.signal(number, self._on_signal)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_bytes)

    def close(self) -> None:
        """Leave the signals to what they meant before."""
        self._notifier.setEnabled(False)
        for number, usual in self._usual.items():
            signal.signal(number, usual)
        signal.set_wakeup_fd(self._usual_wakeup)
        self._reader.close()
        self._writer.close()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.number = number
        for known in self._usual:
            signal.signal(known, signal.SIG_DFL)

    @Slot()
    def _on_bytes(self) -> None:
        # The handler of Python's may still be on its way; the byte says the same.
        self.number = self.number or self._reader.recv(64)[0]
        self._notifier.setEnabled(False)
        self.arrived.emit()
