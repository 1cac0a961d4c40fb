"""The chat on screen: asks, edits, goes back and forth between wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import BadInputError
from darkroom.core.types import Failure
from darkroom.history.records import Attachment
from darkroom.history.store import History
from darkroom.viewmodels.answering import Answering, Task
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.model import Inference, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompt import Prompt
from darkroom.viewmodels.recorder import Post
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.shown_chat import ShownChat
from darkroom.viewmodels.turn_path import FramesOf, Turn
from darkroom.viewmodels.turns import AnswerState, Question, title_of
from darkroom.worker.protocol import Event


class ChatViewModel(ShownChat):
    """One chat of the history at a time, as the path through its tree that ends at its leaf.

    Nothing is overwritten: another wording and another answer are siblings of the first.

    Args:
        inference: where commands go.
        model: the model that answers.
        preferences: motion as the person wants it.
        history: of the window's own thread.
        post: has something done with the history in the background.
        settings: system prompt and sampler of the chat on screen.
        parent: Qt parent.
        last: id of the chat to begin with; a new one where it is gone.
        frames_of: finds the frames of a stored answer; None finds none.
    """

    busy_changed = Signal(bool)
    """An answer is under way, or no longer."""
    queue_changed = Signal()
    """A question waits now, or no longer."""
    returned = Signal(object)
    """Carries a ``Prompt`` that waited in vain; it belongs back into the prompt box of its chat,
    where its words are already if that is not on screen."""
    deleted = Signal(int)
    """Carries the id of a message that ``undelete`` can bring back."""

    def __init__(
        self,
        inference: Inference,
        model: ModelViewModel,
        preferences: Preferences,
        history: History,
        post: Post,
        settings: ChatSettingsViewModel,
        parent: QObject | None = None,
        *,
        last: int = 0,
        frames_of: FramesOf | None = None,
    ) -> None:
        chat = history.chat(last) or history.add_chat(**settings.of_new_chat())
        super().__init__(history, chat, preferences, settings, frames_of, parent)
        self._answering = Answering(
            inference, model, preferences, history, post, self.on_failure, self
        )
        self._answering.busy_changed.connect(self.busy_changed)
        self._answering.ended.connect(self._on_run_ended)
        self._path.follow(self._read_path())
        self._show_settings()

    @property
    def busy(self) -> bool:
        """An answer is under way, on screen at least."""
        return self._answering.run is not None

    @property
    def run(self) -> RunViewModel | None:
        """The answer that is under way, of this chat or of another one."""
        return self._answering.run

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        self._answering.on_event(event)

    # --- asking

    def send(self, text: str, attachments: Sequence[Attachment] = ()) -> bool:
        """Ask a question; while an answer is under way, one question can wait for its end.

        Returns:
            Whether it was taken; if not, it belongs back into the prompt box.
        """
        prompt = Prompt(self.chat.id, text.strip(), tuple(attachments))
        taken = bool(prompt.text or prompt.attachments) and self._take(prompt)
        if taken:
            self._on_taken(prompt)
        return taken

    def unqueue(self) -> None:
        """Give the question that waits back to the prompt box."""
        prompt = self.queued
        if prompt is not None:
            self._queue(None)
            self.returned.emit(prompt)

    def stop(self) -> None:
        """End the answer that is under way; its draft stays."""
        self._answering.stop()

    def retry(self) -> None:
        """Answer the last question once more; the answer that is there stays as a sibling."""
        if self.turns:
            self.regenerate(self.turns[-1])

    def regenerate(self, turn: Turn, *, thinking: bool | None = None) -> None:
        """Answer a question once more, or the question of an answer.

        Args:
            turn: of this chat.
            thinking: think first, or not; None leaves that to the settings.
        """
        question = turn.message if isinstance(turn, Question) else self.question_of(turn)
        if question is not None and self.make_way():
            settings = self._settings.settings_of_next_run()
            if thinking is not None:
                settings = replace(settings, thinking=thinking)
            self.begin(Task(self.chat, question, settings))

    def proceed(self, run: RunViewModel) -> None:
        """Give an answer another canvas; the longer answer becomes its sibling."""
        question = self.question_of(run)
        if question is not None and self.make_way():
            settings = self._settings.settings_of_next_run()
            self.begin(Task(self.chat, question, settings, run.message))

    def edit(self, question: Question, text: str) -> None:
        """Ask a question in other words; the old wording and all below it stay as siblings.

        As any other question it waits for the end of an answer that is under way; where another
        one waits already, the new words go into the prompt box.
        """
        old = question.message
        prompt = Prompt(self.chat.id, text.strip(), old.attachments, old)
        if prompt.text and not self._take(prompt):
            self.returned.emit(prompt)
        self.save_draft()

    def drop_oldest(self) -> None:
        """From now on leave out the oldest messages of this chat where they do not fit.

        An answer for which there was no room is begun anew.
        """
        self._change(overflow="drop_oldest")
        self.overflow_changed.emit()
        self.retry_overflow()

    def retry_overflow(self) -> None:
        """Answer the last question once more if there was no room for its answer."""
        if self.lacked_room:
            self.retry()

    def _take(self, prompt: Prompt) -> bool:
        if self._answering.engine_is_free:
            # This may begin the question that waits.
            self._answering.catch_up()
        if self._answering.engine_is_free:
            return self._ask(prompt)
        if self.queued is not None:
            return False
        self._queue(prompt)
        return True

    def _ask(self, prompt: Prompt) -> bool:
        with self.kept():
            here = prompt.chat == self.chat.id
            chat = self.chat if here else self._history.chat(prompt.chat)
            if chat is None:
                return False
            old = prompt.instead_of
            parent = chat.leaf if old is None else old.parent
            question = self._history.add_question(chat.id, parent, prompt.text, prompt.attachments)
            if not chat.title:
                named = prompt.text or prompt.attachments[0].name
                with self.kept():
                    self._history.change_chat(chat.id, title=title_of(named))
            settings = self._settings.settings_of_next_run(None if here else chat)
            self.begin(Task(chat, question, settings))
            return True
        return False

    def begin(self, task: Task) -> RunViewModel | None:
        """Begin an answer, once there is way for it.

        Returns:
            The answer; None if it cannot be written down, which is told in words.
        """
        run = None
        task = replace(task, settings=self._settings.capturing(task.settings))
        with self.kept():
            run = self._answering.begin(task)
        # The question is there even if there can be no answer.
        self.refresh(task.chat.id)
        if self.busy:
            self.busy_changed.emit(True)
        return run

    def make_way(self) -> bool:
        """Whether another answer can begin; if not, say so."""
        self._answering.catch_up()
        if self.busy:
            words = self.tr("Another answer is still being written.")
            hint = self.tr("Wait for its end, or stop it, and try again.")
            self.failed.emit(Failure(BadInputError.kind, words, hint))
        return not self.busy

    def _queue(self, prompt: Prompt | None) -> None:
        self.queued = prompt
        self.queue_changed.emit()

    @Slot(object)
    def _on_run_ended(self, run: RunViewModel) -> None:
        if run.message is not None:
            self.chat_touched.emit(run.message.chat)
        if run not in self.turns:
            run.deleteLater()
        prompt = self.queued
        if prompt is None:
            return
        if run.state is AnswerState.DONE:
            self._queue(None)
            if self._ask(prompt):
                self._on_asked(prompt)
            else:
                self.returned.emit(prompt)
        else:
            # Whoever stopped an answer has other plans.
            self.unqueue()

    # --- the tree

    def remove(self, turn: Turn, *, instead: int | None = None, tell: bool = True) -> None:
        """Delete a turn and what follows it; ``undelete`` brings it back.

        Args:
            turn: of this chat.
            instead: id of the sibling to show in its place; None for the next older one.
            tell: offer to bring it back.
        """
        message = turn.message
        if message is None or turn not in self.turns:
            return
        if self.run is not None and self.run in self.turns[self.turns.index(turn) :]:
            # Its end, which may come at once, shall begin no other answer below it.
            self.unqueue()
            self.stop()
        with self.kept():
            self._history.delete_message(message.id)
            if instead is not None:
                self._change(leaf=self._history.newest_leaf(instead))
            self._reload()
            if tell:
                self.deleted.emit(message.id)

    def undelete(self, message: int) -> None:
        """Bring back what was deleted, and show it."""
        with self.kept():
            self._history.restore_message(message)
            self._reload()

    def branch(self, turn: Turn) -> None:
        """Go on in a new chat from a turn."""
        if turn.message is None:
            return
        with self.kept():
            title = self.tr("{title} (branch)").format(title=self.chat.title)
            chat = self._history.branch(turn.message.id, title)
            self.chat_touched.emit(chat.id)
            self._enter(chat)

    # --- chats

    @Slot()
    def new_chat(self) -> None:
        """Show an empty chat; there is never more than one of those."""
        if self.turns or self.chat.title:
            self._begin_chat()
        else:
            self.current_changed.emit()

    @Slot(int, object)
    def open(self, chat: int, message: int | None = None) -> None:
        """Show a chat.

        Args:
            chat: its id.
            message: what is to be on the path that is shown.
        """
        with self.kept():
            if message is not None:
                self._history.change_chat(chat, leaf=self._history.newest_leaf(message))
            found = self._history.chat(chat)
            if found is None:
                return
            if found.id == self.chat.id:
                self.chat = found
                self._show_path()
            else:
                self._enter(found)

    @Slot(int)
    def on_chat_removed(self, chat: int) -> None:
        """A chat was deleted: show another one if it was this."""
        if self.queued is not None and self.queued.chat == chat:
            self.unqueue()
        if self.run is not None and self.run.message and self.run.message.chat == chat:
            self.stop()
        if chat == self.chat.id:
            self._begin_chat()

    def _begin_chat(self) -> None:
        with self.kept():
            # No list has it, so this is the only way back to what is written there.
            chat = self._history.unsent_chat()
            self._enter(chat or self._history.add_chat(**self._settings.of_new_chat()))
