"""A cell's look says its state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.cli.canvas_text import Char, Look, canvas_chars, visible_tokens, wrap
from darkroom.cli.terminal import char_width
from darkroom.core.types import DRAFT_ENTROPY_NATS, Frame
from darkroom.viewmodels.cells import CellState, cell_states

_PIECES = [b"", b"Hi", b" there", "語".encode()[:2], "語".encode()[2:], b"\x1b[31m", b"\n\n", b"  "]
_GLYPHS = ("▒", "░")


def _frame(tokens: list[int], accepted: list[int], entropy: list[float]) -> Frame:
    return Frame(
        1, 0, 1, 4, np.array(tokens, np.int32), np.array(accepted, np.bool_),
        np.array(entropy, np.float16),
    )  # fmt: skip


def _look(tokens: list[int], accepted: list[int], entropy: list[float]) -> list[tuple[str, Look]]:
    """Return runs of the same look; the cells were not accepted before."""
    runs: list[tuple[str, Look]] = []
    frame = _frame(tokens, accepted, entropy)
    for char, look in canvas_chars(frame, None, _PIECES.__getitem__, _GLYPHS):
        if runs and runs[-1][1] is look:
            runs[-1] = (runs[-1][0] + char, look)
        else:
            runs.append((char, look))
    return runs


@pytest.mark.parametrize(
    ("accepted", "nats", "shown"),
    [
        (0, 5.0, (" ▒▒▒▒▒", Look.NOISE)),
        (0, 1.0, (" ░░░░░", Look.NOISE)),
        (0, 0.3, (" there", Look.DRAFT)),
        (1, 0.0, (" there", Look.FRESH)),
        (1, 5.0, (" there", Look.FRESH)),
    ],
)
def test_the_four_looks(accepted: int, nats: float, shown: tuple[str, Look]) -> None:
    assert _look([2], [accepted], [nats]) == [shown]


@pytest.mark.parametrize("nats", [0.69, DRAFT_ENTROPY_NATS, 0.695])
def test_terminal_and_window_agree_what_is_a_draft(nats: float) -> None:
    (state,) = cell_states(_frame([2], [0], [nats]), None, ()).tolist()
    ((_, look),) = _look([2], [0], [nats])
    assert (look is Look.DRAFT) == (state == CellState.DRAFT) == (nats <= DRAFT_ENTROPY_NATS)


def test_what_was_accepted_before_is_settled() -> None:
    frame = _frame([1, 2], [1, 1], [0, 0])
    chars = canvas_chars(frame, np.array([True, False]), _PIECES.__getitem__, _GLYPHS)
    assert [look for _, look in chars] == [Look.SETTLED] * 2 + [Look.FRESH] * 6


def test_a_character_split_over_two_cells() -> None:
    assert _look([3, 4], [1, 1], [0, 0]) == [("語", Look.FRESH)]


def test_half_a_character_beside_noise_does_not_leak() -> None:
    assert _look([3, 1], [1, 0], [0, 9]) == [("▒▒", Look.NOISE)]


@pytest.mark.parametrize(("token", "veil"), [(0, "▒"), (6, "▒"), (7, "▒"), (5, "▒▒▒▒")])
def test_every_noise_cell_shows_something(token: int, veil: str) -> None:
    assert _look([token], [0], [9]) == [(veil, Look.NOISE)]


def test_escapes_of_the_model_are_inert() -> None:
    assert _look([5], [1], [0]) == [("[31m", Look.FRESH)]


_CHARS = st.lists(st.tuples(st.sampled_from("ab 語🙂\u0301\n"), st.sampled_from(list(Look))))


@given(_CHARS, st.integers(2, 9))
def test_rows_fit_and_lose_nothing(chars: list[Char], width: int) -> None:
    rows = wrap(chars, width)
    assert all(sum(char_width(c) for c, _ in row) <= width for row in rows)
    assert [c for row in rows for c in row] == [c for c in chars if c[0] != "\n"]


def test_rows_break_where_a_terminal_breaks() -> None:
    rows = wrap([(c, Look.DRAFT) for c in "abc語d\ne"], 4)
    assert ["".join(c for c, _ in row) for row in rows] == ["abc", "語d", "e"]


def test_what_is_visible_ends_at_the_first_end_token() -> None:
    frame = _frame([1, 2, 0, 1], [1] * 4, [0] * 4)
    assert visible_tokens(frame, (0,)) == [1, 2]
