"""The platform's dialogs for files of presets, opened without stopping the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_import(parent: QWidget, then: Callable[[str], object]) -> None:
    """Ask for a file of presets.

    Args:
        parent: what the dialog belongs to.
        then: gets the path, unless the person thinks better of it.
    """
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("PresetFiles", "Import presets"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_export(parent: QWidget, name: str, then: Callable[[str], object]) -> None:
    """Ask where to write presets to; the same otherwise.

    Args:
        parent: what the dialog belongs to.
        name: of the file that is suggested, without its ending.
        then: gets the path.
    """
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("PresetFiles", "Export presets"), str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(f"{_file_name(name)}.json")
    _open(dialog, then)


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in name)
    return " ".join(kept.split()) or "presets"


def _open(dialog: QFileDialog, then: Callable[[str], object]) -> None:
    translate = QCoreApplication.translate
    kinds = [
        translate("PresetFiles", "Presets (*.json)"),
        translate("PresetFiles", "All files (*)"),
    ]
    dialog.setNameFilters(kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
