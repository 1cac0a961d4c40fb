"""The chats there are, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.history.records import ChatHead, Hit
from darkroom.history.store import History
from darkroom.viewmodels.chats.deletion import Deletion
from darkroom.viewmodels.chats.list_model import ChatListModel, Row
from darkroom.viewmodels.chats.search import ChatSearch, SearchState
from darkroom.viewmodels.chats.sections import PINNED, Calendar

_LOOK_AT_CLOCK_MS: Final = 15 * 60_000
"""A computer that slept through midnight shows the new day this much later at most."""


def _local_now() -> datetime:
    return datetime.now()


class ChatsViewModel(QObject):
    """A list of chats by day, and the search in them.

    Small writes happen at once, in the window's thread; ``search`` looks in a thread of its own.

    Args:
        history: of the window's own thread.
        search: None where nothing can be looked for.
        parent: Qt parent.
        now: local time without a zone.
    """

    chosen = Signal(int, object)
    """Carries a chat to show, and the id of a message to show it at, or None."""
    removed = Signal(int)
    restored = Signal(int)
    current_changed = Signal()
    failed = Signal(object)
    """Carries the ``HistoryError`` of something that could not be read or written."""

    def __init__(
        self,
        history: History,
        search: ChatSearch | None = None,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = _local_now,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._now = now
        self._heads: list[ChatHead] = []
        self._calendar = Calendar(now())
        self._first_wanted = False
        self.search = search
        self.deletion = Deletion(self)
        self.rows = ChatListModel(self)
        self.rows.title_edited.connect(self.rename)
        if search is not None:
            search.rows.title_edited.connect(self.rename)
            search.changed.connect(self._on_search_changed)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_clock)
        self.reload()

    @property
    def current(self) -> int | None:
        """The chat on screen, None for one that is not in the list yet."""
        return self.rows.current

    @current.setter
    def current(self, chat: int | None) -> None:
        if chat == self.current:
            return
        self.rows.current = chat
        if self.search is not None:
            self.search.rows.current = chat
        self.current_changed.emit()

    @property
    def current_head(self) -> ChatHead | None:
        """The chat on screen as the list has it; None for one that is not in it."""
        return next((head for head in self._heads if head.id == self.current), None)

    def reload(self) -> None:
        """Read all chats anew, e.g. after an import."""
        try:
            self._heads = self._history.heads()
        except HistoryError as error:
            self.failed.emit(error)
        self.rows.reset(self._grouped())
        self._look_again()

    @Slot(int)
    def refresh(self, chat: int) -> None:
        """Read one chat anew: it is new, gone, was renamed, or got a message."""
        try:
            head = self._history.head(chat)
        except HistoryError as error:
            self.failed.emit(error)
            return
        heads = [other for other in self._heads if other.id != chat]
        if head is not None:
            heads.append(head)
            heads.sort(key=lambda head: (head.pinned, head.updated, head.id), reverse=True)
        self._heads = heads
        self.rows.sync(self._grouped(), chat)

    # --- what people do

    def choose(self, chat: int, message: int | None = None) -> None:
        """Show a chat, at a message if there is one."""
        self.current = chat
        self.chosen.emit(chat, message)

    def choose_first_hit(self) -> None:
        """Show the first thing that was found, as soon as it is."""
        search = self.search
        if search is None:
            return
        self._first_wanted = search.state is SearchState.LOOKING
        if search.state is SearchState.DONE:
            first = next((row for row in search.rows.rows if isinstance(row, Hit)), None)
            if first is not None:
                self.choose(first.chat.id, first.message)

    @Slot()
    def select_next(self) -> None:
        """Show the chat below; without one on screen, the first."""
        self._step(1)

    @Slot()
    def select_previous(self) -> None:
        """Show the chat above."""
        self._step(-1)

    @Slot(int, str)
    def rename(self, chat: int, title: str) -> None:
        """Give a chat another title; one without words is ignored."""
        title = " ".join(title.split())
        if title and self._write(lambda: self._history.change_chat(chat, title=title)):
            self.refresh(chat)
            self._look_again()

    def pin(self, chat: int, wanted: bool) -> None:
        """Put a chat above the others, or back among them."""
        if self._write(lambda: self._history.change_chat(chat, pinned=wanted)):
            self.refresh(chat)
            self._look_again()

    def delete(self, chat: int) -> None:
        """Delete a chat; ``undo`` gets it back for a while, and until the next is deleted."""
        head = next((head for head in self._heads if head.id == chat), None)
        if head is None or not self._write(lambda: self._history.delete_chat(chat)):
            return
        was_current = chat == self.current
        self.refresh(chat)
        self._look_again()
        if was_current:
            self.current = None
        self.removed.emit(chat)
        self.deletion.remember(head, was_current=was_current)

    @Slot()
    def undo(self) -> None:
        """Get back the chat that was deleted last; it is shown if it was then."""
        head, was_current = self.deletion.head, self.deletion.was_current
        if head is None or not self._write(lambda: self._history.restore_chat(head.id)):
            return
        self.deletion.forget()
        self.refresh(head.id)
        self._look_again()
        self.restored.emit(head.id)
        if was_current:
            self.choose(head.id)

    # --- inside

    def _write(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except HistoryError as error:
            self.failed.emit(error)
            return False
        return True

    def _grouped(self) -> list[Row]:
        """All chats below their headings."""
        now = self._now()
        if now.date() != self._calendar.today:
            self._calendar = Calendar(now)
        self._clock.start(min(self._calendar.ms_left(now) + 1, _LOOK_AT_CLOCK_MS))
        rows: list[Row] = []
        above = None
        for head in self._heads:
            section = PINNED if head.pinned else self._calendar.section(head.updated)
            if section is not above:
                rows.append(section)
                above = section
            rows.append(head)
        return rows

    def _step(self, by: int) -> None:
        chats = self.rows.chats()
        if not chats:
            return
        at = chats.index(self.current) + by if self.current in chats else 0
        if 0 <= at < len(chats):
            self.choose(chats[at])

    def _look_again(self) -> None:
        if self.search is not None:
            self.search.again()

    @Slot()
    def _on_search_changed(self) -> None:
        if self._first_wanted and self.search and self.search.state is not SearchState.LOOKING:
            self._first_wanted = False
            self.choose_first_hit()

    @Slot()
    def _on_clock(self) -> None:
        if self._now().date() != self._calendar.today:
            self.rows.sync(self._grouped())
        else:
            self._clock.start(min(self._calendar.ms_left(self._now()) + 1, _LOOK_AT_CLOCK_MS))
