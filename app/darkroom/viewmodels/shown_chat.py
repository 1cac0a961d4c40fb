"""The path through a chat that is on screen, and ways to others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import ContextOverflowError
from darkroom.core.types import Message
from darkroom.history.records import Chat, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.kept_chat import KeptChat
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import FramesOf, Turn, TurnPath
from darkroom.viewmodels.turns import as_messages, as_pairs


class ShownChat(KeptChat):
    """One chat at a time, as the path through its tree that ends at its leaf.

    Args:
        history: of the window's own thread.
        chat: to begin with.
        preferences: remember which chat is shown.
        settings: system prompt and sampler of the chat on screen.
        frames_of: finds the frames of a stored answer; None finds none.
        parent: Qt parent.
    """

    current_changed = Signal()
    """Another chat is shown."""
    turns_changed = Signal(int)
    """From this index on the turns are others than before."""
    chat_touched = Signal(int)
    """The title or the time of a chat is new."""

    def __init__(
        self,
        history: History,
        chat: Chat,
        preferences: Preferences,
        settings: ChatSettingsViewModel,
        frames_of: FramesOf | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(history, chat, parent)
        self._settings = settings
        self._preferences = preferences
        preferences.last_chat = chat.id
        self._path = TurnPath(history, lambda: self.run, self, frames_of)
        settings.change_asked.connect(self._on_settings_changed)

    @property
    def turns(self) -> list[Turn]:
        """What is on screen, oldest first."""
        return self._path.turns

    @property
    def run(self) -> RunViewModel | None:
        """The answer that is under way, of this chat or of another one."""
        return None

    @property
    def lacked_room(self) -> bool:
        """There was no room in the context for the answer at the end."""
        last = self.turns[-1] if self.turns else None
        failure = last.failure if isinstance(last, RunViewModel) else None
        return failure is not None and failure.kind == ContextOverflowError.kind

    def messages(self, question: str = "") -> tuple[Message, ...]:
        """What the model would read of this chat.

        Args:
            question: that is not sent yet.
        """
        path = [turn.message for turn in self.turns if turn.message is not None]
        return as_messages([*as_pairs(path), ("user", question)])

    def turn_of(self, message: int) -> Turn | None:
        """The turn on screen that shows a message."""
        return next((t for t in self.turns if t.message and t.message.id == message), None)

    def answers_beside(self, run: RunViewModel) -> list[RunViewModel]:
        """All answers to the same question, oldest first; see ``let_go``."""
        with self.kept():
            return self._path.beside(run.message) if run.message is not None else []
        return []

    def let_go(self, runs: Sequence[RunViewModel]) -> None:
        """Forget answers that nobody looks at any more; those on screen stay."""
        self._path.let_go([run for run in runs if run not in self.turns])

    def question_of(self, run: RunViewModel) -> StoredMessage | None:
        """The question that an answer answers."""
        parent = run.message.parent if run.message else None
        with self.kept():
            return self._history.message(parent) if parent is not None else None
        return None

    def step(self, turn: Turn, direction: int) -> None:
        """Show an older (-1) or newer (1) sibling of a turn, and what follows it."""
        message = turn.message
        if message is None:
            return
        with self.kept():
            ids = self._history.siblings(message.id)
            index = ids.index(message.id) + direction if message.id in ids else -1
            if 0 <= index < len(ids):
                self.show_message(ids[index])

    def show_message(self, message: int) -> None:
        """Show a message of this chat, and the newest of what follows it."""
        with self.kept():
            self._change(leaf=self._history.newest_leaf(message))
            self._show_path()

    def refresh(self, chat: int) -> None:
        """Take in what was written to a chat."""
        with self.kept():
            if chat == self.chat.id:
                self._reload()
            self.chat_touched.emit(chat)

    def _enter(self, chat: Chat) -> None:
        self._turn_to(chat)
        # At once: a window that is killed has no time to.
        self._preferences.last_chat = chat.id
        gone, self._path.turns = self._path.turns, []
        self._path.follow(self._read_path())
        self._show_settings()
        self.current_changed.emit()
        self._path.let_go(gone)

    def _show_settings(self) -> None:
        self._settings.show(self.chat)
        answered = [t.settings for t in self.turns if isinstance(t, RunViewModel)]
        self._settings.last_seed = answered[-1].seed if answered else None

    def _reload(self) -> None:
        self.chat = self._history.chat(self.chat.id) or self.chat
        self._show_path()

    def _show_path(self) -> None:
        """Bring the turns to the path that ends at the chat's leaf."""
        index, gone = self._path.follow(self._read_path())
        self.turns_changed.emit(index)
        self._path.let_go(gone)

    @Slot(object)
    def _on_settings_changed(self, fields: dict[str, object]) -> None:
        self._change(**fields)
