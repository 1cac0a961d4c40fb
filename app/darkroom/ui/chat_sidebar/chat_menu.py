"""What can be done with a chat."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from darkroom.history.records import ChatHead
from darkroom.ui.controls import native_keys
from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.chats import ChatsViewModel


class ChatMenu(QMenu):
    """Opens for one chat after the other.

    Args:
        chats: what is asked.
        parent: Qt parent.
    """

    rename_asked = Signal()
    export_asked = Signal(int, str)
    """Carries the chat and ``"markdown"``, ``"json"`` or ``"text"``."""

    def __init__(self, chats: ChatsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chats = chats

    def open_for(self, chat: ChatHead, place: QPoint) -> None:
        """Show what can be done with a chat at a place on the screen."""
        chats = self._chats
        self.clear()
        self.setAccessibleName(words.title(chat))
        self._add(self.tr("Rename"), "F2").triggered.connect(self.rename_asked)
        pin = self._add(self.tr("Unpin") if chat.pinned else self.tr("Pin"))
        pin.triggered.connect(lambda: chats.pin(chat.id, not chat.pinned))
        self.addSeparator()
        self._add_export(chat, self.tr("Export as Markdown …"), "markdown")
        self._add_export(chat, self.tr("Export as JSON …"), "json")
        self._add_export(chat, self.tr("Export as plain text …"), "text")
        self.addSeparator()
        self._add(self.tr("Delete"), "Del").triggered.connect(lambda: chats.delete(chat.id))
        self.popup(place)

    def _add_export(self, chat: ChatHead, text: str, form: str) -> None:
        self._add(text).triggered.connect(lambda: self.export_asked.emit(chat.id, form))

    def _add(self, text: str, keys: str = "") -> QAction:
        """Add an action; its keys are only shown, the list itself obeys them."""
        return self.addAction(f"{text}\t{native_keys(keys)}" if keys else text)
