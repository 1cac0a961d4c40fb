"""The language of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
    Slot,
)

from darkroom.core.errors import DarkroomError
from darkroom.core.resources import resource_path
from darkroom.core.settings import LANGUAGE
from darkroom.viewmodels.preferences import Preferences

SOURCE: Final = "en"
"""What the texts in the program are written in."""
LANGUAGES: Final = tuple(o.value for o in LANGUAGE.options if o.value != LANGUAGE.default)
"""All that Darkroom speaks."""


class Translation(QObject):
    """Keeps the program's language as the person wants it.

    Texts that are shown already stay as they are: who shows some has to make them anew.

    Args:
        preferences: what is observed.
        parent: Qt parent.
    """

    changed = Signal()
    """The program speaks another language."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._translators: list[QTranslator] = []
        self.language = SOURCE
        """One of ``LANGUAGES``."""
        self._use(preferences.get(LANGUAGE))
        preferences.changed.connect(self._on_changed)

    def close(self) -> None:
        """Leave the program as it was."""
        self._remove()
        QLocale.setDefault(QLocale.system())

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        before = self.language
        if key == LANGUAGE.key:
            self._use(self._preferences.get(LANGUAGE))
        if self.language != before:
            self.changed.emit()

    def _use(self, wish: str) -> None:
        self._remove()
        wanted = spoken(QLocale.system().uiLanguages()) if wish == LANGUAGE.default else wish
        self.language = wanted if wanted == SOURCE or self._install(wanted) else SOURCE
        # Whoever leaves it to the system has its way of writing numbers too.
        system = QLocale.system()
        by_language = wish != LANGUAGE.default and system.language() != QLocale(wish).language()
        QLocale.setDefault(QLocale(wish) if by_language else system)

    def _install(self, language: str) -> bool:
        """Load the program's own texts, and those of Qt's dialogs if it has them."""
        try:
            own = resource_path("translations", f"darkroom_{language}.qm")
        except DarkroomError:
            return False  # English is better than nothing
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for path in (f"{qt}/qtbase_{language}.qm", str(own)):
            translator = QTranslator(self)
            if translator.load(path):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        return bool(self._translators)

    def _remove(self) -> None:
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []


def spoken(wanted: list[str]) -> str:
    """The first language of a list that Darkroom speaks.

    Args:
        wanted: as systems write them, e.g. ``["fr-FR", "de-AT"]``.
    """
    short = [name.replace("_", "-").partition("-")[0].lower() for name in wanted]
    return next((name for name in short if name in LANGUAGES), SOURCE)
