"""Exports in a process of their own: painting hundreds of pictures must not hold up the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from darkroom.core.errors import BadInputError, CancelledError, DarkroomError, DiskFullError
from darkroom.core.whole_file import part_of
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.replay.export import ExportOrder

_GLANCE_S: Final = 0.1
_GRACE_S: Final = 1.0
_KINDS: Final = {kind.kind: kind for kind in (BadInputError, CancelledError, DiskFullError)}


def export_in_child(
    file: TraceFile,
    order: ExportOrder,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> None:
    """Write a replay, and wait until it is there.

    Args:
        file: the answer with its steps.
        order: what is wanted.
        on_progress: gets how much is done, and of how much.
        should_stop: asked some times a second.

    Raises:
        BadInputError: it cannot be done, or not there.
        CancelledError: ``should_stop`` said so; nothing was written.
        DarkroomError: the process died.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    words = (theirs, file, order)
    process = context.Process(target=_main, args=words, name="export", daemon=True)
    process.start()
    theirs.close()
    stopping = False
    try:
        while True:
            if not stopping and should_stop():
                stopping = True
                ours.send(None)
            if ours.poll(_GLANCE_S) and not _take(ours.recv(), on_progress):
                return
    except (EOFError, OSError):
        raise (
            CancelledError("The export was stopped.")
            if stopping
            else DarkroomError("The process that writes the replay died.", "Try it once more.")
        ) from None
    finally:
        ours.close()
        process.join(_GRACE_S)
        if process.is_alive():
            process.kill()
            process.join()
        # One that was ended by force could not.
        with suppress(OSError):
            part_of(order.path, process.pid or 0).unlink()
        process.close()


def _take(message: tuple[object, ...], on_progress: Callable[[int, int], None]) -> bool:
    """Whether there is more to come."""
    match message:
        case ("progress", int(done), int(total)):
            on_progress(done, total)
            return True
        case ("error", str(kind), str(text), str(hint)):
            raise _KINDS.get(kind, DarkroomError)(text, hint)
        case _:
            return False


def _main(connection: Connection, file: TraceFile, order: ExportOrder) -> None:
    from darkroom.ui.replay.writers import write  # not for the window

    def on_progress(done: int, total: int) -> None:
        # Whoever asked for it may be gone; then ``should_cancel`` ends it.
        with suppress(OSError):
            connection.send(("progress", done, total))

    def should_cancel() -> bool:
        # An order, or the end of the process that gives them.
        return connection.poll()

    try:
        write(file, order, on_progress, should_cancel)
        answer: tuple[str, ...] = ("done",)
    except DarkroomError as error:
        answer = ("error", error.kind, error.text, error.hint)
    with suppress(OSError):
        connection.send(answer)
