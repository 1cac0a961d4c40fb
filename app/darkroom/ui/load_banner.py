"""A model that could not be loaded: why, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.core.errors import OutOfMemoryError, UnsupportedModelError
from darkroom.hardware.plan import Plan
from darkroom.ui import fit_words
from darkroom.ui.banner import Banner
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import DEMO, ModelViewModel


class LoadBanner(QWidget):
    """Shows itself while the model view model holds a failure.

    Args:
        theme: colours.
        model: what is observed.
        fit: knows smaller plans.
        parent: Qt parent.
    """

    open_asked = Signal()
    machine_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ModelViewModel,
        fit: FitViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._fit = fit
        self._smaller: Plan | None = None
        self._banner = Banner(theme)
        self._banner.allow_dismiss()
        self._banner.dismissed.connect(model.dismiss_failure)
        self._relief = self._banner.add_action(self.tr("Load a smaller plan"))
        self._relief.clicked.connect(self._on_relief)
        self._again = self._banner.add_action(self.tr("Try again"))
        self._again.clicked.connect(model.retry)
        self._banner.add_action(self.tr("Open another file …")).clicked.connect(self.open_asked)
        self._machine = self._banner.add_action(self.tr("See what fits this machine"))
        self._machine.clicked.connect(self.machine_asked)
        self._demo = self._banner.add_action(self.tr("Use the demo model"))
        self._demo.clicked.connect(self._on_demo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._banner)
        model.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        failure = self._model.failure
        if failure is not None:
            self._banner.set_failure(failure)
            # What cannot be run now cannot be run in a minute either.
            self._again.setVisible(failure.kind != UnsupportedModelError.kind)
            short = failure.kind == OutOfMemoryError.kind
            self._machine.setVisible(short)
            self._smaller = self._fit.relief if short else None
            fit_words.offer(self._relief, self._smaller)
            self._demo.setVisible(self._model.path != DEMO)
        self.setVisible(failure is not None)

    @Slot()
    def _on_relief(self) -> None:
        if self._smaller is not None:
            self._fit.load(self._smaller)

    @Slot()
    def _on_demo(self) -> None:
        self._model.load(DEMO)
