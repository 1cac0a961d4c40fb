"""One answer on its way from noise to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Self

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from darkroom.core.errors import DarkroomError
from darkroom.core.types import Failure, Frame, GenerateSettings, ModelInfo, RunStats
from darkroom.history.records import StoredMessage
from darkroom.viewmodels.cells import CanvasContent, Lexicon
from darkroom.viewmodels.draft import Draft, Picture
from darkroom.viewmodels.frame_player import FramePlayer
from darkroom.viewmodels.replay.pictures import Opening
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.replay.stored import FindFrames
from darkroom.viewmodels.run_figures import Ending, LiveFigures
from darkroom.viewmodels.turns import ONLY_ONE, AnswerState
from darkroom.worker.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    PrefillProgress,
    RewindProgress,
)


class RunViewModel(QObject):
    """One answer: takes the events of its run, keeps every frame, offers what is to be painted.

    Args:
        model_name: who answers.
        lexicon: how the model's tokens read; the owner adds to it before frames need it.
        lag_ms: how far the display may fall behind the engine; 0 with reduced motion.
        parent: Qt parent.
        before: the answer that this one goes on from, None to begin anew.
        settings: how it is made.
        earlier: frames of another answer that this one begins with; the engine sends the rest.
    """

    changed = Signal()
    """State, figures or failure are new."""
    canvas_changed = Signal()
    """``content`` is new."""
    ended = Signal()
    """The state is final, and the display has caught up."""
    replay_found = Signal()
    """``replay`` is there, or ``replay_failure``, after ``find_replay``."""

    def __init__(
        self,
        model_name: str,
        lexicon: Lexicon,
        lag_ms: int,
        parent: QObject | None = None,
        *,
        before: StoredMessage | None = None,
        settings: GenerateSettings | None = None,
        earlier: Sequence[Frame] = (),
    ) -> None:
        super().__init__(parent)
        self.run_id = 0
        self.model_name = model_name
        self.quantization = ""
        self.settings = settings or GenerateSettings()
        self.message: StoredMessage | None = None
        self.find_siblings: Callable[[], tuple[int, int]] = lambda: ONLY_ONE
        self.find_frames: FindFrames | None = None
        self.state = AnswerState.WAITING
        self.text = ""
        self.thinking = ""
        self.failure: Failure | None = None
        self.stats: RunStats | None = None
        self.reason = ""
        self.prompt_done = 0
        self.prompt_total = 0
        self.rewind_total = 0
        self.frames: list[Frame] = list(earlier)
        self.replay: ReplayViewModel | None = None
        self.replay_failure: Failure | None = None
        self.shows_replay = False
        self.content: CanvasContent | None = None
        self.thinking_content: CanvasContent | None = None
        self.ending: Ending | None = None
        self.lexicon = lexicon
        self._before = (before.text, before.thinking) if before else ("", "")
        self._earlier = len(earlier)
        self._replayed = len(earlier)
        self._searches = False
        self._shown: Frame | None = None
        self._live: LiveFigures | None = None
        self._frame_times = (0.0, 0.0)
        self._lag_ms = lag_ms
        self._player: FramePlayer | None = None
        self._draft = self._new_draft()
        self._show_earlier()

    @classmethod
    def stored(cls, message: StoredMessage, parent: QObject | None = None) -> Self:
        """An answer of the history."""
        run = cls(message.model, Lexicon(), 0, parent, settings=message.settings)
        run.message, run.quantization = message, message.quantization
        # One that is still running and not in this window was interrupted.
        states = {str(state): state for state in AnswerState}
        run.state = states.get(message.state, AnswerState.INTERRUPTED)
        run.text, run.thinking = message.text, message.thinking
        if message.provenance is not None:
            run._before = (message.provenance.prefix, message.provenance.prefix_thinking)
        run.reason, run.stats, run.failure = message.reason, message.stats, message.failure
        return run

    @property
    def siblings(self) -> tuple[int, int]:
        """Its place among the answers to its question, from 1, and how many there are."""
        return self.find_siblings()

    @property
    def opening(self) -> Opening:
        """Text and thinking it goes on from, and whether its first canvas begins in thinking."""
        marks = self.lexicon.marks
        text, thinking = self._before
        opened = marks is not None and marks.opened and self.settings.thinking
        return text, thinking, not text and (bool(thinking) or opened)

    @property
    def can_replay(self) -> bool:
        """Its steps are here, or may be found."""
        return bool(self.frames) or self.find_frames is not None

    @property
    def engine_done(self) -> bool:
        """The engine has said its last word; the display may still be behind."""
        return self.ending is not None or self.state.is_final

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
        self.model_name, self.quantization = info.name, info.quantization
        if self._shown is None:
            self._draft = self._new_draft()
            self._paint(self._draft.noise(info.canvas_length))
        self.changed.emit()

    def apply(self, event: Event) -> None:
        """Take in an event of this run."""
        match event:
            case PrefillProgress():
                self.state = AnswerState.READING
                self.prompt_done, self.prompt_total = event.done, event.total
                self.changed.emit()
            case RewindProgress():
                self.state, self.rewind_total = AnswerState.REWINDING, event.total
                self.changed.emit()
            case Frame():
                self._take(event)
            case Finished() | Cancelled() | Failed():
                self.conclude(event)
                self._close(event)
            case _:
                return

    def conclude(self, event: Finished | Cancelled | Failed) -> None:
        """Settle how the answer ended; ``apply`` shows it."""
        if self.ending is not None:
            return
        match event:
            case Finished():
                text, thinking = self._said(event.text, event.thinking)
                # What is cut off may go on, and there the space counts.
                text = text if event.reason == "length" else text.rstrip()
                reason, stats = event.reason, event.stats
                self.ending = Ending(AnswerState.DONE, text, thinking, reason, stats)
            case Cancelled():
                # Without words after a process that had to be killed, and while it rewinds: the
                # draft is what there is.
                is_ahead = len(self.frames) > self._earlier or not self._earlier
                told = is_ahead and (event.text or event.thinking)
                said = self._said(event.text, event.thinking) if told else self.draft()
                text, thinking = said[0].rstrip(), said[1]
                self.ending = Ending(AnswerState.STOPPED, text, thinking, "cancelled", event.stats)
            case Failed():
                failure = Failure(event.kind, event.text, event.hint, event.details)
                self.ending = Ending(AnswerState.FAILED, *self.draft(), failure=failure)

    def hurry(self) -> None:
        """Catch up with the engine at once."""
        if self._player is not None:
            self._player.flush()
        if self.ending is not None and not self.state.is_final:
            self._on_drained()

    def draft(self) -> tuple[str, str]:
        """Answer and thinking as the newest frame has them."""
        return self._draft.texts(self.frames)

    # --- its steps, shown again

    def find_replay(self) -> None:
        """Make ``replay``; where the frames are not here they are looked for first."""
        if self.replay is not None:
            self.replay_found.emit()
        elif self.frames or not self.state.is_final:
            self._make_replay(self.frames[: self._replayed], live=not self.state.is_final)
        elif self.find_frames is not None and not self._searches:
            self._searches, self.replay_failure = True, None
            self.find_frames(self._on_frames_found, self._on_no_frames)

    def _make_replay(self, frames: list[Frame], *, live: bool) -> None:
        self.replay = ReplayViewModel(frames, self.lexicon, self.opening, self, live=live)
        self.replay_found.emit()

    # The answer may be gone from the screen by then.

    def _on_frames_found(self, frames: list[Frame], lexicon: Lexicon) -> None:
        if not isValid(self):
            return
        self._searches = False
        self.frames, self.lexicon, self._replayed = frames, lexicon, len(frames)
        if frames:
            self._make_replay(frames, live=False)
        else:
            self._on_no_frames(DarkroomError(""))

    def _on_no_frames(self, error: DarkroomError) -> None:
        if not isValid(self):
            return
        self._searches = False
        self.replay_failure = Failure(error.kind, str(error), error.hint)
        self.replay_found.emit()

    def _extend_replay(self, shown: Frame) -> None:
        """Let the replay know of all frames up to the one on screen."""
        while self._replayed < len(self.frames):
            frame = self.frames[self._replayed]
            self._replayed += 1
            if self.replay is not None:
                self.replay.append(frame)
            if frame is shown:
                break

    def _said(self, text: str, thinking: str) -> tuple[str, str]:
        """Answer and thinking with those of the answer that this one goes on from."""
        before, thought_before = self._before
        return (before + text).lstrip(), (thought_before + thinking).strip()

    def _new_draft(self) -> Draft:
        text, thinking, inside = self.opening
        draft = Draft(self.lexicon, text, thinking, inside=inside)
        if self.frames:
            draft.commit_before(self.frames[-1].block, self.frames)
        return draft

    def _show_earlier(self) -> None:
        """Show the step that this answer goes on from, until the engine is there."""
        if self.frames:
            self._shown = self.frames[-1]
            noise = self._draft.noise(len(self._shown.tokens))
            self._paint(self._draft.step(self._shown, None, noise))

    def _take(self, frame: Frame) -> None:
        now = monotonic()
        first = len(self.frames) == self._earlier
        self._frame_times = (now if first else self._frame_times[0], now)
        if first:
            # Only now the lexicon surely knows the marks of the model.
            self._draft = self._new_draft()
        self.frames.append(frame)
        self._playing.push(frame)

    @property
    def _playing(self) -> FramePlayer:
        if self._player is None:
            self._player = FramePlayer(self._lag_ms, self)
            self._player.canvas_due.connect(self._on_canvas_due)
            self._player.frame_due.connect(self._on_frame_due)
            self._player.drained.connect(self._on_drained)
        return self._player

    def _close(self, event: Finished | Cancelled | Failed) -> None:
        if isinstance(event, Finished):
            self._playing.finish()
        else:
            self.hurry()

    @Slot(object)
    def _on_canvas_due(self, frame: Frame) -> None:
        self._draft.commit_before(frame.block, self.frames)
        if self._shown is None or self._shown.block != frame.block:
            self._paint(self._draft.noise(len(frame.tokens)))

    @Slot(object)
    def _on_frame_due(self, frame: Frame) -> None:
        last = self._shown if self._shown and self._shown.block == frame.block else None
        if last is None or self.content is None:
            self._draft.commit_before(frame.block, self.frames)
            shown = self._draft.noise(len(frame.tokens))
        else:
            shown = Picture(self.content, self.thinking_content)
        picture = self._draft.step(frame, last, shown)
        self._shown = frame
        self._live = self._measure(frame, picture.answer)
        self.state = AnswerState.DENOISING
        self._paint(picture)
        self._extend_replay(frame)
        self.changed.emit()

    def _paint(self, picture: Picture) -> None:
        self.content, self.thinking_content = picture.answer, picture.thinking
        self.canvas_changed.emit()

    def _measure(self, frame: Frame, content: CanvasContent) -> LiveFigures:
        first, latest = self._frame_times
        thinking = self.thinking_content
        return LiveFigures(
            frame.block,
            frame.step,
            frame.max_steps,
            content.settled + (thinking.settled if thinking else 0),
            content.visible + (thinking.visible if thinking else 0),
            (latest - first) * 1000 / max(len(self.frames) - self._earlier - 1, 1),
        )

    @Slot()
    def _on_drained(self) -> None:
        end = self.ending
        if end is None:
            return
        self.text, self.thinking, self.state = end.text, end.thinking, end.state
        self.reason, self.stats, self.failure = end.reason, end.stats, end.failure
        if self._shown is not None:
            self._paint(self._draft.settled(self._shown))
        if self.frames:
            self._extend_replay(self.frames[-1])
        if self.replay is not None:
            self.replay.finish()
        self.changed.emit()
        self.ended.emit()
