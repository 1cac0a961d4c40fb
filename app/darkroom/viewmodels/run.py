"""One answer on its way from noise to text."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.types import Failure, Frame, ModelInfo, RunStats
from darkroom.history.records import StoredMessage
from darkroom.viewmodels.cells import (
    CanvasContent,
    Lexicon,
    committed_bytes,
    compose,
    compose_settled,
    untouched_noise,
)
from darkroom.viewmodels.frame_player import FramePlayer
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, Event, Failed, Finished, PrefillProgress


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """What can be said of a run while it goes."""

    block: int
    step: int
    max_steps: int
    settled: int
    cells: int
    ms_per_step: float


class RunViewModel(QObject):
    """One answer: takes the events of its run, keeps every frame, offers what is to be painted.

    Args:
        model_name: who answers.
        lexicon: how the model's tokens read; the owner adds to it before frames need it.
        lag_ms: how far the display may fall behind the engine; 0 with reduced motion.
        parent: Qt parent.
    """

    changed = Signal()
    """State, figures or failure are new."""
    canvas_changed = Signal()
    """``content`` is new."""
    ended = Signal()
    """The state is final, and the display has caught up."""

    def __init__(
        self,
        model_name: str,
        lexicon: Lexicon,
        lag_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.run_id = 0
        self.model_name = model_name
        self.quantization = ""
        self.message: StoredMessage | None = None
        self.siblings = (1, 1)
        self.state = AnswerState.WAITING
        self.text = ""
        self.thinking = ""
        self.failure: Failure | None = None
        self.stats: RunStats | None = None
        self.reason = ""
        self.prompt_done = 0
        self.prompt_total = 0
        self.frames: list[Frame] = []
        self.content: CanvasContent | None = None
        self.thinking_content: CanvasContent | None = None
        self.engine_done = False
        self._lexicon = lexicon
        self._shown: Frame | None = None
        self._committed = b""
        self._live: LiveFigures | None = None
        self._frame_times = (0.0, 0.0)
        self._last_word: Finished | Cancelled | Failed | None = None
        self._player = FramePlayer(lag_ms, self)
        self._player.canvas_due.connect(self._on_canvas_due)
        self._player.frame_due.connect(self._on_frame_due)
        self._player.drained.connect(self._on_drained)

    @property
    def figures(self) -> LiveFigures | None:
        """Figures of the frame on screen; None before the first."""
        return self._live

    @property
    def is_empty(self) -> bool:
        """The model ended its answer without a word."""
        return self.state is AnswerState.DONE and not self.text

    def begin(self, run_id: int) -> None:
        """Take the id that the events of this run will carry."""
        self.run_id = run_id

    def use_model(self, info: ModelInfo) -> None:
        """Learn about the model that answers; shows the canvas as noise until a frame comes."""
        self.model_name = info.name
        if self._shown is None:
            self.content = untouched_noise(info.canvas_length)
            self.canvas_changed.emit()
        self.changed.emit()

    def apply(self, event: Event) -> None:
        """Take in an event of this run."""
        match event:
            case PrefillProgress():
                self._read(event)
            case Frame():
                self._take(event)
            case Finished() | Cancelled() | Failed():
                self._close(event)
            case _:
                return

    def fail(self, failure: Failure) -> None:
        """End the run for a reason outside of it."""
        self.apply(Failed(self.run_id, failure.kind, failure.text, failure.hint, failure.details))

    def hurry(self) -> None:
        """Catch up with the engine at once."""
        self._player.flush()
        if self._last_word is not None and not self.state.is_final:
            self._on_drained()

    def _read(self, event: PrefillProgress) -> None:
        self.state = AnswerState.READING
        self.prompt_done, self.prompt_total = event.done, event.total
        self.changed.emit()

    def _take(self, frame: Frame) -> None:
        now = monotonic()
        self._frame_times = (self._frame_times[0] if self.frames else now, now)
        self.frames.append(frame)
        self._player.push(frame)

    def _close(self, event: Finished | Cancelled | Failed) -> None:
        self.engine_done = True
        self._last_word = event
        if isinstance(event, Finished):
            self._player.finish()
        else:
            self.hurry()

    @Slot(object)
    def _on_canvas_due(self, frame: Frame) -> None:
        self._commit_before(frame.block)
        self.content = untouched_noise(len(frame.tokens), self._prefix)
        self.canvas_changed.emit()

    @Slot(object)
    def _on_frame_due(self, frame: Frame) -> None:
        last = self._shown
        same_canvas = last is not None and last.block == frame.block
        if not same_canvas:
            self._commit_before(frame.block)
        accepted = last.accepted if last is not None and same_canvas else None
        noise = untouched_noise(len(frame.tokens), self._prefix)
        texts = (self.content if same_canvas and self.content else noise).texts
        self.content = compose(frame, accepted, texts, self._prefix, self._lexicon)
        self._shown = frame
        self._live = self._measure(frame, self.content)
        self.state = AnswerState.DENOISING
        self.canvas_changed.emit()
        self.changed.emit()

    def _commit_before(self, block: int) -> None:
        # From the trace, not from the screen: the display may have skipped the last frames.
        last = {frame.block: frame for frame in self.frames if frame.block < block}
        self._committed = b"".join(
            committed_bytes(last[number].tokens, self._lexicon) for number in sorted(last)
        )

    @property
    def _prefix(self) -> str:
        return self._committed.decode("utf-8", "replace").lstrip()

    def _measure(self, frame: Frame, content: CanvasContent) -> LiveFigures:
        first, latest = self._frame_times
        return LiveFigures(
            frame.block,
            frame.step,
            frame.max_steps,
            content.settled,
            content.visible,
            (latest - first) * 1000 / max(len(self.frames) - 1, 1),
        )

    @Slot()
    def _on_drained(self) -> None:
        word = self._last_word
        match word:
            case Finished():
                self._settle(word.text, AnswerState.DONE, word.stats)
                self.reason = word.reason
            case Cancelled():
                # Empty after a process that had to be killed: what is on screen is the draft.
                self._settle(word.text or self._draft(), AnswerState.STOPPED, word.stats)
            case Failed():
                self.failure = Failure(word.kind, word.text, word.hint, word.details)
                self._settle(self._draft(), AnswerState.FAILED, None)
            case None:
                return
        self.changed.emit()
        self.ended.emit()

    def _settle(self, text: str, state: AnswerState, stats: RunStats | None) -> None:
        self.text, self.state, self.stats = text.strip(), state, stats
        if self._shown is not None:
            self.content = compose_settled(self._shown, self._prefix, self._lexicon)
            self.canvas_changed.emit()

    def _draft(self) -> str:
        """Text on screen when the run broke off: what the model had guessed so far."""
        if self._shown is None:
            return ""
        tail = committed_bytes(self._shown.tokens, self._lexicon)
        return (self._committed + tail).decode("utf-8", "replace")
