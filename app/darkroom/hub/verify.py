"""Whether a file is what it should be, to the byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from darkroom.core.errors import CancelledError, ModelFileError

_READ_BYTES: Final = 1 << 20


def sha256_of(
    path: Path,
    on_progress: Callable[[int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Args:
        path: of the file.
        on_progress: told after every MiB how many bytes were read.
        should_stop: asked before every MiB.

    Raises:
        ModelFileError: it cannot be read.
        CancelledError: ``should_stop`` said so.
    """
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_READ_BYTES))
    done = 0
    try:
        with path.open("rb", buffering=0) as file:
            while size := file.readinto(buffer):
                if should_stop is not None and should_stop():
                    raise CancelledError("The verification was stopped.")
                digest.update(buffer[:size])
                done += size
                if on_progress is not None:
                    on_progress(done)
    except OSError as error:
        raise ModelFileError(
            path, f"cannot be read ({error.strerror or error}).", hint="Check the file."
        ) from error
    return digest.hexdigest()
