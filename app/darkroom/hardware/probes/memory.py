"""Main memory, and the share of it that a container leaves to this process; free disk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Memory:
    """Main memory and swap, bytes.

    Attributes:
        total: of the machine, or of the container where that limits it.
        available: of it what programs can have without swapping.
        swap_total: swap space.
        swap_free: of it unused.
    """

    total: int
    available: int
    swap_total: int
    swap_free: int


def probe(root: Path = Path("/")) -> Memory:
    """Ask the system.

    Args:
        root: of the file system; matters on Linux.

    Raises:
        OSError: ``/proc`` cannot be read.
        KeyError, ValueError: it does not say what it should.
    """
    if not sys.platform.startswith("linux"):
        import psutil

        memory, swap = psutil.virtual_memory(), psutil.swap_memory()
        return Memory(memory.total, memory.available, swap.total, swap.free)
    # Not by psutil, which prints warnings where a container's /proc is not complete.
    facts = _meminfo(root)
    total, available = facts["MemTotal"], facts.get("MemAvailable", facts["MemFree"])
    for limit, used in limits(root):
        total, available = min(total, limit), min(available, max(0, limit - used))
    return Memory(total, available, facts.get("SwapTotal", 0), facts.get("SwapFree", 0))


def limits(root: Path = Path("/")) -> Iterator[tuple[int, int]]:
    """Limit and use, bytes, of each control group around this process that has a limit.

    What is used counts without the page cache, which the kernel takes back first.

    Args:
        root: of the file system.
    """
    groups = root / "sys/fs/cgroup"
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if not controllers:
            yield from _limits_of(groups, path, "memory.max", "memory.current", "")
        elif "memory" in controllers.split(","):
            v1 = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_")
            yield from _limits_of(groups / "memory", path, *v1)


def free_disk(folder: Path) -> int | None:
    """What is free where the folder lies or would lie, bytes.

    Args:
        folder: need not exist; then the nearest parent that does is asked.

    Raises:
        OSError: the disk does not answer.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(nearest).free


def _limits_of(
    top: Path, path: str, limit_file: str, use_file: str, prefix: str
) -> Iterator[tuple[int, int]]:
    group = top / path.lstrip("/")
    # A limit holds for all below it. In a container the path may be the host's: then only the
    # top is there, and it is the container's own.
    for folder in (group, *group.parents):
        limit, used = _number(folder / limit_file), _number(folder / use_file)
        if limit is not None and used is not None:
            yield limit, used - _page_cache(folder / "memory.stat", prefix)
        if folder == top:
            return


def _page_cache(path: Path, prefix: str) -> int:
    facts = dict(line.split(" ", 1) for line in _lines(path) if " " in line)
    kinds = ("inactive_file", "active_file")
    return sum(int(facts.get(f"{prefix}{kind}", 0)) for kind in kinds)


def _meminfo(root: Path) -> dict[str, int]:
    pairs = (line.split(":", 1) for line in (root / "proc/meminfo").read_text().splitlines())
    return {name: int(value.split()[0]) * 1024 for name, value in pairs}


def _number(path: Path) -> int | None:
    text = "".join(_lines(path))
    return int(text) if text.isdecimal() else None  # "max" = no limit


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
