"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from darkroom.core.errors import BadInputError, DiskFullError


def part_of(path: Path, pid: int) -> Path:
    """Where a process writes a file that is not complete yet."""
    return path.with_name(f"{path.name}.{pid}.part")


@contextmanager
def whole_file(path: Path) -> Generator[Path]:
    """Give a path to write to; the file takes its place at the end, unless something went wrong.

    Raises:
        BadInputError: it cannot be written there.
        DiskFullError: there is no room.
    """
    part = part_of(path, os.getpid())
    try:
        yield part
        part.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError(
                f"There is no room for {path}.", "Free some space, or choose another folder."
            ) from error
        raise BadInputError(
            f"{path} cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
