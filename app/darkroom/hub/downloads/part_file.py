"""A file that is not complete yet: several threads write it, and a journal says what is safe."""

from __future__ import annotations

import errno
import io
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Thread
from typing import Final, Protocol

from darkroom.core.errors import DarkroomError, DiskFullError
from darkroom.hub.downloads.journal import Identity, flush, write_journal
from darkroom.hub.downloads.patience import Stop
from darkroom.hub.downloads.ranges import Ranges

_SOON_S: Final = 2.0
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class Writer(Protocol):
    """Takes bytes from one place of the file on."""

    def write(self, data: memoryview) -> int:
        """Write those that are missing, and wait where too many are unsafe; returns how many."""
        ...


class PartFile:
    """The part file of a download and its journal; a context, in whose end all is made safe.

    Args:
        path: of the part file.
        journal: beside it.
        identity: of the whole file.
        ranges: bytes that are there already.
        sync_bytes: that are made safe together. Writers wait while twice as many are not.
        stop: ends a wait.

    Attributes:
        ranges: bytes that are there, safe or not; under ``changed``.
        changed: notified whenever they grow.
    """

    def __init__(
        self,
        path: Path,
        journal: Path,
        identity: Identity,
        ranges: Ranges,
        sync_bytes: int,
        stop: Stop,
    ) -> None:
        self.path = path
        self.identity = identity
        self.ranges = ranges
        self.changed = Condition()
        self._journal = journal
        self._sync_bytes = sync_bytes
        self._stop = stop
        self._unsafe_bytes = 0
        self._closing = False
        self._error: OSError | None = None
        self._thread = Thread(target=self._keep_safe, name="download-sync", daemon=True)

    def __enter__(self) -> PartFile:
        with explained_disk(self.path):
            with self.path.open("ab") as file:
                # As large as it becomes, so that every thread can write at its place.
                file.truncate(self.identity.size_bytes)
            write_journal(self._journal, self.identity, self.ranges)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self.changed:
            self._closing = True
            self.changed.notify_all()
        self._thread.join()

    @contextmanager
    def writer(self, start: int) -> Generator[Writer]:
        """Open the file to write from one place on; what is there already is skipped.

        Raises:
            DarkroomError: the disk is full or broken.
        """
        with explained_disk(self.path):
            file = self.path.open("r+b", buffering=0)
        with file:
            yield _Writer(self, file, start)

    def check(self) -> None:
        """Go on.

        Raises:
            DarkroomError: some bytes could not be made safe.
        """
        if self._error is not None:
            with explained_disk(self.path):
                raise self._error

    def grew(self, start: int, end: int) -> int:
        """Bytes were written; wait while too many are unsafe. Returns how many are new."""
        with self.changed:
            new = self.ranges.add(start, end)
            self._unsafe_bytes += new
            self.changed.notify_all()
            while self._unsafe_bytes >= 2 * self._sync_bytes and self._error is None:
                self.changed.wait(0.5)
                self._stop.check()
        self.check()
        return new

    def _keep_safe(self) -> None:
        try:
            with self.path.open("r+b", buffering=0) as file:
                while self._wait_for_work():
                    with self.changed:
                        fresh, ranges = self._unsafe_bytes, Ranges(self.ranges)
                    # In this order: the journal never promises what a crash could take away.
                    flush(file.fileno())
                    write_journal(self._journal, self.identity, ranges)
                    with self.changed:
                        self._unsafe_bytes -= fresh
                        self.changed.notify_all()
                    self._check_space()
        except OSError as error:
            with self.changed:
                self._error = error
                self.changed.notify_all()

    def _wait_for_work(self) -> bool:
        with self.changed:
            self.changed.wait_for(
                lambda: self._closing or self._unsafe_bytes >= self._sync_bytes, _SOON_S
            )
            while not (self._closing or self._unsafe_bytes):
                self.changed.wait()
            return bool(self._unsafe_bytes)

    def _check_space(self) -> None:
        missing = self.identity.size_bytes - self.ranges.total
        if missing and shutil.disk_usage(self.path.parent).free < min(missing, self._sync_bytes):
            raise OSError(errno.ENOSPC, "No space left on device")


class _Writer:
    def __init__(self, part: PartFile, file: io.FileIO, start: int) -> None:
        self._part = part
        self._file = file
        self._at = start

    def write(self, data: memoryview) -> int:
        end, new = self._at + len(data), 0
        with self._part.changed:
            missing = list(self._part.ranges.missing(self._at, end))
        for start, stop in missing:
            piece = data[start - self._at : stop - self._at]
            with explained_disk(self._part.path):
                self._file.seek(start)
                while piece:
                    piece = piece[self._file.write(piece) :]
            new += self._part.grew(start, stop)
        self._at = end
        return new


def check_space(folder: Path, needed_bytes: int) -> None:
    """See whether there is room.

    Raises:
        DiskFullError: there is not.
    """
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise DiskFullError(
            f"The download needs {needed_bytes / 1e9:,.2f} GB, but the disk of {folder} has only "
            f"{free / 1e9:,.2f} GB free.",
            "Make room there, or choose another folder.",
        )


@contextmanager
def explained_disk(path: Path) -> Generator[None]:
    """Turn what the system says of a file into words.

    Raises:
        DiskFullError: there is no room left.
        DarkroomError: it cannot be written for another reason.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(
                f"The disk of {path.parent} is full; what was downloaded so far is kept.",
                "Make room there, then resume.",
            ) from error
        if error.errno == errno.EFBIG:
            raise DiskFullError(
                f"The disk of {path.parent} cannot hold a file this large.",
                "Drives with FAT32 end at 4 GB. Choose a folder on another drive.",
            ) from error
        raise DarkroomError(
            f"Cannot write {path} ({error.strerror or error}).",
            "Check that the folder is there and may be written, then resume.",
        ) from error
