"""The way to the page "Settings" from the rest of the window, which needs it rarely."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from darkroom.core.setting import Folder
from darkroom.ui.dialogs import ask_for_folder
from darkroom.ui.settings import words
from darkroom.ui.theme import Theme
from darkroom.viewmodels.settings import SettingsViewModel

if TYPE_CHECKING:
    from darkroom.ui.settings.page import SettingsPage


class SettingsDoor(QObject):
    """Makes the page when it is first wanted.

    Args:
        theme: colours and sizes.
        settings: what is shown and changed.
        stack: where the page goes.
        parent: Qt parent.
    """

    entered = Signal()
    """The page is in front now."""
    back_asked = Signal()
    machine_asked = Signal()
    models_asked = Signal()
    chat_settings_asked = Signal()
    backup_asked = Signal()
    restore_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: SettingsViewModel,
        stack: QStackedWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._stack = stack
        self.page: SettingsPage | None = None

    @property
    def is_open(self) -> bool:
        """The page is in front."""
        return self.page is not None and self._stack.currentWidget() is self.page

    @Slot()
    def show_last(self) -> None:
        """Show the section that was shown last."""
        self._enter().focus()

    @Slot()
    def show_shortcuts(self) -> None:
        """Show the keys."""
        page = self._enter()
        page.show_section(page.keys)
        page.focus()

    def show_like(self, other: SettingsDoor) -> None:
        """Show what a door of another window shows, if anything."""
        if other.page is None or not other.is_open:
            return
        page = self._enter()
        page.show_section(page.sections[other.page.sections.index(other.page.section)])
        page.focus()

    @Slot(int)
    def show_trace_bytes(self, size_bytes: int) -> None:
        """Recorded steps take so much now."""
        self._settings.show_trace_bytes(size_bytes)

    def _enter(self) -> SettingsPage:
        page = self.page or self._make()
        self._stack.setCurrentWidget(page)
        self.entered.emit()
        return page

    def _make(self) -> SettingsPage:
        from darkroom.ui.settings.page import SettingsPage  # not for the first paint

        page = self.page = SettingsPage(self._theme, self._settings)
        page.back_asked.connect(self.back_asked)
        page.chat.chat_settings_asked.connect(self.chat_settings_asked)
        page.models.machine_asked.connect(self.machine_asked)
        page.models.models_asked.connect(self.models_asked)
        page.data.backup_asked.connect(self.backup_asked)
        page.data.restore_asked.connect(self.restore_asked)
        page.data.export_asked.connect(self.export_asked)
        page.data.import_asked.connect(self.import_asked)
        for section in (page.models, page.data):
            section.change_asked.connect(self._on_change_asked)
            section.open_asked.connect(self._on_open_asked)
        self._stack.addWidget(page)
        return page

    @Slot(object)
    def _on_change_asked(self, setting: Folder) -> None:
        preferences = self._settings.preferences

        def take(folder: str) -> None:
            preferences.set(setting, Path(folder))

        now = setting.place(preferences.get(setting))
        ask_for_folder(self._stack.window(), words.say(setting.title), now, take)

    @Slot(object)
    def _on_open_asked(self, folder: Path) -> None:
        # One that does not exist yet cannot be shown; the one above it can.
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._settings.nearest(folder))))
