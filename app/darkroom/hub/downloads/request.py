"""What is to be downloaded, how, and how far it is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

from darkroom.core.errors import BadInputError, DarkroomError

MOST_BYTES: Final = 2 * 10**12
"""Larger files are a mistake of the server: no model that runs at home comes near."""

PART_SUFFIX: Final = ".part"
JOURNAL_SUFFIX: Final = ".part.json"
LOCK_SUFFIX: Final = ".part.lock"

_OURS: Final = (PART_SUFFIX, JOURNAL_SUFFIX, f"{JOURNAL_SUFFIX}.new", LOCK_SUFFIX)
_MOST_NAME_BYTES: Final = 255 - len(JOURNAL_SUFFIX) - len(".new")
# Lone surrogates among them: no file system takes those.
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICES: Final = re.compile(
    r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE
)


class DownloadState(StrEnum):
    """Where a download is on its way."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    VERIFYING = "verifying"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Request:
    """A model to download; one of several files is one request.

    Attributes:
        repo: ``owner/name``.
        files: their paths in the repository.
        revision: branch, tag or commit.
        folder: where they go, under the paths they have in the repository.
    """

    repo: str
    files: tuple[str, ...]
    revision: str
    folder: Path

    def target(self, file: str) -> Path:
        """Where a file goes.

        Raises:
            BadInputError: it would lie outside the folder, or no system could name it so.
        """
        parts = PurePosixPath(file).parts
        if not parts or file != "/".join(parts) or not all(map(_is_plain, parts)):
            self._refuse(file)
        target = self.folder.joinpath(*parts)
        # Folders may be links that lead elsewhere; the file itself is replaced, link or not.
        home = os.path.realpath(self.folder)
        if os.path.commonpath([home, os.path.realpath(target.parent)]) != home:
            self._refuse(file)
        if any(beside(target, suffix).is_symlink() for suffix in _OURS):
            self._refuse(file)
        return target

    def _refuse(self, file: str) -> None:
        raise BadInputError(
            f"The file {file[:200]!r} of {self.repo} is not downloaded: "
            f"its name does not stay inside {self.folder}.",
            "Names like this are no accident. Choose another repository.",
        )


@dataclass(frozen=True, slots=True)
class Options:
    """How downloads go about it.

    Attributes:
        connections: at a time for one file.
        requests_at_once: of a queue.
        chunk_bytes: the least that is worth a connection of its own.
        sync_bytes: fetched bytes that are made safe together; after a crash at most twice as many
            are fetched again.
        retries: failures in a row, without a byte between them, that are borne.
        backoff_s: wait after the first of them; it doubles each time.
        most_backoff_s: the longest wait that no server asked for.
        stall_s: silence after which a connection is given up.
    """

    connections: int = 4
    requests_at_once: int = 2
    chunk_bytes: int = 16 << 20
    sync_bytes: int = 6 << 20
    retries: int = 6
    backoff_s: float = 1.0
    most_backoff_s: float = 60.0
    stall_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is.

    Attributes:
        state: of the whole request.
        done_bytes: of all its files; while it is verified, those that were.
        total_bytes: of all its files; 0 while unknown.
        bytes_per_s: of the last seconds.
        seconds_left: None while unknown.
        refetched_bytes: received in vain, and so a second time.
        note: what a person should know, else empty.
        error: why it failed.
    """

    state: DownloadState
    done_bytes: int = 0
    total_bytes: int = 0
    bytes_per_s: float = 0.0
    seconds_left: float | None = None
    refetched_bytes: int = 0
    note: str = ""
    error: DarkroomError | None = None


def beside(target: Path, suffix: str) -> Path:
    """The file that accompanies a download, e.g. its part file."""
    return target.with_name(target.name + suffix)


def _is_plain(name: str) -> bool:
    return not (
        name in {".", "..", "/"}
        or _FORBIDDEN.search(name)
        or name.endswith((".", " ", *_OURS))
        or _DEVICES.fullmatch(name)
        or len(os.fsencode(name)) > _MOST_NAME_BYTES
    )
