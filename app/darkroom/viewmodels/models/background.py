"""Work that takes time, in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from darkroom.core.errors import CancelledError, DarkroomError

T = TypeVar("T")
_TOLD_EVERY_S: Final = 0.1


class Job(Generic[T]):
    """Something to do, and who wants to know what came of it.

    Args:
        work: done in the thread; it may ask ``should_stop`` and ``tell``.
        then: gets what it returns, in the owner's thread.
        otherwise: gets the error instead; a ``CancelledError`` after ``stop``.
        on_told: gets what was told on the way, some times a second.
    """

    def __init__(
        self,
        work: Callable[[Job[T]], T],
        then: Callable[[T], None],
        otherwise: Callable[[DarkroomError], None],
        on_told: Callable[[Any], None] | None,
    ) -> None:
        self.then = then
        self.otherwise = otherwise
        self.on_told = on_told
        self.emit_told: Callable[[Job[Any], Any], None] = lambda _job, _value: None
        self.error: DarkroomError | None = None
        self._work = work
        self._result: list[T] = []
        self._stop = Event()
        self._told_at = 0.0

    def stop(self) -> None:
        """End it soon."""
        self._stop.set()

    def should_stop(self) -> bool:
        """Somebody called ``stop``."""
        return self._stop.is_set()

    def tell(self, value: object) -> None:
        """Say how far it is; what comes too soon after the last word is dropped."""
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self.emit_told(self, value)

    def run(self) -> None:
        """Do it."""
        try:
            if self.should_stop():
                raise CancelledError("It was stopped before it began.")
            self._result.append(self._work(self))
        except DarkroomError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - the page must not wait for ever
            self.error = DarkroomError(f"Something went wrong ({type(error).__name__}: {error}).")

    def settle(self) -> None:
        """Pass on what came of it."""
        if self.error is not None:
            self.otherwise(self.error)
        else:
            self.then(self._result[0])


class _Worker(QObject):
    done = Signal(object)

    @Slot(object)
    def on_asked(self, job: Job[Any]) -> None:
        job.run()
        self.done.emit(job)


class Background(QObject):
    """Does jobs one after the other in a thread that starts with the first.

    Args:
        parent: Qt parent.
    """

    _asked = Signal(object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.on_asked)
        self._worker.done.connect(self._on_done)
        self._told.connect(self._on_told)
        self._jobs: list[Job[Any]] = []
        self._closed = False

    def do(
        self,
        work: Callable[[Job[T]], T],
        then: Callable[[T], None],
        otherwise: Callable[[DarkroomError], None],
        on_told: Callable[[Any], None] | None = None,
    ) -> Job[T]:
        """Do something once what was asked before is done; see ``Job``."""
        job = Job(work, then, otherwise, on_told)
        if self._closed:
            job.stop()
            return job
        job.emit_told = self._told.emit
        self._jobs.append(job)
        if not self._thread.isRunning():
            self._thread.start()
        self._asked.emit(job)
        return job

    def shutdown(self) -> None:
        """Stop all jobs and the thread; follow with ``wait`` at exit."""
        self._closed = True
        for job in self._jobs:
            job.stop()
        self._thread.quit()

    def wait(self, limit_ms: int) -> bool:
        """Whether the thread ended in time."""
        return self._thread.wait(limit_ms)

    @Slot(object)
    def _on_done(self, job: Job[Any]) -> None:
        self._jobs.remove(job)
        if not self._closed:
            job.settle()

    @Slot(object, object)
    def _on_told(self, job: Job[Any], value: object) -> None:
        if job.on_told is not None and job in self._jobs:
            job.on_told(value)
