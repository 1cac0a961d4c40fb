"""The platform's dialogs, opened without stopping the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [translate("Dialogs", "Models (*.gguf)"), translate("Dialogs", "All files (*)")]
    )
    _open(dialog, then)


def ask_for_text_files(parent: QWidget, title: str, then: Callable[[list[str]], object]) -> None:
    """Ask for some text files.

    Args:
        parent: what the dialog belongs to.
        title: of the dialog.
        then: gets the paths, unless the person thinks better of it.
    """
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(then)
    dialog.open()


def ask_for_file(
    parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[str], object]
) -> None:
    """Ask for a file that is there.

    Args:
        parent: what the dialog belongs to.
        title: of the dialog.
        kinds: name filters, such as ``"Text (*.txt)"``.
        then: gets the path, unless the person thinks better of it.
    """
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    _open(dialog, then)


def ask_where_to_save(
    parent: QWidget,
    title: str,
    name: str,
    then: Callable[[str], object],
    kinds: Sequence[str] = (),
) -> None:
    """Ask for the path of a new file.

    Args:
        parent: what the dialog belongs to.
        title: of the dialog.
        name: that is suggested, with its suffix.
        then: gets the path, unless the person thinks better of it.
        kinds: name filters; none shows all files.
    """
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    if kinds:
        dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
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
