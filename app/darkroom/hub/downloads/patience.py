"""Waiting: until somebody stops it, after failures, and so as not to take the whole line."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Event
from typing import Final

from darkroom.core.errors import CancelledError
from darkroom.hub.client import HubBusyError
from darkroom.hub.downloads.request import Options

_GLANCE_S: Final = 0.1
_MOST_ASKED_S: Final = 600.0
_RATE_WINDOW_S: Final = 5.0
_BURST_S: Final = 0.1


class Stop:
    """Whether a download should end; asked for from all its threads.

    Args:
        should_stop: says that somebody outside wants it.
    """

    def __init__(self, should_stop: Callable[[], bool] | None = None) -> None:
        self._event = Event()
        self._should_stop = should_stop or (lambda: False)

    def set(self) -> None:
        """Let it end."""
        self._event.set()

    def __call__(self) -> bool:
        """Whether it should."""
        return self._event.is_set() or self._should_stop()

    def check(self) -> None:
        """Go on.

        Raises:
            CancelledError: it should end.
        """
        if self():
            raise CancelledError("The download was stopped.")

    def wait(self, seconds: float) -> None:
        """Sleep, unless it should end.

        Raises:
            CancelledError: it should end.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            self._event.wait(min(left, _GLANCE_S))
        self.check()


class Patience:
    """Failures in a row, and the wait after each.

    Args:
        options: how many are borne, and how long the waits are.
        stop: ends a wait.
    """

    def __init__(self, options: Options, stop: Stop) -> None:
        self._options = options
        self._stop = stop
        self._failures = 0

    def renew(self) -> None:
        """Something went well."""
        self._failures = 0

    def bear(self, error: HubBusyError) -> None:
        """Wait as long as the server asks, or twice as long as the last time.

        Raises:
            HubBusyError: it was one failure too many, or the server asks for too long a wait.
            CancelledError: the wait was stopped.
        """
        self._failures += 1
        if self._failures > self._options.retries or error.retry_after_s > _MOST_ASKED_S:
            raise error
        grown = self._options.backoff_s * 2.0 ** (self._failures - 1)
        # Those who failed together should not come back together.
        own = min(self._options.most_backoff_s, grown) * random.uniform(0.5, 1.0)  # noqa: S311
        self._stop.wait(max(own, error.retry_after_s))


class Limiter:
    """Bytes a second that all downloads together may take.

    Args:
        bytes_per_s: > 0; None = as many as there are.

    Attributes:
        bytes_per_s: as it is now.
    """

    def __init__(self, bytes_per_s: float | None = None) -> None:
        self._changed = Condition()
        self.bytes_per_s = bytes_per_s
        self._version = 0
        self._free_at = 0.0

    def set(self, bytes_per_s: float | None) -> None:
        """Change it from now on."""
        with self._changed:
            self.bytes_per_s = bytes_per_s
            self._version += 1
            self._free_at = 0.0
            self._changed.notify_all()

    def most(self, wanted: int) -> int:
        """How many bytes to read at a time, so that the stream stays even."""
        rate = self.bytes_per_s
        return wanted if rate is None else max(1024, min(wanted, int(rate * _BURST_S)))

    def spend(self, size_bytes: int, stop: Stop) -> None:
        """Account for bytes that came, and wait until the next may.

        Raises:
            CancelledError: the wait was stopped.
        """
        with self._changed:
            if self.bytes_per_s is None:
                return
            now = time.monotonic()
            self._free_at = max(self._free_at, now - _BURST_S) + size_bytes / self.bytes_per_s
            mine, version = self._free_at, self._version
            while version == self._version and (left := mine - time.monotonic()) > 0:
                self._changed.wait(min(left, _GLANCE_S))
                stop.check()


class Rate:
    """Bytes a second over the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def at(self, done_bytes: int) -> float:
        """The rate, now that so many bytes are there."""
        now = time.monotonic()
        self._seen.append((now, done_bytes))
        while now - self._seen[0][0] > _RATE_WINDOW_S and len(self._seen) > 2:
            self._seen.popleft()
        began, before = self._seen[0]
        return max(0, done_bytes - before) / (now - began) if now > began else 0.0
