"""What downloaded files ought to hash to, so that they can be checked again years later."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

from darkroom.core.json_file import read_json, write_json

_NONE: Final[Mapping[Path, str]] = MappingProxyType({})
_LOCK: Final = Lock()


class HashRecord:
    """SHA-256 by real path, in a JSON file. Trouble with the file loses them, and nothing else.

    Args:
        folder: of the JSON file: that of Darkroom's data.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "hashes.json"

    def read(self) -> Mapping[Path, str]:
        """All that is known, also of files that are gone."""
        return read_json(self._path, _parse) or _NONE

    def note(self, file: Path, sha256: str) -> None:
        """Remember what a file that was just downloaded hashes to."""
        with _LOCK:
            # Files are forgotten once they are gone, but not with a disk that is only unplugged.
            there = {
                path: known
                for path, known in self.read().items()
                if path.exists() or not path.parent.exists()
            }
            there[Path(os.path.realpath(file))] = sha256.lower()
            write_json(self._path, {"sha256": {str(path): text for path, text in there.items()}})


def _parse(raw: Any) -> Mapping[Path, str]:
    return {Path(path): str(sha256) for path, sha256 in raw["sha256"].items()}
