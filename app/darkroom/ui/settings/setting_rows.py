"""Settings, and folders among them, as lines of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from darkroom.core.setting import Folder, Setting
from darkroom.ui.controls import ElidedLabel, button
from darkroom.ui.settings import words
from darkroom.ui.settings.edits import WIDE, edit_of
from darkroom.ui.settings.row import Row, reset_button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapRow
from darkroom.viewmodels.preferences import Preferences

_CONTROL_PX = 244


class SettingRow(Row):
    """A setting of ``core.settings``; every change takes effect at once.

    Args:
        theme: colours and sizes.
        setting: what is shown and changed; no folder.
        preferences: where it lies.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        setting: Setting[Any],
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, words.say(setting.title), words.say(setting.help), words.sought(setting), parent
        )
        self.setting = setting
        self._preferences = preferences
        self.edit = edit_of(theme, setting)
        self.edit.setAccessibleDescription(words.say(setting.help))
        if isinstance(self.edit, WIDE):
            self.edit.setFixedWidth(theme.px(_CONTROL_PX))
        self.reset = reset_button(theme, setting)
        self.put_beside(self.reset, self.edit)
        self.edit.chosen.connect(self._on_chosen)
        self.reset.clicked.connect(self._on_reset)
        preferences.changed.connect(self._on_changed)
        self._show()

    def _show(self) -> None:
        self.edit.show_value(self._preferences.get(self.setting))
        self.reset.setVisible(not self._preferences.is_default(self.setting))

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key == self.setting.key:
            self._show()

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self._preferences.set(self.setting, value)

    @Slot()
    def _on_reset(self) -> None:
        had_focus = self.reset.hasFocus()
        self._preferences.reset(self.setting)
        # The button goes with the change; the keyboard must not go with it.
        if had_focus:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class FolderRow(Row):
    """A folder: where it is, another one, and a look inside.

    Args:
        theme: colours and sizes.
        setting: which folder.
        preferences: where it lies.
        parent: Qt parent.
    """

    change_asked = Signal()
    open_asked = Signal(object)
    """Carries the folder, which need not exist."""

    def __init__(
        self,
        theme: Theme,
        setting: Folder,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        title = words.say(setting.title)
        super().__init__(theme, title, words.say(setting.help), words.sought(setting), parent)
        self.setting = setting
        self._preferences = preferences
        self.place = FolderPlace(theme, title)
        self.change = self.place.add(self.tr("Change …"), title)
        self.reset = reset_button(theme, setting)
        self.put_beside(self.reset)
        self.put_below(self.place)
        self.change.clicked.connect(self.change_asked)
        self.place.open_asked.connect(self.open_asked)
        self.reset.clicked.connect(self._on_reset)
        preferences.changed.connect(self._on_changed)
        self._show()

    def _show(self) -> None:
        self.place.show_folder(self.setting.place(self._preferences.get(self.setting)))
        self.reset.setVisible(not self._preferences.is_default(self.setting))

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key == self.setting.key:
            self._show()

    @Slot()
    def _on_reset(self) -> None:
        had_focus = self.reset.hasFocus()
        self._preferences.reset(self.setting)
        if had_focus:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)


class FolderPlace(QFrame):
    """Where something lies, and a button that opens it.

    Args:
        theme: sizes.
        title: what lies there.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    """Carries the folder."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._path = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self._buttons = WrapRow(theme.px(8))
        self.open = self.add(self.tr("Open folder"), title)
        self.open.clicked.connect(lambda: self.open_asked.emit(self._folder))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._path)
        column.addWidget(self._buttons)

    def add(self, text: str, title: str) -> QPushButton:
        """Put one more button below; its accessible name says what it is about."""
        result = button(text, "small")
        result.setAccessibleName(f"{title}: {text}")
        self._buttons.add(result)
        return result

    def show_folder(self, folder: Path) -> None:
        """Show where it lies."""
        self._folder = folder
        self._path.setText(str(folder))
        self._path.setAccessibleName(str(folder))
