"""One writer for each kind of file."""

from __future__ import annotations

from collections.abc import Callable

from darkroom.core.whole_file import whole_file
from darkroom.history.trace_file import TraceFile, to_json
from darkroom.history.trace_npz import write_npz
from darkroom.ui.replay.movie import write_movie
from darkroom.ui.replay.still import write_settling_map
from darkroom.viewmodels.replay.export import ExportKind, ExportOrder
from darkroom.viewmodels.replay.html import replay_html


def write(
    file: TraceFile,
    order: ExportOrder,
    on_progress: Callable[[int, int], None],
    should_cancel: Callable[[], bool],
) -> None:
    """Write what was ordered.

    Raises:
        BadInputError: it cannot be done, or not there.
        CancelledError: ``should_cancel`` said so; nothing was written.
    """
    path, look = order.path, order.look
    match order.kind:
        case ExportKind.HTML:
            _write_text(order, replay_html(file, order.words, question=order.question))
        case ExportKind.JSON:
            _write_text(order, to_json(file))
        case ExportKind.NPZ:
            write_npz(path, file)
        case ExportKind.PNG:
            write_settling_map(
                file,
                path,
                dark=look.dark,
                look=look,
                question=order.question,
                words=order.words.settling,
            )
        case ExportKind.WEBP | ExportKind.GIF:
            write_movie(
                file,
                path,
                kind="gif" if order.kind is ExportKind.GIF else "webp",
                dark=look.dark,
                look=look,
                question=order.question,
                words=order.words,
                on_progress=on_progress,
                should_cancel=should_cancel,
            )


def _write_text(order: ExportOrder, text: str) -> None:
    with whole_file(order.path) as part:
        # Half characters, which JSON of somebody else may have, become question marks.
        part.write_text(text, "utf-8", "replace", newline="\n")
