"""Plain progress on a terminal, in a log file, or in CI."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HEARTBEAT_S = 60.0
TAIL_LINES = 40


class CommandFailedError(Exception):
    """A command ended with an error; what it said has been shown."""


def title(text: str) -> None:
    """Print a heading."""
    print(f"\n{_paint(text, '1')}", flush=True)


def note(text: str) -> None:
    """Print a remark that belongs to the step around it."""
    print(f"    {text}", flush=True)


def outcome(name: str, ok: bool, seconds: float, remark: str = "") -> None:
    """Print one line on how a step ended."""
    word = _paint("ok    ", "32") if ok else _paint("FAILED", "31")
    print(f"  {word} {name:<40} {seconds:7.1f} s  {remark}".rstrip(), flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Time a step, show signs of life while it lasts, and say how it ended."""
    start = time.monotonic()
    done = threading.Event()
    threading.Thread(target=_beat, args=(name, start, done), daemon=True).start()
    ok = False
    try:
        yield
        ok = True
    finally:
        done.set()
        outcome(name, ok, time.monotonic() - start)


def run_logged(
    command: Sequence[str | Path], log: Path, environment: dict[str, str] | None = None
) -> None:
    """Run a command with its output in ``log``; show the end of it only if it fails.

    Raises:
        CommandFailedError: the command ended with an error.
    """
    with log.open("ab") as sink:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            env={**os.environ, **(environment or {})},
            check=False,
        )
    if result.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join(["", *lines[-TAIL_LINES:], ""]))
        raise CommandFailedError(
            f"'{Path(command[0]).name} {' '.join(map(str, command[1:]))}' failed; "
            f"all it said is in {log}"
        )


def _beat(name: str, start: float, done: threading.Event) -> None:
    while not done.wait(HEARTBEAT_S):
        print(f"    ... {name}: {time.monotonic() - start:.0f} s so far", flush=True)


def _paint(text: str, code: str) -> str:
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{code}m{text}\x1b[0m"
