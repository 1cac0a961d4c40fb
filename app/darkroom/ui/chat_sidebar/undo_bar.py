"""Says that a chat was deleted, and gets it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QEnterEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.ui.controls import announce, button
from darkroom.ui.theme import SIDEBAR_PX, Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.chats import ChatsViewModel


class UndoBar(QFrame):
    """Is there as long as the chat that was deleted last can be had back.

    Args:
        theme: sizes.
        chats: what is observed.
        parent: Qt parent.
    """

    used = Signal()
    """The button was pressed, and goes."""

    def __init__(self, theme: Theme, chats: ChatsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoBar")
        self._theme = theme
        self._chats = chats
        self._text = WrapLabel()
        self._text.setProperty("role", "chip")
        self.undo = button(self.tr("Undo"))
        self.undo.clicked.connect(self._on_undo)
        self.undo.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(6), theme.px(6), theme.px(6))
        layout.setSpacing(theme.px(8))
        layout.addWidget(self._text, 1)
        layout.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignVCenter)
        chats.deletion.changed.connect(self._on_deletion_changed)
        self._on_deletion_changed()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._chats.deletion.keep(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go soon."""
        self._keep_if_focused()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while the keyboard is here."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._keep_if_focused()
        return super().eventFilter(watched, event)

    def _keep_if_focused(self) -> None:
        self._chats.deletion.keep(self.undo.hasFocus())

    @Slot()
    def _on_undo(self) -> None:
        self._chats.undo()
        self.used.emit()

    @Slot()
    def _on_deletion_changed(self) -> None:
        head = self._chats.deletion.head
        self.setVisible(head is not None)
        if head is None:
            return
        said = self.tr("“{title}” was deleted.")
        self._text.setText(said.format(title=self._short(words.title(head))))
        self.undo.setAccessibleDescription(said.format(title=words.title(head)))
        heard = self.tr("“{title}” was deleted. It can be got back with Undo.")
        announce(self, heard.format(title=words.title(head)))

    def _short(self, title: str) -> str:
        """As much of a title as takes one line, so that the sentence takes two."""
        # Asked for before the bar was ever laid out; all but the text is known.
        room = self._theme.px(SIDEBAR_PX - 60) - self.undo.sizeHint().width()
        return self._text.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
