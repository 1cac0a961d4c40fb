"""Sets of bytes, compared with sets of numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from darkroom.hub.downloads.ranges import Ranges

pairs = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(pairs, st.integers(0, 40), st.integers(0, 40))
def test_they_are_sets_of_bytes(added: list[tuple[int, int]], start: int, end: int) -> None:
    ranges, truth = Ranges(), set[int]()
    for pair in added:
        assert ranges.add(*pair) == len(set(range(*pair)) - truth)
        truth |= set(range(*pair))
    assert ranges.total == len(truth)
    assert {byte for pair in ranges for byte in range(*pair)} == truth
    assert ranges.prefix == next(byte for byte in range(42) if byte not in truth)
    missing = list(ranges.missing(start, end))
    assert {byte for pair in missing for byte in range(*pair)} == set(range(start, end)) - truth
    # As few pairs as possible, in order, and none of them empty.
    for found in (list(ranges), missing):
        assert all(first < last for first, last in found)
        assert all(before[1] < after[0] for before, after in pairwise(found))
