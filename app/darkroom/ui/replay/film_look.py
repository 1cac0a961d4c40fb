"""How films and pictures of a replay look, whatever the window looks like now."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

from darkroom.ui.theme import Theme
from darkroom.viewmodels.replay.export import ExportLook


class FilmTheme(Theme):
    """Colours and fonts of a file: neither the system's colours nor its size of text matter.

    Args:
        look: what is wanted.
    """

    _dark = True

    def __init__(self, look: ExportLook) -> None:
        super().__init__()
        self._dark = look.dark
        self.set_scale(1.0)
        self.set_families(look.family, look.code_family)
        self.set_accent(look.accent)

    @property
    def is_dark(self) -> bool:
        """As it was asked for."""
        return self._dark


_kept: list[QGuiApplication] = []


def need_application() -> None:
    """Make it possible to paint where there is no window and no screen."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Qt ends with the object.
        _kept.append(QGuiApplication(sys.argv[:1]))
