"""How full the machine's memories are."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.hardware.meter import INTERVAL_S, Meter


class MachineMeter(QObject):
    """Reads the memories once a second.

    Args:
        parent: Qt parent.
        meter: what reads.
    """

    measured = Signal(object)
    """Carries a ``Reading``."""

    def __init__(self, parent: QObject | None = None, meter: Meter | None = None) -> None:
        super().__init__(parent)
        self._meter = meter or Meter()
        self._timer = QTimer(self)
        self._timer.setInterval(round(INTERVAL_S * 1000))
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Measure now and from now on."""
        self._meter.start()
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Measure no more."""
        self._meter.stop()
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        self.measured.emit(self._meter.read())
