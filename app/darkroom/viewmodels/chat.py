"""The conversations of this session and the one answer that is under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.types import Frame, Message, ModelInfo
from darkroom.history.records import Attachment
from darkroom.viewmodels.model import Inference, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import as_messages
from darkroom.worker.protocol import (
    NO_RUN,
    Cancelled,
    Event,
    Failed,
    Finished,
    PrefillProgress,
)

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What the person wrote."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    siblings: tuple[int, int] = (1, 1)


Turn = Question | RunViewModel


@dataclass(slots=True, eq=False)
class Conversation:
    """Turns in order, and the text that waits in the prompt box."""

    turns: list[Turn] = field(default_factory=list[Turn])
    draft: str = ""

    @property
    def title(self) -> str:
        """First words of the first question; empty for a conversation without one."""
        first = next((turn.text for turn in self.turns if isinstance(turn, Question)), "")
        words = " ".join(first.split())
        return words if len(words) <= TITLE_LENGTH else f"{words[: TITLE_LENGTH - 1].rstrip()}…"

    def as_pairs(self) -> Iterator[tuple[str, str]]:
        """(role, text) of each turn."""
        for turn in self.turns:
            yield ("user" if isinstance(turn, Question) else "assistant", turn.text)


class ChatViewModel(QObject):
    """Asks, listens, stops, tries again.

    At most one answer is under way. Events find their answer by run id; those of an answer that
    was thrown away find none and are dropped.

    Args:
        inference: where commands go.
        model: the model that answers.
        preferences: seed, steps and motion as the person wants them.
        parent: Qt parent.
    """

    conversations_changed = Signal()
    """A conversation came, or has a title now."""
    current_changed = Signal()
    """Another conversation is shown."""
    turn_added = Signal(object)
    """Carries the ``Turn``; it belongs to the current conversation."""
    turn_removed = Signal(object)
    """Carries the ``Turn``."""
    busy_changed = Signal(bool)
    """An answer is under way, or no longer."""

    def __init__(
        self,
        inference: Inference,
        model: ModelViewModel,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference = inference
        self._model = model
        self._preferences = preferences
        self._run: RunViewModel | None = None
        self._held: tuple[Message, ...] | None = None
        self.current = Conversation()
        self.conversations = [self.current]
        model.loaded.connect(self._on_loaded)
        model.prepared.connect(self._on_prepared)

    @property
    def busy(self) -> bool:
        """An answer is under way, on screen at least."""
        return self._run is not None

    @property
    def can_send(self) -> bool:
        """The engine is free; an answer that is only still being shown does not hinder."""
        return self._run is None or self._run.engine_done

    def send(self, text: str) -> bool:
        """Ask a question.

        Args:
            text: what the person wrote.

        Returns:
            Whether it was taken; if not, it belongs back into the prompt box.
        """
        if not text.strip() or not self.can_send:
            return False
        self._catch_up()
        self._add(Question(text.strip()))
        self.conversations_changed.emit()
        self._answer()
        return True

    def stop(self) -> None:
        """End the answer that is under way; its draft stays."""
        run = self._run
        if run is None:
            return
        if run.engine_done:
            run.hurry()
        elif self._held is not None:
            self._held = None
            run.apply(Cancelled(run.run_id, ""))
        else:
            self._inference.cancel(run.run_id)

    def retry(self) -> None:
        """Answer the last question once more, in place of the answer that is there."""
        self._catch_up()
        if self.busy or not self.current.turns:
            return
        last = self.current.turns[-1]
        if isinstance(last, RunViewModel):
            self.current.turns.remove(last)
            self.turn_removed.emit(last)
            last.deleteLater()
        self._answer()

    def new_chat(self) -> None:
        """Show an empty conversation; there is never more than one of those."""
        empty = next((c for c in self.conversations if not c.turns), None)
        if empty is None:
            empty = Conversation()
            self.conversations.insert(0, empty)
        self.select(empty)

    def select(self, conversation: Conversation) -> None:
        """Show a conversation."""
        if conversation is not self.current:
            self.current = conversation
            self.current_changed.emit()
        self.conversations_changed.emit()

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if not isinstance(event, PrefillProgress | Frame | Finished | Cancelled | Failed):
            return
        if self._run is not None and event.run_id == self._run.run_id != NO_RUN:
            self._run.apply(event)

    def _answer(self) -> None:
        messages = as_messages(self.current.as_pairs())
        lag_ms = self._preferences.display_lag_ms
        run = RunViewModel(self._model.name, self._model.lexicon, lag_ms, self)
        # A model that is still to come back announces itself when it is there.
        if self._model.info is not None and self._model.state is ModelState.READY:
            run.use_model(self._model.info)
        run.ended.connect(self._on_run_ended)
        self._run = run
        self._add(run)
        self.busy_changed.emit(True)
        if self._model.preparing and self._model.state is ModelState.EMPTY:
            self._held = messages
        else:
            self._begin(run, messages)

    def _begin(self, run: RunViewModel, messages: tuple[Message, ...]) -> None:
        settings = self._preferences.settings_of_next_run()
        run.begin(self._inference.start_run(messages, settings))

    def _add(self, turn: Turn) -> None:
        self.current.turns.append(turn)
        self.turn_added.emit(turn)

    def _catch_up(self) -> None:
        if self._run is not None and self._run.engine_done:
            self._run.hurry()

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:
        if self._run is not None:
            self._run.use_model(info)

    @Slot()
    def _on_prepared(self) -> None:
        # A question must not overtake the model that it is for.
        if self._run is not None and self._held is not None:
            held, self._held = self._held, None
            self._begin(self._run, held)

    @Slot()
    def _on_run_ended(self) -> None:
        self._run = None
        self.busy_changed.emit(False)
