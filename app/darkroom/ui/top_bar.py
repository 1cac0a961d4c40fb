"""The top of the window: sidebar, model, settings."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.ui.controls import IconButton
from darkroom.ui.model_picker import ModelPicker, ModelStatus
from darkroom.ui.quant_picker import QuantPicker
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.preferences import Preferences

_ROOMY_PX = 480


class TopBar(QFrame):
    """One row of controls.

    Args:
        theme: colours and sizes.
        model: which model answers.
        fit: how its files fit.
        preferences: for the recent files.
        parent: Qt parent.
    """

    sidebar_asked = Signal()
    open_asked = Signal()
    model_chosen = Signal(str)
    """Carries a path; ``CATALOGUE`` is to be looked at, the others to be loaded."""
    machine_asked = Signal()
    models_asked = Signal()
    download_asked = Signal(object)
    """Carries the ``Candidate`` to download."""
    settings_asked = Signal()
    chat_settings_asked = Signal()
    inspector_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ModelViewModel,
        fit: FitViewModel,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._picker = ModelPicker(theme, model, fit, preferences)
        self.quants = QuantPicker(theme, fit)
        tune = IconButton(theme, "tune", self.tr("Settings of the chat"), "Ctrl+I")
        inspect = IconButton(theme, "inspect", self.tr("Inspector"), "Ctrl+Shift+I")
        self._theme = theme
        self._settings = settings = IconButton(theme, "settings", self.tr("Settings"), "Ctrl+,")
        sidebar = IconButton(theme, "sidebar", self.tr("Show or hide the chats"), "Ctrl+B")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        layout.setSpacing(theme.px(10))
        layout.addWidget(sidebar)
        layout.addWidget(self._picker)
        layout.addWidget(self.quants)
        layout.addStretch(1)
        layout.addWidget(ModelStatus(theme, model))
        layout.addSpacing(theme.px(4))
        layout.addWidget(inspect)
        layout.addWidget(tune)
        layout.addWidget(settings)
        sidebar.clicked.connect(self.sidebar_asked)
        tune.clicked.connect(self.chat_settings_asked)
        inspect.clicked.connect(self.inspector_asked)
        settings.clicked.connect(self.settings_asked)
        self._picker.open_asked.connect(self.open_asked)
        self._picker.model_chosen.connect(self.model_chosen)
        self._picker.models_asked.connect(self.models_asked)
        self.quants.open_asked.connect(self.open_asked)
        self.quants.machine_asked.connect(self.machine_asked)
        self.quants.download_asked.connect(self.download_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the models have it: the sidebar leads to the settings too."""
        super().resizeEvent(event)
        self._settings.setVisible(self.width() >= self._theme.px(_ROOMY_PX))

    @Slot()
    def open_models(self) -> None:
        """Show the menu of models."""
        self._picker.open_menu()
