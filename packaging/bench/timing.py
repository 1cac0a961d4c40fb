"""Clocks and tables of the benchmarks."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Seconds by name; wraps methods so that calls are booked where they happen."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def book(self, name: str) -> Iterator[None]:
        """Add the block's wall time to a name."""
        began = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - began

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time booked."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.book(name):
                return function(*args, **kwargs)

        return timed


def seconds_of(function: Callable[[], Any]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def spread(values: Sequence[float], unit: str = "", digits: int = 2) -> str:
    """Median with minimum and maximum."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f}{unit} ({low:.{digits}f} … {high:.{digits}f})"
