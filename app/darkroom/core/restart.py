"""Starting this program anew, with the end of this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence


def program() -> list[str]:
    """Return the command that started this process, without the program's own arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    ours = len(sys.argv) - 1
    return [sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - ours]]


def start_anew(arguments: Sequence[str]) -> int:
    """Start the program once more; only on Windows does this return.

    Args:
        arguments: what it is started with.

    Returns:
        The exit status for this process.
    """
    command = [*program(), *arguments]
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as where there is no console
            stream.flush()
    if sys.platform != "win32":
        # The terminal, or whoever waits for this process, goes on waiting.
        os.execv(command[0], command)  # noqa: S606 - this very program
    # A process of Windows that replaces itself looks like one that has ended.
    subprocess.Popen(command)  # noqa: S603 - likewise
    return 0
