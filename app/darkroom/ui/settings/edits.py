"""The controls of settings, one for each kind of value.

Each has ``chosen``, which carries another value that the person wants, and ``show_value``.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QFontDatabase, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpinBox, QWidget

from darkroom.core.setting import Choice, Family, Setting, Whole
from darkroom.core.setting import Switch as SwitchSetting
from darkroom.core.settings import ACCENT, ZOOM
from darkroom.ui.controls import button
from darkroom.ui.picker import Picker
from darkroom.ui.settings import words
from darkroom.ui.settings.swatches import Swatches
from darkroom.ui.settings.zoom_edit import ZoomEdit
from darkroom.ui.switch import Switch
from darkroom.ui.theme import Theme

_FEW = 3


class SwitchEdit(Switch):
    """On or off."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: SwitchSetting, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.say(setting.title), parent)
        self.clicked.connect(self._on_clicked)

    def show_value(self, value: bool) -> None:
        """Turn it."""
        self.setChecked(value)

    @Slot(bool)
    def _on_clicked(self, on: bool) -> None:
        self.chosen.emit(on)


class SegmentEdit(QWidget):
    """A few options side by side; the arrow keys go from one to the next."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Choice[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values = [option.value for option in setting.options]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        for number, option in enumerate(setting.options):
            title = words.say(option.title)
            choice = button(title, "segment")
            choice.setCheckable(True)
            choice.setAccessibleName(f"{words.say(setting.title)}: {title}")
            self._group.addButton(choice, number)
            line.addWidget(choice, 1)
        self._group.idClicked.connect(self._on_clicked)

    def show_value(self, value: object) -> None:
        """Mark one of them."""
        choice = self._group.button(self._values.index(value))
        choice.setChecked(True)
        self.setFocusProxy(choice)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class ListEdit(Picker):
    """One of several options."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Choice[Any], parent: QWidget | None = None) -> None:
        super().__init__(theme, words.say(setting.title), parent)
        self._values = [option.value for option in setting.options]
        self.addItems([words.say(option.title) for option in setting.options])
        self.activated.connect(self._on_activated)

    def show_value(self, value: object) -> None:
        """Show one of them."""
        self.setCurrentIndex(self._values.index(value))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._values[index])


class FamilyEdit(Picker):
    """One of the families of fonts that are installed, or the system's own."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Family, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.say(setting.title), parent)
        base = QFontDatabase
        self._installed = [
            family
            for family in base.families()
            if not base.isPrivateFamily(family) and (base.isFixedPitch(family) or not setting.fixed)
        ]
        self.addItem(self.tr("The system’s own"))
        self.addItems(self._installed)
        self.activated.connect(self._on_activated)

    def show_value(self, value: str) -> None:
        """Show a family, also one that is not there any more."""
        gone = len(self._installed) + 1
        self.removeItem(gone)
        if value and value not in self._installed:
            self.addItem(self.tr("{family} (not installed)").format(family=value), value)
            self.setCurrentIndex(gone)
        else:
            self.setCurrentIndex(self._installed.index(value) + 1 if value else 0)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        if index <= len(self._installed):
            self.chosen.emit(self._installed[index - 1] if index else "")


class NumberEdit(QSpinBox):
    """A whole number with its unit; the wheel leaves it alone."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Whole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.say(setting.title))
        self.setRange(setting.least, setting.most)
        self.setSingleStep(setting.stride)
        self.setGroupSeparatorShown(True)
        if setting.unit:
            self.setSuffix(f" {words.say(setting.unit)}")
        if setting.zero:
            self.setSpecialValueText(words.say(setting.zero))
        # While "100" is typed, "1" and "10" are not meant.
        self.setKeyboardTracking(False)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.valueChanged.connect(self._on_value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def show_value(self, value: int) -> None:
        """Show it."""
        with QSignalBlocker(self):
            self.setValue(value)

    @Slot(int)
    def _on_value(self, value: int) -> None:
        self.chosen.emit(value)


Edit = SwitchEdit | SegmentEdit | ListEdit | FamilyEdit | NumberEdit | ZoomEdit | Swatches
WIDE = SegmentEdit | ListEdit | FamilyEdit
"""Those that take all the room there is for them."""


def edit_of(theme: Theme, setting: Setting[Any]) -> Edit:
    """Make the control of a setting."""
    if setting is ACCENT:
        return Swatches(theme, ACCENT)
    if setting is ZOOM:
        return ZoomEdit(theme, ZOOM)
    if isinstance(setting, SwitchSetting):
        return SwitchEdit(theme, setting)
    if isinstance(setting, Whole):
        return NumberEdit(theme, setting)
    if isinstance(setting, Family):
        return FamilyEdit(theme, setting)
    if isinstance(setting, Choice):
        few = len(setting.options) <= _FEW
        return SegmentEdit(theme, setting) if few else ListEdit(theme, setting)
    raise TypeError(f"{setting.key} has no control of its kind")
