"""Answers in scripts that run from right to left."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from qt.pages import settle, show_page

WIDTH = 420


@pytest.mark.parametrize("source", ["- عنصر في قائمة", "100. عنصر في قائمة", "- a\n  - عنصر"])
def test_a_list_is_all_within_the_page(theme: Theme, qtbot: QtBot, source: str) -> None:
    page = show_page(theme, qtbot, "answer", WIDTH, 300)
    view = MarkdownView(theme, "Answer", page)
    view.set_text(source, markdown_look(theme))
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    view.show()
    settle()
    text = view.texts[-1]
    layout = text.document().lastBlock().layout()
    line = layout.lineAt(0)
    # PySide6 returns (x, cursor) where its type hints promise x alone.
    ends: list[Any] = [line.cursorToX(place) for place in (0, line.textLength())]
    left = layout.position().x()
    assert all(0 <= left + end[0] <= text.width() for end in ends)
    # The marker stands before the words, at the right.
    assert ends[0][0] > ends[1][0]
