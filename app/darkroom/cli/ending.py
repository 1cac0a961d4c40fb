"""How a command ends: what the shell is told, and what the person."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import IntEnum
from types import FrameType

from darkroom.worker.engine_side import failure
from darkroom.worker.protocol import NO_RUN, Failed

BAD_INPUT = {"bad_input", "model_file", "unsupported_model", "chat_template", "context_overflow"}
"""Kinds of errors that a person mends by asking for something else."""


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    CANCELLED = 130


class Interrupt:
    """The first Ctrl+C asks for an end in good order, the second one insists."""

    def __init__(self) -> None:
        self.requested = False

    def is_requested(self) -> bool:
        """Tell whether the person has had enough."""
        return self.requested

    @contextmanager
    def listening(self) -> Generator[None]:
        """Take SIGINT for the time of a ``with`` block."""
        before = signal.signal(signal.SIGINT, self._on_signal)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _on_signal(self, _: int, __: FrameType | None) -> None:
        if self.requested:
            raise KeyboardInterrupt
        self.requested = True


def explain(end: Failed) -> int:
    """Print what went wrong and what to do; returns the exit code."""
    if end.kind == "internal":
        sys.stderr.write(end.details)
    sys.stderr.write(f"darkroom: {end.text}\n")
    if end.hint:
        sys.stderr.write(f"{end.hint}\n")
    return ExitCode.BAD_INPUT if end.kind in BAD_INPUT else ExitCode.FAILED


def in_words(command: Callable[[], int]) -> int:
    """Run a command; returns its exit code, after words if it failed."""
    try:
        return command()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person gets words, not a traceback
        return explain(failure(NO_RUN, error))
