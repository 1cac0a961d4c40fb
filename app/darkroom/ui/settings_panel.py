"""The small panel behind the settings button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from darkroom.ui.controls import ElidedLabel, button, label, native_keys
from darkroom.ui.models.limit_box import LimitBox
from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import MAX_STEPS, SEED_BITS, THEMES, Preferences


class SettingsPanel(QFrame):
    """Theme, motion, text size, steps, seed, models; every change takes effect at once.

    Args:
        theme: sizes.
        preferences: what is shown and changed.
        parent: Qt parent.
    """

    zoom_asked = Signal(int)
    machine_asked = Signal()
    models_asked = Signal()
    folder_asked = Signal()

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("settings")
        self.setAccessibleName(self.tr("Settings"))
        self._theme = theme
        self._preferences = preferences
        self._themes = QButtonGroup(self)
        self._motion = QCheckBox(self.tr("Reduce motion"))
        self._zoom = label(role="strong")
        self._steps = QSpinBox()
        self._keep_seed = QCheckBox(self.tr("Same seed every time"))
        self._seed = QSpinBox()
        self._folder = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self._models = QGridLayout()
        self._build()
        self._motion.toggled.connect(self._on_motion)
        self._steps.valueChanged.connect(self._on_steps)
        self._keep_seed.toggled.connect(self._on_keep_seed)
        self._seed.valueChanged.connect(self._on_seed)
        preferences.zoom_changed.connect(self._show_zoom)

    def open_below(self, anchor: QWidget) -> None:
        """Show the panel below a button, with its right edges in line."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + self._theme.px(4)))
        self.move(corner - QPoint(self.width(), 0))
        self.show()
        checked = self._themes.checkedButton()
        (checked or self._motion).setFocus(Qt.FocusReason.PopupFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the preferences anew."""
        preferences = self._preferences
        for choice in self._themes.buttons():
            choice.setChecked(choice.property("choice") == preferences.theme)
        self._motion.setChecked(preferences.reduce_motion)
        self._steps.setValue(preferences.steps or 0)
        seed = preferences.seed
        self._keep_seed.setChecked(seed is not None)
        self._seed.setEnabled(seed is not None)
        self._seed.setValue(seed if seed is not None else preferences.last_seed)
        self._folder.setText(str(preferences.models_folder))
        self._models.setColumnMinimumWidth(1, self._steps.sizeHint().width())
        self._show_zoom()
        super().showEvent(event)

    def _build(self) -> None:
        px = self._theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(18), px(16), px(18), px(18))
        layout.setSpacing(px(10))
        layout.addWidget(label(self.tr("LOOK"), "section"))
        layout.addLayout(self._theme_row())
        layout.addLayout(self._zoom_row())
        layout.addWidget(self._motion)
        layout.addSpacing(px(8))
        layout.addWidget(label(self.tr("NEXT ANSWER"), "section"))
        layout.addLayout(self._sampling_grid())
        layout.addSpacing(px(8))
        layout.addWidget(label(self.tr("MEMORY"), "section"))
        machine = button(self.tr("What fits this machine"))
        machine.setToolTip(native_keys("Ctrl+Shift+H"))
        machine.clicked.connect(self.hide)
        machine.clicked.connect(self.machine_asked)
        layout.addWidget(machine)
        layout.addSpacing(px(8))
        layout.addWidget(label(self.tr("MODELS"), "section"))
        layout.addLayout(self._models_grid())
        manage = button(self.tr("Manage models"))
        manage.setToolTip(native_keys("Ctrl+Shift+D"))
        manage.clicked.connect(self.hide)
        manage.clicked.connect(self.models_asked)
        layout.addWidget(manage)

    def _theme_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(6))
        words = {"system": self.tr("System"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for name in THEMES:
            choice = button(words[name])
            choice.setCheckable(True)
            choice.setProperty("choice", name)
            choice.clicked.connect(self._on_theme)
            self._themes.addButton(choice)
            row.addWidget(choice, 1)
        return row

    def _zoom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Text of the chat")), 1)
        smaller, larger = button("−"), button("+")
        smaller.setAccessibleName(self.tr("Smaller text"))
        larger.setAccessibleName(self.tr("Larger text"))
        smaller.setToolTip(native_keys("Ctrl+-"))
        larger.setToolTip(native_keys("Ctrl++"))
        smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self._theme.px(56))
        for part in (smaller, self._zoom, larger):
            row.addWidget(part)
        return row

    def _sampling_grid(self) -> QGridLayout:
        self._steps.setRange(0, MAX_STEPS)
        self._steps.setSpecialValueText(self.tr("as the model says"))
        self._steps.setAccessibleName(self.tr("Most steps per canvas"))
        self._seed.setRange(0, 2**SEED_BITS - 1)
        self._seed.setAccessibleName(self.tr("Seed"))
        for box in (self._steps, self._seed):
            # The style sheet's padding does not reach the text of a spin box.
            box.lineEdit().setTextMargins(self._theme.px(6), 0, 0, 0)
        grid = QGridLayout()
        grid.setSpacing(self._theme.px(10))
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(self.tr("Most steps per canvas")), 0, 0)
        grid.addWidget(self._steps, 0, 1)
        grid.addWidget(self._keep_seed, 1, 0)
        grid.addWidget(self._seed, 1, 1)
        return grid

    def _models_grid(self) -> QGridLayout:
        change = button(self.tr("Change …"))
        change.setAccessibleName(self.tr("Change the folder of downloads"))
        change.clicked.connect(self.hide)
        change.clicked.connect(self.folder_asked)
        grid = self._models
        grid.setSpacing(self._theme.px(10))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._folder, 0, 0)
        grid.addWidget(change, 0, 1)
        grid.addWidget(label(self.tr("Limit of downloads")), 1, 0)
        grid.addWidget(LimitBox(self._theme, self._preferences), 1, 1)
        return grid

    @Slot()
    def _show_zoom(self) -> None:
        self._zoom.setText(f"{round(100 * self._preferences.zoom)} %")

    @Slot()
    def _on_theme(self) -> None:
        choice = self._themes.checkedButton()
        if choice is not None:
            self._preferences.theme = choice.property("choice")

    @Slot(bool)
    def _on_motion(self, reduce: bool) -> None:
        if reduce != self._preferences.reduce_motion:
            self._preferences.reduce_motion = reduce

    @Slot(int)
    def _on_steps(self, steps: int) -> None:
        self._preferences.steps = steps or None

    @Slot(bool)
    def _on_keep_seed(self, keep: bool) -> None:
        self._seed.setEnabled(keep)
        self._preferences.seed = self._seed.value() if keep else None

    @Slot(int)
    def _on_seed(self, seed: int) -> None:
        if self._keep_seed.isChecked():
            self._preferences.seed = seed
