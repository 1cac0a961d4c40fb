"""Where people type what they look for on the page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from darkroom.ui.clear_field import ClearField
from darkroom.ui.controls import native_keys
from darkroom.ui.theme import Theme


class FindField(ClearField):
    """Finds settings.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("find")
        self.setPlaceholderText(self.tr("Search in the settings"))
        self.setAccessibleName(self.tr("Search in the settings"))
        self.setToolTip(native_keys("Ctrl+F"))
