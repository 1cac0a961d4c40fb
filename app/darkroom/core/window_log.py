"""The window process's own log: what nobody caught, and the stacks when the process dies."""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from darkroom.core.discreet import discreet, stack_of
from darkroom.core.version import version

MOST_BYTES: Final = 1 << 20
"""Bytes of notes in one log; a fault that comes with every frame must not fill the disk."""
MOST_OF_A_KIND: Final = 5
"""How often the same fault is written down."""

_NOT_FAULTS: Final = (KeyboardInterrupt, SystemExit)


class WindowLog:
    """Writes down faults while it is entered; a context manager.

    What it writes is discreet: no messages that may quote a conversation, no tokens.
    Any thread may write.

    Args:
        path: of the file, which is made.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.on_fault: Callable[[str], None] | None = None
        """Gets the stack of every kind of fault that nobody caught, in the thread it struck."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._file = os.fdopen(descriptor, "w", buffering=1, encoding="utf-8", errors="replace")
        self._lock = threading.Lock()
        self._room = MOST_BYTES
        self._counts: Counter[str] = Counter()
        self.note(f"Darkroom {version()}, process {os.getpid()}")
        self.note(f"Python {sys.version.split()[0]} on {platform.platform()}")

    def __enter__(self) -> Self:
        """Catch what nobody else does."""
        # It writes to the descriptor itself, even when Python cannot run any more.
        faulthandler.enable(self._file)
        self._usual = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave all as it was, and the file closed."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._usual
        faulthandler.disable()
        self._file.close()

    def note(self, text: str) -> None:
        """Write some lines, made discreet."""
        self._write(discreet(text))

    def fault(self, where: str, error: BaseException) -> None:
        """Write down an exception that nobody caught.

        Args:
            where: what was at work, a few words.
            error: the exception.
        """
        if isinstance(error, _NOT_FAULTS):
            return
        stack = f"{where}\n{stack_of(error)}"
        with self._lock:
            self._counts[stack] += 1
            times = self._counts[stack]
        if times <= MOST_OF_A_KIND:
            self._write(stack if times < MOST_OF_A_KIND else f"{stack}\n(more are not told)")
        if times == 1 and self.on_fault is not None:
            self.on_fault(stack)

    def _write(self, text: str) -> None:
        line = f"{datetime.now():%H:%M:%S.%f}"[:-3] + f" {text}\n"
        with self._lock, suppress(OSError, ValueError):  # a full disk, a closed file
            if self._room > 0:
                self._room -= len(line)
                self._file.write(line if self._room > 0 else "The log is full.\n")

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.fault("An exception that nobody caught", error)
        self._usual[0](kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            name = args.thread.name if args.thread else "unknown"
            self.fault(f"An exception that nobody caught, in thread {name}", args.exc_value)
        self._usual[1](args)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self.fault("An exception that could not be passed on", args.exc_value)
        self._usual[2](args)
