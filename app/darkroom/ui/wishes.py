"""Does in the window what later starts of Darkroom ask for."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Qt, Slot

from darkroom.ui.main_window import MainWindow
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.wish import Wish


class Wishes(QObject):
    """Grants wishes, one after the other.

    Args:
        window: what comes to the front.
        fit: opens models.
        model: the model.
        parent: Qt parent.
    """

    def __init__(
        self,
        window: MainWindow,
        fit: FitViewModel,
        model: ModelViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._fit = fit
        self._model = model

    @Slot(object)
    def grant(self, wish: Wish) -> None:
        """Bring the window to the front, with the model and the prompt that were asked for."""
        self._come_forward(wish.activation)
        if wish.model is not None and not self._has(wish.model):
            self._fit.open(wish.model)
        if wish.prompt:
            self.write(wish.prompt)

    def write(self, prompt: str) -> None:
        """Put a text into the prompt box, behind what stands there; nothing is sent."""
        self._window.show_chat()
        box = self._window.prompt
        box.text = f"{box.text.rstrip()}\n\n{prompt}" if box.text.strip() else prompt
        box.focus()

    def _has(self, model: str) -> bool:
        # To open it again would end the answer that is under way.
        return self._model.path == model and self._model.state is not ModelState.FAILED

    def _come_forward(self, activation: str) -> None:
        window = self._window
        if activation:
            # Wayland's compositors let nobody come forward without one; Qt takes it from there.
            os.environ["XDG_ACTIVATION_TOKEN"] = activation
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
