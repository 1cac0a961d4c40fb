"""The chats people keep."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from darkroom.ui.chat_sidebar.chat_list import ChatList
from darkroom.ui.chat_sidebar.search_field import SearchField
from darkroom.ui.chat_sidebar.search_page import SearchPage
from darkroom.ui.chat_sidebar.sheet import sheet
from darkroom.ui.chat_sidebar.undo_bar import UndoBar
from darkroom.ui.controls import button, label, native_keys
from darkroom.ui.figures import number
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.search import SearchState


class ChatSidebar(QFrame):
    """New chat, search, the chats there are, and the way to other pages.

    Args:
        theme: colours.
        chats: what is observed and asked.
        parent: Qt parent.
    """

    used = Signal()
    """Something was chosen; a sidebar that lies over the chat may go."""
    new_chat_asked = Signal()
    models_asked = Signal()
    forms_asked = Signal()
    settings_asked = Signal()
    export_asked = Signal(int, str)
    """Carries the chat and ``"markdown"``, ``"json"`` or ``"text"``."""

    def __init__(self, theme: Theme, chats: ChatsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._chats = chats
        self.new = self._new_button()
        self.search = SearchField(theme)
        self.list = ChatList(theme, chats, chats.rows)
        self.list.setAccessibleName(self.tr("Chats"))
        self.found = SearchPage(theme, chats)
        self.undo_bar = UndoBar(theme, chats)
        self.models = button("", "nav")
        self.models.setToolTip(native_keys("Ctrl+Shift+D"))
        self.forms = button(self.tr("Forms"), "nav")
        self.forms.setToolTip(native_keys("Ctrl+Shift+F"))
        self.settings = button(self.tr("Settings"), "nav")
        self.settings.setToolTip(native_keys("Ctrl+,"))
        self._empty = self._empty_page()
        self._stack = QStackedWidget()
        for page in (self.list, self._empty, self.found):
            self._stack.addWidget(page)
        self._build()
        self._connect()
        self.show_downloads(None)
        self._dress()
        self._show_page()

    def show_downloads(self, share: float | None) -> None:
        """Tell how far downloads are, in [0, 1]; None where there are none."""
        text = self.tr("Models")
        if share is not None:
            text = self.tr("Models · {n} %").format(n=number(int(100 * share)))
        if text != self.models.text():
            self.models.setText(text)
            self.models.setAccessibleName(text)

    @Slot()
    def focus_search(self) -> None:
        """Let the person type what to look for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _new_button(self) -> QPushButton:
        new = button(self.tr("New chat"))
        new.setObjectName("newChat")
        new.setMinimumHeight(self._theme.px(36))
        keys = label(native_keys("Ctrl+N"), "muted", new)
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(new)
        inner.setContentsMargins(0, 0, self._theme.px(12), 0)
        inner.addStretch(1)
        inner.addWidget(keys)
        return new

    def _empty_page(self) -> QWidget:
        page = QWidget()
        px = self._theme.px
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(8), px(4), px(8), 0)
        layout.setSpacing(px(4))
        layout.addWidget(WrapLabel(self.tr("No chats yet")))
        layout.addWidget(
            WrapLabel(
                self.tr("Ask something, and the chat is kept here, on this computer."), "muted"
            )
        )
        layout.addStretch(1)
        return page

    def _build(self) -> None:
        px = self._theme.px
        self.search.setVisible(self._chats.search is not None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(16), 0, px(12))
        layout.setSpacing(0)
        for part, side, below in (
            (label(self.tr("Darkroom"), "brand"), 16, 12),
            (self.new, 16, 8),
            (self.search, 16, 8),
            (self._stack, 12, 8),
            (self.undo_bar, 12, 8),
            (self.models, 16, 0),
            (self.forms, 16, 0),
            (self.settings, 16, 0),
        ):
            row = QHBoxLayout()
            row.setContentsMargins(px(side), 0, px(side), px(below))
            row.addWidget(part)
            layout.addLayout(row, 1 if part is self._stack else 0)

    def _connect(self) -> None:
        chats, rows = self._chats, self._chats.rows
        chats.chosen.connect(self._on_chosen)
        self._theme.changed.connect(self._dress)
        self.new.clicked.connect(self._on_new)
        self.models.clicked.connect(self.models_asked)
        self.forms.clicked.connect(self.forms_asked)
        self.settings.clicked.connect(self.settings_asked)
        self.undo_bar.used.connect(self._on_undone)
        for view in (self.list, self.found.list):
            view.export_asked.connect(self.export_asked)
        self.found.list.left_upwards.connect(self.focus_search)
        self.found.list.left.connect(self._on_search_left)
        for signal in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved):
            signal.connect(self._show_page)
        if chats.search is not None:
            self.search.textChanged.connect(chats.search.look_for)
            self.search.entered.connect(chats.choose_first_hit)
            self.search.left_downwards.connect(self._on_search_left_downwards)
            chats.search.changed.connect(self._show_page)

    @Slot()
    def _show_page(self) -> None:
        search = self._chats.search
        if search is not None and search.state is SearchState.LOOKING:
            return  # what is there stays until there is an answer
        if search is not None and search.text:
            self._stack.setCurrentWidget(self.found)
        elif self._chats.rows.rows:
            self._stack.setCurrentWidget(self.list)
        else:
            self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _dress(self) -> None:
        self.new.setIcon(icon(self._theme, "plus", colour="text"))
        self.new.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        self.setStyleSheet(sheet(self._theme))

    @Slot()
    def _on_new(self) -> None:
        self.new_chat_asked.emit()
        self.used.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.used.emit()

    @Slot()
    def _on_search_left(self) -> None:
        self.search.clear()
        self.list.enter()

    @Slot()
    def _on_search_left_downwards(self) -> None:
        view = self._stack.currentWidget()
        if view is self.list:
            self.list.enter()
        else:
            self.found.enter()

    @Slot()
    def _on_undone(self) -> None:
        self.list.enter()
