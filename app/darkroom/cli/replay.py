"""``darkroom replay``: an answer's steps as a page, a film, a picture or text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from darkroom.cli.ending import ExitCode, Interrupt, in_words
from darkroom.cli.terminal import can_animate, inert
from darkroom.cli.traces import check_output, read_answer, write_text
from darkroom.core.errors import BadInputError, CancelledError
from darkroom.history.trace_file import TraceFile, to_json

_CLEAR_LINE = "\r\x1b[K"


def replay(arguments: argparse.Namespace, *, engine: str) -> int:
    """Read a trace and write what is asked for.

    Args:
        arguments: what ``darkroom replay`` was given.
        engine: not needed.

    Returns:
        The exit code.
    """
    del engine
    try:
        return in_words(lambda: _replay(arguments))
    finally:
        _end_progress()


def _replay(arguments: argparse.Namespace) -> int:
    outputs: dict[str, Path] = {
        kind: path for kind in _WRITERS if (path := getattr(arguments, kind)) is not None
    }
    if not outputs:
        listed = ", ".join(f"--{kind}" for kind in _WRITERS)
        raise BadInputError("No file to write was named.", f"Name one or more with {listed}.")
    for path in outputs.values():
        check_output(path, arguments.source)
    if len(set(map(Path.resolve, outputs.values()))) < len(outputs):
        raise BadInputError("Two kinds cannot be one file.", "Give each a name of its own.")
    file = read_answer(arguments.source)
    interrupt = Interrupt()
    with interrupt.listening():
        for kind, path in outputs.items():
            try:
                _WRITERS[kind](file, path, arguments, interrupt)
            except CancelledError:
                return ExitCode.CANCELLED
            _end_progress()
            print(inert(f"Wrote {path}."), file=sys.stderr, flush=True)
            if interrupt.requested:
                return ExitCode.CANCELLED
    return ExitCode.DONE


def _html(file: TraceFile, path: Path, _: argparse.Namespace, __: Interrupt) -> None:
    from darkroom.viewmodels.replay.html import replay_html

    write_text(path, replay_html(file))


def _json(file: TraceFile, path: Path, _: argparse.Namespace, __: Interrupt) -> None:
    write_text(path, f"{to_json(file)}\n")


def _movie(kind: str) -> Callable[[TraceFile, Path, argparse.Namespace, Interrupt], None]:
    def write(
        file: TraceFile, path: Path, arguments: argparse.Namespace, interrupt: Interrupt
    ) -> None:
        write_movie = _painter("movie", "write_movie")
        width = {"width": arguments.width} if arguments.width else {}
        write_movie(
            file,
            path,
            kind=kind,
            dark=not arguments.light,
            on_progress=_tell_progress,
            should_cancel=interrupt.is_requested,
            **width,
        )

    return write


def _png(file: TraceFile, path: Path, arguments: argparse.Namespace, _: Interrupt) -> None:
    _painter("still", "write_settling_map")(file, path, dark=not arguments.light)


def _painter(module: str, name: str) -> Callable[..., None]:
    try:
        # Late: only pictures need Qt.
        from importlib import import_module

        painter: Any = getattr(import_module(f"darkroom.ui.replay.{module}"), name)
    except ImportError as error:
        raise BadInputError(
            f"Pictures need a part of Darkroom that is missing here: {error.name}.",
            "Install Darkroom with its window, or write --html or --json.",
        ) from error
    return painter


def _tell_progress(done: int, total: int) -> None:
    if sys.stderr is not None and can_animate(sys.stderr):
        sys.stderr.write(f"{_CLEAR_LINE}Painting step {done} of {total}")
        sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr is not None and can_animate(sys.stderr):
        sys.stderr.write(_CLEAR_LINE)
        sys.stderr.flush()


_WRITERS: Final[dict[str, Callable[[TraceFile, Path, argparse.Namespace, Interrupt], None]]] = {
    "html": _html,
    "webp": _movie("webp"),
    "gif": _movie("gif"),
    "png": _png,
    "json": _json,
}
