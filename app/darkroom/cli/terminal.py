"""What a terminal can do, and what must never reach it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import unicodedata
from typing import TextIO

# C0 and C1 controls but for tab and newline, line separators, and the marks that reorder text:
# a model must not move the cursor, set the title, or show words in an order they do not have.
_ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_TAB = "    "
_ENABLE_VIRTUAL_TERMINAL = 0x0004


def inert(text: str) -> str:
    """Return the text without anything a terminal would act upon."""
    return _ACTIVE.sub("", text.replace("\r\n", "\n").replace("\t", _TAB))


def char_width(char: str) -> int:
    """Return how many columns a character takes: 0, 1 or 2."""
    if char < "\u0300":  # the first that is not one column wide
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def can_animate(stream: TextIO) -> bool:
    """Tell whether text on this stream can be overwritten in place."""
    if not stream.isatty():
        return False
    if sys.platform == "win32":
        return _enable_escapes()
    return os.environ.get("TERM", "dumb") not in ("", "dumb")


def can_colour() -> bool:
    """Tell whether the person wants styled text (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def can_show(stream: TextIO, text: str) -> bool:
    """Tell whether the stream's encoding has these characters."""
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


class HeldStderr:
    """Keeps what is printed on file descriptor 2, native code included, out of a live picture."""

    def open(self) -> None:
        """Point the descriptor at a file."""
        sys.stderr.flush()
        self._held = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._terminal = os.dup(2)
        os.dup2(self._held.fileno(), 2)

    def close(self, *, replay: bool) -> None:
        """Point it back.

        Args:
            replay: print what was held after all.
        """
        sys.stderr.flush()
        os.dup2(self._terminal, 2)
        os.close(self._terminal)
        with self._held as held:
            held.seek(0)
            if replay:
                os.write(2, held.read())


def _enable_escapes() -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    handle, mode = kernel.GetStdHandle(-11), ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _ENABLE_VIRTUAL_TERMINAL))
