"""Main of the inference process.

The main thread loads and computes; a reader thread takes commands, so that a ``Cancel`` is seen
while native code runs, and ends the process at once when the window is gone. A third thread counts
tokens.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import NoReturn

from darkroom.core.errors import BadInputError, CancelledError, EngineError
from darkroom.core.types import Done, Frame
from darkroom.worker.counting import Counter
from darkroom.worker.engine_side import LoadedModel, failure, open_model, start
from darkroom.worker.protocol import (
    NO_RUN,
    Cancel,
    Cancelled,
    Command,
    Count,
    CountChat,
    Event,
    Failed,
    Finished,
    Load,
    Loaded,
    LoadProgress,
    Pieces,
    PrefillProgress,
    Quit,
    RewindProgress,
    StartRun,
)
from darkroom.worker.wire import WireError, decode_command, encode

_EXIT_PARENT_GONE = 0
_EXIT_BAD_COMMAND = 70
_EXIT_NO_MEMORY = 71
_LAST_RUN = 2**63


def main(connection: Connection, engine: str, log_path: str) -> None:
    """Serve commands until ``Quit`` or until the pipe closes.

    Args:
        connection: both directions of the pipe to the window.
        engine: dotted name of the engine side.
        log_path: file that takes everything this process prints, native code included.
    """
    _capture_output(Path(log_path))
    faulthandler.enable()
    # Ctrl+C reaches the whole terminal group; what it means is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr.write(f"Inference process {os.getpid()}, {platform.platform()}, {sys.version}\n")
    try:
        Worker(connection, engine).serve()
    except MemoryError:
        _leave_without_memory()


def _leave_without_memory() -> NoReturn:
    """End at once where there is no room even for a message; the client reads it in the log."""
    os.write(2, b"MemoryError: the inference process has no room left\n")
    os._exit(_EXIT_NO_MEMORY)


def _capture_output(path: Path) -> None:
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    sys.stdout = sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115


class Worker:
    """Turns commands into events, one at a time.

    Args:
        connection: both directions of the pipe to the window.
        engine: dotted name of the engine side.
    """

    def __init__(self, connection: Connection, engine: str) -> None:
        self._connection = connection
        self._sending = Lock()
        self._engine = engine
        self._inbox: SimpleQueue[Load | StartRun | Quit] = SimpleQueue()
        self._cancelled_up_to = NO_RUN
        self._model: LoadedModel | None = None
        self._load_failure: Failed | None = None
        self._named: set[int] = set()
        self._counter = Counter(lambda: self._model, self._send)

    def serve(self) -> None:
        """Obey commands until ``Quit``."""
        Thread(target=self._read_commands, name="commands", daemon=True).start()
        Thread(target=self._counter.serve, name="counting", daemon=True).start()
        while not isinstance(command := self._inbox.get(), Quit):
            if isinstance(command, Load):
                self._load(command)
            else:
                self._run(command)
        self._close_model()

    def _read_commands(self) -> None:
        while True:
            try:
                command = decode_command(self._connection.recv_bytes())
            except (EOFError, OSError):
                os._exit(_EXIT_PARENT_GONE)
            except MemoryError:
                _leave_without_memory()
            except WireError as error:
                sys.stderr.write(f"A command cannot be read: {error}\n")
                os._exit(_EXIT_BAD_COMMAND)
            self._take(command)

    def _take(self, command: Command) -> None:
        if isinstance(command, Count | CountChat):
            self._counter.take(command)
            return
        # Run ids only grow, so one number tells which runs are over.
        if isinstance(command, Cancel):
            self._cancelled_up_to = max(self._cancelled_up_to, command.run_id)
            return
        if isinstance(command, Quit):
            self._cancelled_up_to = _LAST_RUN
        self._inbox.put(command)

    def _send(self, event: Event) -> None:
        try:
            data = encode(event)
            with self._sending:
                self._connection.send_bytes(data)
        except OSError:
            os._exit(_EXIT_PARENT_GONE)

    def _load(self, command: Load) -> None:
        self._close_model()
        self._send(LoadProgress(0.0, "Starting the engine"))
        try:
            model = open_model(self._engine, command, self._on_load_progress)
        except Exception as error:  # noqa: BLE001 - every failure must reach the window
            self._load_failure = failure(NO_RUN, error)
            self._send(self._load_failure)
        else:
            self._model = model
            self._send(Loaded(model.info, model.context, model.placement, model.defaults))

    def _close_model(self) -> None:
        if self._model:
            self._model.close()
        self._model = self._load_failure = None
        self._named.clear()

    def _on_load_progress(self, fraction: float, stage: str) -> None:
        self._send(LoadProgress(float(fraction), stage))

    def _run(self, command: StartRun) -> None:
        try:
            end = self._compute(command)
        except CancelledError:
            end = Cancelled(command.run_id, "")
        except Exception as error:  # noqa: BLE001 - every failure must reach the window
            end = failure(command.run_id, error)
        self._send(end)

    def _compute(self, command: StartRun) -> Event:
        run_id = command.run_id
        if self._model is None:
            return replace(self._load_failure or no_model(run_id), run_id=run_id)
        if self._is_cancelled(run_id):
            return Cancelled(run_id, "")
        items = start(
            self._model,
            command,
            should_cancel=lambda: self._is_cancelled(run_id),
            on_prefill=lambda done, total: self._send(PrefillProgress(run_id, done, total)),
            on_rewind=lambda done, total: self._send(RewindProgress(run_id, done, total)),
        )
        for item in items:
            if isinstance(item, Done):
                return _terminal(run_id, item)
            self._show(self._model, item)
        raise EngineError("The engine stopped without a last word.", "Please report it.")

    def _is_cancelled(self, run_id: int) -> bool:
        return run_id <= self._cancelled_up_to

    def _show(self, model: LoadedModel, frame: Frame) -> None:
        used = set(frame.tokens.tolist())
        if frame.topk_ids is not None:
            used.update(frame.topk_ids.ravel().tolist())
        if new := used - self._named:
            self._send(Pieces({token: model.piece(token) for token in sorted(new)}))
            self._named |= new
        self._send(frame)


def no_model(run_id: int) -> Failed:
    """Say that there is nothing to run."""
    return failure(run_id, BadInputError("No model is loaded.", "Choose a model first."))


def _terminal(run_id: int, done: Done) -> Event:
    if done.reason == "cancelled":
        return Cancelled(run_id, done.text, done.stats, done.thinking)
    return Finished(
        run_id, done.reason, done.text, done.stats, done.thinking, done.origins, done.blanks
    )
