"""Keeps the inference process: starts it, talks to it, ends it, survives its death.

States of the client, and what moves it from one to the next::

    ABSENT ──Load, StartRun──▶ READY ──StartRun──▶ RUNNING ──Cancel──▶ CANCELLING
      ▲                          ▲                    │                    │
      │                          └───terminal event───┴────────────────────┤
      └── death of the process (from any state) ◀──terminate, then kill────┘

Whatever happens, each run ends in exactly one terminal event, each load in one ``Loaded`` or
``Failed(NO_RUN)``, and each count in one ``Counted``. One thread calls all methods.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeGuard

from darkroom.core.errors import EngineError, OutOfMemoryError
from darkroom.core.paths import new_log_path
from darkroom.worker.engine_side import ENGINE
from darkroom.worker.entry import no_model
from darkroom.worker.process import WorkerProcess
from darkroom.worker.protocol import (
    INTERNAL,
    NO_RUN,
    TERMINAL,
    Cancel,
    Cancelled,
    Command,
    Count,
    CountChat,
    Counted,
    Event,
    Failed,
    Load,
    Loaded,
    Quit,
    StartRun,
)
from darkroom.worker.wire import WireError

_GRACE_S = 0.5
# An import that failed half-way, as of a library without room, fails in that process for ever.
_SPOILT_LOADS = {OutOfMemoryError.kind, EngineError.kind, INTERNAL}
_LOADING_STOPPED = Failed(NO_RUN, "cancelled", "Loading was stopped.")


class State(Enum):
    """Where the client stands; see the module's picture."""

    ABSENT = auto()
    READY = auto()
    RUNNING = auto()
    CANCELLING = auto()


