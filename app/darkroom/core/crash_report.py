"""What the logs tell of a window that ended out of order, or that stumbled.

A report stays on this computer unless the person gives it away; it is fit to be given away.
"""

from __future__ import annotations

import os
import re
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Final

from darkroom.core.crash import Marker
from darkroom.core.discreet import discreet

ESCAPED: Final = "The window ended by an exception that nobody caught."
"""Line of a window's log that says so."""

_FATAL: Final = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.+)$", re.MULTILINE)
_TAIL_LINES: Final = 60
_HEAD_LINES: Final = 3
_TAIL_BYTES: Final = 256 << 10
_NOTHING_SENT: Final = ("It was sent nowhere, and no text of a chat is in it.", "")
_LIBRARIES: Final = ("PySide6-Essentials", "llama-cpp-python", "torch", "numpy")


class Ending(StrEnum):
    """How a window ended out of order."""

    FAULT = "fault"
    """The system ended it for what its own code or a library did; there is a stack."""
    EXCEPTION = "exception"
    """An exception left the program."""
    KILLED = "killed"
    """It left no word: another program ended it, or the computer went off."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a window ended.

    Args:
        ending: in which way.
        cause: what the system calls it, or empty.
        text: all that is known, fit to be given away.
    """

    ending: Ending
    cause: str
    text: str


def report_on(marker: Marker, *, now: float | None = None) -> Report:
    """Gather what the logs say about the end of a window.

    Args:
        marker: what that window left.
        now: when this window started; the logs of its own processes are passed over.
    """
    log = Path(marker.log)
    head, tail = _ends(log, _HEAD_LINES)
    fatal = list(_FATAL.finditer(tail))
    if fatal:
        ending, cause = Ending.FAULT, fatal[-1][1].strip()
        stack, tail = tail[fatal[-1].start() :], tail[: fatal[-1].start()]
    else:
        ending = Ending.EXCEPTION if ESCAPED in tail else Ending.KILLED
        cause = stack = ""
    parts = [_summary(marker, log, ending, cause, head)]
    if stack:
        parts.append(_section("Stacks of the window's threads", stack))
    parts.append(_section("Last lines of the window's log", tail))
    worker = _last_worker_log(log.parent, marker.started, time.time() if now is None else now)
    if worker is not None:
        title = f"Last lines of the inference process's log, {worker.name}"
        parts.append(_section(title, _ends(worker, 0)[1]))
    return Report(ending, cause, discreet("\n\n".join(parts)) + "\n")


def report_on_faults(log: Path, stacks: Iterable[str]) -> str:
    """Gather what is known about exceptions that the window survived.

    Args:
        log: of the window.
        stacks: of the exceptions, as ``WindowLog.on_fault`` got them.
    """
    lines = [
        "Report on a Darkroom window that stumbled and went on",
        *_NOTHING_SENT,
        f"Log: {log}",
        *_setting(_ends(log, _HEAD_LINES)[0]),
    ]
    parts = ["\n".join(lines), *(_section("Stack", stack) for stack in stacks)]
    return discreet("\n\n".join(parts)) + "\n"


def _summary(marker: Marker, log: Path, ending: Ending, cause: str, head: str) -> str:
    what = {
        Ending.FAULT: f"The system ended it: {cause}.",
        Ending.EXCEPTION: "An exception that nobody caught ended it.",
        Ending.KILLED: "It left no word: it was ended from outside, or the computer went off.",
    }[ending]
    lines = [
        "Report on a Darkroom window that did not end in good order",
        *_NOTHING_SENT,
        f"End: {what}",
        f"Started: {_time(marker.started)}",
        f"Last written to its log: {_time(_written(log))}",
        f"Log: {log}",
        *_setting(head),
    ]
    return "\n".join(lines)


def _setting(head: str) -> tuple[str, ...]:
    return "", head or "The log is gone.", f"Libraries, as installed now: {_libraries()}"


def _section(title: str, text: str) -> str:
    return f"--- {title}\n{text.strip() or '(nothing)'}"


def _libraries() -> str:
    found: list[str] = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} unknown")
    return ", ".join(found)


def _ends(log: Path, head_lines: int) -> tuple[str, str]:
    """First and last lines of a log; empty where it is gone. No line is in both."""
    try:
        with log.open("rb") as file:
            head = [file.readline(_TAIL_BYTES) for _ in range(head_lines)]
            begin = file.tell()
            end = file.seek(0, os.SEEK_END)
            file.seek(max(begin, end - _TAIL_BYTES))
            tail = file.read(_TAIL_BYTES)
    except OSError:
        return "", ""
    return _text(b"".join(head)).strip(), _last_lines(_text(tail))


def _last_lines(text: str) -> str:
    """The last lines before the stacks, and all of those."""
    fatal = [found.start() for found in _FATAL.finditer(text)]
    start = fatal[-1] if fatal else len(text)
    lines = deque(text[:start].splitlines(keepends=True), _TAIL_LINES)
    return "".join(lines) + text[start:]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _last_worker_log(folder: Path, begin: float, end: float) -> Path | None:
    logs = [(_written(log), log) for log in folder.glob("worker-*.log")]
    return max((pair for pair in logs if begin <= pair[0] <= end), default=(0.0, None))[1]


def _written(log: Path) -> float:
    try:
        return log.stat().st_mtime
    except OSError:
        return 0.0


def _time(seconds: float) -> str:
    if seconds <= 0:
        return "unknown"
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M:%S %z}"
