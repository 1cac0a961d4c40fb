"""The one answer that is under way: begins it, feeds it, writes it down, ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.canvas import CanvasStart, Infill
from darkroom.core.errors import HistoryError
from darkroom.core.settings import TRACE_CAP
from darkroom.core.types import Frame, GenerateSettings, Message, ModelInfo
from darkroom.history.records import Chat, Provenance, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.model import Inference, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.recorder import Post, Recorder
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import as_messages, as_pairs
from darkroom.worker.protocol import (
    NO_RUN,
    Cancelled,
    Event,
    Failed,
    Finished,
    PrefillProgress,
    RewindProgress,
)

_OF_RUNS: Final = (PrefillProgress, RewindProgress, Frame, Finished, Cancelled, Failed)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, and how.

    Attributes:
        chat: the conversation.
        question: message that is answered.
        settings: with the seed.
        before: an answer to go on from, None to begin anew.
        start: where to go on within an answer that is there already.
        infill: denoise the holes of an answer only.
        frames: of another answer, that this one begins with.
        provenance: what it is made of; None where that is a question alone, or ``before``.
    """

    chat: Chat
    question: StoredMessage
    settings: GenerateSettings
    before: StoredMessage | None = None
    start: CanvasStart | None = None
    infill: Infill | None = None
    frames: tuple[Frame, ...] = ()
    provenance: Provenance | None = None

    @property
    def origin(self) -> Provenance:
        """How the answer comes about."""
        system, before = self.chat.system, self.before
        if self.provenance is not None:
            return self.provenance
        if before is None:
            return Provenance(system=system)
        return Provenance("continue", before.uid, before.text, before.thinking, system=system)


def asked(path: Iterable[StoredMessage], wish: str = "") -> tuple[Message, ...]:
    """A conversation as the model reads it.

    Args:
        path: up to the question.
        wish: a paragraph that is added to the question, for one answer only.
    """
    messages = as_messages(as_pairs(path))
    if not wish or not messages:
        return messages
    last = replace(messages[-1], text=f"{messages[-1].text}\n\n{wish}")
    return (*messages[:-1], last)


class Answering(QObject):
    """Runs at most one answer.

    Events find it by run id; those of an answer that was thrown away find none and are dropped.
    What is said is in the history before it is on screen.

    Args:
        inference: where commands go.
        model: the model that answers.
        preferences: motion as the person wants it.
        history: of the window's own thread.
        post: has something done with the history in the background.
        on_failure: told when something could not be written.
        parent: Qt parent.
    """

    busy_changed = Signal(bool)
    """An answer is under way, or no longer."""
    ended = Signal(object)
    """Carries the ``RunViewModel``; another answer can begin."""

    def __init__(
        self,
        inference: Inference,
        model: ModelViewModel,
        preferences: Preferences,
        history: History,
        post: Post,
        on_failure: Callable[[HistoryError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference = inference
        self._model = model
        self._preferences = preferences
        self._history = history
        self._post = post
        self._on_failure = on_failure
        self._recorder: Recorder | None = None
        self._held: Callable[[], int] | None = None
        self.run: RunViewModel | None = None
        model.loaded.connect(self._on_loaded)
        model.prepared.connect(self._on_prepared)

    @property
    def engine_is_free(self) -> bool:
        """An answer that is only still being shown does not hinder another one."""
        return self.run is None or self.run.engine_done

    def catch_up(self) -> None:
        """Show the end of an answer that is only still being shown."""
        if self.run is not None and self.run.engine_done:
            self.run.hurry()

    def begin(self, task: Task) -> RunViewModel:
        """Begin an answer.

        Raises:
            HistoryError: it cannot be written down; nothing has begun.
        """
        model, before = self._model, task.before
        quantization = model.info.quantization if model.info else ""
        provenance = task.origin
        messages = asked(self._history.path_to(task.question.id), provenance.wish)
        message = self._history.begin_answer(
            task.chat.id,
            task.question.id,
            model=model.name,
            quantization=quantization,
            settings=task.settings,
            provenance=provenance,
        )
        lag_ms, settings = self._preferences.display_lag_ms, task.settings
        run = RunViewModel(
            model.name,
            model.lexicon,
            lag_ms,
            self,
            before=before,
            settings=settings,
            earlier=task.frames,
        )
        run.message, run.quantization = message, quantization
        # A model that is still to come back announces itself when it is there.
        if model.info is not None and model.state is ModelState.READY:
            run.use_model(model.info)
        run.ended.connect(self._on_ended)
        text, thinking = (before.text, before.thinking) if before else ("", "")

        def start() -> int:
            return self._inference.start_run(
                messages,
                task.settings,
                provenance.system or None,
                prefix=text,
                # An answer that has begun has done with thinking.
                prefix_thinking="" if text else thinking,
                drop_oldest=task.chat.overflow == "drop_oldest",
                start=task.start,
                infill=task.infill,
            )

        self.run = run
        cap_bytes = self._preferences.get(TRACE_CAP) * 10**6
        self._recorder = Recorder(
            self._history, self._post, run, model.lexicon, self._on_failure, cap_bytes, self
        )
        if model.preparing and model.state is ModelState.EMPTY:
            self._held = start
        else:
            run.begin(start())
        return run

    def stop(self) -> None:
        """End the answer; its draft stays."""
        run = self.run
        if run is None:
            return
        if run.engine_done:
            run.hurry()
        elif self._held is not None:
            self._held = None
            self._apply(run, Cancelled(run.run_id, ""))
        else:
            self._inference.cancel(run.run_id)

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if not isinstance(event, _OF_RUNS):
            return
        if self.run is not None and event.run_id == self.run.run_id != NO_RUN:
            self._apply(self.run, event)

    def _apply(self, run: RunViewModel, event: Event) -> None:
        # Written down first: the last event may end the run, and with it much else.
        last = isinstance(event, Finished | Cancelled | Failed)
        if last:
            run.conclude(event)
            if self._recorder is not None:
                self._recorder.close(event.origins if isinstance(event, Finished) else ())
                self._recorder.deleteLater()
                self._recorder = None
        run.apply(event)

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:
        # One that is only still being shown is of the model before.
        run = self.run
        if run is None or run.engine_done:
            return
        run.use_model(info)
        if run.message is not None:
            try:
                self._history.name_model(run.message.id, info.name, info.quantization)
            except HistoryError as error:
                self._on_failure(error)

    @Slot()
    def _on_prepared(self) -> None:
        # A question must not overtake the model that it is for.
        if self.run is not None and self._held is not None:
            start, self._held = self._held, None
            self.run.begin(start())

    @Slot()
    def _on_ended(self) -> None:
        run, self.run = self.run, None
        self.busy_changed.emit(False)
        self.ended.emit(run)
