"""Sums of heights against the plain way to get them."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.ui.heights import Heights

HEIGHTS = st.lists(st.integers(0, 5000), max_size=70)


@given(HEIGHTS)
def test_sums(values: list[int]) -> None:
    heights = Heights(values)
    assert [heights.before(i) for i in range(len(values) + 1)] == [0, *accumulate(values)]
    assert heights.total == sum(values)
    assert list(heights) == values


@given(HEIGHTS, st.data())
def test_any_changes(values: list[int], data: st.DataObject) -> None:
    heights, plain = Heights(values), list(values)
    for _ in range(data.draw(st.integers(0, 12))):
        match data.draw(st.sampled_from(("set", "truncate", "extend"))):
            case "set" if plain:
                index = data.draw(st.integers(0, len(plain) - 1))
                heights[index] = plain[index] = data.draw(st.integers(0, 5000))
            case "truncate":
                count = data.draw(st.integers(0, len(plain)))
                heights.truncate(count)
                del plain[count:]
            case _:
                more = data.draw(HEIGHTS)
                heights.extend(more)
                plain += more
        assert len(heights) == len(plain)
        assert [heights.before(i) for i in range(len(plain) + 1)] == [0, *accumulate(plain)]


@given(st.lists(st.integers(1, 90), min_size=1, max_size=70), st.integers(-200, 7000))
def test_the_one_at_a_pixel(values: list[int], y: int) -> None:
    tops = [0, *accumulate(values)]
    inside = (i for i in range(len(values)) if tops[i] <= y < tops[i + 1])
    beyond = 0 if y < 0 else len(values) - 1
    assert Heights(values).at(y) == next(inside, beyond)


def test_the_one_at_a_pixel_of_nothing() -> None:
    with pytest.raises(IndexError):
        Heights().at(0)
