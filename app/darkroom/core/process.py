"""Facts about this process."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

import psutil

_HIGH_WATER: Final = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def peak_rss_bytes() -> int:
    """Most resident memory this process has had so far, bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    # On Linux ``ru_maxrss`` begins with what the parent had when it started this process.
    status = Path("/proc/self/status")
    if status.exists() and (found := _HIGH_WATER.search(status.read_text("utf-8", "replace"))):
        return int(found[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # kilobytes elsewhere


def available_cores() -> int:
    """Physical cores this process may run on, ≥ 1."""
    physical = psutil.cpu_count(logical=False) or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))
