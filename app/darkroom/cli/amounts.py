"""Sizes, rates and times for people who read a terminal."""

from __future__ import annotations

from typing import Final

_UNITS: Final = ((10**9, "GB", 1), (10**6, "MB", 1), (10**3, "kB", 0))


def size(size_bytes: float) -> str:
    """``"16.8 GB"``; decimal, as shops and file managers count."""
    number, unit = _number(size_bytes, size_bytes)
    return f"{number} {unit}"


def size_of(done_bytes: int, total_bytes: int) -> str:
    """``"7.1 of 16.8 GB"``, both in the unit of the whole."""
    done, _ = _number(done_bytes, total_bytes)
    return f"{done} of {size(total_bytes)}"


def duration(seconds: float) -> str:
    """``"45 s"``, ``"2 min 05 s"``, ``"3 h 12 min"`` or ``"4 days"``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    if whole < 48 * 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02} min"
    return f"{whole // 86400} days"


def _number(size_bytes: float, like_bytes: float) -> tuple[str, str]:
    for unit_bytes, unit, decimals in _UNITS:
        # Where rounding would give 1000 of a unit, the next one is meant.
        if round(like_bytes / unit_bytes, decimals) >= 1:
            return f"{size_bytes / unit_bytes:.{decimals}f}", unit
    return f"{size_bytes:.0f}", "bytes"
