"""What was found, or why nothing was."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.ui.chat_sidebar.chat_list import ChatList
from darkroom.ui.controls import announce
from darkroom.ui.figures import number
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.search import ChatSearch, SearchState


class SearchPage(QWidget):
    """Stands in the place of the list while something is looked for.

    Args:
        theme: colours and sizes.
        chats: what is observed and asked.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, chats: ChatsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = chats.search
        rows = chats.rows if chats.search is None else chats.search.rows
        self.list = ChatList(theme, chats, rows, is_search=True)
        self.list.setAccessibleName(self.tr("What was found"))
        self._count = WrapLabel(role="muted")
        self._title = WrapLabel()
        self._advice = WrapLabel(role="muted")
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(4))
        said = QVBoxLayout()
        said.setContentsMargins(px(8), 0, px(8), 0)
        said.setSpacing(px(4))
        for part in (self._count, self._title, self._advice):
            said.addWidget(part)
        layout.addLayout(said)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        if self._search is not None:
            self._search.changed.connect(self._on_changed)

    def enter(self) -> None:
        """Let the keyboard go through what was found."""
        if self.list.isVisible():
            self.list.enter()

    @Slot()
    def _on_changed(self) -> None:
        search = self._search
        if search is None or search.state in (SearchState.IDLE, SearchState.LOOKING):
            return  # what was found before stays until there is an answer
        title = advice = count = ""
        if search.failure is not None:
            title, advice = search.failure.text, search.failure.hint
        elif search.hits:
            count = self._counted(search)
        else:
            title = self.tr("Nothing found")
            advice = self.tr(
                "No chat has all of these words. Try fewer, or only their first letters."
            )
        for part, text in ((self._count, count), (self._title, title), (self._advice, advice)):
            part.setText(text)
            part.setVisible(bool(text))
        self.list.setVisible(bool(search.hits))
        announce(self, count or title)

    def _counted(self, search: ChatSearch) -> str:
        n = len(search.hits)
        if search.is_cut:
            return self.tr("The {n} newest results").format(n=number(n))
        return self.tr("1 result") if n == 1 else self.tr("{n} results").format(n=number(n))
