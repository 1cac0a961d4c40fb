"""Search as you type."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure
from darkroom.history.records import Hit
from darkroom.history.store import History
from darkroom.viewmodels.chats.history_thread import HistoryThread
from darkroom.viewmodels.chats.list_model import ChatListModel, Row
from darkroom.viewmodels.chats.sections import MESSAGES, TITLES

DEBOUNCE_MS: Final = 80
MOST_HITS: Final = 50
"""Of titles, and as many of messages."""


class SearchState(Enum):
    """How a search stands."""

    IDLE = auto()
    """Nothing is looked for."""
    LOOKING = auto()
    """What is shown belongs to the words before."""
    DONE = auto()
    FAILED = auto()


class ChatSearch(QObject):
    """Looks for words in the background; of what was typed meanwhile only the newest counts.

    Args:
        thread: does the work; the owner starts and ends it.
        parent: Qt parent.
    """

    changed = Signal()
    """State, hits or failure are new."""

    def __init__(self, thread: HistoryThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self.state = SearchState.IDLE
        self.text = ""
        self.hits: list[Hit] = []
        self.failure: Failure | None = None
        self.rows = ChatListModel(self)
        self._newest = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._on_pause)

    @property
    def is_cut(self) -> bool:
        """There may be older hits than those that are shown."""
        titles = sum(hit.message is None for hit in self.hits)
        return MOST_HITS in (titles, len(self.hits) - titles)

    @Slot(str)
    def look_for(self, text: str) -> None:
        """Look for all words of a text; for none, show nothing."""
        text = text.strip()
        if text == self.text:
            return
        self.text = text
        self._newest += 1
        if not text:
            self._timer.stop()
            self._show(SearchState.IDLE, [])
            return
        self._timer.start()
        if self.state is not SearchState.LOOKING:
            self.state = SearchState.LOOKING
            self.changed.emit()

    @Slot()
    def again(self) -> None:
        """Look once more: chats have changed. What is shown stays until then."""
        if self.text:
            self._newest += 1
            self._timer.start()

    @Slot()
    def _on_pause(self) -> None:
        number, text = self._newest, self.text

        def look(history: History) -> list[Hit]:
            # Overtaken while it waited for others.
            return history.search(text, MOST_HITS) if number == self._newest else []

        self._thread.ask(
            look,
            lambda hits: self._on_found(number, hits),
            lambda error: self._on_failed(number, error),
        )

    def _on_found(self, number: int, hits: list[Hit]) -> None:
        if number == self._newest:
            self._show(SearchState.DONE, hits)

    def _on_failed(self, number: int, error: HistoryError) -> None:
        if number == self._newest:
            self._show(SearchState.FAILED, [], Failure(error.kind, error.text, error.hint))

    def _show(self, state: SearchState, hits: list[Hit], failure: Failure | None = None) -> None:
        self.state, self.hits, self.failure = state, hits, failure
        self.rows.reset(_rows(hits))
        self.changed.emit()


def _rows(hits: list[Hit]) -> list[Row]:
    titles: list[Row] = [hit for hit in hits if hit.message is None]
    messages: list[Row] = [hit for hit in hits if hit.message is not None]
    rows: list[Row] = []
    for section, found in ((TITLES, titles), (MESSAGES, messages)):
        if found:
            rows += [section, *found]
    return rows
