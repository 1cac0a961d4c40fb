"""Sets of bytes of a file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Ranges:
    """Bytes of a file, as few ``[start, end)`` pairs as possible.

    Args:
        pairs: to begin with, in any order.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.total = 0
        for start, end in pairs:
            self.add(start, end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    @property
    def prefix(self) -> int:
        """End of the bytes that begin at 0."""
        return self._ends[0] if self._starts and self._starts[0] == 0 else 0

    def add(self, start: int, end: int) -> int:
        """Put bytes in; returns how many were not there before."""
        if end <= start:
            return 0
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        before = sum(self._ends[i] - self._starts[i] for i in range(first, last))
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]
        self.total += end - start - before
        return end - start - before

    def missing(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of ``[start, end)`` is not there, in order."""
        for has_start, has_end in list(self):
            if has_end <= start:
                continue
            if has_start >= end:
                break
            if has_start > start:
                yield start, has_start
            start = has_end
        if start < end:
            yield start, end
