"""What stands together on the page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.core.setting import Folder, Section
from darkroom.core.settings import HISTORY_FOLDER, SETTINGS, TRACE_CAP
from darkroom.ui import figures
from darkroom.ui.controls import button, label, native_keys
from darkroom.ui.settings import words
from darkroom.ui.settings.row import Row
from darkroom.ui.settings.setting_rows import FolderPlace, FolderRow, SettingRow
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapRow
from darkroom.viewmodels.settings import SettingsViewModel


class SectionBox(QWidget):
    """Rows below a heading, which is seen while people search through all sections.

    Args:
        theme: colours and sizes.
        title: what stands here.
        settings: what is looked for.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        settings: SettingsViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = title
        self._theme = theme
        self._settings = settings
        self.rows: list[Row] = []
        self.heading = label(title.upper(), "section")
        self.heading.setContentsMargins(0, 0, 0, theme.px(8))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)

    def add(self, row: Row) -> None:
        """Put a row at the end."""
        self.rows.append(row)
        self._column.addWidget(row)

    def filter(self) -> bool:
        """Leave only the rows that are looked for; whether there are any."""
        found = [row for row in self.rows if self._settings.finds(self.title, *row.texts)]
        for row in self.rows:
            row.setVisible(row in found)
        self.heading.setVisible(self._settings.is_seeking)
        return bool(found)

    def _row(self, title: str, text: str, *sought: str) -> Row:
        row = Row(self._theme, title, text, sought)
        self.add(row)
        return row


class SettingSection(SectionBox):
    """The settings of one section of the table, and what else belongs there.

    Args:
        theme: colours and sizes.
        which: which section.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    change_asked = Signal(object)
    """Carries the ``Folder`` setting."""
    open_asked = Signal(object)
    """Carries a folder, which need not exist."""

    def __init__(
        self,
        theme: Theme,
        which: Section,
        settings: SettingsViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, words.section(which), settings, parent)
        for setting in SETTINGS:
            if setting.section is which and isinstance(setting, Folder):
                self.add(self._folder(setting))
            elif setting.section is which:
                self.add(SettingRow(theme, setting, settings.preferences))

    def _folder(self, setting: Folder) -> FolderRow:
        row = FolderRow(self._theme, setting, self._settings.preferences)
        row.change_asked.connect(lambda: self.change_asked.emit(setting))
        row.open_asked.connect(self.open_asked)
        return row

    def row_of(self, key: str) -> SettingRow | FolderRow:
        """The row of a setting that stands here."""
        for row in self.rows:
            if isinstance(row, SettingRow | FolderRow) and row.setting.key == key:
                return row
        raise KeyError(key)


class ChatSection(SettingSection):
    """What holds for all chats, and the way to what each has for itself."""

    chat_settings_asked = Signal()

    def __init__(self, theme: Theme, settings: SettingsViewModel) -> None:
        super().__init__(theme, Section.CHAT, settings)
        row = self._row(
            self.tr("How answers are made"),
            self.tr(
                "Preset, system prompt, thinking, steps and seed belong to each chat, and are "
                "set beside it."
            ),
        )
        self.open = button(self.tr("Settings of the chat"))
        self.open.setToolTip(native_keys("Ctrl+I"))
        self.open.clicked.connect(self.chat_settings_asked)
        row.put_beside(self.open)


class ModelsSection(SettingSection):
    """Where models go, and the ways to the pages about them."""

    machine_asked = Signal()
    models_asked = Signal()

    def __init__(self, theme: Theme, settings: SettingsViewModel) -> None:
        super().__init__(theme, Section.MODELS, settings)
        self.models = button(self.tr("Manage models"))
        self.models.setToolTip(native_keys("Ctrl+Shift+D"))
        self.models.clicked.connect(self.models_asked)
        self.machine = button(self.tr("What fits this machine"))
        self.machine.setToolTip(native_keys("Ctrl+Shift+H"))
        self.machine.clicked.connect(self.machine_asked)
        self._row(
            self.tr("Models on this computer"),
            self.tr("Download models, find those that other programs have, and delete them."),
        ).put_beside(self.models)
        self._row(
            self.tr("Memory"),
            self.tr("Which models fit, where their bytes go, and what can be changed about it."),
            self.tr("GPU, layers, context, threads"),
        ).put_beside(self.machine)


class DataSection(SettingSection):
    """Where things lie, how to keep them safe, and what leaves this computer: nothing."""

    backup_asked = Signal()
    restore_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self, theme: Theme, settings: SettingsViewModel) -> None:
        super().__init__(theme, Section.DATA, settings)
        self.back_up = button(self.tr("Back up …"), "small")
        self.restore = button(self.tr("Restore …"), "small")
        self.export = button(self.tr("Export all …"), "small")
        self.import_ = button(self.tr("Import …"), "small")
        for control, signal in (
            (self.back_up, self.backup_asked),
            (self.restore, self.restore_asked),
            (self.export, self.export_asked),
            (self.import_, self.import_asked),
        ):
            control.clicked.connect(signal)
        backup = self._row(
            self.tr("Backup"),
            self.tr(
                "One file with all chats and their recorded steps. Restoring puts it in the "
                "place of the chats that are here; those are kept aside."
            ),
        )
        backup.put_below(self._pair(self.back_up, self.restore))
        exchange = self._row(
            self.tr("Export and import"),
            self.tr(
                "All chats as JSON, for other programs and other computers. Importing adds to the "
                "chats that are here."
            ),
        )
        exchange.put_below(self._pair(self.export, self.import_))
        self._add_logs()
        self._row(
            self.tr("Telemetry: none"),
            self.tr(
                "Darkroom sends nothing: no figures about you, no reports, no chats. It asks the "
                "network only for the catalogue and the models that you want."
            ),
            self.tr("privacy, tracking"),
        )
        settings.trace_bytes_changed.connect(self._show_state)
        settings.preferences.changed.connect(self._show_state)
        self._show_state()

    def _pair(self, *buttons: QWidget) -> WrapRow:
        pair = WrapRow(self._theme.px(8))
        for each in buttons:
            pair.add(each)
        return pair

    def _add_logs(self) -> None:
        title = self.tr("Logs")
        row = self._row(
            title,
            self.tr("What the engine said, for reports of trouble. The last few are kept."),
        )
        place = FolderPlace(self._theme, title)
        place.show_folder(self._settings.log_folder)
        place.open_asked.connect(self.open_asked)
        row.put_below(place)

    @Slot()
    def _show_state(self) -> None:
        settings = self._settings
        size = settings.trace_bytes
        said = "" if size is None else self.tr("Now they take {size}.")
        self.row_of(TRACE_CAP.key).set_note(said.format(size=figures.size(size or 0)))
        moves = self.tr("Until then chats are kept in {folder}.") if settings.history_moves else ""
        folder = str(settings.preferences.history_folder_in_use)
        self.row_of(HISTORY_FOLDER.key).set_note(moves.format(folder=folder))
