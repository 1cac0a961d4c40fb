"""The tab of the models on this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from darkroom.hub.library.model import LocalModel, Owner
from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, button, label
from darkroom.ui.dialogs import ask_for_folder, ask_for_model
from darkroom.ui.models import words
from darkroom.ui.models.library_row import LibraryRow
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.models.manager import ModelsViewModel

_AT_ONCE = 100
"""Rows that are made unasked: a disk may hold thousands of models."""


class LibraryTab(QWidget):
    """All models that were found, by whose they are.

    Args:
        theme: sizes.
        models: what is observed.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    catalogue_asked = Signal()

    def __init__(
        self, theme: Theme, models: ModelsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._library = models.library
        self._most = _AT_ONCE
        self._shown: tuple[Path, ...] | None = None
        self._shown_folders: tuple[Path, ...] = ()
        self.rows: dict[Path, LibraryRow] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by name, kind, or place"))
        self.search.setAccessibleName(self.tr("Search the models on this computer"))
        self.again = button(self.tr("Look again"))
        self.add_file = button(self.tr("Add a file …"))
        self.add_folder = button(self.tr("Add a folder …"))
        self._state = WrapLabel(role="muted")
        self._trouble = WrapLabel(role="bad")
        self._empty = WrapLabel(role="lead")
        self._to_catalogue = button(self.tr("See what there is to get"), "primary")
        self._more = button("")
        self._list, self._folders = QVBoxLayout(), QVBoxLayout()
        self._build()
        self.search.textChanged.connect(self._on_searched)
        self.again.clicked.connect(self._library.scan)
        self.add_file.clicked.connect(self._on_add_file)
        self.add_folder.clicked.connect(self._on_add_folder)
        self._to_catalogue.clicked.connect(self.catalogue_asked)
        self._more.clicked.connect(self._on_more)
        self._library.changed.connect(self._on_changed)
        self._library.told.connect(self._on_told)

    def focus(self) -> None:
        """Put the focus on the search."""
        self.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what went on meanwhile."""
        super().showEvent(event)
        self._on_changed()

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.search, 1)
        head.addWidget(self.again)
        ways = WrapRow(px(8))
        for part in (self.add_file, self.add_folder):
            ways.add(part)
        self._list.setSpacing(px(8))
        self._folders.setSpacing(px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        for part in (self._state, self._trouble, self._empty):
            column.addWidget(part)
        column.addSpacing(px(2))
        column.addWidget(self._to_catalogue, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(4))
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(8))
        column.addWidget(ways)
        column.addLayout(self._folders)

    @Slot()
    def _on_changed(self) -> None:
        if not self.isVisible():
            return
        found = self._library.matching(self.search.text())
        shown = found[: self._most]
        self._show_head(found)
        paths = tuple(model.path for model in shown)
        if paths != self._shown:
            self._shown = paths
            self._fill(shown)
        for model in shown:
            self.rows[model.path].show_model(model)
        rest = len(found) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("Show {n} more").format(n=figures.number(rest)))
        self._more.setAccessibleName(self._more.text())
        self._show_folders()

    def _show_head(self, found: tuple[LocalModel, ...]) -> None:
        library = self._library
        self.again.setEnabled(not library.scanning)
        if library.scanning and not library.scanned:
            state = self.tr("Looking for models …")
        else:
            total = sum(model.size_bytes for model in library.models)
            one = self.tr("1 model, {size}")
            state = one if len(library.models) == 1 else self.tr("{n} models, {size}")
            state = state.format(n=figures.number(len(library.models)), size=figures.size(total))
        self._state.setText(state)
        self._state.setVisible(bool(library.models) or library.scanning)
        trouble = list(library.notes[:3])
        if library.failure is not None:
            trouble = [library.failure.text, library.failure.hint]
        self._trouble.setText(" ".join(filter(None, trouble)))
        self._trouble.setVisible(bool(trouble))
        none_at_all = library.scanned and not library.models
        self._to_catalogue.setVisible(none_at_all)
        self._empty.setVisible(library.scanned and not found)
        self._empty.setText(
            self.tr(
                "No models were found: not in Darkroom's own folder, nor in those of Hugging Face, "
                "LM Studio and Ollama. Get one, add a file or folder of yours, or drop a .gguf "
                "file onto the window. Files stay where they are; nothing is copied."
            )
            if none_at_all
            else self.tr("No model on this computer matches that.")
        )

    def _fill(self, models: tuple[LocalModel, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = {}
        for owner in Owner:
            own = [model for model in models if model.owner is owner]
            if not own:
                continue
            title = label(words.owner(owner), "section")
            title.setContentsMargins(0, self._theme.px(10), 0, 0)
            self._list.addWidget(title)
            card = QFrame()
            card.setObjectName("card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(1, 1, 1, 1)
            inside.setSpacing(0)
            for index, model in enumerate(own):
                if index:
                    inside.addWidget(_line())
                row = LibraryRow(self._theme, self._library)
                row.open_asked.connect(self.open_asked)
                self.rows[model.path] = row
                inside.addWidget(row)
            self._list.addWidget(card)

    def _show_folders(self) -> None:
        if self._shown_folders == self._library.added:
            return
        self._shown_folders = self._library.added
        while (item := self._folders.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for folder in self._library.added:
            if folder.suffix.lower() != ".gguf":
                self._folders.addWidget(self._folder_row(folder))

    def _folder_row(self, folder: Path) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        path = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        path.setText(self.tr("Looks into {folder} too").format(folder=folder))
        forget = button(self.tr("No longer"), "quiet")
        forget.setAccessibleName(self.tr("Look into {folder} no longer").format(folder=folder))
        forget.clicked.connect(lambda: self._library.forget(folder))
        layout.addWidget(path, 1)
        layout.addWidget(forget)
        return row

    @Slot(object)
    def _on_told(self, model: LocalModel) -> None:
        if (row := self.rows.get(model.path)) is not None:
            row.show_note()

    @Slot()
    def _on_searched(self) -> None:
        self._most = _AT_ONCE
        self._on_changed()

    @Slot()
    def _on_more(self) -> None:
        self._most += _AT_ONCE
        self._on_changed()

    @Slot()
    def _on_add_file(self) -> None:
        ask_for_model(self, self.tr("Add a model"), Path.home(), self._on_chosen)

    @Slot()
    def _on_add_folder(self) -> None:
        ask_for_folder(self, self.tr("Add a folder of models"), Path.home(), self._on_chosen)

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self._library.add(Path(path))


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
