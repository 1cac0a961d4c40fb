"""A chat of the history, and what stands in its prompt box."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure
from darkroom.history.records import Chat, StoredMessage
from darkroom.history.store import History

DRAFT_SAVED_AFTER_MS = 800


class KeptChat(QObject):
    """Reads and writes one chat at a time.

    Args:
        history: of the window's own thread.
        chat: to begin with.
        parent: Qt parent.
    """

    drafted = Signal()
    """What stands in the prompt box is new."""
    failed = Signal(object)
    """Carries a ``Failure``: something could not be done."""

    def __init__(self, history: History, chat: Chat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self.chat = chat
        self.draft = chat.draft
        self._blank = 0
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_SAVED_AFTER_MS)
        self._draft_timer.timeout.connect(self.save_draft)

    def keep_draft(self, text: str) -> None:
        """Remember what stands in the prompt box; it is written down in a moment."""
        self.draft = text
        self._draft_timer.start()
        self.drafted.emit()

    @Slot()
    def save_draft(self) -> None:
        """Write down what stands in the prompt box."""
        self._draft_timer.stop()
        if self.draft != self.chat.draft:
            self._change(draft=self.draft)

    @Slot(object)
    def on_failure(self, error: HistoryError) -> None:
        """Tell of trouble with the history."""
        self.failed.emit(Failure(error.kind, error.text, error.hint))

    def _turn_to(self, chat: Chat) -> None:
        """Let it be about another chat from now on."""
        self.save_draft()
        if self.chat.leaf is None and not self.chat.title:
            # No list has it, so this is the only way back to what is written there.
            self._blank = self.chat.id
        self.chat, self.draft = chat, chat.draft

    def _add_to_draft(self, chat: int, text: str) -> None:
        """Let words wait in the prompt box of a chat that is not on screen."""
        with self._kept():
            found = self._history.chat(chat)
            lines = filter(None, (text, found.draft if found is not None else ""))
            self._history.change_chat(chat, draft="\n".join(lines))

    def _written_blank(self) -> Chat | None:
        """An empty chat that was left with something in its prompt box."""
        chat = self._history.chat(self._blank) if self._blank else None
        return chat if chat is not None and chat.draft and chat.leaf is None else None

    def _read_path(self) -> list[StoredMessage]:
        leaf = self.chat.leaf
        return [] if leaf is None else self._history.path_to(leaf)

    def _change(self, **fields: object) -> None:
        with self._kept():
            self._history.change_chat(self.chat.id, **fields)
            self.chat = self._history.chat(self.chat.id) or self.chat

    @contextmanager
    def _kept(self) -> Generator[None, None, None]:
        """Tell in words what the history could not do."""
        try:
            yield
        except HistoryError as error:
            self.on_failure(error)
