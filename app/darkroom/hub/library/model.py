"""A model on disk, as the library tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Owner(StrEnum):
    """Whose a model file is."""

    DARKROOM = "darkroom"
    HUGGING_FACE = "hugging_face"
    LM_STUDIO = "lm_studio"
    OLLAMA = "ollama"
    USER = "user"

    @property
    def is_app(self) -> bool:
        """Another program put the file there and expects to find it again."""
        return self not in (Owner.DARKROOM, Owner.USER)

    @property
    def program(self) -> str:
        """Its name for people; programs' names are the same in every language."""
        return _TITLES[self]


_TITLES = {
    Owner.DARKROOM: "Darkroom",
    Owner.HUGGING_FACE: "the Hugging Face cache",
    Owner.LM_STUDIO: "LM Studio",
    Owner.OLLAMA: "Ollama",
    Owner.USER: "you",
}


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on disk, of one file or several.

    Attributes:
        path: the file to open; of a split model the first that is there.
        paths: all its files that are there, in order.
        name: for people: the file's, a repository's and the file's, or Ollama's ``name:tag``.
        architecture: as the header calls it; empty where it cannot be read.
        quant: quantization by its name or else its header; empty where neither tells.
        size_bytes: of all files.
        runs: this version of Darkroom runs it, given the memory.
        why_not: why it does not, in words; empty where it does.
        owner: whose the files are.
        hashes: SHA-256 that each file ought to have, None where nobody has said.
        modified: when the newest of its files was.
    """

    path: Path
    paths: tuple[Path, ...]
    name: str
    architecture: str
    quant: str
    size_bytes: int
    runs: bool
    why_not: str
    owner: Owner
    hashes: tuple[str | None, ...]
    modified: datetime

    @property
    def sha256(self) -> str | None:
        """What a model of one file ought to hash to, where somebody has said."""
        return self.hashes[0] if len(self.hashes) == 1 else None

    @property
    def folder(self) -> Path:
        """Where a file manager shows it."""
        return self.path.parent


@dataclass(frozen=True, slots=True)
class Found:
    """Files that make up one model, before anything was read of them.

    Attributes:
        paths: those that are there, in order.
        real: the same with symbolic links resolved.
        missing: names of the parts of a split model that are not there.
        name: for people.
        owner: whose they are.
        hashes: SHA-256 that each file ought to have, None where nobody has said.
    """

    paths: tuple[Path, ...]
    real: tuple[Path, ...]
    missing: tuple[str, ...]
    name: str
    owner: Owner
    hashes: tuple[str | None, ...]
