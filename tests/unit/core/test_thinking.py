"""Thinking and answer come apart by ids alone, wherever the marks stand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import ThinkingMarks

OPEN, CLOSE, LABEL, BREAK, WORD = 1, 2, 3, 4, 5
MARKS = ThinkingMarks(OPEN, CLOSE, (LABEL, BREAK))
T, K, M = Part.TEXT, Part.THINKING, Part.MARK

_TOKENS = st.lists(st.integers(OPEN, WORD + 1))
_CANVASES = st.lists(_TOKENS, max_size=5)


def split(tokens: list[int], *, inside: bool = False) -> list[int]:
    return ThinkingSplitter(MARKS, inside=inside).split(tokens).tolist()


def test_thinking_then_answer() -> None:
    tokens = [OPEN, LABEL, BREAK, WORD, WORD, CLOSE, WORD]
    assert split(tokens) == [M, M, M, K, K, M, T]


def test_thinking_that_is_never_closed_takes_the_rest() -> None:
    assert split([WORD, OPEN, LABEL, BREAK, WORD, WORD]) == [T, M, M, M, K, K]


def test_a_second_block_is_thinking_too() -> None:
    tokens = [OPEN, LABEL, BREAK, WORD, CLOSE, WORD, OPEN, WORD, CLOSE, WORD]
    assert split(tokens) == [M, M, M, K, M, T, M, K, M, T]


def test_a_label_is_dropped_behind_the_opening_only_and_as_far_as_it_goes() -> None:
    assert split([LABEL, BREAK, OPEN, LABEL, WORD, BREAK]) == [T, T, M, M, K, K]
    assert split([OPEN, BREAK, LABEL]) == [M, K, K]
    assert split([OPEN, LABEL, CLOSE, BREAK]) == [M, M, M, T]


def test_an_answer_that_begins_within_thinking() -> None:
    assert split([LABEL, CLOSE, WORD], inside=True) == [K, M, T]


def test_a_stray_closing_is_no_text() -> None:
    assert split([WORD, CLOSE, WORD]) == [T, M, T]


def test_a_model_without_marks_says_nothing_but_text() -> None:
    splitter = ThinkingSplitter(None, inside=True)
    assert splitter.split([OPEN, WORD, CLOSE]).tolist() == [T, T, T]
    assert not splitter.inside


@given(_CANVASES, st.booleans())
def test_canvas_by_canvas_is_the_same_as_all_at_once(
    canvases: list[list[int]], inside: bool
) -> None:
    splitter = ThinkingSplitter(MARKS, inside=inside)
    parts = [part for canvas in canvases for part in splitter.split(canvas).tolist()]
    whole = [token for canvas in canvases for token in canvas]
    assert parts == split(whole, inside=inside)


@given(_TOKENS, st.booleans())
def test_each_token_has_one_part_and_marks_are_neither_text_nor_thinking(
    tokens: list[int], inside: bool
) -> None:
    row = np.array(tokens, np.int32)
    parts = ThinkingSplitter(MARKS, inside=inside).split(row)
    assert parts.dtype == np.int8
    assert len(parts) == len(tokens)
    assert set(parts.tolist()) <= set(Part)
    assert (parts[np.isin(row, (OPEN, CLOSE))] == M).all()
    for index, (token, part) in enumerate(zip(tokens, parts.tolist(), strict=True)):
        # Within thinking is who has an opening before it that is not closed since.
        before = [t for t in tokens[:index] if t in (OPEN, CLOSE)]
        within = before[-1] == OPEN if before else inside
        if part != M:
            assert part == (K if within else T)
        elif token not in (OPEN, CLOSE):
            start = max(i for i in range(index) if tokens[i] == OPEN)
            assert tokens[start + 1 : index + 1] == [LABEL, BREAK][: index - start]


@given(_TOKENS, _TOKENS)
def test_a_copy_goes_on_alone(first: list[int], second: list[int]) -> None:
    splitter = ThinkingSplitter(MARKS)
    splitter.split(first)
    copy = splitter.copy()
    parts = copy.split(second).tolist()
    copy.split([OPEN])
    assert splitter.split(second).tolist() == parts == split(first + second)[len(first) :]
