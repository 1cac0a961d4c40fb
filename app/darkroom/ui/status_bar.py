"""The foot of the window: memories, and what the model is."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.hardware.meter import GpuReading, MemoryReading, Reading
from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, IconButton, Meter, label
from darkroom.ui.theme import Theme
from darkroom.viewmodels.machine import MachineMeter
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.tips import plain_tip

STATUS_BAR_PX = 40
_TIGHT, _VERY_TIGHT = 0.80, 0.93
_GAP_PX = 24
_MOST_GPUS = 2
"""More than these share one bar."""


class StatusBar(QFrame):
    """Memory meters and facts.

    Args:
        theme: colours.
        model: what is observed.
        meter: what measures.
        parent: Qt parent.
    """

    machine_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ModelViewModel,
        meter: MachineMeter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._theme = theme
        self._model = model
        self._reading: Reading | None = None
        self._gpus = [_Gauge(theme) for _ in range(_MOST_GPUS)]
        self._ram = _Gauge(theme)
        self._ram.set_name(self.tr("RAM"), self.tr("Memory in use"))
        self._facts = ElidedLabel("muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(_GAP_PX), 0, theme.px(_GAP_PX), 0)
        layout.setSpacing(theme.px(_GAP_PX))
        for gauge in (*self._gpus, self._ram):
            layout.addWidget(gauge)
        layout.addWidget(self._facts, 1)
        words = self.tr("What fits this machine")
        self._machine = IconButton(theme, "machine", words, "Ctrl+Shift+H")
        self._machine.clicked.connect(self.machine_asked)
        layout.addWidget(self._machine)
        self._show_gpus((), 0)
        model.changed.connect(self._on_model_changed)
        self._on_model_changed()
        meter.measured.connect(self._on_measured)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the gauges."""
        super().resizeEvent(event)
        self._show_reading()

    @Slot(object)
    def _on_measured(self, reading: Reading) -> None:
        self._reading = reading
        self._show_reading()

    def _show_reading(self) -> None:
        if self._reading is None:
            return
        self._ram.show_reading(self._reading.ram)
        # Figures matter more than bars, and all of them more than each card's own.
        for most_gpus, with_bars in ((len(self._gpus), True), (1, True), (1, False)):
            self._show_gpus(self._reading.gpus, most_gpus)
            shown = [gauge for gauge in (*self._gpus, self._ram) if not gauge.isHidden()]
            for gauge in shown:
                gauge.show_bar(with_bars)
            widths = [part.sizeHint().width() for part in (*shown, self._machine)]
            room = self.width() - self._theme.px(_GAP_PX) * (len(widths) + 2)
            self._machine.setVisible(sum(widths) <= room)
            if sum(widths) <= room:
                return

    def _show_gpus(self, gpus: tuple[GpuReading, ...], most: int) -> None:
        shown = [(gpu.name, gpu.memory) for gpu in gpus]
        if len(gpus) > most:
            used = sum(gpu.memory.used_bytes for gpu in gpus)
            total = sum(gpu.memory.total_bytes for gpu in gpus)
            shown = [(", ".join(name for name, _ in shown), MemoryReading(used, total))]
        for n, gauge in enumerate(self._gpus):
            gauge.setVisible(n < len(shown))
            if n < len(shown):
                name, memory = shown[n]
                numbered = self.tr("GPU {n}").format(n=figures.number(n + 1))
                gauge.set_name(
                    numbered if len(shown) > 1 else self.tr("GPU"),
                    self.tr("Memory in use on {name}").format(name=name),
                )
                gauge.show_reading(memory)

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._model
        if model.info is not None:
            self._facts.setText(figures.model_line(model.info, model.context))
        else:
            loading = model.state is ModelState.LOADING
            self._facts.setText(model.stage if loading else "")

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(STATUS_BAR_PX))


class _Gauge(QWidget):
    """Name, bar and figures of one memory."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = label(role="muted")
        self._bar = Meter(theme, 90, 6)
        self._words = label(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        for part in (self._name, self._bar, self._words):
            layout.addWidget(part)

    def set_name(self, name: str, in_full: str) -> None:
        """Say which memory it is: beside the bar, and to who points at it or cannot see it."""
        self._name.setText(name)
        self._bar.setAccessibleName(in_full)
        self.setToolTip(plain_tip(in_full))

    def show_bar(self, wanted: bool) -> None:
        """Show the bar, or the figures alone."""
        self._bar.setVisible(wanted)

    def show_reading(self, reading: MemoryReading) -> None:
        """Show how full it is."""
        share = reading.share
        colour = "bad" if share > _VERY_TIGHT else "warn" if share > _TIGHT else "ok"
        self._bar.set_share(share, colour)
        words = figures.memory(reading.used_bytes, reading.total_bytes)
        # As wide as its widest digits: what stands beside must not move every second.
        widest = self._words.fontMetrics().horizontalAdvance(re.sub(r"\d", "0", words))
        self._words.setMinimumWidth(widest + 2)
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