class WorkerClient:
    """Owns at most one inference process.

    Args:
        engine: dotted name of the engine side.
        log_folder: where the process logs; the user's log folder if None.
        terminate_after_s: patience after a ``Cancel`` before the process is terminated, seconds.
        kill_after_s: patience after a ``Cancel`` before the process is killed, seconds.
    """

    def __init__(
        self,
        engine: str = ENGINE,
        *,
        log_folder: Path | None = None,
        terminate_after_s: float = 2.0,
        kill_after_s: float = 5.0,
    ) -> None:
        self._engine = engine
        self._log_folder = log_folder
        self._terminate_after_s = terminate_after_s
        self._kill_after_s = kill_after_s
        self._state = State.ABSENT
        self._process: WorkerProcess | None = None
        self._outbox: list[Event] = []
        self._run_id = NO_RUN
        self._queued: StartRun | None = None
        self._model: Load | None = None  # what the process holds, or is loading
        self._loading = False
        self._counting: set[int] = set()  # requests that the process has not answered yet
        self._last_good: Load | None = None  # what to load again after a death
        self._escalation: deque[tuple[float, Callable[[], None]]] = deque()

    @property
    def state(self) -> State:
        """Where the client stands."""
        return self._state

    @property
    def pid(self) -> int | None:
        """Id of the process, None while there is none."""
        return self._process.pid if self._process else None

    def send(self, command: Command) -> None:
        """Obey a command; what comes of it is told by ``poll``."""
        match command:
            case Load():
                self._load(command)
            case StartRun():
                self._start(command)
            case Cancel():
                self._cancel(command.run_id)
            case Count() | CountChat():
                self._count(command)
            case Quit():
                self.unload()

    def poll(self, timeout_s: float | None = 0.0, also: Sequence[Any] = ()) -> list[Event]:
        """Wait until something happens and return what did.

        Args:
            timeout_s: longest wait in seconds; None for no limit.
            also: further objects for ``multiprocessing.connection.wait`` that end the wait.

        Returns:
            Events in order; empty when the time is up or one of ``also`` is ready.
        """
        if not self._outbox:
            self._wait(timeout_s, also)
        self._receive()
        self._escalate()
        self._start_queued()
        events, self._outbox = self._outbox, []
        return events

    def unload(self) -> None:
        """End the process, so that its memory comes back; the next run starts it again."""
        self._drop_queued()
        if self._process:
            # A load cannot be interrupted, so there is no good order to wait for.
            self._process.stop(0.0 if self._loading else _GRACE_S, self._kill_after_s)
            with suppress(EOFError, WireError):
                self._take_all(self._process)
            self._bury(None)

    def close(self) -> None:
        """Leave nothing behind."""
        self.unload()

    def _load(self, command: Load) -> None:
        # A fresh process for each model: the memory of the last one really comes back.
        if self._model:
            self.unload()
        self._request_model(command)

    def _start(self, command: StartRun) -> None:
        if self._run_id != NO_RUN:
            self._drop_queued()
            self._queued = command
            self._cancel(self._run_id)
            return
        if self._process and not self._process.is_alive():
            self._receive()
        self._run_id = command.run_id
        if self._model is None and not self._restore_model():
            return
        self._state = State.RUNNING
        self._tell(command)

    def _cancel(self, run_id: int) -> None:
        if self._queued and self._queued.run_id == run_id:
            self._drop_queued()
        elif run_id == self._run_id and self._state is State.RUNNING:
            self._tell(Cancel(run_id))
            if self._loading:  # not begun yet; the load goes on
                self._end_run(Cancelled(run_id, ""))
            else:
                self._await_end()

    def _count(self, command: Count | CountChat) -> None:
        # Nothing is started for a number.
        if self._process:
            self._counting.add(command.request_id)
            self._tell(command)
        else:
            self._outbox.append(Counted(command.request_id))

    def _await_end(self) -> None:
        self._state = State.CANCELLING
        process, now = self._process, time.monotonic()
        if process:
            self._escalation.append((now + self._terminate_after_s, process.terminate))
            self._escalation.append((now + self._kill_after_s, process.kill))

    def _escalate(self) -> None:
        while self._escalation and time.monotonic() >= self._escalation[0][0]:
            self._escalation.popleft()[1]()

    def _restore_model(self) -> bool:
        if self._last_good:
            return self._request_model(self._last_good)
        self._end_run(no_model(self._run_id))
        return False

    def _request_model(self, command: Load) -> bool:
        self._model, self._loading = command, True
        try:
            self._process = self._process or WorkerProcess(self._engine, self._new_log())
        except OSError as error:
            self._bury(_cannot_start(error))
            return False
        if self._state is State.ABSENT:
            self._state = State.READY
        self._tell(command)
        return True

    @property
    def _is_at_work(self) -> bool:
        return self._loading or self._run_id != NO_RUN

    def _new_log(self) -> Path:
        return new_log_path("worker", self._log_folder)

    def _tell(self, command: Command) -> None:
        if self._process:
            self._process.send(command)

    def _wait(self, timeout_s: float | None, also: Sequence[Any]) -> None:
        sources = [*also, *(self._process.sources if self._process else ())]
        limits = [limit for limit in (timeout_s, self._until_escalation()) if limit is not None]
        if sources:
            wait(sources, min(limits, default=None))

    def _until_escalation(self) -> float | None:
        if not self._escalation:
            return None
        return max(0.0, self._escalation[0][0] - time.monotonic())

    def _receive(self) -> None:
        process = self._process
        if process is None:
            return
        alive = process.is_alive()  # asked first, so that nothing sent before the end is missed
        try:
            self._take_all(process)
        except EOFError:
            alive = False
        except WireError as error:
            self._bury(process.reap(at_work=self._is_at_work, garbled=error))
            return
        if not alive and self._process:
            self._bury(process.reap(at_work=self._is_at_work))

    def _take_all(self, process: WorkerProcess) -> None:
        for event in process.receive():
            if self._spoils_process(event):
                process.kill()
                self._bury(event)
                return
            self._take(event)

    def _spoils_process(self, event: Event) -> TypeGuard[Failed]:
        if not isinstance(event, Failed) or event.run_id not in (NO_RUN, self._run_id):
            return False
        if event.run_id == NO_RUN:
            return event.kind in _SPOILT_LOADS
        # Only the end of the process surely gives all of its memory back.
        return event.kind == OutOfMemoryError.kind

    def _take(self, event: Event) -> None:
        if isinstance(event, Counted):
            if event.request_id in self._counting:
                self._counting.remove(event.request_id)
                self._outbox.append(event)
            return
        run_id = getattr(event, "run_id", NO_RUN)
        if run_id not in (NO_RUN, self._run_id):
            return  # of a run that has ended already
        if isinstance(event, TERMINAL) and run_id != NO_RUN:
            self._end_run(event)
            return
        if isinstance(event, Loaded):
            self._loading, self._last_good = False, self._model
        elif isinstance(event, Failed):
            self._loading, self._model = False, None
        self._outbox.append(event)

    def _end_run(self, event: Event) -> None:
        self._outbox.append(event)
        self._run_id = NO_RUN
        self._state = State.READY if self._process else State.ABSENT
        self._escalation.clear()

    def _start_queued(self) -> None:
        if self._queued and self._run_id == NO_RUN:
            command, self._queued = self._queued, None
            self._start(command)

    def _drop_queued(self) -> None:
        if self._queued:
            self._outbox.append(Cancelled(self._queued.run_id, ""))
            self._queued = None

    def _bury(self, obituary: Failed | None) -> None:
        """Forget a process that is gone and end what it left open.

        Args:
            obituary: how it ended; None when it was ended on purpose.
        """
        if self._state is State.CANCELLING:
            obituary = None
        if self._loading or (obituary and self._run_id == NO_RUN):
            self._outbox.append(obituary or _LOADING_STOPPED)
        if self._process:
            self._process.close()
        self._process, self._model, self._loading = None, None, False
        self._outbox += map(Counted, sorted(self._counting))
        self._counting.clear()
        self._state = State.ABSENT
        if self._run_id != NO_RUN:
            run_id = self._run_id
            self._end_run(replace(obituary, run_id=run_id) if obituary else Cancelled(run_id, ""))


def _cannot_start(error: OSError) -> Failed:
    text = f"The inference process cannot be started: {error}."
    return Failed(NO_RUN, "engine", text, "Close other programs, then try again.")
