"""The settings file: what ``core.settings`` names, with its types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from darkroom.core.paths import app_name
from darkroom.core.setting import Setting
from darkroom.core.settings import SETTINGS

T = TypeVar("T")


def open_store() -> QSettings:
    """Open the settings file of this profile; it need not exist yet."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "Darkroom", app_name())


class SettingsFile(QObject):
    """Reads, checks and changes settings.

    Args:
        store: where values lie.
        parent: Qt parent.
    """

    changed = Signal(str)
    """A setting has another value; carries its key."""
    reset_changed = Signal()
    """There is something to undo, or no longer."""

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._before_reset: dict[str, str] = {}

    def get(self, setting: Setting[T]) -> T:
        """The value of a setting; its default where the file holds none, or one that cannot be."""
        return setting.read(self._text(setting.key))

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a setting; the default is kept by keeping nothing.

        Raises:
            BadInputError: the value is out of range.
        """
        checked = setting.check(value)
        if checked != self.get(setting):
            self._write({setting.key: self._stored(setting, checked)})
            self.forget_reset()

    def reset(self, setting: Setting[Any]) -> None:
        """Set a setting back to its default."""
        self.set(setting, setting.default)

    def is_default(self, setting: Setting[Any]) -> bool:
        """Nobody has chosen another value."""
        return self.get(setting) == setting.default

    @property
    def is_untouched(self) -> bool:
        """All settings are at their defaults."""
        return all(self.is_default(setting) for setting in SETTINGS)

    @property
    def can_undo_reset(self) -> bool:
        """All settings were set back, and none was changed since."""
        return bool(self._before_reset)

    def reset_all(self) -> None:
        """Set every setting back."""
        changed = [setting for setting in SETTINGS if not self.is_default(setting)]
        if changed:
            self._before_reset = {s.key: self._text(s.key) for s in changed}
            self._write(dict.fromkeys(self._before_reset, ""))
            self.reset_changed.emit()

    def undo_reset(self) -> None:
        """Take ``reset_all`` back."""
        before = self._before_reset
        self.forget_reset()
        self._write(before)

    def forget_reset(self) -> None:
        """The person is content with it."""
        if self._before_reset:
            self._before_reset = {}
            self.reset_changed.emit()

    def _stored(self, setting: Setting[T], value: T) -> str:
        return "" if value == setting.default else setting.write(value)

    def _write(self, texts: Mapping[str, str]) -> None:
        """Change texts by key, empty ones go; then tell all of it."""
        for key, text in texts.items():
            if text:
                self._store.setValue(key, text)
            else:
                self._store.remove(key)
        for key in texts:
            self.changed.emit(key)

    def _text(self, key: str) -> str:
        return str(self._store.value(key, ""))
