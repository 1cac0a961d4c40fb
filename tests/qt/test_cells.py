"""The pure core of the canvas: what a cell looks like, and what it reads as."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.viewmodels.cells import (
    GRAIN_LEVELS,
    CellState,
    cell_states,
    committed_bytes,
    compose,
    compose_settled,
    decode_cells,
    grain_levels,
    shown_texts,
    untouched_noise,
)
from darkroom.viewmodels.markup import line_kinds
from qt.frames import END, frame, lexicon

NOISE, DRAFT, FRESH, SETTLED, HIDDEN = CellState
WORDS = lexicon("One", " two", "\n", " three")


def _states(*args: object, **kwargs: object) -> list[int]:
    return cell_states(*args, **kwargs).tolist()  # type: ignore[arg-type]


def test_first_frame_has_no_settled_cells() -> None:
    step = frame([1, 2, 3], [1, 0, 0], entropy=[0.0, 0.5, 5.0])
    assert _states(step, None, ()) == [FRESH, DRAFT, NOISE]


def test_fresh_only_in_the_step_that_accepts() -> None:
    step = frame([1, 2, 3], [1, 1, 0])
    assert _states(step, np.array([True, False, True]), ()) == [SETTLED, FRESH, NOISE]


def test_a_cell_that_is_noised_again_is_fresh_when_it_comes_back() -> None:
    lost = frame([1], [0])
    assert _states(lost, np.array([True]), ()) == [NOISE]
    assert _states(frame([1], [1]), lost.accepted, ()) == [FRESH]


def test_nothing_is_shown_from_the_end_token_on() -> None:
    step = frame([1, END, 2], [1, 1, 1])
    assert _states(step, None, (END,)) == [FRESH, HIDDEN, HIDDEN]


def test_an_end_token_that_is_noise_hides_nothing() -> None:
    step = frame([1, END, 2], [1, 0, 0], entropy=[0.0, 7.0, 7.0])
    assert _states(step, None, (END,)) == [FRESH, NOISE, NOISE]


def test_grain_grows_with_entropy() -> None:
    step = frame([1, 1, 1, 1], [0, 0, 0, 0], entropy=[0.0, 2.0, 4.0, 12.0])
    levels = grain_levels(step, 262_144).tolist()
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[-1] == GRAIN_LEVELS - 1


PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffd")


@given(st.text(PRINTABLE), st.lists(st.integers(0, 40), max_size=8))
def test_text_survives_being_cut_into_pieces(text: str, cuts: list[int]) -> None:
    data = text.encode()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[a:b] for a, b in pairwise(edges)]
    cells = decode_cells(pieces)
    assert len(cells) == len(pieces)
    assert "".join(cells) == text


@pytest.mark.parametrize(
    ("pieces", "texts"),
    [
        ([b"\xf0\x9f", b"\xa6\x8a"], ["", "🦊"]),
        ([b"a\xc3", b"b"], ["a", "·b"]),
        ([b"ok", b"\xe2\x82"], ["ok", "·"]),
        ([b"a\r\nb\x00\t"], ["a\nb·\t"]),
        ([], []),
    ],
)
def test_partial_and_odd_bytes(pieces: list[bytes], texts: list[str]) -> None:
    assert decode_cells(pieces) == texts


def test_noise_never_breaks_a_line_and_always_has_a_width() -> None:
    step = frame([3, END, 1], [0, 0, 0])
    picture = compose(step, None, ("", "", ""), "", WORDS)
    assert picture.states.tolist() == [NOISE] * 3
    assert all(text.strip() for text in picture.texts)
    assert "\n" not in "".join(picture.texts)


def test_noise_keeps_its_width_until_it_becomes_a_word() -> None:
    before = untouched_noise(3)
    picture = compose(frame([1, 2, 4], [0, 0, 1]), None, before.texts, "", WORDS)
    assert picture.texts[:2] == before.texts[:2]
    assert picture.texts[2] == " three"


def test_a_draft_of_a_line_break_breaks_the_line() -> None:
    step = frame([1, 3, 2], [1, 0, 1], entropy=[0, 0.2, 0])
    assert compose(step, None, ("", "", ""), "", WORDS).texts == ("One", "\n", " two")


def test_an_answer_does_not_start_with_white_space() -> None:
    states = np.full(3, SETTLED, np.uint8)
    before = ("", "", "")
    assert shown_texts(["\n", " a", " b"], states, before, at_start=True) == ("", "a", " b")
    assert shown_texts(["\n", " a", " b"], states, before, at_start=False) == ("\n", " a", " b")


def test_settled_canvas_is_the_text_up_to_the_end() -> None:
    step = frame([1, 2, END, 4], [0, 0, 0, 0])
    picture = compose_settled(step, "Before. ", WORDS)
    assert picture.prefix + "".join(picture.texts) == "Before. One two"
    assert picture.states.tolist() == [SETTLED, SETTLED, HIDDEN, HIDDEN]
    assert committed_bytes(step.tokens, WORDS) == b"One two"


def test_settled_counts_accepted_cells_before_the_end() -> None:
    step = frame([1, 2, 4, END, 4], [1, 1, 0, 1, 1])
    picture = compose(step, np.array([True] + [False] * 4), ("",) * 5, "", WORDS)
    assert (picture.settled, picture.visible) == (2, 3)


def test_code_lies_between_fences() -> None:
    text = "Look:\n```python\nx = 1\n\n  ```\nDone.\n```\nopen to the end"
    kinds = [kind.name[0] for kind in line_kinds(text.split("\n"))]
    assert "".join(kinds) == "PFCCFPFC"
