"""From canvas to text without a jump."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.markdown.code_part import CodePart
from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from qt.pages import pixels, settle, show_page

WIDTH = 300
PROSE = {
    "wrapped": "Imagine a page of score where every note is random, and the orchestra listens.",
    "paragraphs": "First one, which is long enough to be wrapped by the page.\n\nSecond.\n\nThird.",
    "lines": "Roses are red,\nviolets are blue,\nnoise is all around, and lines are broken.\n\nEnd",
    "blank lines": "One.\n\n\nTwo.\n\n\n\nThree.",
    "letters": "fi, ffl, AV, To, “quotes” and — dashes … 2 * 3 < 4 & 5; snake_case_name, 50 %.",
    "long word": "AsupercalifragilisticexpialidociouslyLongWordThatMustBeBroken ends it.",
    "scripts": "Ein Fuchs läuft; γάμμα und русский in einer Zeile, die umbrochen werden muss ← ½.",
}


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "answer", WIDTH, 900)


def _canvas(theme: Theme, page: QWidget, text: str) -> CanvasView:
    """A canvas that has just been committed."""
    canvas = CanvasView(theme, parent=page)
    canvas.reduce_motion = True
    canvas.resize(WIDTH, 10)
    canvas.show()
    cells = np.arange(1, dtype=np.int32)
    states = np.full(1, CellState.SETTLED, np.uint8)
    canvas.set_content(CanvasContent("", (text,), states, np.zeros(1, np.uint8), cells))
    canvas.settle()
    return canvas


def _text(theme: Theme, page: QWidget, text: str) -> MarkdownView:
    """What takes its place."""
    view = MarkdownView(theme, "Answer", page)
    view.set_text(text, markdown_look(theme))
    width = WIDTH - 2 * theme.px(INSET_PX)
    view.resize(width, view.heightForWidth(width))
    view.show()
    settle()
    return view


@pytest.mark.parametrize("zoom", [1.0, 1.3, 0.8])
@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose_is_the_same_picture(theme: Theme, page: QWidget, text: str, zoom: float) -> None:
    theme.set_zoom(zoom)
    canvas, view = _canvas(theme, page, text), _text(theme, page, text)
    assert view.height() == canvas.height()
    inset = theme.px(INSET_PX)
    before, after = pixels(canvas)[:, inset:-inset], pixels(view)
    assert (before.max(axis=2) > 120).sum() > 200
    assert (before != after).sum() == 0


def test_what_follows_a_heading_stays_where_it_was(theme: Theme, page: QWidget) -> None:
    text = "Before.\n\n## A heading\n\nBehind it.\n\n### Another\n\nLast."
    canvas, view = _canvas(theme, page, text), _text(theme, page, text)
    assert view.height() == canvas.height()
    document = view.texts[0].document()
    line = markdown_look(theme).line_height
    tops = [document.findBlockByNumber(number).layout().position().y() for number in (0, 2, 4)]
    assert tops == [0, 4 * line, 8 * line]


def test_lists_and_quotes_keep_their_lines(theme: Theme, page: QWidget) -> None:
    text = "Some:\n- one\n- two\n  - three\n\n> four\n>\n> five\n\n1. six\n\n2. seven"
    canvas, view = _canvas(theme, page, text), _text(theme, page, text)
    assert view.height() == canvas.height()


def test_code_keeps_its_lines(theme: Theme, page: QWidget) -> None:
    text = "Some:\n\n```python\na = 1\n\nb = 2\n```\n\nEnd."
    canvas, view = _canvas(theme, page, text), _text(theme, page, text)
    assert view.height() == canvas.height()
    part = view.findChild(CodePart)
    assert isinstance(part, CodePart)
    line = markdown_look(theme).line_height
    assert part.y() + part.text.y() == 3 * line
    assert view.texts[-1].y() == 8 * line
