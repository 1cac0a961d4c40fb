"""The hash of a file, taken while it is still being downloaded."""

from __future__ import annotations

import hashlib
from threading import Thread
from typing import Final

from darkroom.hub.downloads.part_file import PartFile
from darkroom.hub.downloads.patience import Stop

# After every piece the hash has to get back in among the threads that fetch: with 1 MiB it took
# half as long again.
_READ_BYTES: Final = 4 << 20


class PrefixHash:
    """Hashes the bytes of a part file in order, as soon as none before them is missing.

    Args:
        part: to read.
        stop: ends it.

    Attributes:
        done_bytes: hashed so far.
    """

    def __init__(self, part: PartFile, stop: Stop) -> None:
        self.done_bytes = 0
        self._part = part
        self._stop = stop
        self._digest = hashlib.sha256()
        self._error: OSError | None = None
        self._thread = Thread(target=self._run, name="download-hash", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether there is more to come."""
        return self._thread.is_alive()

    def join(self, timeout_s: float) -> None:
        """Wait for the end."""
        self._thread.join(timeout_s)

    def hexdigest(self) -> str:
        """The hash, once it is not busy.

        Raises:
            OSError: the file cannot be read.
        """
        if self._error is not None:
            raise self._error
        return self._digest.hexdigest()

    def _run(self) -> None:
        try:
            self._hash()
        except OSError as error:
            self._error = error

    def _hash(self) -> None:
        size = self._part.identity.size_bytes
        buffer = memoryview(bytearray(min(_READ_BYTES, size)))
        with self._part.path.open("rb", buffering=0) as file:
            while self.done_bytes < size and not self._stop():
                until = self._wait()
                while self.done_bytes < until and not self._stop():
                    got = file.readinto(buffer[: until - self.done_bytes])
                    if not got:
                        raise OSError("The part file became shorter")
                    self._digest.update(buffer[:got])
                    self.done_bytes += got

    def _wait(self) -> int:
        """End of what can be hashed; waits a little for more."""
        changed, ranges = self._part.changed, self._part.ranges
        with changed:
            changed.wait_for(lambda: ranges.prefix > self.done_bytes, 0.25)
            return ranges.prefix
