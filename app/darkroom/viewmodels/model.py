"""Which model answers, and whether it is there yet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.canvas import CanvasStart, Infill
from darkroom.core.errors import OutOfMemoryError, WorkerDiedError
from darkroom.core.types import Failure, GenerateSettings, Message, ModelInfo
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.considered import DEMO
from darkroom.worker.protocol import NO_RUN, Event, Failed, Load, Loaded, LoadProgress, Pieces


class Inference(Protocol):
    """What the view models ask of the inference thread."""

    def load(self, command: Load) -> None:
        """Load a model in place of the one that is loaded."""
        ...

    def start_run(
        self,
        messages: tuple[Message, ...],
        settings: GenerateSettings,
        system: str | None = None,
        *,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
        start: CanvasStart | None = None,
        infill: Infill | None = None,
        form: str = "",
    ) -> int:
        """Ask for an answer, for more of one, or for parts of one; returns the run's id."""
        ...

    def cancel(self, run_id: int) -> None:
        """Stop a run."""
        ...


class ModelState(StrEnum):
    """Where loading stands."""

    EMPTY = "empty"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    ASLEEP = "asleep"
    """The inference process is gone; the next question starts it again."""


class ModelViewModel(QObject):
    """The model: loads it, follows its progress, knows how its tokens read.

    Args:
        inference: where commands go.
        parent: Qt parent.
    """

    changed = Signal()
    """State, progress, facts or failure are new."""
    loaded = Signal(object)
    """Carries the ``ModelInfo`` of a model that is ready now."""
    prepared = Signal()
    """What was being prepared is asked for now, or was refused."""

    def __init__(self, inference: Inference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inference = inference
        self.state = ModelState.EMPTY
        self.path = ""
        self.preparing = ""
        self.fraction = 0.0
        self.stage = ""
        self.context = 0
        self.info: ModelInfo | None = None
        self.defaults: GenerateSettings | None = None
        self.failure: Failure | None = None
        self.lexicon = Lexicon()
        self._command: Load | None = None
        self._loads_under_way = 0
        self._good_path = ""

    @property
    def name(self) -> str:
        """Title of the model, from its header once that is read."""
        if self.info is not None:
            return self.info.name
        return self.tr("Demo model") if self.path == DEMO else Path(self.path).stem

    def load(self, path: str) -> None:
        """Load a model file, or ``DEMO``, and leave it to the engine how."""
        self.load_as(Load(path))

    def load_as(self, command: Load) -> None:
        """Load a model; answers that exist keep the words of their own model."""
        self._command = command
        self.path, self.info, self.lexicon = command.path, None, Lexicon()
        self._enter(ModelState.LOADING)
        self._loads_under_way += 1
        self._inference.load(command)
        self._end_preparing()

    def prepare(self, path: str) -> None:
        """Tell that a file is being looked into; what is loaded stays until ``load_as``."""
        self.preparing = path
        self.failure = None
        self.changed.emit()

    def refuse(self, failure: Failure) -> None:
        """Tell why the file that was being prepared is not loaded; what is loaded stays."""
        self.failure = failure
        if self.state is ModelState.EMPTY:
            self._enter(ModelState.FAILED)
        self.failure = failure
        self._end_preparing()
        self.changed.emit()

    def retry(self) -> None:
        """Load the same file again, in the same way."""
        if self._command is not None:
            self.load_as(self._command)

    def dismiss_failure(self) -> None:
        """The person has read it."""
        self.failure = None
        self.changed.emit()

    def _end_preparing(self) -> None:
        if self.preparing:
            self.preparing = ""
            self.prepared.emit()

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        match event:
            case LoadProgress(fraction, stage):
                self._enter(ModelState.LOADING, fraction, stage)
            case Loaded():
                self._on_loaded(event)
            case Pieces(pieces):
                self.lexicon.pieces.update(pieces)
            case Failed():
                self._on_failed(event)
            case _:
                return

    def _enter(self, state: ModelState, fraction: float = 0.0, stage: str = "") -> None:
        self.state, self.fraction, self.stage = state, fraction, stage
        if state is not ModelState.FAILED:
            self.failure = None
        self.changed.emit()

    def _on_loaded(self, event: Loaded) -> None:
        was_asked = self._loads_under_way > 0
        if self._was_replaced():
            return
        if was_asked:
            self._good_path = self.path
        # After a death the thread loads by itself what was loaded last.
        self.path, self.info, self.context = self._good_path, event.info, event.context
        self.lexicon.end_ids = event.info.end_ids
        self.lexicon.vocab_size = event.info.vocab_size
        self.lexicon.marks = event.info.thinking
        self.defaults = event.defaults
        self._enter(ModelState.READY, 1.0)
        self.loaded.emit(event.info)

    def _on_failed(self, event: Failed) -> None:
        # A process that ran out of memory is ended, so that all of it comes back.
        died = event.kind in (WorkerDiedError.kind, OutOfMemoryError.kind)
        if event.run_id != NO_RUN or (died and self.state is not ModelState.LOADING):
            if died:
                self._enter(ModelState.ASLEEP)
            return
        if self._was_replaced():
            return
        self.failure = Failure(event.kind, event.text, event.hint, event.details)
        self._enter(ModelState.FAILED)

    def _was_replaced(self) -> bool:
        """Whether what just ended is a load that another one has replaced since."""
        self._loads_under_way = max(self._loads_under_way - 1, 0)
        return self._loads_under_way > 0
