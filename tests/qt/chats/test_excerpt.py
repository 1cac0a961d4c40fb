"""Excerpts: marks stay on their words, whatever is left out and however Qt counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication

from darkroom.history.records import ChatHead, Hit
from darkroom.ui.chat_sidebar.excerpt import LEAD_CHARS, Excerpt, around_first_mark
from darkroom.ui.chat_sidebar.row_delegate import RowDelegate
from darkroom.ui.theme import Theme

WORDS = st.lists(st.text("abc😀ö\n\t", min_size=1, max_size=9), min_size=1, max_size=30)


@given(WORDS, st.data())
def test_marks_stay_on_their_words(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    lines = data.draw(st.integers(1, 2))
    shown, marks = around_first_mark(text, [(start, length)], lines)
    ((at, same),) = marks
    marked = text[start : start + length].replace("\n", " ").replace("\t", " ")
    assert shown[at : at + same] == marked
    assert at <= LEAD_CHARS * lines + 1
    assert shown.endswith(marked + text[start + length :].replace("\n", " ").replace("\t", " "))
    assert ("…" in shown) == (len(shown) != len(text))


def test_text_without_marks_is_left_alone() -> None:
    text = "a long line " * 20
    assert around_first_mark(text, [], 1) == (text, [])


def _lay_out(theme: Theme, text: str, width: int, lines: int) -> QTextLayout:
    marks = [(text.index("fox"), 3)] if "fox" in text else []
    colours = theme.colour("accent_wash"), theme.colour("text")
    excerpt = Excerpt(text, marks, theme.font(13), *colours, width, lines)
    assert excerpt.lines <= lines
    return excerpt._layout


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("width", [60, 120, 240])
@pytest.mark.parametrize(
    "text", ["", "fox", "a fox " * 30, "😀" * 60, "fox" * 60, "one " * 9 + "fox" + " and" * 30]
)
def test_as_much_as_fits_and_no_more(
    qapp: QApplication, theme: Theme, text: str, width: int, lines: int
) -> None:
    layout = _lay_out(theme, text, width, lines)
    drawn = sum(layout.lineAt(n).textLength() for n in range(layout.lineCount()))
    # Everything that is laid out is drawn, and within its line.
    assert drawn == len(layout.text().encode("utf-16-le")) // 2
    for number in range(layout.lineCount()):
        assert layout.lineAt(number).naturalTextWidth() <= width
    if drawn < len(text):
        assert "…" in layout.text()


def test_marks_are_counted_as_qt_does(theme: Theme, qapp: QApplication) -> None:
    layout = _lay_out(theme, "😀😀 fox", 300, 1)
    (found,) = layout.formats()
    assert (found.start, found.length) == (5, 3)


def test_a_mark_is_washed(theme: Theme, qapp: QApplication) -> None:
    colours = theme.colour("accent_wash"), theme.colour("text")
    wash = colours[0].name()

    def washed(marks: list[tuple[int, int]]) -> set[int]:
        image = QImage(200, 20, QImage.Format.Format_RGB32)
        image.fill(theme.colour("side"))
        painter = QPainter(image)
        Excerpt("the fox", marks, theme.font(13), *colours, 200).draw(painter, 10, 0)
        painter.end()
        return {x for x in range(200) for y in range(20) if image.pixelColor(x, y).name() == wash}

    assert not washed([])
    left = min(washed([(4, 3)]))
    assert left > 10
    assert min(washed([(0, 3)])) < left


@given(WORDS, st.integers(60, 400), st.data())
def test_a_row_is_as_tall_as_its_excerpt(
    qapp: QApplication, words: list[str], width: int, data: st.DataObject
) -> None:
    theme = Theme()
    delegate = RowDelegate(theme, theme)
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    hit = Hit(ChatHead(1, "Title", False, 0.0), 1, text, ((start, 1),))
    lines = delegate._excerpt(hit, delegate._excerpt_font, width, 2).lines
    assert delegate._lines(hit, width) == max(lines, 1)
    theme.deleteLater()
