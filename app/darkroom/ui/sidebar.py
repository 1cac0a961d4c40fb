"""The chats of this session."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from darkroom.ui.controls import button, label, native_keys
from darkroom.ui.figures import number
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chat import ChatViewModel


class Sidebar(QFrame):
    """New chat, and the chats there are.

    Args:
        theme: colours.
        chat: what is observed.
        parent: Qt parent.
    """

    used = Signal()
    """Something was chosen; a sidebar that lies over the chat may go."""
    models_asked = Signal()

    def __init__(self, theme: Theme, chat: ChatViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._chat = chat
        self._new = self._new_button()
        self._models = button("", "nav")
        self._models.setToolTip(native_keys("Ctrl+Shift+D"))
        self._models.clicked.connect(self.models_asked)
        self.show_downloads(None)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Chats"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setSpacing(1)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.itemClicked.connect(self._on_clicked)
        note = WrapLabel(self.tr("Chats stay until you close the window."), "muted")
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(14))
        layout.setSpacing(px(8))
        layout.addWidget(label(self.tr("Darkroom"), "brand"))
        layout.addSpacing(px(6))
        layout.addWidget(self._new)
        layout.addSpacing(px(12))
        layout.addWidget(label(self.tr("CHATS"), "section"))
        layout.addWidget(self._list, 1)
        layout.addWidget(self._models)
        layout.addWidget(note)
        theme.changed.connect(self._dress)
        self._dress()
        chat.conversations_changed.connect(self._fill)
        chat.current_changed.connect(self._fill)
        self._fill()

    def show_downloads(self, share: float | None) -> None:
        """Tell how far downloads are, in [0, 1]; None where there are none."""
        text = self.tr("Models")
        if share is not None:
            text = self.tr("Models · {n} %").format(n=number(int(100 * share)))
        if text != self._models.text():
            self._models.setText(text)
            self._models.setAccessibleName(text)

    def _new_button(self) -> QPushButton:
        new = button(self.tr("New chat"))
        new.setMinimumHeight(self._theme.px(40))
        keys = label(native_keys("Ctrl+N"), "muted", new)
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(new)
        inner.setContentsMargins(0, 0, self._theme.px(12), 0)
        inner.addStretch(1)
        inner.addWidget(keys)
        new.setStyleSheet("text-align: left;")
        new.clicked.connect(self._on_new)
        return new

    @Slot()
    def _dress(self) -> None:
        self._new.setIcon(icon(self._theme, "plus", colour="text"))
        self._new.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    @Slot()
    def _fill(self) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for conversation in self._chat.conversations:
                title = conversation.title or self.tr("New chat")
                item = QListWidgetItem(title)
                item.setToolTip(title)
                self._list.addItem(item)
            self._list.setCurrentRow(self._chat.conversations.index(self._chat.current))

    @Slot()
    def _on_new(self) -> None:
        self._chat.new_chat()
        self.used.emit()

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self._chat.select(self._chat.conversations[row])

    @Slot()
    def _on_clicked(self) -> None:
        self.used.emit()
