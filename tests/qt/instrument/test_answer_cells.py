"""Which tokens the text of an answer is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.types import ThinkingMarks
from darkroom.viewmodels.answer_cells import AnswerCells
from qt.frames import END, frame, lexicon

WORDS = lexicon(" One", " two", " three", "ü", "\n")


def test_a_word_is_found_across_the_white_space_that_is_left_out() -> None:
    cells = AnswerCells([frame([1, 2, 3], [1, 1, 1])], WORDS)
    assert cells.text == "One two three"
    assert cells.span(4, 7) == (1, 2)
    assert cells.span(0, 7) == (0, 2)
    # Half a word takes the whole token.
    assert cells.span(5, 9) == (1, 3)


def test_canvases_are_counted_whole_and_only_their_last_frames() -> None:
    frames = [
        frame([3, 3], [0, 0]),
        frame([1, 2], [1, 1], step=2),
        frame([3, END], [1, 1], block=1),
    ]
    cells = AnswerCells(frames, WORDS)
    assert cells.text == "One two three"
    assert cells.tokens == [1, 2, 3, END]
    assert cells.span(8, 13) == (2, 3)


def test_thoughts_and_their_marks_have_no_words() -> None:
    words = lexicon(" One", " two", "<", ">")
    words.marks = ThinkingMarks(3, 4)
    cells = AnswerCells([frame([3, 1, 4, 2, END], [1] * 5)], words)
    assert cells.text == "two"
    assert cells.span(0, 3) == (3, 4)


def test_what_an_answer_goes_on_from_has_no_tokens() -> None:
    cells = AnswerCells([frame([1, 2], [1, 1])], WORDS, before="Zero")
    assert cells.text == "Zero One two"
    assert cells.span(0, 4) is None
    assert cells.span(5, 8) == (0, 1)


def test_what_stands_behind_the_end_is_no_text() -> None:
    cells = AnswerCells([frame([1, END, 2], [1, 1, 1])], WORDS)
    assert cells.text == "One"
    assert cells.span(0, 4) is None


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.data())
def test_the_tokens_of_a_stretch_hold_it(tokens: list[int], data: st.DataObject) -> None:
    cells = AnswerCells([frame(tokens, [1] * len(tokens))], WORDS)
    if not cells.text:
        return
    start = data.draw(st.integers(0, len(cells.text) - 1))
    stop = data.draw(st.integers(start + 1, len(cells.text)))
    span = cells.span(start, stop)
    assert span is not None
    held = b"".join(WORDS.piece(token) for token in tokens[slice(*span)]).decode()
    assert cells.text[start:stop] in held
