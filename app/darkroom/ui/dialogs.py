"""The platform's dialogs, opened without stopping the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_model(parent: QWidget, title: str, folder: Path, then: Callable[[str], object]) -> None:
    """Ask for a model file.

    Args:
        parent: what the dialog belongs to.
        title: of the dialog.
        folder: where it begins.
        then: gets the path, unless the person thinks better of it.
    """
    tr = QCoreApplication.translate
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([tr("Dialogs", "Models (*.gguf)"), tr("Dialogs", "All files (*)")])
    _open(dialog, then)


def ask_for_folder(
    parent: QWidget, title: str, folder: Path, then: Callable[[str], object]
) -> None:
    """Ask for a folder; the same otherwise."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[str], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
