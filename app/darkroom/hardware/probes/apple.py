"""Macs with Apple silicon: one memory, of which the GPU may use a part."""

from __future__ import annotations

import subprocess
import sys

from darkroom.hardware.probes.found import FoundGpu

_GIB = 1 << 30
_LIMIT_S = 5
_SYSCTL = "/usr/sbin/sysctl"


def default_limit(ram_bytes: int) -> int:
    """What macOS lets the GPU hold resident unless told otherwise, bytes.

    Source: ``MTLDevice.recommendedMaxWorkingSetSize`` as Macs report it: 2/3 of 8 to 32 GB,
    3/4 of 36 GB and more.

    Args:
        ram_bytes: main memory.
    """
    return ram_bytes * 3 // 4 if ram_bytes >= 36 * _GIB else ram_bytes * 2 // 3


def working_set_limit(ram_bytes: int, wired_limit_mb: int) -> int:
    """What the GPU may hold resident, bytes.

    Args:
        ram_bytes: main memory.
        wired_limit_mb: ``iogpu.wired_limit_mb`` as the person has set it; 0 = not set.
    """
    return min(wired_limit_mb << 20, ram_bytes) if wired_limit_mb else default_limit(ram_bytes)


def probe() -> list[FoundGpu]:
    """The GPU of a Mac with Apple silicon; empty elsewhere.

    Raises:
        OSError: ``sysctl`` cannot be run.
        ValueError: it answers something else than a number.
    """
    if sys.platform != "darwin" or sysctl("hw.optional.arm64") != "1":
        return []
    wired = int(sysctl("iogpu.wired_limit_mb") or 0)
    limit = working_set_limit(int(sysctl("hw.memsize")), wired)
    name = sysctl("machdep.cpu.brand_string")
    return [FoundGpu(name, "Apple", "sysctl", limit, driver="Metal", unified=True)]


def sysctl(name: str) -> str:
    """One value of macOS's ``sysctl``; ``""`` where it has no such name."""
    done = subprocess.run(  # noqa: S603 - a fixed program of the system
        [_SYSCTL, "-n", name], capture_output=True, text=True, timeout=_LIMIT_S, check=False
    )
    return done.stdout.strip()
