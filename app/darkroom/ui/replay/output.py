"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from darkroom.core.errors import BadInputError, DiskFullError

OnProgress = Callable[[int, int], None]
"""Gets how much is done, and of how much."""
ShouldCancel = Callable[[], bool]

_FULL = 28  # ENOSPC


def nobody(_done: int, _total: int) -> None:
    """Nobody wants to know."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; the file takes its place at the end, unless something went wrong.

    Raises:
        BadInputError: it cannot be written there.
        DiskFullError: there is no room.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        if error.errno == _FULL:
            raise DiskFullError(
                f"There is no room for {path}.", "Free some space, or choose another folder."
            ) from error
        raise BadInputError(
            f"{path} cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
