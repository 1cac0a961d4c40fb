"""Heights of things that stand one below the other, with their sums at hand."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """A Fenwick tree: changing a height, summing those before, finding a pixel: all O(log n).

    Args:
        values: heights in pixels, from the top; each at least 0.
    """

    def __init__(self, values: Iterable[int] = ()) -> None:
        self._values: list[int] = []
        # _sums[i] holds the sum of the values in (i - lowest bit of i, i], counted from 1.
        self._sums: list[int] = [0]
        self.extend(values)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> int:
        return self._values[index]

    def __setitem__(self, index: int, value: int) -> None:
        change = value - self._values[index]
        self._values[index] = value
        if change:
            place = index + 1
            while place < len(self._sums):
                self._sums[place] += change
                place += place & -place

    @property
    def total(self) -> int:
        """Height of all together."""
        return self.before(len(self._values))

    def extend(self, values: Iterable[int]) -> None:
        """Add heights below."""
        for value in values:
            self._values.append(value)
            place = len(self._values)
            begin = place - (place & -place)
            self._sums.append(value + self.before(place - 1) - self.before(begin))

    def truncate(self, count: int) -> None:
        """Keep the first ``count``."""
        # Sums reach back, never forward, so that those that stay are still right.
        del self._values[count:]
        del self._sums[count + 1 :]

    def before(self, index: int) -> int:
        """Height of the first ``index`` together, which is where the next one begins."""
        total = 0
        while index > 0:
            total += self._sums[index]
            index -= index & -index
        return total

    def at(self, y: int) -> int:
        """Index of the one that pixel ``y`` belongs to; the first or the last beyond the ends.

        Raises:
            IndexError: there are none.
        """
        if not self._values:
            raise IndexError("no heights")
        place, left = 0, y
        step = 1 << len(self._values).bit_length()
        while step := step >> 1:
            beyond = place + step
            if beyond < len(self._sums) and self._sums[beyond] <= left:
                place, left = beyond, left - self._sums[beyond]
        return min(place, len(self._values) - 1)
