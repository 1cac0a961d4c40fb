"""The canvas as pixels and places."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.canvas_layout import CanvasLayout
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CanvasContent, CellState, untouched_noise

WIDTH = 300
PROSE = (
    "Imagine a page of score where every note is random, and the whole orchestra listens to it at "
    "once.\n\nOn each pass the players keep what they are sure of: fi, ffl, AV, To, “quotes” and — "
    "dashes.\n```python\ndef add(a, b):\n    return a + b\n\n```\n"
    "AsupercalifragilisticexpialidociouslyLongWordThatMustBeBroken ends it."
)


def _content(text: str, states: list[int] | int, prefix: str = "") -> CanvasContent:
    """One cell per word, its space before it."""
    words = [word if i == 0 else f" {word}" for i, word in enumerate(text.split(" "))]
    marks = [states] * len(words) if isinstance(states, int) else states
    cells = np.arange(len(words), dtype=np.int32)
    return CanvasContent(
        prefix, tuple(words), np.array(marks, np.uint8), np.zeros(len(words), np.uint8), cells
    )


def _pixels(widget: QWidget) -> np.ndarray:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return _array(image)


def _array(image: QImage) -> np.ndarray:
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].copy()


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    QApplication.setPalette(theme.palette())
    page = QWidget()
    page.resize(WIDTH, 600)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def view(theme: Theme, page: QWidget) -> CanvasView:
    view = CanvasView(theme, parent=page)
    view.resize(WIDTH, 10)
    view.show()
    return view


def test_lines_break_where_the_finished_text_breaks(theme: Theme) -> None:
    places = []
    for state in (CellState.DRAFT, CellState.NOISE, CellState.FRESH):
        layout = CanvasLayout(theme.chat_font(), theme.code_font(), WIDTH)
        layout.set_content(_content(PROSE.replace("\n", " ").replace("`", ""), state))
        places.append([(word.cell, word.line, word.left) for word in layout.words])
    assert places[0] == places[1] == places[2]


def test_a_committed_prefix_and_the_live_canvas_share_a_line(theme: Theme) -> None:
    layout = CanvasLayout(theme.chat_font(), theme.code_font(), 600)
    layout.set_content(_content(" and on", CellState.DRAFT, prefix="It goes"))
    (first, second) = layout.words
    assert layout.line_count == 1
    assert layout.solids[0].text == "It goes"
    assert layout.solids[0].right < first.left < second.left


def test_live_line_is_found(theme: Theme) -> None:
    layout = CanvasLayout(theme.chat_font(), theme.code_font(), 600)
    layout.set_content(_content("live", CellState.DRAFT, prefix="one\ntwo\n"))
    assert (layout.line_count, layout.first_live_line) == (3, 2)


def test_pieces_of_one_word_are_glued(theme: Theme) -> None:
    layout = CanvasLayout(theme.chat_font(), theme.code_font(), 600)
    content = CanvasContent(
        "", ("Dark", "room", " app"), np.full(3, CellState.FRESH, np.uint8),
        np.zeros(3, np.uint8), np.arange(3, dtype=np.int32),
    )  # fmt: skip
    layout.set_content(content)
    assert [word.glued for word in layout.words] == [False, True, False]


def test_each_state_looks_different_without_colour(view: CanvasView) -> None:
    """Grey pictures of the same word differ pairwise."""
    view.reduce_motion = True
    pictures = []
    for state in (CellState.NOISE, CellState.DRAFT, CellState.FRESH, CellState.SETTLED):
        view._on_theme_changed()
        view.set_content(_content("orchestra", state))
        pictures.append(_pixels(view).mean(axis=2).astype(int))
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert (abs(one - other) > 12).sum() > 100


def test_only_changed_words_are_repainted_and_nothing_is_left_behind(
    view: CanvasView, page: QWidget
) -> None:
    """What partial repaints leave on the screen equals a picture drawn afresh."""
    view.reduce_motion = True
    rng = np.random.default_rng(3)
    words = PROSE.replace("\n", " ").replace("`", "").split(" ")
    for _ in range(12):
        # One word in six changes: few enough to be repainted one by one.
        states = [
            int(rng.choice(list(CellState)[:4])) if rng.random() < 0.17 else CellState.SETTLED
            for _ in words
        ]
        view.set_content(_content(" ".join(words), states))
        QApplication.processEvents()
        place = view.mapTo(page, QPoint())
        screen = page.screen().grabWindow(
            page.winId(), place.x(), place.y(), view.width(), view.height()
        )
        shown = _array(screen.toImage().convertToFormat(QImage.Format.Format_RGB32))
        assert (shown != _pixels(view)).sum() == 0


def test_while_it_is_live_the_canvas_only_grows(view: CanvasView) -> None:
    view.set_content(untouched_noise(64))
    tall = view.height()
    view.set_content(_content("One line", CellState.DRAFT))
    assert view.height() == tall
    view.reduce_motion = True
    view.settle()
    assert view.height() < tall


def test_settling_takes_its_time_unless_motion_is_reduced(view: CanvasView, qtbot: QtBot) -> None:
    view.set_content(_content("One line", CellState.FRESH))
    with qtbot.waitSignal(view.settled):
        view.settle()
    view.reduce_motion = True
    with qtbot.waitSignal(view.settled, timeout=0, raising=False) as settled:
        view.settle()
    assert settled.signal_triggered


def test_accepted_words_fade_and_the_clock_stops(view: CanvasView, qtbot: QtBot) -> None:
    view.set_content(_content("One line", CellState.FRESH))
    flashed = _pixels(view)
    view.set_content(_content("One line", CellState.SETTLED))
    assert view._fade_timer.isActive()
    qtbot.waitUntil(lambda: not view._fade_timer.isActive())
    calm = _pixels(view)
    assert (flashed != calm).any()
    view._on_theme_changed()
    assert (calm != _pixels(view)).sum() == 0


def test_reduced_motion_never_starts_the_clock(view: CanvasView) -> None:
    view.reduce_motion = True
    view.set_content(_content("One line", CellState.FRESH))
    view.set_content(_content("One line", CellState.SETTLED))
    assert not view._fade_timer.isActive()


@pytest.mark.parametrize(
    "text", ["", "\n", "🦊 שלום العربية ไทย 中文", "a\tb", "\u200b", "x" * 5000]
)
def test_odd_texts_are_painted(view: CanvasView, text: str) -> None:
    for state in CellState:
        view.set_content(_content(text, state))
        view.grab()


def test_text_is_as_tall_as_its_lines_after_every_change_of_width(
    theme: Theme, page: QWidget
) -> None:
    text = FlowText(page)
    text.set_text(PROSE, TextLook(theme.chat_font(), 27))
    text.show()
    for width in (500, 200, 350, 120, 500):
        text.resize(width, text.heightForWidth(width))
        QApplication.processEvents()
        assert text.height() == text.viewport().height() == text.document().size().height()
        assert text.verticalScrollBar().maximum() == 0


def test_letters_behind_emoji_are_painted_to_the_last(theme: Theme) -> None:
    layout = CanvasLayout(theme.chat_font(), theme.code_font(), 600)
    layout.set_content(_content("a 👩‍🚀🚀 b", CellState.SETTLED, prefix="🦊 "))
    (solid,) = layout.solids
    assert solid.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le") == "🦊 a 👩‍🚀🚀 b"
    states = [CellState.SETTLED, CellState.DRAFT, CellState.DRAFT, CellState.DRAFT]
    layout.set_content(_content("a 🚀 🚀 word", [int(state) for state in states]))
    assert layout.words[-1].text == "word"
    assert layout.words[-1].left > layout.words[0].right
