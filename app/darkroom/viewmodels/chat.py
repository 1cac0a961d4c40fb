"""The chat on screen, and the one answer that is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure, Frame, GenerateSettings, ModelInfo
from darkroom.history.records import Attachment, Chat, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.model import Inference, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.recorder import Post, Recorder
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState, Question, as_messages, title_of
from darkroom.worker.protocol import (
    NO_RUN,
    Cancelled,
    Event,
    Failed,
    Finished,
    PrefillProgress,
)

Turn = Question | RunViewModel


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that waits for its turn."""

    chat: int
    text: str
    attachments: tuple[Attachment, ...] = ()


class ChatViewModel(QObject):
    """Asks, listens, stops, edits, goes back and forth between wordings.

    At most one answer is under way, in this chat or in another one; events find it by run id,
    and those of an answer that was thrown away find none. All that is said is in the history
    before it is on screen.

    Args:
        inference: where commands go.
        model: the model that answers.
        preferences: motion as the person wants it.
        history: of the window's own thread.
        post: has something done with the history in the background.
        settings: system prompt and sampler of the chat on screen.
        parent: Qt parent.
    """

    current_changed = Signal()
    """Another chat is shown."""
    turns_changed = Signal(int)
    """From this index on the turns are others than before."""
    chat_touched = Signal(int)
    """The title or the time of a chat is new."""
    busy_changed = Signal(bool)
    """An answer is under way, or no longer."""
    queue_changed = Signal()
    """A question waits now, or no longer."""
    returned = Signal(object)
    """Carries a ``Prompt`` that waited in vain; it belongs back into the prompt box."""
    deleted = Signal(int)
    """Carries the id of a message that ``undelete`` can bring back."""
    failed = Signal(object)
    """Carries a ``Failure``: the history could not be read or written."""

    def __init__(
        self,
        inference: Inference,
        model: ModelViewModel,
        preferences: Preferences,
        history: History,
        post: Post,
        settings: ChatSettingsViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference = inference
        self._model = model
        self._preferences = preferences
        self._history = history
        self._post = post
        self._settings = settings
        self._run: RunViewModel | None = None
        self._recorder: Recorder | None = None
        self._held: Callable[[RunViewModel], int] | None = None
        self.queued: Prompt | None = None
        self.turns: list[Turn] = []
        self.chat = history.add_chat(**settings.of_new_chat())
        settings.show(self.chat)
        settings.change_asked.connect(self._on_settings_changed)
        model.loaded.connect(self._on_loaded)
        model.prepared.connect(self._on_prepared)

    @property
    def busy(self) -> bool:
        """An answer is under way, on screen at least."""
        return self._run is not None

    @property
    def engine_is_free(self) -> bool:
        """The engine is free; an answer that is only still being shown does not hinder."""
        return self._run is None or self._run.engine_done

    # --- asking

    def send(self, text: str, attachments: Sequence[Attachment] = ()) -> bool:
        """Ask a question; while an answer is under way, one question can wait for its end.

        Returns:
            Whether it was taken; if not, it belongs back into the prompt box.
        """
        prompt = Prompt(self.chat.id, text.strip(), tuple(attachments))
        if not (prompt.text or prompt.attachments):
            return False
        if not self.engine_is_free:
            if self.queued is not None:
                return False
            self._set_queued(prompt)
            return True
        self._catch_up()
        return self._ask(prompt)

    def unqueue(self) -> None:
        """Give the question that waits back to the prompt box."""
        prompt = self.queued
        self._set_queued(None)
        if prompt is not None:
            self.returned.emit(prompt)

    def stop(self) -> None:
        """End the answer that is under way; its draft stays."""
        run = self._run
        if run is None:
            return
        if run.engine_done:
            run.hurry()
        elif self._held is not None:
            self._held = None
            self._apply(run, Cancelled(run.run_id, ""))
        else:
            self._inference.cancel(run.run_id)

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
        question = turn.message if isinstance(turn, Question) else self._question_of(turn)
        if question is not None and self._make_way():
            settings = self._settings.settings_of_next_run()
            if thinking is not None:
                settings = replace(settings, thinking=thinking)
            with self._kept():
                self._answer(self.chat, question, settings)

    def proceed(self, run: RunViewModel, *, drop_oldest: bool = False) -> None:
        """Give an answer another canvas; the longer answer becomes its sibling."""
        question = self._question_of(run)
        if question is not None and self._make_way():
            with self._kept():
                self._answer(
                    self.chat, question, self._settings.settings_of_next_run(), run.message
                )

    def edit(self, question: Question, text: str) -> None:
        """Ask a question in other words; the old wording and all below it stay as siblings."""
        if not text.strip() or not self._make_way():
            return
        old = question.message
        with self._kept():
            new = self._history.add_question(
                self.chat.id, old.parent, text.strip(), old.attachments
            )
            self._answer(self.chat, new, self._settings.settings_of_next_run())

    def drop_oldest(self) -> None:
        """From now on leave out the oldest messages of this chat where they do not fit."""
        self._change(overflow="drop_oldest")
        self.retry()

    # --- the tree

    def step(self, turn: Turn, direction: int) -> None:
        """Show an older (-1) or newer (1) sibling of a turn, and what follows it."""
        if turn.message is None:
            return
        with self._kept():
            ids = self._history.siblings(turn.message.id)
            index = ids.index(turn.message.id) + direction
            if 0 <= index < len(ids):
                self._change(leaf=self._history.newest_leaf(ids[index]))
                self._show_path()

    def remove(self, turn: Turn) -> None:
        """Delete a turn and what follows it; ``undelete`` brings it back."""
        message = turn.message
        if message is None:
            return
        if self._run is not None and self._run in self.turns[self.turns.index(turn) :]:
            self.stop()
        with self._kept():
            self._history.delete_message(message.id)
            self._reload()
            self.deleted.emit(message.id)

    def undelete(self, message: int) -> None:
        """Bring back what was deleted, and show it."""
        with self._kept():
            self._history.restore_message(message)
            self._change(leaf=self._history.newest_leaf(message))
            self._show_path()

    def branch(self, turn: Turn) -> None:
        """Go on in a new chat from a turn."""
        if turn.message is None:
            return
        with self._kept():
            title = self.tr("{title} (branch)").format(title=self.chat.title)
            chat = self._history.branch(turn.message.id, title)
            self.chat_touched.emit(chat.id)
            self.open(chat.id)

    # --- chats

    def new_chat(self) -> None:
        """Show an empty chat; there is never more than one of those."""
        if self.turns:
            with self._kept():
                self._enter(self._history.add_chat(**self._settings.of_new_chat()))
        else:
            self.current_changed.emit()

    @Slot(int, object)
    def open(self, chat: int, message: int | None = None) -> None:
        """Show a chat.

        Args:
            chat: its id.
            message: what is to be on the path that is shown.
        """
        with self._kept():
            found = self._history.chat(chat)
            if found is None:
                return
            if message is not None:
                leaf = self._history.newest_leaf(message)
                self._history.change_chat(chat, leaf=leaf)
                found = replace(found, leaf=leaf)
            if found.id != self.chat.id:
                self._enter(found)
            else:
                self.chat = found
                self._show_path()

    @Slot(int)
    def on_chat_removed(self, chat: int) -> None:
        """A chat was deleted: show another one if it was this."""
        if chat == self.chat.id:
            if self._run is not None and self._run in self.turns:
                self.stop()
            with self._kept():
                self._enter(self._history.add_chat(**self._settings.of_new_chat()))

    @Slot(int)
    def on_chat_changed(self, chat: int) -> None:
        """Title or pin of a chat were changed elsewhere."""
        if chat == self.chat.id:
            self._reload(only_chat=True)

    def turn_of(self, message: int) -> Turn | None:
        """The turn on screen that shows a message."""
        return next((t for t in self.turns if t.message and t.message.id == message), None)

    def keep_draft(self, text: str) -> None:
        """Remember what stands in the prompt box."""
        if text != self.chat.draft:
            self._change(draft=text)

    # --- events

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if not isinstance(event, PrefillProgress | Frame | Finished | Cancelled | Failed):
            return
        if self._run is not None and event.run_id == self._run.run_id != NO_RUN:
            self._apply(self._run, event)

    def _apply(self, run: RunViewModel, event: Event) -> None:
        run.apply(event)
        if run.engine_done and self._recorder is not None:
            recorder, self._recorder = self._recorder, None
            recorder.close()
            recorder.deleteLater()

    def _ask(self, prompt: Prompt) -> bool:
        with self._kept():
            here = prompt.chat == self.chat.id
            chat = self.chat if here else self._history.chat(prompt.chat)
            if chat is None:
                return False
            question = self._history.add_question(
                chat.id, chat.leaf, prompt.text, prompt.attachments
            )
            if not chat.title:
                named = prompt.text or prompt.attachments[0].name
                self._history.change_chat(chat.id, title=title_of(named))
            settings = self._settings.settings_of_next_run(None if here else chat)
            self._answer(chat, question, settings)
            return True
        return False

    def _answer(
        self,
        chat: Chat,
        question: StoredMessage,
        settings: GenerateSettings,
        before: StoredMessage | None = None,
    ) -> None:
        """Begin an answer; ``before`` is one that it goes on from."""
        history, model = self._history, self._model
        quantization = model.info.quantization if model.info else ""
        message = history.begin_answer(
            chat.id, question.id, model=model.name, quantization=quantization, settings=settings
        )
        text, thinking = (before.text, before.thinking) if before else ("", "")
        run = RunViewModel(
            model.name,
            model.lexicon,
            self._preferences.display_lag_ms,
            self,
            text_before=text,
            thinking_before=thinking,
        )
        run.message, run.settings, run.quantization = message, settings, quantization
        run.find_siblings = self._siblings_of(message)
        # A model that is still to come back announces itself when it is there.
        if model.info is not None and model.state is ModelState.READY:
            run.use_model(model.info)
        run.ended.connect(self._on_run_ended)
        messages = as_messages(history.path_to(question.id))

        def begin(run: RunViewModel) -> int:
            return self._inference.start_run(
                messages,
                settings,
                chat.system or None,
                prefix=text,
                prefix_thinking="" if text else thinking,
                drop_oldest=chat.overflow == "drop_oldest",
            )

        self._run = run
        self._recorder = Recorder(history, self._post, run, model.lexicon, self._on_failure, self)
        if chat.id == self.chat.id:
            self._reload()
        self.chat_touched.emit(chat.id)
        self.busy_changed.emit(True)
        if model.preparing and model.state is ModelState.EMPTY:
            self._held = begin
        else:
            run.begin(begin(run))

    def _question_of(self, run: RunViewModel) -> StoredMessage | None:
        parent = run.message.parent if run.message else None
        return self._history.message(parent) if parent is not None else None

    def _make_way(self) -> bool:
        """Whether another answer can begin."""
        self._catch_up()
        return not self.busy

    def _catch_up(self) -> None:
        if self._run is not None and self._run.engine_done:
            self._run.hurry()

    def _set_queued(self, prompt: Prompt | None) -> None:
        self.queued = prompt
        self.queue_changed.emit()

    # --- what is shown

    def _enter(self, chat: Chat) -> None:
        self._let_go(self.turns)
        self.chat, self.turns = chat, []
        self._settings.show(chat)
        self._show_path(quietly=True)
        self.current_changed.emit()

    def _reload(self, *, only_chat: bool = False) -> None:
        chat = self._history.chat(self.chat.id)
        if chat is not None:
            self.chat = chat
        if not only_chat:
            self._show_path()

    def _show_path(self, *, quietly: bool = False) -> None:
        """Bring the turns to the path that ends at the chat's leaf."""
        leaf = self.chat.leaf
        path = self._history.path_to(leaf) if leaf is not None else []
        same = 0
        for turn, message in zip(self.turns, path, strict=False):
            if turn.message is None or turn.message.id != message.id:
                break
            same += 1
        gone, self.turns = self.turns[same:], self.turns[:same]
        self.turns += map(self._turn, path[same:])
        if not quietly:
            self.turns_changed.emit(same)
        self._let_go(gone)

    def _turn(self, message: StoredMessage) -> Turn:
        run = self._run
        if run is not None and run.message is not None and run.message.id == message.id:
            return run
        if message.role == "user":
            return Question(message, self._siblings_of(message))
        stored = RunViewModel.stored(message, self)
        stored.find_siblings = self._siblings_of(message)
        return stored

    def _siblings_of(self, message: StoredMessage) -> Callable[[], tuple[int, int]]:
        def find() -> tuple[int, int]:
            ids = self._history.siblings(message.id)
            return (ids.index(message.id) + 1, len(ids)) if message.id in ids else (1, 1)

        return find

    def _let_go(self, turns: Sequence[Turn]) -> None:
        for turn in turns:
            if isinstance(turn, RunViewModel) and turn is not self._run:
                turn.deleteLater()

    def _change(self, **fields: object) -> None:
        with self._kept():
            self._history.change_chat(self.chat.id, **fields)
            self.chat = replace(self.chat, **fields)  # type: ignore[arg-type]

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Tell in words what the history could not do."""
        try:
            yield
        except HistoryError as error:
            self._on_failure(error)

    def _on_failure(self, error: HistoryError) -> None:
        self.failed.emit(Failure(error.kind, error.text, error.hint))

    @Slot(object)
    def _on_settings_changed(self, fields: dict[str, object]) -> None:
        self._change(**fields)

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:
        if self._run is not None:
            self._run.use_model(info)

    @Slot()
    def _on_prepared(self) -> None:
        # A question must not overtake the model that it is for.
        if self._run is not None and self._held is not None:
            begin, self._held = self._held, None
            self._run.begin(begin(self._run))

    @Slot()
    def _on_run_ended(self) -> None:
        run, self._run = self._run, None
        if run is not None and run not in self.turns:
            run.deleteLater()
        self.busy_changed.emit(False)
        prompt = self.queued
        if prompt is None:
            return
        if run is not None and run.state is AnswerState.DONE:
            self._set_queued(None)
            self._ask(prompt)
        else:
            self.unqueue()
