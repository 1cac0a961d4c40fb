"""A chat of the history, and what stands in its prompt box."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure
from darkroom.history.records import Chat, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.prompt import Prompt

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
    overflow_changed = Signal()
    """What to do when the chat outgrows the context is settled otherwise."""
    failed = Signal(object)
    """Carries a ``Failure``: something could not be done."""

    def __init__(self, history: History, chat: Chat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self.chat = chat
        self.draft = chat.draft
        self.queued: Prompt | None = None
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_SAVED_AFTER_MS)
        self._draft_timer.timeout.connect(self.save_draft)

    def keep_draft(self, text: str) -> None:
        """Remember what stands in the prompt box; it is written down in a moment."""
        self.draft = text
        self._draft_timer.start()
        self.drafted.emit()

    @Slot()
    def save_draft(self) -> None:
        """Write down what stands in the prompt box, and above it the question that waits."""
        self._draft_timer.stop()
        waits = self._waits_in(self.chat.id)
        written = waits.with_draft(self.draft) if waits else self.draft
        if written != self.chat.draft:
            self._change(draft=written)

    @Slot(object)
    def on_failure(self, error: HistoryError) -> None:
        """Tell of trouble with the history."""
        self.failed.emit(Failure(error.kind, error.text, error.hint))

    def _turn_to(self, chat: Chat) -> None:
        """Let it be about another chat from now on."""
        self.save_draft()
        waits = self._waits_in(chat.id)
        self.chat, self.draft = chat, waits.without(chat.draft) if waits else chat.draft

    def _on_taken(self, prompt: Prompt) -> None:
        """What stood in the prompt box is asked, or waits."""
        if self.draft.strip() == prompt.text:
            self.draft = ""
        self.save_draft()

    def _on_asked(self, prompt: Prompt) -> None:
        """A question that waited is asked."""
        if prompt.chat == self.chat.id:
            self.save_draft()
            return
        with self.kept():
            chat = self._history.chat(prompt.chat)
            if chat is not None:
                self._history.change_chat(chat.id, draft=prompt.without(chat.draft))

    def _waits_in(self, chat: int) -> Prompt | None:
        """The question that waits, if it is of this chat."""
        return self.queued if self.queued is not None and self.queued.chat == chat else None

    def _read_path(self) -> list[StoredMessage]:
        leaf = self.chat.leaf
        return [] if leaf is None else self._history.path_to(leaf)

    def _change(self, **fields: object) -> None:
        with self.kept():
            self._history.change_chat(self.chat.id, **fields)
            self.chat = self._history.chat(self.chat.id) or self.chat

    @contextmanager
    def kept(self) -> Generator[None, None, None]:
        """Tell in words what the history could not do."""
        try:
            yield
        except HistoryError as error:
            self.on_failure(error)
