"""Asks which file, has it written or read, and has a place for what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.history.writing import Form
from darkroom.ui.dialogs import ask_for_file, ask_where_to_save
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_files import ChatFilesViewModel

if TYPE_CHECKING:
    from darkroom.ui.chat_files.notice import FilesNotice
    from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
    from darkroom.ui.settings.door import SettingsDoor


class ChatFilesDoor(QObject):
    """What the menu of a chat and the page "Settings" ask for.

    Args:
        theme: colours and sizes.
        files: does it.
        parent: the window.
    """

    def __init__(self, theme: Theme, files: ChatFilesViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files = files
        self._window = parent
        self.notice: FilesNotice | None = None
        self.place = QWidget()
        """Where the window shows notices."""
        QVBoxLayout(self.place).setContentsMargins(0, 0, 0, 0)
        self.place.hide()
        files.changed.connect(self._on_changed)
        files.restart_asked.connect(parent.close)
        if files.has_news:  # a window that takes another's place
            self._on_changed()

    def listen_to(self, sidebar: ChatSidebar, settings: SettingsDoor) -> None:
        """Do what people ask for there."""
        sidebar.export_asked.connect(self.export_chat)
        settings.export_asked.connect(self.export_all)
        settings.import_asked.connect(self.import_chats)
        settings.backup_asked.connect(self.back_up)
        settings.restore_asked.connect(self.restore)

    @Slot(int, str)
    def export_chat(self, chat: int, form: str) -> None:
        """Ask where to write a chat to; ``form`` is a value of ``Form``."""
        how = Form(form)
        title = {
            Form.MARKDOWN: self.tr("Export the chat as Markdown"),
            Form.JSON: self.tr("Export the chat as JSON"),
            Form.TEXT: self.tr("Export the chat as plain text"),
        }[how]

        def write(path: str) -> None:
            self._files.export(Path(path), how, [chat])

        ask_where_to_save(self._window, title, self._files.name_of(chat, how), write)

    @Slot()
    def export_all(self) -> None:
        """Ask where to write all chats to, as JSON."""

        def write(path: str) -> None:
            self._files.export(Path(path), Form.JSON)

        name = self._files.name_of_all(Form.JSON.suffix)
        ask_where_to_save(self._window, self.tr("Export all chats"), name, write)

    @Slot()
    def import_chats(self) -> None:
        """Ask for a file with chats."""
        kind = self.tr("Exported chats (*.json)")
        self._ask(self.tr("Import chats"), kind, self._files.import_from)

    @Slot()
    def back_up(self) -> None:
        """Ask where to copy the history to."""

        def copy(path: str) -> None:
            self._files.back_up(Path(path))

        name = self._files.name_of_all(".db")
        ask_where_to_save(self._window, self.tr("Back up all chats"), name, copy)

    @Slot()
    def restore(self) -> None:
        """Ask for a backup."""
        # What was kept aside has more behind its suffix.
        kind = self.tr("Backups (*.db *.db.*)")
        self._ask(self.tr("Restore a backup"), kind, self._files.restore)

    def _ask(self, title: str, kind: str, then: Callable[[Path], object]) -> None:
        kinds = [kind, self.tr("All files (*)")]
        ask_for_file(self._window, title, kinds, lambda path: then(Path(path)))

    @Slot()
    def _on_changed(self) -> None:
        if self.notice is None:
            from darkroom.ui.chat_files.notice import FilesNotice  # not for the first paint

            self.notice = FilesNotice(self._theme, self._files)
            layout = self.place.layout()
            if layout is not None:
                layout.addWidget(self.notice)
            self.notice.shown_changed.connect(self.place.setVisible)
            self.place.setVisible(not self.notice.isHidden())
