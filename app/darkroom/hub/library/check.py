"""Whether the files of a model are what they should be, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from darkroom.hub.library.model import LocalModel
from darkroom.hub.library.walk import ShouldStop
from darkroom.hub.verify import sha256_of


class Soundness(StrEnum):
    """What came of it."""

    SOUND = "sound"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was read as a whole.

    Attributes:
        path: of the file.
        sha256: what it hashes to.
        expected: what it ought to, None where nobody has said.
    """

    path: Path
    sha256: str
    expected: str | None


@dataclass(frozen=True, slots=True)
class Verified:
    """All files of a model that are there."""

    files: tuple[CheckedFile, ...]

    @property
    def soundness(self) -> Soundness:
        """Damaged if one file is, unknown if nothing is known of one."""
        if any(file.expected not in (None, file.sha256) for file in self.files):
            return Soundness.DAMAGED
        if any(file.expected is None for file in self.files):
            return Soundness.UNKNOWN
        return Soundness.SOUND


def verify_model(
    model: LocalModel,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: ShouldStop | None = None,
) -> Verified:
    """Hash all files of a model; ``Library.verify`` tells the rest."""
    files: list[CheckedFile] = []
    before = 0
    for path, expected in zip(model.paths, model.hashes, strict=True):

        def told(done: int, before: int = before) -> None:
            if on_progress is not None:
                on_progress(before + done, model.size_bytes)

        files.append(CheckedFile(path, sha256_of(path, told, should_stop), expected))
        before += path.stat().st_size
    return Verified(tuple(files))
