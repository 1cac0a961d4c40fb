"""Replays that leave Darkroom: one at a time, in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import CancelledError, DarkroomError
from darkroom.core.types import Failure, Message
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.answering import asked
from darkroom.viewmodels.models.background import Background, Job
from darkroom.viewmodels.replay.export import ExportOrder, trace_file_of
from darkroom.viewmodels.replay.reel import no_steps
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Question

Write = Callable[[TraceFile, ExportOrder, Callable[[int, int], None], Callable[[], bool]], None]
"""Writes a file, in a thread of its own: gets the answer and what is wanted, tells how far it is
and asks whether to stop."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it.

    Attributes:
        path: of the file.
        size_bytes: of the file.
    """

    path: Path
    size_bytes: int


@dataclass(frozen=True, slots=True)
class _Wish:
    """What waits for the steps of an answer."""

    run: RunViewModel
    order: ExportOrder
    messages: tuple[Message, ...]


class ReplayExports(QObject):
    """Finds the steps of an answer, and has them written.

    Args:
        write: see ``Write``.
        parent: Qt parent.
    """

    changed = Signal()
    """Something began, goes on, ended, or was seen."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._background = Background(self)
        self._job: Job[int] | None = None
        self._wish: _Wish | None = None
        self.order: ExportOrder | None = None
        """What is written, or was written last."""
        self.done: tuple[int, int] = (0, 0)
        """Frames done, of how many; zeros while nobody knows."""
        self.outcome: Exported | None = None
        self.failure: Failure | None = None

    @property
    def busy(self) -> bool:
        """A file is being written."""
        return self._job is not None or self._wish is not None

    def begin(
        self, run: RunViewModel, order: ExportOrder, messages: Sequence[Message] = ()
    ) -> None:
        """Write a replay; nothing happens while another one is being written.

        Args:
            run: the answer, which is done.
            order: what is wanted.
            messages: that it answers, oldest first.
        """
        if self.busy:
            return
        self.outcome = self.failure = None
        self.done, self.order = (0, 0), order
        self._wait_for(_Wish(run, order, tuple(messages)))
        if run.frames or not run.can_replay:
            self._on_found()
        else:
            self.changed.emit()
            run.find_replay()

    @Slot()
    def cancel(self) -> None:
        """Write no more of it; nothing of it stays."""
        if self._wish is not None:
            self._wait_for(None)
            self.changed.emit()
        elif self._job is not None:
            self._job.stop()

    @Slot()
    def dismiss(self) -> None:
        """The person has seen what came of it."""
        self.outcome = self.failure = None
        self.changed.emit()

    def shutdown(self) -> None:
        """Stop; follow with ``wait`` at exit."""
        self._background.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether all ended in time."""
        return self._background.wait(limit_ms)

    # --- inside

    def _wait_for(self, wish: _Wish | None) -> None:
        if self._wish is not None:
            self._wish.run.replay_found.disconnect(self._on_found)
            self._wish.run.destroyed.disconnect(self._on_gone)
        self._wish = wish
        if wish is not None:
            wish.run.replay_found.connect(self._on_found)
            # It may leave the screen before its steps are there.
            wish.run.destroyed.connect(self._on_gone)

    @Slot()
    def _on_gone(self) -> None:
        self._wish = None
        self.changed.emit()

    @Slot()
    def _on_found(self) -> None:
        wish = self._wish
        if wish is None:
            return
        self._wait_for(None)
        run, order = wish.run, wish.order
        file = traced(run, wish.messages)
        if file is None:
            known = run.replay_failure
            self._on_failed(
                DarkroomError(known.text, known.hint) if known and known.text else no_steps()
            )
            return

        def write(job: Job[int]) -> int:
            self._write(file, order, lambda done, total: job.tell((done, total)), job.should_stop)
            return order.path.stat().st_size

        self._job = self._background.do(write, self._on_done, self._on_failed, self._on_told)
        self.changed.emit()

    def _on_told(self, done: tuple[int, int]) -> None:
        self.done = done
        self.changed.emit()

    def _on_done(self, size_bytes: int) -> None:
        self._job = None
        if self.order is not None:
            self.outcome = Exported(self.order.path, size_bytes)
        self.changed.emit()

    def _on_failed(self, error: DarkroomError) -> None:
        self._job = None
        if not isinstance(error, CancelledError):
            self.failure = Failure(error.kind, error.text, error.hint)
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer answers.

    Attributes:
        messages: as the model read them, oldest first.
        question: as people read it.
    """

    messages: tuple[Message, ...] = ()
    question: str = ""


def asked_of(turns: Sequence[Turn], run: RunViewModel) -> Asked:
    """What an answer of a chat answers.

    Args:
        turns: of the chat, oldest first.
        run: one of them.
    """
    before = list(takewhile(lambda turn: turn is not run, turns))
    questions = [turn.text for turn in before if isinstance(turn, Question)]
    provenance = run.message.provenance if run.message is not None else None
    path = [turn.message for turn in before if turn.message is not None]
    messages = asked(path, provenance.wish if provenance is not None else "")
    return Asked(messages, questions[-1] if questions else "")


def traced(run: RunViewModel, messages: Sequence[Message] = ()) -> TraceFile | None:
    """All there is to know of an answer whose steps are here; None where they are not.

    Args:
        run: the answer.
        messages: that it answers, oldest first.
    """
    if run.message is None or not run.frames:
        return None
    # What the message says may be older than what the answer has come to.
    answer = replace(
        run.message,
        model=run.model_name,
        quantization=run.quantization,
        settings=run.settings,
        text=run.text,
        thinking=run.thinking,
        reason=run.reason,
    )
    return trace_file_of(run.frames, run.lexicon, answer, messages)
