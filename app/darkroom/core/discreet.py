"""Words about a fault that may be shown to others: code and names of errors, nothing personal."""

from __future__ import annotations

import builtins
import re
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from darkroom.core import errors
from darkroom.core.errors import DarkroomError

LONGEST_LINE: Final = 400

# Their messages speak of code, files and sizes; others may quote what a person wrote.
_SPEAKS_OF_CODE: Final = (
    AttributeError, DarkroomError, ImportError, NameError, OSError, RuntimeError, TypeError,
)  # fmt: skip
_ERROR_LINE: Final = re.compile(r"(?P<name>[A-Za-z_][\w.]*(?:Error|Exception|Warning)): .+")
_SECRETS: Final = (
    (re.compile(r"\bhf_\w+"), "hf_…"),
    (re.compile(r"(?i)\bbearer\s+\S+"), "Bearer …"),
    # A number is a figure, as in "n_token = 12".
    (
        re.compile(
            r"(?i)((?:token|password|secret|api[_-]?key)[\"']?\s*[:=]\s*[\"']?)(?!\d+\b)[^\s\"']+"
        ),
        r"\1…",
    ),
    # Signed addresses carry their key behind the question mark.
    (re.compile(r"(://)[^\s/@]+@"), r"\1…@"),
    (re.compile(r"(://[^\s?#]{1,500})[?#][^\s'\"]+"), r"\1?…"),
)
_CONTROL: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def discreet(text: str) -> str:
    """Take out of lines of a log what is nobody else's business.

    The home folder becomes ``~``, tokens and what else is secret become ``…``, and so do messages
    of errors that may quote what a person wrote. Long lines are cut.
    """
    return _scrubbed("\n".join(_without_message(line) for line in text.split("\n")))


def stack_of(error: BaseException) -> str:
    """Tell where an exception comes from, its causes first; one line ends each part.

    The messages of errors that may quote what a person wrote are left out.
    """
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_part(current, current.__traceback__))
        hides = current.__suppress_context__
        current = current.__cause__ or (None if hides else current.__context__)
    return _scrubbed("\nwhich led to:\n".join(reversed(parts)))


def _part(error: BaseException, trace: TracebackType | None) -> str:
    stack = "".join(traceback.format_tb(trace)).rstrip("\n")
    name = type(error).__qualname__
    if isinstance(error, _SPEAKS_OF_CODE) and (message := _first_line(error)):
        name = f"{name}: {message}"
    return f"{stack}\n{name}".lstrip("\n")


def _first_line(error: BaseException) -> str:
    try:
        return str(error).strip().partition("\n")[0]
    except Exception:  # noqa: BLE001 - of an exception that is broken itself
        return ""


def _without_message(line: str) -> str:
    found = _ERROR_LINE.fullmatch(line.strip())
    return found["name"] if found and not _speaks_of_code(found["name"]) else line


def _speaks_of_code(name: str) -> bool:
    last = name.rpartition(".")[2]
    kind = getattr(builtins, last, None) or getattr(errors, last, None)
    return isinstance(kind, type) and issubclass(kind, _SPEAKS_OF_CODE)


def _scrubbed(text: str) -> str:
    text = _CONTROL.sub("", text)
    if home := _home():
        text = home.sub("~", text)
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return "\n".join(
        line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"
        for line in text.split("\n")
    )


def _home() -> re.Pattern[str] | None:
    """All ways in which the home folder is written; None where it is unknown or the root."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    folders = {home, home.resolve()}
    ways = {way for folder in folders for way in (str(folder), folder.as_posix())}
    ways |= {way.replace("\\", "\\\\") for way in ways}
    long = sorted((way for way in ways if len(way) > len(home.anchor)), key=len, reverse=True)
    if not long:
        return None
    same_name = re.IGNORECASE if sys.platform == "win32" else 0
    # Not the beginning of another name, as of /home/ann in /home/anna.
    return re.compile(f"(?:{'|'.join(map(re.escape, long))})(?![\\w-])", same_name)
