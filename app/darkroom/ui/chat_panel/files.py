"""Which files presets come from and go to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from darkroom.ui.dialogs import ask_for_file, ask_where_to_save


def ask_for_import(parent: QWidget, then: Callable[[str], object]) -> None:
    """Ask for a file of presets.

    Args:
        parent: what the dialog belongs to.
        then: gets the path, unless the person thinks better of it.
    """
    title = QCoreApplication.translate("PresetFiles", "Import presets")
    ask_for_file(parent, title, _kinds(), then)


def ask_for_export(parent: QWidget, name: str, then: Callable[[str], object]) -> None:
    """Ask where to write presets to; the same otherwise.

    Args:
        parent: what the dialog belongs to.
        name: of the file that is suggested, without its ending.
        then: gets the path.
    """
    title = QCoreApplication.translate("PresetFiles", "Export presets")
    ask_where_to_save(parent, title, f"{_file_name(name)}.json", then, _kinds())


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in name)
    return " ".join(kept.split()) or "presets"


def _kinds() -> list[str]:
    translate = QCoreApplication.translate
    return [
        translate("PresetFiles", "Presets (*.json)"),
        translate("PresetFiles", "All files (*)"),
    ]
