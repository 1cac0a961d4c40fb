"""A list of chats on a real database, for the tests of the sidebar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from darkroom.history.records import ChatHead, Hit
from darkroom.history.store import History
from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.history_thread import HistoryThread
from darkroom.viewmodels.chats.search import ChatSearch
from darkroom.viewmodels.chats.sections import Section

WAIT_MS = 30_000

CHATS = {
    "Latin names": "What is a fox called in Latin?",
    "A story about a fox": "Tell me a story, please.",
    "Packing list": "What do I need for Norway?",
}
"""Title and question, the oldest first."""

NEWEST_FIRST = list(reversed(CHATS))


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        # At noon no test runs into midnight.
        self.now = datetime.now().replace(hour=12)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **how: float) -> None:
        self.now += timedelta(**how)


@dataclass
class Room:
    """All that belongs to a list of chats."""

    history: History
    thread: HistoryThread
    search: ChatSearch
    chats: ChatsViewModel
    clock: Clock
    ids: dict[str, int]

    def titles(self) -> list[str]:
        """The list as it reads; headings in brackets."""
        return [_words(row) for row in self.chats.rows.rows]

    def found(self) -> list[str]:
        """What was found as it reads; of messages the excerpt."""
        return [_words(row) for row in self.search.rows.rows]

    def add(self, title: str, question: str) -> int:
        """Keep a chat, behind the list's back."""
        return add_chat(self.history, title, question)


def add_chat(history: History, title: str, question: str) -> int:
    chat = history.add_chat(title=title).id
    history.add_question(chat, None, question)
    return chat


@contextmanager
def open_room(path: Path, chats: Mapping[str, str] = CHATS) -> Iterator[Room]:
    """Keep some chats and list them; all is closed when the block ends."""
    history = History(path)
    ids = {title: add_chat(history, title, question) for title, question in chats.items()}
    thread = HistoryThread(path)
    search = ChatSearch(thread)
    clock = Clock()
    view_model = ChatsViewModel(history, search, now=clock)
    thread.start()
    try:
        yield Room(history, thread, search, view_model, clock, ids)
    finally:
        thread.shutdown()
        assert thread.wait(WAIT_MS)
        view_model.deleteLater()
        search.deleteLater()
        history.close()


def _words(row: Section | ChatHead | Hit) -> str:
    if isinstance(row, Section):
        return f"[{words.heading(row)}]"
    if isinstance(row, Hit):
        return row.excerpt
    return words.title(row)
