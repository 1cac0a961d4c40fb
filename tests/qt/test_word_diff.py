from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.viewmodels.word_diff import Change, word_diff

WORDS = st.lists(st.sampled_from(["a", "the", "of", " ", "\n", "  ", ".", "é", "x1"])).map("".join)


@given(WORDS, WORDS)
def test_the_pieces_give_both_texts(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(text for kind, text in changes if kind != "added") == old
    assert "".join(text for kind, text in changes if kind != "removed") == new
    assert all(text for _, text in changes)
    kinds = [kind for kind, _ in changes]
    for first, second in pairwise(kinds):
        assert (first, second) in {
            ("same", "removed"), ("same", "added"), ("removed", "added"),
            ("removed", "same"), ("added", "same"),
        }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("", "", []),
        ("One red fox.", "One red fox.", [("same", "One red fox.")]),
        (
            "One red fox.",
            "One grey fox.",
            [("same", "One "), ("removed", "red"), ("added", "grey"), ("same", " fox.")],
        ),
        (
            "A big dog ran",
            "A tiny cat ran",
            [("same", "A "), ("removed", "big dog"), ("added", "tiny cat"), ("same", " ran")],
        ),
        ("Go", "Go on.", [("same", "Go"), ("added", " on.")]),
        ("Go on.", "on.", [("removed", "Go "), ("same", "on.")]),
    ],
)
def test_words_that_go_together_stay_together(old: str, new: str, changes: list[Change]) -> None:
    assert word_diff(old, new) == changes
