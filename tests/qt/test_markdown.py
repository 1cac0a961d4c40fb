"""Markdown on screen: where it stands, what can be selected, copied and followed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTextFormat, QTextTable, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.colours import DARK, LIGHT, Tokens
from darkroom.ui.markdown.clean import clean
from darkroom.ui.markdown.code_part import MOST_LINES, CodePart
from darkroom.ui.markdown.highlight import COLOURS
from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.markdown.table_part import TablePart
from darkroom.ui.markdown.text_part import TextPart
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from qt.pages import pixels, settle, show_page

WIDTH = 420
EVERYTHING = """\
# Title with `code`

Prose with **strong**, *slanted*, ~~struck~~ words and a [link](https://example.com/a), long enough
to be wrapped.

1. one
   - inner, which is long enough to be wrapped onto another line by all means
10. ten

> A quote, and
>
> ```python
> inside = "it"
> ```

```python
def add(a, b):
    return a + b  # a comment that is much too long for the width of this narrow page, and more
```

| Left | Right | Centre |
|:-----|------:|:------:|
| a word or two | 1 | `x` |

---

- [x] done
- [ ] open
"""
ENGLISH = "The quick brown fox jumps over the lazy dog and comes back again the same way. "

PartT = TypeVar("PartT", CodePart, TablePart)
Show = Callable[..., MarkdownView]


def _luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "answer", WIDTH, 900)


@pytest.fixture
def show(theme: Theme, page: QWidget) -> Show:
    """Show Markdown, as tall as it wants to be."""

    def make(source: str, width: int = WIDTH) -> MarkdownView:
        view = MarkdownView(theme, "Answer", page)
        view.set_text(source, markdown_look(theme))
        view.resize(width, view.heightForWidth(width))
        view.show()
        settle()
        return view

    return make


def _part(view: MarkdownView, kind: type[PartT]) -> PartT:
    return next(part for part in view.findChildren(kind) if isinstance(part, kind))


def _table(view: MarkdownView) -> QTextTable:
    (table,) = _part(view, TablePart).text.document().rootFrame().childFrames()
    assert isinstance(table, QTextTable)
    return table


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_code_can_be_read_in_all_its_colours(tokens: Tokens) -> None:
    for colour in (*COLOURS, "text", "draft", "muted"):
        assert _contrast(getattr(tokens, colour), tokens.raised) >= 4.5, colour
    # Words of code in a line of prose, and of prose itself.
    assert _contrast(tokens.text, tokens.hover) >= 4.5
    assert _contrast(tokens.muted, tokens.bg) >= 4.5


@pytest.mark.parametrize("width", [900, 420, 240])
def test_height_is_known_before_it_is_shown_and_nothing_is_cut_off(
    theme: Theme, page: QWidget, width: int
) -> None:
    view = MarkdownView(theme, "Answer", page)
    view.set_text(EVERYTHING, markdown_look(theme))
    height = view.heightForWidth(width)
    view.resize(width, height)
    view.show()
    settle()
    assert view.heightForWidth(width) == view.sizeHint().height() == height
    bottoms = [text.mapTo(view, QPoint(0, text.height())).y() for text in view.texts]
    assert bottoms == sorted(bottoms)
    assert max(bottoms) <= height
    for text in view.texts:
        assert text.verticalScrollBar().maximum() == 0
        assert text.mapTo(view, QPoint(text.width(), 0)).x() <= width


def test_height_follows_every_change_of_width(show: Show) -> None:
    view = show(EVERYTHING)
    for width in (700, 300, 500, 300):
        height = view.heightForWidth(width)
        view.resize(width, height)
        settle()
        assert all(text.verticalScrollBar().maximum() == 0 for text in view.texts)
        assert view.heightForWidth(width) == height


def test_blocks_stand_one_below_the_other(show: Show) -> None:
    view = show(EVERYTHING)
    kinds = [type(part.widget) for part in view._parts]
    assert kinds == [TextPart, CodePart, CodePart, TablePart, TextPart]
    places = [part.widget.geometry() for part in view._parts]
    for above, below in pairwise(places):
        assert above.bottom() < below.top()


def test_text_is_what_it_says(show: Show) -> None:
    first = show("# A\n\n- b\n  1. c\n\nd `e`\nf").texts[0]
    assert first.toPlainText() == "A\n•\tb\n1.\tc\nd e\nf"
    blocks = first.document()
    assert blocks.findBlockByNumber(0).blockFormat().headingLevel() == 1
    assert [blocks.findBlockByNumber(n).blockFormat().leftMargin() > 0 for n in range(4)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_lines_behind_a_marker_hang(show: Show) -> None:
    text = show(f"- {ENGLISH}\n\n100. {ENGLISH}").texts[0]
    for number in (0, 1):
        block = text.document().findBlockByNumber(number)
        layout = block.layout()
        assert layout.lineCount() > 1
        # PySide6 returns (x, cursor) where its type hints promise x alone.
        begin: Any = layout.lineAt(0).cursorToX(block.text().index("\t") + 1)
        following: Any = layout.lineAt(1).cursorToX(layout.lineAt(1).textStart())
        assert begin[0] == pytest.approx(following[0], abs=1)


def test_nothing_is_fetched_and_html_is_text(show: Show) -> None:
    text = show("![a](https://example.com/p.png) <img src='x.png'> <b>c</b>").texts[0]
    assert text.toPlainText() == "▣ a <img src='x.png'> <b>c</b>"
    forms = text.document().allFormats()
    assert not any(form.isImageFormat() for form in forms)
    assert text.loadResource(2, "https://example.com/p.png") is None
    assert any(form.property(QTextFormat.Property.AnchorHref) for form in forms)


def test_controls_and_objects_do_nothing(show: Show) -> None:
    text = show("a\x00b\ufffcc\ufdd0d\u202ee\x1b[31m").texts[0]
    assert text.toPlainText() == "a·b·c·d·e·[31m"


# --- code


def test_code_is_copied_as_it_was_written(show: Show, qtbot: QtBot) -> None:
    code = 'def f():\n\treturn "ä"  \n\n\n# end'
    part = _part(show(f"Look:\n```py\n{code}\n```"), CodePart)
    assert part.text.toPlainText() == code
    assert part._title.text() == "Python"
    assert part.text.accessibleName() == "Code, Python"
    assert part.copy_button.accessibleName() == "Copy code"
    part.copy_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(part.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == code
    assert part.copy_button.text() == "Copied"
    qtbot.waitUntil(lambda: part.copy_button.text() == "Copy")


def test_code_is_coloured(theme: Theme, show: Show) -> None:
    part = _part(show("```python\ndef f(): pass\n```"), CodePart)
    formats = part.text.document().firstBlock().layout().formats()
    colours = {form.format.foreground().color().name() for form in formats}
    assert theme.colour("cache").name() in colours
    picture = pixels(part.text.viewport())[..., ::-1]
    ink = theme.colour("cache")
    near = abs(picture.astype(int) - [ink.red(), ink.green(), ink.blue()]).sum(axis=2) < 40
    assert near.any()


def test_long_lines_of_code_scroll_inside_their_block(show: Show) -> None:
    part = _part(show("```\n" + "x" * 400 + "\nshort\n```"), CodePart)
    bar = part.text.horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.isVisible()
    assert bar.accessibleName()
    assert part.width() == WIDTH
    assert part.text.document().firstBlock().layout().lineCount() == 1


def _turn(widget: QWidget, x: int, y: int) -> bool:
    """Turn the wheel; tells whether the widget used it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(x, y), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_the_wheel_moves_code_sideways_and_else_the_conversation(show: Show) -> None:
    view = show("text\n```\n" + "x" * 400 + "\n```\n\n```\nshort\n```")
    words, wide, short = view.texts
    assert not _turn(words.viewport(), 0, -120)
    assert not _turn(wide.viewport(), 0, -120)
    assert wide.horizontalScrollBar().value() == 0
    assert _turn(wide.viewport(), -120, 0)
    assert wide.horizontalScrollBar().value() > 0
    assert not _turn(short.viewport(), -120, 0)


def test_very_long_code_is_shown_when_somebody_asks_for_it(show: Show, qtbot: QtBot) -> None:
    code = "\n".join(f"x = {number}" for number in range(5000))
    view = show(f"```python\n{code}\n```")
    part = _part(view, CodePart)
    assert part.text.document().blockCount() == MOST_LINES
    assert "5" in part.more_button.text()
    part.copy()
    assert QGuiApplication.clipboard().text() == code
    before = view.heightForWidth(WIDTH)
    with qtbot.waitSignal(view.height_changed):
        qtbot.mouseClick(part.more_button, Qt.MouseButton.LeftButton)
    assert part.text.toPlainText() == code
    assert view.heightForWidth(WIDTH) > 10 * before
    assert part.more_button is None
    # Waits for the button to say "Copy" again.
    qtbot.waitUntil(lambda: part.copy_button.text() == "Copy")


# --- tables


def test_columns_are_in_line_and_aligned(show: Show) -> None:
    view = show("|a|b|\n|:-|-:|\n|1|2|\n|long word|3|\n")
    table = _table(view)
    for column, flag in ((0, Qt.AlignmentFlag.AlignLeft), (1, Qt.AlignmentFlag.AlignRight)):
        for row in range(3):
            block = table.cellAt(row, column).firstCursorPosition().block()
            assert block.blockFormat().alignment() & flag


def test_a_table_wraps_before_it_scrolls(show: Show) -> None:
    row = "|" + "|".join(["several words"] * 4) + "|\n"
    view = show(row + "|-|-|-|-|\n" + row, 900)
    text = _part(view, TablePart).text
    wide = view.heightForWidth(900)
    view.resize(450, view.heightForWidth(450))
    settle()
    assert view.height() > wide
    assert text.horizontalScrollBar().maximum() == 0
    view.resize(180, view.heightForWidth(180))
    settle()
    assert text.horizontalScrollBar().maximum() > 0
    assert text.width() == 180


def test_the_rest_of_a_very_long_table_is_a_click_away(show: Show, qtbot: QtBot) -> None:
    view = show("|a|b|\n|-|-|\n" + "|1|2|\n" * 900)
    part = _part(view, TablePart)
    assert _table(view).rows() == 200
    qtbot.mouseClick(part.more_button, Qt.MouseButton.LeftButton)
    assert _table(view).rows() == 901


# --- the whole


def test_a_huge_answer_is_shown_from_its_beginning(show: Show, qtbot: QtBot) -> None:
    source = (ENGLISH * 8 + "\n\n") * 300
    view = show(source)
    few = len(view.texts[0].toPlainText())
    assert few < len(source) / 2
    (more,) = view.tab_stops[-1:]
    with qtbot.waitSignal(view.height_changed):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(view.texts[0].toPlainText()) > 2 * few
    whole = view.texts[0].toPlainText()
    view.set_text(source, markdown_look(view._theme))
    assert view.texts[0].toPlainText() == whole


FLOODS = {
    "quotes": ">" * 10_000,
    "brackets": "[" * 10_000,
    "stars": ("*a " * 5_000).strip(),
    "items": "- " * 5_000 + "x",
    "columns": "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|",
    "a word": "x" * 60_000,
    "controls": "\x00\ufffc" * 5_000,
    "links": "[a](b" * 2_000,
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_shown_as_it_is(show: Show, flood: str) -> None:
    (text,) = show(flood).texts
    assert text.toPlainText().replace("\u200b", "") == clean(flood)
    assert text.verticalScrollBar().maximum() == 0


def test_no_more_widgets_than_a_window_can_bear(show: Show) -> None:
    view = show("```\nx\n```\n\n|a|\n|-|\n\n" * 400)
    assert len(view.texts) == 40
    more = view.tab_stops[-1]
    assert isinstance(more, QPushButton)
    assert "Show all" in more.text()


def test_other_colours_and_sizes(theme: Theme, show: Show) -> None:
    view = show(EVERYTHING)
    dark, tall = pixels(view), view.height()
    theme.choose("light")
    view.set_text(EVERYTHING, markdown_look(theme))
    settle()
    assert pixels(view).mean() != pytest.approx(dark.mean(), abs=20)
    theme.set_zoom(1.5)
    view.set_text(EVERYTHING, markdown_look(theme))
    assert view.heightForWidth(WIDTH) > tall * 1.3


def test_one_part_has_a_selection(show: Show) -> None:
    view = show("Some words.\n```\ncode\n```")
    words, code = view.texts
    words.selectAll()
    assert view.selected_text == "Some words."
    code.selectAll()
    assert view.selected_text == "code"
    assert not words.textCursor().hasSelection()


def test_selected_text_is_copied_by_key(show: Show, qtbot: QtBot) -> None:
    text = show("One *two*.\nThree.").texts[0]
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "One two.\nThree."


def test_everything_has_a_name_and_is_reached_in_order(
    show: Show, page: QWidget, qtbot: QtBot
) -> None:
    view = show(EVERYTHING)
    page.activateWindow()
    view.tab_stops[0].setFocus()
    assert all(stop.accessibleName() for stop in view.tab_stops)
    reached = [QApplication.focusWidget()]
    while len(reached) < len(view.tab_stops):
        before = QApplication.focusWidget()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        # A text with links has the focus once for each of them.
        if QApplication.focusWidget() is not before:
            reached.append(QApplication.focusWidget())
    assert reached == view.tab_stops


def test_a_picture_is_taken_of_everything(show: Show, theme: Theme) -> None:
    """Bars of quotes stand beside the code in them, too."""
    view = show("> ```\n> x\n> ```")
    ink = theme.colour("outline")
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    column = [image.pixelColor(1, y) for y in range(image.height())]
    assert all(colour.name() == ink.name() for colour in column)
