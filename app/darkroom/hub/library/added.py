"""Folders and files that a person added to the library, remembered in a JSON file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from darkroom.core.errors import DarkroomError
from darkroom.core.json_file import read_json, write_json

_MOST: Final = 10_000


class Added:
    """The list; a damaged file is an empty one.

    Args:
        path: of the JSON file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[Path, ...]:
        """All that was added, the oldest first."""
        return read_json(self._path, _parse) or ()

    def add(self, path: Path) -> None:
        """Remember a folder or file.

        Raises:
            DarkroomError: the list cannot be written.
        """
        path = _absolute(path)
        self._write((*(old for old in self.read() if old != path), path))

    def forget(self, path: Path) -> None:
        """Drop a folder or file from the list; nothing is deleted.

        Raises:
            DarkroomError: the list cannot be written.
        """
        path, old = _absolute(path), self.read()
        left = tuple(kept for kept in old if kept != path)
        if left != old:
            self._write(left)

    def _write(self, paths: tuple[Path, ...]) -> None:
        if not write_json(self._path, {"added": [str(path) for path in paths[-_MOST:]]}):
            raise DarkroomError(
                f"The list of added folders, {self._path}, cannot be written.",
                "Check that its disk is not full and that you may change it.",
            )


def _absolute(path: Path) -> Path:
    # Links stay as they were given: what they lead to may change.
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path's own keeps ".."


def _parse(raw: Any) -> tuple[Path, ...]:
    return tuple(Path(text) for text in raw["added"] if Path(text).is_absolute())
