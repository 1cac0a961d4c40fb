"""What is known of a part file: which file it becomes, and which of its bytes are safe on disk."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from darkroom.core.json_file import read_json
from darkroom.hub.client import Source
from darkroom.hub.downloads.ranges import Ranges


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file this is, to the byte.

    Attributes:
        repo: ``owner/name``.
        file: its path in the repository.
        commit: that it was seen in; empty where the Hub does not say.
        size_bytes: of the whole file.
        etag: the Hub's name for its content.
        sha256: of its content, in hexadecimal; None where the Hub does not say.
    """

    repo: str
    file: str
    commit: str
    size_bytes: int
    etag: str
    sha256: str | None

    @classmethod
    def of(cls, repo: str, file: str, source: Source) -> Identity:
        """The file that a source gives."""
        return cls(repo, file, source.commit, source.size_bytes, source.etag, source.sha256)

    def is_same(self, other: Identity) -> bool:
        """Whether both have the same content, as far as the Hub knows."""
        mine = self.repo, self.file, self.size_bytes, self.sha256 or self.etag
        return mine == (other.repo, other.file, other.size_bytes, other.sha256 or other.etag)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a journal says.

    Attributes:
        identity: of the file.
        ranges: bytes that are safe in the part file.
        pid: of the process that wrote it last.
    """

    identity: Identity
    ranges: Ranges
    pid: int


def read_journal(path: Path) -> Entry | None:
    """The journal at a path; None where it is missing or damaged."""
    return read_json(path, _parse)


def write_journal(path: Path, identity: Identity, ranges: Ranges) -> None:
    """Replace a journal at once; it is safe on disk when this returns.

    Raises:
        OSError: it cannot be written.
    """
    import json

    raw = {"identity": asdict(identity), "ranges": list(ranges), "pid": os.getpid()}
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(raw, file)
        file.flush()
        flush(file.fileno())
    new.replace(path)


def flush(descriptor: int) -> None:
    """Wait until what was written to a file would survive a loss of power."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    elif sys.platform == "win32":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder would survive a loss of power."""
    if sys.platform == "win32":
        return  # which cannot, and need not
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parse(raw: Any) -> Entry:
    identity = Identity(**raw["identity"])
    pairs = [(int(start), int(end)) for start, end in cast("list[tuple[int, int]]", raw["ranges"])]
    if any(not 0 <= start < end <= identity.size_bytes for start, end in pairs):
        raise ValueError("bytes outside the file")
    return Entry(identity, Ranges(pairs), int(raw["pid"]))
