"""The preset of a chat, and all that can be done with presets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.files import ask_for_export, ask_for_import
from darkroom.ui.chat_panel.name_box import NameBox
from darkroom.ui.chat_panel.preset_picker import PresetPicker
from darkroom.ui.controls import IconButton, label
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel


class PresetBox(QWidget):
    """The picker, its menu, and the line for names.

    Args:
        theme: sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._presets = settings.presets
        self.picker = PresetPicker(theme, settings)
        self.more = IconButton(theme, "more", self.tr("More about presets"))
        self.menu = QMenu(self)
        self.names = NameBox(theme)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.picker, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("PRESET"), "section"))
        column.addLayout(row)
        column.addWidget(self.names)
        self.more.clicked.connect(self._on_more)
        self.names.done.connect(self._on_named)
        self.menu.aboutToShow.connect(self._fill)

    @Slot()
    def _on_named(self) -> None:
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_more(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot()
    def _fill(self) -> None:
        self.menu.clear()
        self._fill_for_chat()
        self.menu.addSeparator()
        self._fill_for_preset()
        self.menu.addSeparator()
        self._fill_for_files()

    def _fill_for_chat(self) -> None:
        settings, menu = self._settings, self.menu
        menu.addAction(self.tr("Save as …")).triggered.connect(self._on_save_as)
        name = words.short(settings.preset).replace("&", "&&")
        if settings.preset:
            update = menu.addAction(self.tr("Update “{name}”").format(name=name))
            update.triggered.connect(settings.update_preset)
            back = menu.addAction(self.tr("Back to “{name}” as it is saved").format(name=name))
            back.triggered.connect(lambda: settings.apply_preset(settings.preset))
            for action in (update, back):
                action.setEnabled(settings.is_modified)

    def _fill_for_preset(self) -> None:
        menu, presets, name = self.menu, self._presets, self._settings.preset
        default = menu.addAction(self.tr("Use for new chats"))
        default.setCheckable(True)
        default.setChecked(presets.default is not None and presets.default.name == name)
        default.toggled.connect(lambda on: presets.make_default(name if on else ""))
        rename = menu.addAction(self.tr("Rename …"))
        rename.triggered.connect(self._on_rename)
        up = menu.addAction(self.tr("Move up in the list"))
        up.triggered.connect(lambda: presets.move(name, -1))
        down = menu.addAction(self.tr("Move down in the list"))
        down.triggered.connect(lambda: presets.move(name, 1))
        delete = menu.addAction(self.tr("Delete"))
        delete.triggered.connect(lambda: presets.delete(name))
        for action in (default, rename, up, down, delete):
            action.setEnabled(bool(name))
        if name:
            up.setEnabled(name != presets.names[0])
            down.setEnabled(name != presets.names[-1])

    def _fill_for_files(self) -> None:
        menu, presets = self.menu, self._presets
        menu.addAction(self.tr("Import …")).triggered.connect(self._on_import)
        one = menu.addAction(self.tr("Export this preset …"))
        one.triggered.connect(self._on_export)
        one.setEnabled(bool(self._settings.preset))
        every = menu.addAction(self.tr("Export all presets …"))
        every.triggered.connect(self._on_export_all)
        every.setEnabled(bool(presets.names))
        if presets.lacks_starters:
            bring = menu.addAction(self.tr("Bring back the presets of Darkroom"))
            bring.triggered.connect(presets.restore_starters)

    @Slot()
    def _on_save_as(self) -> None:
        def warn(name: str) -> tuple[str, bool]:
            note = self.tr("There is a preset of this name. Save replaces it.")
            return note if name in self._presets.names else "", True

        self.names.ask(self.tr("Name of the new preset"), "", warn, self._settings.save_as)

    @Slot()
    def _on_rename(self) -> None:
        old = self._settings.preset

        def warn(name: str) -> tuple[str, bool]:
            taken = name != old and name in self._presets.names
            return (self.tr("Another preset has this name."), False) if taken else ("", True)

        question = self.tr("New name of “{name}”").format(name=words.short(old))
        self.names.ask(question, old, warn, lambda new: self._presets.rename(old, new))

    @Slot()
    def _on_import(self) -> None:
        ask_for_import(self, self._presets.import_file)

    @Slot()
    def _on_export(self) -> None:
        name = self._settings.preset

        def then(path: str) -> None:
            self._presets.export_file(path, [name])

        ask_for_export(self, words.preset(name), then)

    @Slot()
    def _on_export_all(self) -> None:
        ask_for_export(self, self.tr("Darkroom presets"), self._presets.export_file)
