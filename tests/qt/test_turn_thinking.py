"""Thoughts before an answer: seen while they come, out of the way afterwards."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from darkroom.ui.thinking_box import ThinkingBox
from darkroom.viewmodels.cells import CanvasContent, CellState
from qt.pages import settle, show_page

WIDTH = 500
THOUGHTS = "The user wants **three** sentences.\n\n" * 6
Make = Callable[..., ThinkingBox]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "answer", WIDTH, 700)


@pytest.fixture
def make(theme: Theme, page: QWidget) -> Make:
    def show(*, still: bool = True) -> ThinkingBox:
        box = ThinkingBox(theme, still, page)
        box.height_changed.connect(lambda: box.resize(WIDTH, box.heightForWidth(WIDTH)))
        box.resize(WIDTH, box.heightForWidth(WIDTH))
        box.show()
        return box

    return show


def _content(text: str) -> CanvasContent:
    zeros = np.zeros(1, np.uint8)
    states = np.full(1, CellState.DRAFT, np.uint8)
    return CanvasContent("", (text,), states, zeros, np.arange(1, dtype=np.int32))


def test_stored_thoughts_are_closed_and_nothing_is_made_of_them(make: Make) -> None:
    box = make()
    box.show_text(THOUGHTS)
    assert not box.is_open
    assert box.header.text() == "Thought for 30 words"
    assert not box.findChildren(MarkdownView)
    assert box.heightForWidth(WIDTH) == box.header.sizeHint().height()


def test_they_open_and_close(make: Make, qtbot: QtBot) -> None:
    box = make()
    box.show_text(THOUGHTS)
    closed = box.heightForWidth(WIDTH)
    box.header.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(box.height_changed):
        qtbot.keyClick(box.header, Qt.Key.Key_Space)
    settle()
    text = box.findChild(MarkdownView)
    assert text.isVisible()
    assert text.texts[0].toPlainText().startswith("The user wants three sentences.")
    assert box.heightForWidth(WIDTH) > closed + 12 * 20
    assert box.header.isChecked()
    assert box.header.accessibleDescription() == "Thoughts are shown"
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    assert not text.isVisible()
    assert box.heightForWidth(WIDTH) == closed
    assert box.header.accessibleDescription() == "Thoughts are hidden"


def test_one_word(make: Make) -> None:
    box = make()
    box.show_text("Hm.")
    assert box.header.text() == "Thought for 1 word"


def test_live_thoughts_are_open_and_close_at_the_end(make: Make) -> None:
    box = make()
    box.show_live(_content("The user wants"))
    settle()
    assert box.is_open
    assert box.header.text() == "Thinking …"
    assert box.findChild(CanvasView).isVisible()
    box.show_live(_content("The user wants three"))
    assert len(box.findChildren(CanvasView)) == 1
    box.show_text(THOUGHTS)
    assert not box.is_open
    assert box.header.text() == "Thought for 30 words"


def test_they_slide_shut_unless_motion_is_reduced(make: Make, qtbot: QtBot) -> None:
    box = make(still=False)
    box.show_live(_content("The user wants three sentences about this. " * 9))
    settle()
    tall = box.height()
    heights: list[int] = []
    box.height_changed.connect(lambda: heights.append(box.height()))
    box.show_text(THOUGHTS)
    assert box.height() == tall
    qtbot.waitUntil(lambda: not box.is_open)
    assert heights == sorted(heights, reverse=True)
    assert box.height() == box.header.sizeHint().height()
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    settle()
    assert box.findChild(MarkdownView).isVisible()
    assert box.height() == box.heightForWidth(WIDTH) > tall


def test_what_somebody_opened_stays_open(make: Make, qtbot: QtBot) -> None:
    box = make(still=False)
    box.show_live(_content("The user"))
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    assert not box.findChild(CanvasView).isVisible()
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    box.show_text(THOUGHTS)
    assert box.is_open
    settle()
    assert box.findChild(MarkdownView).isVisible()
    assert not [canvas for canvas in box.findChildren(CanvasView) if canvas.isVisible()]
    box.show_text(THOUGHTS + "More.")
    assert box.is_open
