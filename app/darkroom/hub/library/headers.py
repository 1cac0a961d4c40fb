"""What the headers of model files say, remembered so that a second look need not read them."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

from darkroom.core.errors import ModelFileError
from darkroom.core.json_file import read_json, write_json
from darkroom.gguf.architecture import check_architecture, read_params
from darkroom.gguf.header import read_header, read_open_file
from darkroom.gguf.parts import missing_words
from darkroom.gguf.quant import quant_in_name
from darkroom.hub.library.model import Found

Stamp = list[list[int]]
"""Size in bytes and time of change in nanoseconds of each file."""

_FORMAT: Final = 1
_FIRST_PART: Final = "-00001-of-"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a header says.

    Attributes:
        architecture: empty where it cannot be read.
        quant: of most weight bytes, empty where it cannot be read.
        why_not: why this version of Darkroom does not run the file; empty where it does.
    """

    architecture: str
    quant: str
    why_not: str


class HeaderMemory:
    """Facts by path, size and time of change, in a JSON file.

    Args:
        path: of the JSON file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = read_json(path, _parse) or {}
        self._new: dict[str, tuple[Stamp, Facts]] = {}
        self._read = False

    def facts(self, found: Found, stamp: Stamp) -> Facts:
        """What the header says, read only where the file is new or changed."""
        key = str(found.real[0])
        old = self._old.get(key)
        if old is not None and old[0] == stamp and not _outdated(old[1]):
            self._new[key] = old
            return old[1]
        facts, lasting = read_facts(found)
        if lasting:
            self._read = True
            self._new[key] = stamp, facts
        return facts

    def save(self) -> None:
        """Keep what was asked for since; trouble with the file only costs time later."""
        if self._read or len(self._new) != len(self._old):
            files = {key: [stamp, *astuple(facts)] for key, (stamp, facts) in self._new.items()}
            write_json(self._path, {"format": _FORMAT, "files": files})


def read_facts(found: Found) -> tuple[Facts, bool]:
    """Read a header.

    Returns:
        The facts, and whether they hold until the file changes: a disk may be back later.
    """
    architecture = quant = ""
    try:
        if found.missing:
            return Facts(
                *_first_part(found.paths[0]), missing_words(len(found.paths), found.missing)
            ), False
        header = read_header(found.paths[0])
        quant = header.quantization
        architecture = header.architecture
        read_params(header)
    except ModelFileError as error:
        facts = Facts(architecture, quant, _words(found, error))
        return facts, not isinstance(error.__cause__, OSError)
    return Facts(architecture, quant, ""), True


def quant_of(found: Found, facts: Facts) -> str:
    """How people call the quantization: by the name, else by the weights."""
    return quant_in_name(found.name) or quant_in_name(found.paths[0].name) or facts.quant


def _outdated(facts: Facts) -> bool:
    """Whether the file did not run when it was read, but by its architecture it would now."""
    if not facts.why_not or not facts.architecture:
        return False
    try:
        check_architecture("", facts.architecture)
    except ModelFileError:
        return False
    return True


def _first_part(path: Path) -> tuple[str, str]:
    """Architecture and quantization of a model that lacks parts; only the first part tells."""
    if _FIRST_PART not in path.name:
        return "", ""
    try:
        with path.open("rb") as file:
            header = read_open_file(path, file, 0)
        return header.architecture, header.quantization
    except (ModelFileError, OSError):
        return "", ""


def _words(found: Found, error: ModelFileError) -> str:
    """The error without the path, which stands beside it; with the name where it is a part's."""
    part = error.path.name if error.path != found.paths[0] or len(found.paths) > 1 else ""
    text = f"{part}: {error.finding}" if part else error.finding
    return f"{text[0].upper()}{text[1:]}" if not part else text


def _parse(raw: Any) -> dict[str, tuple[Stamp, Facts]]:
    if raw["format"] != _FORMAT:
        return {}
    return {
        str(key): (entry[0], Facts(*(str(value) for value in entry[1:])))
        for key, entry in raw["files"].items()
    }
