"""The one thread of the window that waits for the disk in place of the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from darkroom.core.errors import HistoryError
from darkroom.history.store import History

T = TypeVar("T")

CHECKPOINT_EVERY_S = 5.0


class HistoryThread(QThread):
    """Does jobs with a ``History`` of its own, one after the other.

    Every method may be called from any thread at any time and returns at once. While something was
    written, by whomever, it also brings the log back into the database every few seconds.

    Args:
        path: of the database; opened in the thread, and closed there.
        parent: Qt parent.
    """

    failed = Signal(object)
    """Carries the ``HistoryError`` of a job nobody waits for."""
    _answered = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._jobs: SimpleQueue[Callable[[History], object] | None] = SimpleQueue()
        self._history: History | None = None
        self._log = path.with_name(f"{path.name}-wal")
        self._log_then = (0, 0)
        self._closed = False
        self._answered.connect(self._on_answered)

    def post(self, job: Callable[[History], object]) -> None:
        """Have something done; after ``shutdown`` it is dropped."""
        if not self._closed:
            self._jobs.put(job)

    def ask(
        self,
        job: Callable[[History], T],
        then: Callable[[T], None],
        otherwise: Callable[[HistoryError], None] | None = None,
    ) -> None:
        """Have something done and wait for what comes of it.

        Args:
            job: done in the thread.
            then: gets what it returns, in the thread that made this object.
            otherwise: gets the error instead; without it the error goes to ``failed``.
        """
        self.post(partial(self._answer, job, then, otherwise))

    def shutdown(self) -> None:
        """End once all jobs are done; follow with ``wait`` at exit. Nobody is answered any more."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)

    def run(self) -> None:
        """Do jobs until ``shutdown``."""
        try:
            while True:
                due = time.monotonic() + CHECKPOINT_EVERY_S
                while (left_s := due - time.monotonic()) > 0:
                    try:
                        job = self._jobs.get(timeout=left_s)
                    except Empty:
                        break
                    if job is None:
                        return
                    self._do(job)
                self._checkpoint()
        finally:
            if self._history is not None:
                self._history.close()
                self._history = None

    def _do(self, job: Callable[[History], object]) -> None:
        try:
            job(self._open())
        except Exception as error:  # noqa: BLE001 - the next job must not wait for ever
            self.failed.emit(_as_history_error(error))

    def _answer(
        self,
        job: Callable[[History], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[HistoryError], None] | None,
        history: History,
    ) -> None:
        try:
            answer = partial(then, job(history))
        except Exception as error:
            if otherwise is None:
                raise
            answer = partial(otherwise, _as_history_error(error))
        self._answered.emit(answer)

    def _open(self) -> History:
        if self._history is None:
            self._history = History(self._path)
        return self._history

    def _checkpoint(self) -> None:
        """Sync what any connection has written; the log's own face tells whether there is any."""
        seen = self._look()
        if seen != self._log_then and seen[0] > 0:
            self._do(lambda history: history.checkpoint())
            seen = self._look()
        self._log_then = seen

    def _look(self) -> tuple[int, int]:
        try:
            stat = self._log.stat()
        except OSError:
            return 0, 0
        return stat.st_size, stat.st_mtime_ns

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()


def _as_history_error(error: Exception) -> HistoryError:
    if isinstance(error, HistoryError):
        return error
    return HistoryError(f"The history could not be used ({type(error).__name__}: {error}).")
