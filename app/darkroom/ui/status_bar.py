"""The foot of the window: memory, and what the model is."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, Meter, label
from darkroom.ui.theme import Theme
from darkroom.viewmodels.machine import MachineMeter, MemoryReading
from darkroom.viewmodels.model import ModelState, ModelViewModel

STATUS_BAR_PX = 40
_TIGHT, _VERY_TIGHT = 0.80, 0.93


class StatusBar(QFrame):
    """Memory meter and facts.

    Args:
        theme: colours.
        model: what is observed.
        meter: what measures.
        parent: Qt parent.
    """

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
        self._bar = Meter(theme, 90, 6)
        self._bar.setAccessibleName(self.tr("Memory in use"))
        self._memory = label(role="muted")
        self._facts = ElidedLabel("muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(label(self.tr("RAM"), "muted"))
        layout.addWidget(self._bar)
        layout.addWidget(self._memory)
        layout.addSpacing(theme.px(24))
        layout.addWidget(self._facts, 1)
        model.changed.connect(self._on_model_changed)
        meter.measured.connect(self._on_measured)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot(object)
    def _on_measured(self, reading: MemoryReading) -> None:
        share = reading.share
        colour = "bad" if share > _VERY_TIGHT else "warn" if share > _TIGHT else "ok"
        self._bar.set_share(share, colour)
        words = figures.memory(reading.used_bytes, reading.total_bytes)
        # As wide as its widest digits: what stands beside must not move every second.
        widest = self._memory.fontMetrics().horizontalAdvance(re.sub(r"\d", "0", words))
        self._memory.setMinimumWidth(widest + 2)
        self._memory.setText(words)
        self._bar.setAccessibleDescription(words)

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
