"""What Darkroom is, for those who ask."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication

from darkroom.ui.controls import button
from darkroom.ui.settings.sections import SectionBox
from darkroom.ui.theme import Theme
from darkroom.viewmodels.settings import SettingsViewModel

_COPIED_MS = 2000


class AboutSection(SectionBox):
    """Version, licence, and what they run on.

    Args:
        theme: sizes.
        settings: knows the versions.
    """

    def __init__(self, theme: Theme, settings: SettingsViewModel) -> None:
        super().__init__(theme, "", settings)
        self.title = self.tr("About")
        self.setAccessibleName(self.title)
        self.heading.setText(self.title.upper())
        about = settings.about
        self._report = about.report
        self.copy = button(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the versions"))
        self.copy.clicked.connect(self._on_copy)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_MS)
        self._back.timeout.connect(self._on_back)
        version = self._row(
            self.tr("Darkroom {version}").format(version=about.darkroom),
            self.tr("Python {python} · Qt {qt} · {system}").format(
                python=about.python, qt=about.qt, system=about.system
            ),
            self.tr("version"),
        )
        version.put_beside(self.copy)
        self._row(
            self.tr("Licence"),
            self.tr(
                "Apache-2.0: use it, change it, pass it on. Models keep licences of their own, "
                "which stand on their pages."
            ),
        )

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText(self.tr("Copied"))
        self._back.start()

    @Slot()
    def _on_back(self) -> None:
        self.copy.setText(self.tr("Copy"))
