"""How much of the line downloads may take."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from darkroom.ui.theme import Theme
from darkroom.viewmodels.preferences import MAX_LIMIT_MB, Preferences


class LimitBox(QSpinBox):
    """Megabytes a second of all downloads together; takes effect at once.

    Args:
        theme: sizes.
        preferences: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setRange(0, MAX_LIMIT_MB)
        self.setSpecialValueText(self.tr("no limit"))
        self.setSuffix(self.tr(" MB/s"))
        self.setAccessibleName(self.tr("Limit of all downloads, megabytes a second"))
        # While "100" is typed, "1" and "10" are not meant.
        self.setKeyboardTracking(False)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        preferences.download_limit_changed.connect(self._on_changed)
        self._on_changed()
        self.valueChanged.connect(self._on_value)

    @Slot()
    def _on_changed(self) -> None:
        with QSignalBlocker(self):
            self.setValue(round((self._preferences.download_limit or 0) / 1e6))

    @Slot(int)
    def _on_value(self, limit_mb: int) -> None:
        self._preferences.download_limit = limit_mb * 1e6 or None
