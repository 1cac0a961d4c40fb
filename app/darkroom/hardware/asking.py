"""Asking something that may hang or fail, without doing either."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from darkroom.core.errors import DarkroomError
from darkroom.hardware.machine import Unknown

T = TypeVar("T")
_MOST_STUCK = 3


class Question(Generic[T]):
    """A probe at work in a thread of its own.

    Args:
        what: it finds out, for people.
        probe: may raise anything, or never return; then its thread is left behind.
    """

    def __init__(self, what: str, probe: Callable[[], T]) -> None:
        self._what = what
        self._answer: T | Unknown = Unknown(what, "No answer within the time limit.")
        name = f"probe of {what}"
        # A driver that hangs hangs each time: do not collect its threads.
        stuck = sum(thread.name == name for thread in threading.enumerate())
        self._thread: threading.Thread | None = None
        if stuck >= _MOST_STUCK:
            self._answer = Unknown(what, "Earlier questions are still unanswered.")
            return
        self._thread = threading.Thread(target=self._ask, args=(probe,), name=name, daemon=True)
        self._thread.start()

    def answer(self, deadline: float) -> T | Unknown:
        """Wait for the answer.

        Args:
            deadline: in the time of ``time.monotonic()``, seconds.

        Returns:
            What the probe found, or why that is unknown.
        """
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - time.monotonic()))
        return self._answer

    def _ask(self, probe: Callable[[], T]) -> None:
        try:
            self._answer = probe()
        except DarkroomError as error:
            self._answer = Unknown(self._what, f"{error.text} {error.hint}".strip())
        except Exception as error:  # noqa: BLE001 - no source may take the others along
            self._answer = Unknown(self._what, f"{type(error).__name__}: {error}")
