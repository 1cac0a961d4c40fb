"""Downloads in a process of their own, so that the window stays smooth on the fastest line."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, Final

from darkroom.core.errors import (
    BadInputError,
    CancelledError,
    DarkroomError,
    DiskFullError,
    HubError,
)
from darkroom.hub.client import Hub
from darkroom.hub.downloads.download import download
from darkroom.hub.downloads.patience import Limiter, Stop
from darkroom.hub.downloads.request import Options, Progress, Request

_GLANCE_S: Final = 0.1
_GRACE_S: Final = 0.8
_KINDS: Final = {
    kind.kind: kind for kind in (BadInputError, CancelledError, DiskFullError, HubError)
}
_STOP: Final = "stop"


def download_in_child(
    request: Request,
    hub: Hub | None = None,
    *,
    options: Options | None = None,
    limiter: Limiter | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_file: Callable[[Path, str], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """As ``download``, in another process; ended by force where it does not stop within a second.

    Raises:
        DarkroomError: as ``download``; or the process died.
    """
    limiter = limiter or Limiter()
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    words = (theirs, request, hub, options or Options(), limiter.bytes_per_s)
    process = context.Process(target=_main, args=words, name="download", daemon=True)
    process.start()
    theirs.close()
    listeners = {"progress": on_progress, "file": on_file}
    orders = _Orders(ours, limiter, should_stop or (lambda: False))
    try:
        while True:
            orders.give()
            if ours.poll(_GLANCE_S):
                paths = _take(ours.recv(), listeners)
                if paths is not None:
                    return paths
    except (EOFError, OSError):
        raise orders.after_the_end() from None
    finally:
        ours.close()
        process.join(_GRACE_S)
        if process.is_alive():
            # The journal is right at every moment.
            process.kill()
            process.join()
        process.close()


class _Orders:
    """What the other process is told: how fast it may be, and when to stop."""

    def __init__(
        self, connection: Connection, limiter: Limiter, should_stop: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._limiter = limiter
        self._limit = limiter.bytes_per_s
        self._should_stop = should_stop
        self._stopped_at: float | None = None

    def give(self) -> None:
        """Tell what is new.

        Raises:
            CancelledError: it was told to stop, and had the time to.
        """
        if self._limiter.bytes_per_s != self._limit:
            self._limit = self._limiter.bytes_per_s
            self._connection.send(self._limit)
        if self._stopped_at is None and self._should_stop():
            self._stopped_at = time.monotonic()
            self._connection.send(_STOP)
        if self._stopped_at is not None and time.monotonic() - self._stopped_at > _GRACE_S:
            raise self.after_the_end()

    def after_the_end(self) -> DarkroomError:
        """What it means that nothing more comes."""
        if self._stopped_at is not None:
            return CancelledError("The download was stopped.")
        return DarkroomError(
            "The process that downloads died; what was downloaded so far is kept.",
            "Resume the download.",
        )


def _take(
    message: tuple[Any, ...], listeners: Mapping[str, Callable[..., None] | None]
) -> tuple[Path, ...] | None:
    kind, *values = message
    if kind == "done":
        return values[0]
    if kind == "error":
        name, text, hint = values
        raise _KINDS.get(name, DarkroomError)(text, hint)
    if listener := listeners[kind]:
        listener(*values)
    return None


def _main(
    connection: Connection,
    request: Request,
    hub: Hub | None,
    options: Options,
    bytes_per_s: float | None,
) -> None:
    limiter, stop = Limiter(bytes_per_s), Stop()
    Thread(target=_listen, args=(connection, limiter, stop), daemon=True).start()

    def tell(*message: Any) -> None:
        # Whoever asked for it may be gone.
        with suppress(OSError):
            connection.send(message)

    try:
        paths = download(
            request,
            hub,
            options=options,
            limiter=limiter,
            on_progress=lambda progress: tell("progress", progress),
            on_file=lambda path, sha256: tell("file", path, sha256),
            should_stop=stop,
        )
        tell("done", paths)
    except DarkroomError as error:
        tell("error", error.kind, error.text, error.hint)


def _listen(connection: Connection, limiter: Limiter, stop: Stop) -> None:
    """Take orders; the end of the process that gives them is one, too."""
    with suppress(EOFError, OSError):
        while (order := connection.recv()) != _STOP:
            limiter.set(order)
    stop.set()
