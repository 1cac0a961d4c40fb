"""Pointing at cells of a canvas, with the mouse and with the keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action
from qt.pages import pixels, settle, show_page
from qt.replay.handling import lay_out
from qt.turns import AnswerMaker

LEFT = Qt.MouseButton.LeftButton
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
STORY = "Once upon a time there was a fox who lived in the woods and sang all day long"
WORDS = STORY.split(" ")
STATES = [CellState.SETTLED, CellState.NOISE, CellState.DRAFT, CellState.FRESH]


def _content(prefix: str = "", breaks: int = 8) -> CanvasContent:
    """A word in each cell, and a line break in one of them."""
    texts = [f" {word}" for word in WORDS]
    texts[breaks] = "\n"
    states = np.array([STATES[n % 4] if n != breaks else 3 for n in range(len(texts))], np.uint8)
    cells = np.arange(len(texts), dtype=np.int32)
    return CanvasContent(prefix, tuple(texts), states, np.zeros(len(texts), np.uint8), cells)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "page", 320, 500)


@pytest.fixture
def view(theme: Theme, page: QWidget) -> CanvasView:
    view = CanvasView(theme, parent=page)
    view.reduce_motion = True
    view.resize(300, 10)
    view.show()
    view.selectable = True
    view.set_content(_content("It begins. "))
    settle()
    return view


@pytest.fixture
def chosen(view: CanvasView) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    view.cells_selected.connect(lambda first, stop: chosen.append((first, stop)))
    return chosen


def _centre(view: CanvasView, cell: int) -> QPoint:
    return view.cell_rects(cell, cell + 1)[0].center()


def test_every_cell_is_found_where_it_stands(view: CanvasView) -> None:
    cells = range(len(WORDS))
    assert [view.cell_at(_centre(view, cell)) for cell in cells] == list(cells)
    boxes = [view.cell_rects(cell, cell + 1) for cell in cells]
    assert all(len(box) == 1 for box in boxes)
    lines = [box[0].top() for box in boxes]
    assert lines == sorted(lines)
    assert len(set(lines)) >= 3


def test_what_is_no_cell_of_this_canvas_is_none(view: CanvasView) -> None:
    inset = 4
    assert view.cell_at(QPoint(inset + 5, _centre(view, 0).y())) is None
    assert view.cell_at(QPoint(view.width() + 50, _centre(view, 0).y())) is None
    assert view.cell_at(QPoint(10, view.height() + 500)) is None


def test_a_click_selects_one_and_a_drag_a_range(
    view: CanvasView, chosen: list[tuple[int, int]], qtbot: QtBot
) -> None:
    qtbot.mouseClick(view, LEFT, pos=_centre(view, 3))
    assert chosen == [(3, 4)]
    qtbot.mousePress(view, LEFT, pos=_centre(view, 11))
    QTest.mouseMove(view, _centre(view, 5))
    qtbot.mouseRelease(view, LEFT, pos=_centre(view, 5))
    assert (view.selection, chosen[-1]) == ((5, 12), (5, 12))
    qtbot.mouseClick(view, LEFT, SHIFT, pos=_centre(view, 14))
    assert view.selection == (11, 15)
    qtbot.mouseClick(view, LEFT, pos=QPoint(5, 5))
    assert (view.selection, chosen[-1]) == ((0, 0), (0, 0))


def test_arrows_move_and_shift_extends(view: CanvasView, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.keyClick(view, KEY.Key_Right)
    assert view.selection == (0, 1)
    qtbot.keyClick(view, KEY.Key_Left)
    assert view.selection == (0, 1)
    for _ in range(2):
        qtbot.keyClick(view, KEY.Key_Right)
    qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    assert view.selection == (2, 4)
    qtbot.keyClick(view, KEY.Key_Left, SHIFT)
    qtbot.keyClick(view, KEY.Key_Left, SHIFT)
    assert view.selection == (1, 3)
    view.select(2, 3)
    top = view.cell_rects(2, 3)[0].top()
    qtbot.keyClick(view, KEY.Key_Down)
    (below,) = view.cell_rects(*view.selection)
    assert below.top() > top
    qtbot.keyClick(view, KEY.Key_Up)
    (back,) = view.cell_rects(*view.selection)
    assert back.top() == top


def test_escape_takes_the_selection_back_before_it_leaves(view: CanvasView, qtbot: QtBot) -> None:
    left = []
    view.left.connect(lambda: left.append(True))
    view.select(3, 6)
    view.setFocus()
    qtbot.keyClick(view, KEY.Key_Escape)
    assert (view.selection, left) == ((0, 0), [])
    qtbot.keyClick(view, KEY.Key_Escape)
    assert left == [True]


def test_nothing_below_a_canvas_is_painted_with_it(view: CanvasView, page: QWidget) -> None:
    opaque = Qt.WidgetAttribute.WA_OpaquePaintEvent
    assert view.testAttribute(opaque)
    page.setStyleSheet(page.styleSheet() + "QLabel { background: transparent; }")
    settle()
    assert view.testAttribute(opaque)


def test_a_canvas_that_is_live_selects_nothing(view: CanvasView, qtbot: QtBot) -> None:
    view.select(2, 3)
    view.selectable = False
    assert (view.selection, view.focusPolicy()) == ((0, 0), Qt.FocusPolicy.NoFocus)
    qtbot.mouseClick(view, LEFT, pos=_centre(view, 3))
    assert view.selection == (0, 0)


def test_marks_are_told_without_colour(view: CanvasView) -> None:
    """Grey pictures of plain, selected and locked cells differ pairwise, and all come back."""
    plain = pixels(view)
    pictures = [plain]
    view.select(4, 6)
    pictures.append(pixels(view))
    view.select(0, 0)
    view.set_locked(frozenset({4, 5}))
    pictures.append(pixels(view))
    view.set_locked(frozenset())
    assert (pixels(view) != plain).sum() == 0
    grey = [picture.mean(axis=2).astype(int) for picture in pictures]
    for number, one in enumerate(grey):
        for other in grey[number + 1 :]:
            assert (abs(one - other) > 40).sum() > 20


def test_an_overlay_lies_below_the_words_of_its_cells(view: CanvasView) -> None:
    plain = pixels(view)
    colours = np.zeros((len(WORDS), 3), np.uint8)
    colours[:] = (10, 90, 200)
    view.set_overlay(colours)
    picture = pixels(view)
    # The pixels are blue, green, red.
    painted = (picture == (200, 90, 10)).all(axis=2)
    for cell in range(len(WORDS)):
        (rect,) = view.cell_rects(cell, cell + 1)
        share = painted[rect.top() : rect.bottom(), rect.left() : rect.right()].mean()
        is_noise = STATES[cell % 4] == CellState.NOISE and cell != 8
        assert (share < 0.1) if is_noise else (share > 0.3), (cell, share)
    view.set_overlay(colours[:3])
    view.grab()
    view.set_overlay(None)
    assert (pixels(view) != plain).sum() == 0


@pytest.mark.parametrize("text", ["", "\n\n", "שלום עולם", "x" * 400, "🦊"])
def test_odd_texts_can_be_pointed_at(view: CanvasView, text: str, qtbot: QtBot) -> None:
    content = CanvasContent(
        "", (text, " a", text), np.full(3, 3, np.uint8), np.zeros(3, np.uint8),
        np.arange(3, dtype=np.int32),
    )  # fmt: skip
    view.set_content(content)
    view.set_locked(frozenset({0, 1, 2}))
    view.select(0, 3)
    view.grab()
    assert view.cell_at(_centre(view, 1)) == 1
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right):
        qtbot.keyClick(view, key)


def test_what_is_selected_is_said_in_words(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    heard: list[tuple[int, int]] = []
    view.cells_selected.connect(lambda first, stop: heard.append((first, stop)))
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    canvas = view.canvas
    assert canvas is not None
    assert run.replay is not None
    run.replay.go_to(0, 2)
    assert view.selected_cells is None
    canvas.select(1, 2)
    assert canvas.accessibleDescription() == "cell 2, “two”, settled at step 3"
    canvas.select(0, 2)
    assert canvas.accessibleDescription() == "cells 1 to 2, “One two”"
    assert (view.selected_cells, heard) == ((0, 0, 2), [(1, 2), (0, 2)])
    # Another step keeps it, another canvas has other cells.
    run.replay.go_to(0, 1)
    assert view.selected_cells == (0, 0, 2)
    run.replay.go_to(1, 1)
    assert view.selected_cells is None
    assert canvas.accessibleDescription() == ""


def test_what_is_selected_can_be_copied(show: AnswerMaker, run: RunViewModel, qtbot: QtBot) -> None:
    view = show(run)
    heard: list[tuple[int, int]] = []
    view.cells_selected.connect(lambda first, stop: heard.append((first, stop)))
    for _ in range(2):
        view.act(Action.REPLAY)
        lay_out(view)
        settle()
        assert run.replay is not None
        run.replay.go_to(0, 3)
        assert view.selected_text == ""
        assert view.canvas is not None
        view.canvas.select(1, 3)
        assert view.selected_text == "two three"
        # However often it was opened, it is told once.
        assert heard == [(1, 3)]
        QApplication.clipboard().clear()
        qtbot.keyClick(view.canvas, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == "two three"
        view.act(Action.REPLAY)
        assert view.selected_text == ""
        heard.clear()


def test_marks_go_with_the_replay(show: AnswerMaker, run: RunViewModel) -> None:
    view = show(run)
    before = pixels(view)
    view.act(Action.REPLAY)
    lay_out(view)
    assert isinstance(view, AnswerView)
    canvas = view.canvas
    assert canvas is not None
    canvas.select(0, 1)
    canvas.set_locked(frozenset({1}))
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    view.act(Action.REPLAY)
    assert canvas.selection == (0, 0)
    view.act(Action.REPLAY)
    lay_out(view)
    settle()
    assert (pixels(view) != before).sum() == 0
