"""One inference process: its pipe, its log, its end."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from darkroom.core.errors import OutOfMemoryError, WorkerDiedError
from darkroom.worker import entry, out_of_memory
from darkroom.worker.protocol import NO_RUN, Command, Event, Failed, Quit
from darkroom.worker.wire import WireError, decode_event, encode

_LONGEST_MESSAGE_BYTES = 64 << 20
_LOG_LINES = 40
_LAST_WORDS_LINES = 400  # Python's stacks of all threads stand behind what native code said
_REAP_S = 1.0
_RESTART = "Send again: the model is loaded anew."
_SIGNALS = {
    "SIGKILL": ("most often because memory ran out", out_of_memory.HINT),
    "SIGBUS": ("most often because the model file changed or vanished", "Check the file."),
    "SIGILL": ("an instruction this processor lacks", "Reinstall llama-cpp-python on it."),
    "SIGABRT": ("the engine gave up", _RESTART),
    "SIGSEGV": ("a fault in the engine or a driver", _RESTART),
    "SIGTERM": ("another program ended it", _RESTART),
}
_LENDER_GONE = "Remote RPC server crashed"  # ggml, before it aborts
_NO_MEMORY_CODES = {-9, 0xC0000017}  # SIGKILL: how Linux makes room
_WINDOWS_CODES = {
    0xC0000005: ("a fault in the engine or a driver", _RESTART),
    0xC0000006: ("the model file could not be read", "Check the file."),
    0xC0000017: ("memory ran out", out_of_memory.HINT),
    0xC000001D: _SIGNALS["SIGILL"],
    0xC0000409: ("the engine gave up", _RESTART),
}


class WorkerProcess:
    """Starts the process and holds everything that belongs to it.

    Args:
        engine: dotted name of the engine side.
        log_path: file for what the process prints.

    Raises:
        OSError: the system cannot start another process.
    """

    def __init__(self, engine: str, log_path: Path) -> None:
        # Without it, idle OpenMP threads spin: 0.5 s per step became 3.5 s on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        context = get_context("spawn")
        self._log_path = log_path
        self._connection, child_end = context.Pipe()
        self._process = context.Process(
            target=entry.main,
            args=(child_end, engine, str(log_path)),
            name="darkroom-worker",
            daemon=True,
        )
        try:
            self._process.start()
        except OSError:
            self._connection.close()
            raise
        finally:
            # Held open here, it would keep the pipe from ever ending.
            child_end.close()

    @property
    def pid(self) -> int | None:
        """Process id."""
        return self._process.pid

    @property
    def sources(self) -> list[Connection[Any, Any] | int]:
        """What ``multiprocessing.connection.wait`` should wait for."""
        return [self._connection, self._process.sentinel]

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.is_alive()

    def send(self, command: Command) -> None:
        """Send a command; a process that is gone is noticed by ``receive``, not here."""
        try:
            self._connection.send_bytes(encode(command))
        except OSError:
            return

    def receive(self) -> Iterator[Event]:
        """Yield the events that have arrived, without waiting for more.

        Raises:
            EOFError: the process closed its end.
            WireError: what arrived is not an event.
        """
        try:
            while self._connection.poll():
                yield decode_event(self._connection.recv_bytes(_LONGEST_MESSAGE_BYTES))
        except (BrokenPipeError, ConnectionResetError) as error:
            raise EOFError from error
        except OSError as error:
            raise WireError(f"The pipe cannot be read: {error}.") from error

    def terminate(self) -> None:
        """Ask the system to end the process."""
        self._process.terminate()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()

    def stop(self, grace_s: float, patience_s: float) -> None:
        """End the process: politely, then firmly, then by force. Returns when it is gone.

        Args:
            grace_s: time for an end in good order.
            patience_s: further time before force.
        """
        self.send(Quit())
        self._process.join(grace_s)
        self._process.terminate()
        self._process.join(patience_s)
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Let go of the pipe and of the ended process."""
        self._connection.close()
        self._process.join()
        self._process.close()

    def reap(self, *, at_work: bool, garbled: WireError | None = None) -> Failed:
        """Make sure that a process with a closed pipe is gone, and say how it ended.

        Args:
            at_work: it was loading or answering.
            garbled: why its words cannot be understood, if that is the reason.
        """
        if garbled is None:
            self._process.join(_REAP_S)
        code = self._process.exitcode  # before it becomes our own doing
        self._process.kill()
        self._process.join()
        log = self.last_log_lines()
        ended = "The inference process ended unexpectedly"
        if garbled:
            text = f"{ended} (its words were garbled: {garbled})."
            return Failed(NO_RUN, WorkerDiedError.kind, text, _RESTART, log)
        last_words = self._log_end(_LAST_WORDS_LINES)
        if _LENDER_GONE in last_words:
            text = "The computer that lends a device is gone, or lends it no more."
            hint = "Start `darkroom lend` there again, or load the model without it."
            return Failed(NO_RUN, WorkerDiedError.kind, text, hint, log)
        name, words, hint = _cause(code)
        if at_work and (code in _NO_MEMORY_CODES or out_of_memory.is_told_in(last_words)):
            text = f"{ended} ({name}), most likely because memory ran out."
            return Failed(NO_RUN, OutOfMemoryError.kind, text, out_of_memory.HINT, log)
        text = f"{ended} ({name}{': ' if words else ''}{words})."
        return Failed(NO_RUN, WorkerDiedError.kind, text, hint, log)

    def last_log_lines(self) -> str:
        """Return the end of what the process printed."""
        return f"{self._log_end(_LOG_LINES)}\nLog file: {self._log_path}".lstrip()

    def _log_end(self, lines: int) -> str:
        try:
            with self._log_path.open(encoding="utf-8", errors="replace") as log:
                return "".join(deque(log, lines))
        except OSError:
            return ""


def _cause(exit_code: int | None) -> tuple[str, str, str]:
    """Name of the end, what it means, what to do."""
    if exit_code is None:
        return "it closed its pipe", "", _RESTART
    if exit_code >= 0:
        return f"exit code {exit_code}", *_WINDOWS_CODES.get(exit_code, ("", _RESTART))
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        name = f"signal {-exit_code}"
    return name, *_SIGNALS.get(name, ("", _RESTART))
