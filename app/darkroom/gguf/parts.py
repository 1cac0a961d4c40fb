"""Which files are models, and which belong together: ``name-00001-of-00004.gguf``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from darkroom.core.errors import ModelFileError

PART_NAME: Final = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf")
"""Name of a part; their numbers begin at 1."""
_MOST_PARTS: Final = 99_999
_NO_MODELS: Final = ("mmproj", "imatrix")
"""In names of files that accompany models: vision towers, and statistics for quantizing."""


def is_model_name(name: str) -> bool:
    """Whether a file or path is called like a GGUF model."""
    lower = name.lower()
    return lower.endswith(".gguf") and not any(word in lower for word in _NO_MODELS)


def group_files(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Put the parts of each split model together, in order; other files stand alone.

    Args:
        names: of models; with their folders, where there are several.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        part = PART_NAME.fullmatch(name)
        groups.setdefault(f"{part['stem']} {part['count']}" if part else name, []).append(name)
    return [tuple(group) for group in groups.values()]


def missing_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the parts of a split model that are not among these."""
    part = PART_NAME.fullmatch(names[0])
    if part is None or int(part["count"]) == len(names):
        return ()
    count, there = int(part["count"]), set(names)
    every = (f"{part['stem']}-{i:05d}-of-{count:05d}.gguf" for i in range(1, count + 1))
    return tuple(name for name in every if name not in there)


def missing_words(there: int, missing: Sequence[str]) -> str:
    """Say that a model lacks parts.

    Args:
        there: how many parts there are.
        missing: names of the others.
    """
    return (
        f"{len(missing)} of {there + len(missing)} parts missing, the first of them {missing[0]}."
    )


def part_paths(path: Path, metadata: Mapping[str, object]) -> list[Path]:
    """All files of a model, in order, whether they are there or not.

    Args:
        path: any one of them.
        metadata: its header, where ``split.count`` says how many there are.

    Raises:
        ModelFileError: the name does not say which part this is.
    """
    count = metadata.get("split.count", 1)
    if not isinstance(count, int) or not 0 <= count <= _MOST_PARTS:
        raise ModelFileError(path, f"split.count is {count}, expected 1 to {_MOST_PARTS:,}.")
    if count <= 1:
        return [path]
    name = PART_NAME.fullmatch(path.name)
    if name is None or int(name["count"]) != count:
        raise ModelFileError(
            path,
            f"is one of {count} parts, but its name does not say so.",
            hint=f"Give the parts their names back: name-00001-of-{count:05d}.gguf and so on.",
        )
    return [
        path.with_name(f"{name['stem']}-{i:05d}-of-{count:05d}.gguf") for i in range(1, count + 1)
    ]


def find_parts(path: Path, metadata: Mapping[str, object]) -> list[Path]:
    """All files of a model, in order.

    Args:
        path: any one of them.
        metadata: its header.

    Raises:
        ModelFileError: a part is missing, or the name does not say which part this is.
    """
    parts = part_paths(path, metadata)
    if len(parts) == 1:
        return parts
    for part in parts:
        if not part.is_file():
            raise ModelFileError(
                part,
                f"this part of {len(parts)} is missing.",
                hint="Download it into the same folder as the others.",
            )
    return parts
