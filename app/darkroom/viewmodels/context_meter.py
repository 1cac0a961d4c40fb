"""How much of the context the chat on screen takes, with what is being written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.types import Message
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.composer import Composer
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.turns import with_attachments
from darkroom.worker.protocol import Counted, Event

COUNTED_AFTER_MS = 250


class Counter(Protocol):
    """What counts tokens."""

    def count(self, texts: Sequence[str]) -> int:
        """Ask how many tokens each text is; returns the id of the answer."""
        ...

    def count_chat(
        self, messages: Sequence[Message], system: str | None = None, *, thinking: bool = False
    ) -> int:
        """Ask how many tokens a prompt is; returns the id of the answer."""
        ...


class ContextMeter(QObject):
    """Counts again a moment after anything has changed.

    Args:
        counter: counts tokens.
        model: the model that reads them.
        chat: the chat on screen.
        composer: what is being written.
        settings: system prompt.
        fit: knows how large the context can be.
        parent: Qt parent.
    """

    changed = Signal()

    def __init__(
        self,
        counter: Counter,
        model: ModelViewModel,
        chat: ChatViewModel,
        composer: Composer,
        settings: ChatSettingsViewModel,
        fit: FitViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self._counter = counter
        self._model = model
        self._chat = chat
        self._composer = composer
        self._settings = settings
        self._request = 0
        self.used: int | None = None
        """Tokens of the prompt if it were sent now; None while that is unknown."""
        self._timer = QTimer(self, singleShot=True, interval=COUNTED_AFTER_MS)
        self._timer.timeout.connect(self._count)
        for signal in (
            chat.current_changed, chat.turns_changed, chat.busy_changed, chat.drafted,
            composer.changed, settings.changed, model.loaded,
        ):  # fmt: skip
            signal.connect(self._timer.start)
        chat.overflow_changed.connect(self.changed)
        # Each model cuts texts into tokens of its own.
        model.loaded.connect(composer.recount)
        model.changed.connect(self._on_model_changed)
        fit.changed.connect(self._on_fit_changed)
        self._larger = self.larger_context
        self._timer.start()

    @property
    def total(self) -> int:
        """Tokens of the context; 0 while there is no model."""
        return self._model.context if self._model.state is ModelState.READY else 0

    @property
    def reserved(self) -> int:
        """Tokens of the canvas that the answer needs at least."""
        return self._model.info.canvas_length if self._model.info else 0

    @property
    def share(self) -> float:
        """How full the context is, in [0, …); above 1 an answer does not fit."""
        if self.used is None or not self.total:
            return 0.0
        return (self.used + self.reserved) / self.total

    @property
    def overflows(self) -> bool:
        """The next answer would not fit, and nobody has said what to leave out.

        An answer that did not fit says so itself.
        """
        told = self._chat.lacked_room and not self._chat.draft.strip()
        return self.share > 1 and self._chat.chat.overflow == "ask" and not told

    @property
    def larger_context(self) -> int:
        """Tokens of a larger context that fits this machine; 0 where none does."""
        return self._fit.larger_context

    @property
    def is_all_written(self) -> bool:
        """There is nothing to leave out but what is being written."""
        return not self._chat.turns

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if isinstance(event, Counted) and event.request_id == self._request:
            self.used = event.tokens[0] if event.tokens else None
            self.changed.emit()

    @Slot()
    def _on_model_changed(self) -> None:
        if not self.total and self.used is not None:
            self._forget()

    @Slot()
    def _on_fit_changed(self) -> None:
        if self._larger != self.larger_context:
            self._larger = self.larger_context
            self.changed.emit()

    def _forget(self) -> None:
        self._request = 0
        self.used = None
        self.changed.emit()

    @Slot()
    def _count(self) -> None:
        if not self.total:
            self._forget()
            return
        text = with_attachments(self._chat.draft, self._composer.attachments)
        messages = self._chat.messages(text)
        thinking = bool(self._settings.effective("thinking"))
        system = self._settings.system or None
        self._request = self._counter.count_chat(messages, system, thinking=thinking)
