"""What the page "Settings" shows beside the settings themselves."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot, qVersion

from darkroom.core.paths import log_dir
from darkroom.core.version import version
from darkroom.viewmodels.preferences import Preferences


@dataclass(frozen=True, slots=True)
class About:
    """Versions, for whoever reports trouble."""

    darkroom: str
    python: str
    qt: str
    system: str

    @property
    def report(self) -> str:
        """All of it in lines, to be copied."""
        return f"Darkroom {self.darkroom}\nPython {self.python}\nQt {self.qt}\n{self.system}"


class SettingsViewModel(QObject):
    """What is looked for on the page, and the facts on it.

    Args:
        preferences: the settings.
        parent: Qt parent.
    """

    sought = Signal()
    """Something else is looked for."""
    trace_bytes_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.trace_bytes: int | None = None
        """What recorded steps take; None where nobody has measured it yet."""
        self._query: tuple[str, ...] = ()

    @property
    def is_seeking(self) -> bool:
        """Only what is looked for is to be seen."""
        return bool(self._query)

    @property
    def history_moves(self) -> bool:
        """At the next start chats are kept elsewhere."""
        return self.preferences.history_folder != self.preferences.history_folder_in_use

    @property
    def log_folder(self) -> Path:
        """Where logs lie; made if need be."""
        return log_dir()

    @property
    def about(self) -> About:
        """What runs here."""
        return About(version(), platform.python_version(), qVersion(), platform.platform())

    def nearest(self, folder: Path) -> Path:
        """The folder, or the one above it that exists."""
        return next((path for path in (folder, *folder.parents) if path.is_dir()), folder)

    @Slot(str)
    def look_for(self, text: str) -> None:
        """Look for words, in any order and in any case; nothing for everything."""
        query = tuple(text.casefold().split())
        if query != self._query:
            self._query = query
            self.sought.emit()

    def finds(self, *texts: str) -> bool:
        """Every word that is looked for stands in one of the texts, or begins there."""
        everything = "\n".join(texts).casefold()
        return all(word in everything for word in self._query)

    @Slot(int)
    def show_trace_bytes(self, size_bytes: int) -> None:
        """Recorded steps take so much now."""
        if size_bytes != self.trace_bytes:
            self.trace_bytes = size_bytes
            self.trace_bytes_changed.emit()
