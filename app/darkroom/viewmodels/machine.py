"""How full the machine's memory is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

INTERVAL_MS = 1000


@dataclass(frozen=True, slots=True)
class MemoryReading:
    """Main memory, bytes."""

    used_bytes: int
    total_bytes: int

    @property
    def share(self) -> float:
        """Used part in [0, 1]."""
        return self.used_bytes / self.total_bytes if self.total_bytes else 0.0


def read_memory() -> MemoryReading:
    """Ask the operating system; used is what cannot be had without swapping."""
    import psutil  # 50 ms that the first paint need not wait for

    memory = psutil.virtual_memory()
    return MemoryReading(memory.total - memory.available, memory.total)


class MachineMeter(QObject):
    """Reads memory once a second.

    Args:
        parent: Qt parent.
    """

    measured = Signal(object)
    """Carries a ``MemoryReading``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Measure now and from now on."""
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        self.measured.emit(read_memory())
