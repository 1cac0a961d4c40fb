"""Whatever was drawn, only the answer stays."""

from __future__ import annotations

import io
import os
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fakes
from darkroom.cli.canvas_text import Look
from darkroom.cli.canvas_view import CanvasView
from darkroom.cli.live import LivePresenter
from darkroom.cli.presenter import stats_line
from darkroom.cli.screen import Screen
from darkroom.core.types import Done, Message
from paper_terminal import PaperTerminal

_ROWS = st.lists(st.text("ab語", max_size=5), max_size=6)


def _screen(paper: PaperTerminal, *, rows: int = 24, coloured: bool = True) -> Screen:
    return Screen(cast("Any", paper), coloured=coloured, size=lambda: (paper.columns, rows))


@given(st.lists(_ROWS, max_size=5))
def test_each_picture_replaces_the_one_before(pictures: list[list[str]]) -> None:
    paper = PaperTerminal(10)
    paper.write("before\n")
    screen = _screen(paper)
    screen.open()
    for picture in pictures:
        screen.draw([[(char, Look.FRESH) for char in row] for row in picture])
        assert paper.shown == "\n".join(["before", *picture]).rstrip()
    screen.print_above("left")
    screen.draw([[("x", Look.NOISE)]])
    screen.close()
    assert paper.shown == "before\nleft"
    assert paper.modes == {"25": True, **({"7": True, "2026": False})}


def test_no_style_without_colour() -> None:
    paper = PaperTerminal(10)
    _screen(paper, coloured=False).draw([[("x", Look.FRESH)]])
    assert paper.styles == set()


def test_a_terminal_that_became_narrower_is_cleared_whole() -> None:
    paper = PaperTerminal(8)
    screen = _screen(paper)
    paper.write("before\n")
    screen.draw([[(c, Look.DRAFT) for c in "abcdefgh"], [("i", Look.DRAFT)]])
    # The terminal breaks the row of eight into two rows of four.
    paper.columns, paper.lines, paper.row = (
        4,
        [list("before"), *map(list, ("abcd", "efgh", "i", ""))],
        4,
    )
    screen.draw([[("x", Look.DRAFT)]])
    assert paper.shown == "before\nx"


def _play(
    paper: PaperTerminal, prompt: str, *, rows: int = 24, steps: int = 5, coloured: bool = True
) -> str:
    """Run the fake model on paper and return the notes."""
    notes, model = io.StringIO(), fakes.load("fake")
    screen = _screen(paper, rows=rows, coloured=coloured)
    with LivePresenter(cast("Any", paper), notes, screen) as presenter:
        presenter.on_load(0.5, "Loading")
        presenter.on_model(model, thinking=True)
        for item in model.generate(
            [Message("user", prompt)], steps=steps, on_prefill=presenter.on_prefill
        ):
            if isinstance(item, Done):
                presenter.on_done(item)
            else:
                presenter.on_frame(item)
    return notes.getvalue()


def test_only_the_answer_stays() -> None:
    paper = PaperTerminal(20)
    paper.write("$ darkroom run\n")
    notes = _play(paper, "hello")
    assert paper.shown.replace("\n", "") == f"$ darkroom run{fakes.ANSWER}"
    assert notes == "5 steps · 1 canvas · 9 tokens · 1.8 tokens/step · 12 ms/step · 80 tokens/s\n"


def test_a_model_faster_than_the_display_is_not_waited_for() -> None:
    paper = PaperTerminal(60)
    _play(paper, "hello", steps=400)
    assert paper.shown == fakes.ANSWER


def test_a_picture_higher_than_the_terminal() -> None:
    paper = PaperTerminal(60)
    _play(paper, "hello", rows=2)
    assert paper.shown == fakes.ANSWER


def test_what_was_thought_stays_above_the_answer() -> None:
    paper = PaperTerminal(60)
    _play(paper, "think first")
    assert paper.shown == f"Thinking\n{fakes.THINKING}\n\n{fakes.ANSWER}"
    bare = PaperTerminal(60)
    _play(bare, "think first", coloured=False)
    assert bare.shown == paper.shown
    assert bare.styles == set()


def test_thinking_of_a_canvas_before_goes_above_the_first_line_of_the_answer() -> None:
    paper, model = PaperTerminal(30), fakes.load("fake")
    words = (*fakes.WORDS, " one\ntwo")
    model.piece = lambda token_id: words[token_id].encode()  # type: ignore[method-assign]
    view = CanvasView(_screen(paper), ("#", ":"))
    view.take_model(model)
    thought, rest = (fakes.frame(1, block, 5, 5, end=False) for block in (0, 1))
    thought.tokens[:] = [fakes.OPEN, fakes.LABEL, 14, 15, *[fakes.END] * 12]
    rest.tokens[:] = [16, fakes.CLOSE, len(fakes.WORDS), *[fakes.END] * 13]
    for frame in (thought, rest, fakes.frame(1, 2, 5, 5, end=True)):
        view.take_frame(frame)
    assert paper.shown == "Thinking\nFirst noise.\n\none"
    assert "2" in paper.styles
    view.leave_thinking("First noise.")
    assert paper.shown == "Thinking\nFirst noise.\n\none"
    assert view.rest("one\ntwo and more") == "two and more"


def test_what_native_code_prints_stays_out_of_the_picture(
    capfd: pytest.CaptureFixture[str],
) -> None:
    paper = PaperTerminal(60)
    screen = _screen(paper)
    with LivePresenter(cast("Any", paper), io.StringIO(), screen) as presenter:
        os.write(2, b"ggml_init: noise\n")
        presenter.on_done(Done("end", "Hi.", fakes.stats(1)))
    assert capfd.readouterr().err == ""
    with pytest.raises(KeyError), LivePresenter(cast("Any", paper), io.StringIO(), screen):
        os.write(2, b"ggml_init: the reason\n")
        raise KeyError
    assert capfd.readouterr().err == "ggml_init: the reason\n"


def test_whole_committed_lines_go_to_the_scrollback() -> None:
    paper, model = PaperTerminal(12), fakes.load("fake")
    words = (*fakes.WORDS, " one\ntwo")
    model.piece = lambda token_id: words[token_id].encode()  # type: ignore[method-assign]
    view = CanvasView(_screen(paper), ("#", ":"))
    view.take_model(model)
    first, second = fakes.frame(1, 0, 5, 5, end=False), fakes.frame(1, 1, 5, 5, end=True)
    first.tokens[:] = [len(fakes.WORDS), *[0] * 15]
    view.take_frame(first)
    view.draw()
    view.take_frame(second)
    view.draw()
    assert paper.shown.startswith("one\ntwoNoise se\nttles into w") or paper.shown.startswith(
        " one\n"
    )
    assert view.rest(" one\ntwo and more") == "two and more"


@pytest.mark.parametrize(
    ("reason", "starts"), [("end", "3 steps"), ("cancelled", "cancelled · "), ("length", "stopped")]
)
def test_the_figures_say_how_it_ended(reason: Any, starts: str) -> None:
    assert stats_line(Done(reason, "", fakes.stats(3))).startswith(starts)
