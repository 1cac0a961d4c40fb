from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.spans import find_words, token_span

PIECES = [b"The", b" sky", b"", b" is gr", "ü".encode()[:1], "ü".encode()[1:], b"n \xf0\x9f"]


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("The", (0, 1)),
        ("sky", (1, 2)),
        (" sky is", (1, 4)),
        ("y is gr", (1, 4)),
        ("ü", (4, 6)),
        ("grün", (3, 7)),
        ("\ufffd", (6, 7)),
    ],
)
def test_a_part_of_a_token_takes_the_whole(words: str, tokens: tuple[int, int]) -> None:
    text = b"".join(PIECES).decode("utf-8", "replace")
    start = text.index(words)
    assert token_span(PIECES, start, start + len(words)) == tokens


@given(pieces=st.lists(st.binary(max_size=4), max_size=12), data=st.data())
def test_the_tokens_hold_the_characters_and_no_more(
    pieces: list[bytes], data: st.DataObject
) -> None:
    text = b"".join(pieces).decode("utf-8", "replace")
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    first, last = token_span(pieces, start, stop)
    assert pieces[first] and pieces[last - 1]

    def where(end: int) -> int:
        """Characters that are there, in whole or in part, before a token."""
        return len(b"".join(pieces[:end]).decode("utf-8", "replace"))

    assert where(first) <= start + 1  # a character may be broken over the border
    assert where(last) >= stop
    assert where(first + 1) > start
    assert where(last - 1) <= stop


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_what_is_not_there_has_no_tokens(start: int, stop: int) -> None:
    with pytest.raises(BadInputError, match="no characters"):
        token_span(PIECES, start, stop)


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("a start of art, art", "art", [(11, 14), (16, 19)]),
        ("a start", "art", [(4, 7)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("3 plus 4 is 7.", "7.", [(12, 14)]),
        ("x, y", ", ", [(1, 3)]),
        ("x", "y", []),
        ("x", "", []),
        ("Sky sky", "sky", [(4, 7)]),
    ],
)
def test_words_are_found_where_they_stand(
    text: str, words: str, places: list[tuple[int, int]]
) -> None:
    assert find_words(text, words) == places
