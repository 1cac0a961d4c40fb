"""When words settled, against the plainest way to find out; and whether they can be read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.core.types import Frame
from darkroom.ui.colours import DARK, LIGHT, Tokens
from darkroom.viewmodels.replay.settling import SHADES, heat, ramp, settled_at, shades

SMALL_TOKENS = st.lists(
    st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=1, max_size=12
)


def _frames(rows: list[list[int]], first: int = 1) -> list[Frame]:
    return [
        Frame(
            1, 0, step, 48, np.array(row, np.int32), np.ones(5, np.bool_),
            np.full(5, step / 8, np.float16),
        )
        for step, row in enumerate(rows, first)
    ]  # fmt: skip


def _plainly(rows: list[list[int]], first: int) -> list[int]:
    found: list[int] = []
    for cell in range(5):
        step = len(rows)
        while step > 1 and rows[step - 2][cell] == rows[-1][cell]:
            step -= 1
        found.append(step + first - 1)
    return found


@given(SMALL_TOKENS, st.integers(1, 9))
@settings(deadline=None)
def test_a_word_settles_when_it_changes_for_the_last_time(
    rows: list[list[int]], first: int
) -> None:
    assert settled_at(_frames(rows, first)).tolist() == _plainly(rows, first)


@given(SMALL_TOKENS)
@settings(deadline=None)
def test_the_later_the_lighter(rows: list[list[int]]) -> None:
    frames = _frames(rows)
    at, found = settled_at(frames), shades(frames)
    assert found.max() < SHADES
    order = np.argsort(at, kind="stable")
    assert (np.diff(found[order].astype(int)) >= 0).all()


def test_heat_has_a_row_for_each_step() -> None:
    found = heat(_frames([[0] * 5, [1] * 5]))
    assert found.shape == (2, 5)
    assert found[:, 0].tolist() == [0.125, 0.25]


def _luminance(colour: tuple[int, ...]) -> float:
    share = np.array(colour) / 255
    linear = np.where(share <= 0.03928, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(("dark", "tokens"), [(True, DARK), (False, LIGHT)])
def test_text_can_be_read_on_every_shade_and_shades_are_told_apart_without_colour(
    dark: bool, tokens: Tokens
) -> None:
    text = _luminance(tuple(bytes.fromhex(tokens.text[1:])))
    grounds = [_luminance(tuple(colour)) for colour in ramp(dark=dark).tolist()]
    for ground in grounds:
        high, low = max(text, ground), min(text, ground)
        assert (high + 0.05) / (low + 0.05) >= 4.5
    assert grounds == sorted(grounds)
    assert len(set(grounds)) == SHADES
