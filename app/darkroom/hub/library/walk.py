"""Finds model files below a folder, through symbolic links, and never in circles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from darkroom.core.errors import CancelledError
from darkroom.gguf.parts import PART_NAME, group_files, is_model_name, missing_parts

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one model in one folder.

    Attributes:
        paths: those that are there, in order.
        real: the same with symbolic links resolved.
        missing: names of the parts that are not there.
    """

    paths: tuple[Path, ...]
    real: tuple[Path, ...]
    missing: tuple[str, ...]


def check_stop(should_stop: ShouldStop | None) -> None:
    """Give up where the person wants that.

    Raises:
        CancelledError: ``should_stop`` said so.
    """
    if should_stop is not None and should_stop():
        raise CancelledError("The search for models was cancelled.")


def find_groups(
    folder: Path, on_trouble: Callable[[str], None], should_stop: ShouldStop | None = None
) -> Iterator[Group]:
    """Find all model files below a folder.

    Args:
        folder: where to look; nothing is found where it does not exist.
        on_trouble: gets a sentence about each folder that cannot be read.
        should_stop: asked once for each folder.

    Raises:
        CancelledError: ``should_stop`` said so.
    """
    waiting = [(str(folder), os.path.realpath(folder))]
    seen: set[str] = set()
    while waiting:
        check_stop(should_stop)
        path, real = waiting.pop()
        # A link that leads back up, or two links to one folder.
        if real in seen:
            continue
        seen.add(real)
        files: dict[str, str] = {}
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    _sort_in(entry, real, files, waiting)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            on_trouble(f"{path} cannot be read ({error.strerror}).")
        for names in group_files(files):
            yield Group(
                tuple(Path(path, name) for name in names),
                tuple(Path(files[name]) for name in names),
                missing_parts(names),
            )


def group_of(path: Path) -> Group | None:
    """The model that a file belongs to, with the parts beside it; None where it is gone."""
    if not path.is_file():
        return None
    names = (path.name,)
    if PART_NAME.fullmatch(path.name):
        beside = (other.name for other in path.parent.iterdir())
        names = next(group for group in group_files(beside) if path.name in group)
    paths = tuple(path.with_name(name) for name in names)
    real = tuple(Path(os.path.realpath(part)) for part in paths)
    return Group(paths, real, missing_parts(names))


def _sort_in(
    entry: os.DirEntry[str], folder: str, files: dict[str, str], waiting: list[tuple[str, str]]
) -> None:
    """Keep a model file with its real path, or a folder to look into."""
    # macOS puts a file ._NAME beside each NAME on disks that know no forks.
    if entry.name.startswith("._"):
        return
    # The type comes with the listing; only links ask the disk.
    real = os.path.join(folder, entry.name)  # noqa: PTH118 - a Path for each file takes a second
    # Junctions of Windows are no links to Python, and lead anywhere as well.
    if entry.is_symlink() or (os.name == "nt" and entry.is_dir()):
        real = os.path.realpath(entry.path)
    # Links in a circle, or to what may not be looked at.
    with suppress(OSError):
        if entry.is_dir():
            waiting.append((entry.path, real))
        elif is_model_name(entry.name) and entry.is_file():
            files[entry.name] = real
