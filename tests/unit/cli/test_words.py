"""Words of an answer, and what is other about them."""

from __future__ import annotations

import numpy as np
import pytest

from darkroom.cli.repaint_view import changes_text
from darkroom.cli.words import AnswerWords, chosen_span
from darkroom.core.errors import BadInputError
from darkroom.core.types import Frame, ThinkingMarks
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TracedModel, TraceFile
from darkroom.viewmodels.word_diff import word_diff

_PIECES = (b"", b"The", b" sky", b" is", b" blue", b". ", b"sky", b"scraper", b"", b"", b"Hm")
_END, _OPEN, _CLOSE = 0, 8, 9


def _words(*canvases: tuple[int, ...]) -> AnswerWords:
    frames = [
        Frame(
            0, block, step, 2,
            np.array(canvas if step == 2 else [1] * len(canvas), np.int32),
            np.ones(len(canvas), np.bool_), np.zeros(len(canvas), np.float16),
        )
        for block, canvas in enumerate(canvases)
        for step in (1, 2)
    ]  # fmt: skip
    model = TracedModel(end_ids=(_END,), thinking=ThinkingMarks(_OPEN, _CLOSE))
    return AnswerWords(TraceFile(Trace(frames, dict(enumerate(_PIECES))), model))


_ANSWER = ((_OPEN, 10, 2, _CLOSE, 1, 2, 3, 4), (5, 6, 7, 3, 4, 5, _END, 4))
_TEXT = "The sky is blue. skyscraper is blue. "


def test_the_text_is_without_thinking_and_ends_where_the_answer_does() -> None:
    assert _words(*_ANSWER).text == _TEXT


@pytest.mark.parametrize(
    ("span", "occurrence", "tokens"),
    [
        ("The sky", None, (4, 6)),
        ("sky", None, (5, 6)),
        ("scraper", None, (10, 11)),
        ("blue. sky", None, (7, 10)),
        ("blue", 2, (12, 13)),
        ("is blue", 1, (6, 8)),
    ],
)
def test_words_become_tokens_counted_over_all_canvases(
    span: str, occurrence: int | None, tokens: tuple[int, int]
) -> None:
    assert chosen_span(_words(*_ANSWER), span, occurrence) == tokens


@pytest.mark.parametrize(
    ("span", "occurrence", "says", "hint"),
    [
        ("green", None, "does not say 'green'", "exactly as they stand"),
        ("the  SKY", None, "does not say", "It says 'The sky'"),
        ("Hm", None, "does not say", "exactly"),
        (" ", None, "No words", "--span"),
        ("is blue", None, "in 2 places:\n  1: The sky [is blue].", "--occurrence N"),
        ("is blue", 3, "2 times, not 3", "--occurrence 1 to 2"),
        ("The", 2, "once, not 2", "--occurrence 1 to 1"),
    ],
)
def test_words_that_cannot_be_meant_are_explained(
    span: str, occurrence: int | None, says: str, hint: str
) -> None:
    with pytest.raises(BadInputError) as error:
        chosen_span(_words(*_ANSWER), span, occurrence)
    assert says in error.value.text
    assert hint in error.value.hint


def test_words_on_both_sides_of_thinking_do_not_go_together() -> None:
    words = _words((1, _OPEN, 10, _CLOSE, 2, _END))
    assert words.text == "The sky"
    with pytest.raises(BadInputError, match="the model thought"):
        chosen_span(words, "The sky", None)


def test_changes_are_marked_with_and_without_colour() -> None:
    changes = word_diff(f"{'Very ' * 20}blue sky.", f"{'Very ' * 20}grey sky.\x1b[2J")
    plain = changes_text(changes, coloured=False)
    assert plain.startswith("…")
    assert "[-blue-]{+grey+} sky" in plain
    assert "\x1b" not in plain
    coloured = changes_text(changes, coloured=True)
    assert "\x1b[31m[-blue-]\x1b[0m\x1b[32m{+grey+}\x1b[0m" in coloured
    assert "\x1b[2J" not in coloured


def test_what_stayed_is_cut_between_changes_only_where_it_is_long() -> None:
    assert changes_text(word_diff("a b c", "x b y"), coloured=False) == "[-a-]{+x+} b [-c-]{+y+}"
    long = " b" * 100
    shown = changes_text(word_diff(f"a{long} c", f"x{long} y"), coloured=False)
    assert shown.startswith("[-a-]{+x+} b b")
    assert "…" in shown
    assert shown.endswith("b [-c-]{+y+}")


def test_no_change_is_said() -> None:
    assert changes_text(word_diff("a", "a"), coloured=True) == "The words are the same as before."
    assert changes_text([], coloured=True) == "The words are the same as before."
