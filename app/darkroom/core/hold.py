"""A lock that goes with its process: the system lets go of it, however the process ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD_ELSEWHERE: Final = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


class Hold:
    """Holds a file until ``release`` or the end of this process, ``kill -9`` included.

    The window takes it before anything else, and filelock would cost that 25 ms to import.
    The file stays: to delete it would let two processes hold two files of one name.

    Args:
        descriptor: of the file that is held.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path) -> Hold | None:
        """Hold a file, made if need be.

        Returns:
            None where another process, or another hold of this one, has it.

        Raises:
            OSError: it can be neither made nor held, as in a folder without write permission.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        # Python's descriptors are not inherited, so a child does not keep the hold alive.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_ELSEWHERE:
                return None
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let go; doing it twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
