"""Answers that are under way: the canvas, thoughts, and what takes their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from darkroom.core.types import ThinkingMarks
from darkroom.ui.answer_note import AnswerNote
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.crossfade import Crossfade
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from darkroom.ui.thinking_box import ThinkingBox
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import Failed, Finished
from qt.frames import frame, lexicon, stats
from qt.pages import settle, show_page
from qt.turns import AnswerMaker, fitting, texts

WIDTH = 520
WORDS = lexicon("One", " two", " three")


@pytest.fixture
def show(
    theme: Theme,
    qtbot: QtBot,
    client: WorkerClient,
    preferences: Preferences,
    look: Look,
    tmp_path: Path,
) -> Iterator[AnswerMaker]:
    page = show_page(theme, qtbot, "page", WIDTH, 900)
    with fitting(client, preferences, look, tmp_path) as fit:
        yield AnswerMaker(theme, page, fit, WIDTH)


def _live(lag_ms: int = 0) -> RunViewModel:
    run = RunViewModel("Tiny", WORDS, lag_ms)
    run.begin(1)
    return run


def test_a_canvas_becomes_text(show: AnswerMaker, qtbot: QtBot) -> None:
    run = _live()
    view = show(run)
    assert not view.actions_now()
    run.apply(frame([1, 2], [1, 1]))
    qtbot.waitUntil(lambda: run.figures is not None)
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    canvas = view.findChild(CanvasView)
    assert canvas.isVisible()
    place = canvas.y()
    run.apply(Finished(1, "end", "One two", stats()))
    qtbot.waitUntil(lambda: not canvas.isVisible())
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    settle()
    assert texts(view) == ["One two"]
    assert view.findChild(MarkdownView).y() == place
    assert not view.findChildren(Crossfade)
    assert Action.COPY in view.actions_now()


def test_thoughts_stand_above_the_answer_and_then_get_out_of_the_way(
    show: AnswerMaker, qtbot: QtBot
) -> None:
    opened, closed = 4, 5
    words = lexicon("One", " two", " three", "", "")
    words.marks = ThinkingMarks(opened, closed, ())
    run = RunViewModel("Tiny", words, 0)
    run.begin(1)
    view = show(run)
    settle()
    run.apply(frame([opened, 1, closed, 2], [1, 1, 1, 1]))
    qtbot.waitUntil(lambda: run.thinking_content is not None)
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    box = view.findChild(ThinkingBox)
    assert box.is_open
    canvases = view.findChildren(CanvasView)
    (canvas,) = (canvas for canvas in canvases if not box.isAncestorOf(canvas))
    assert len(canvases) == 2
    assert view._head.y() < box.y() < canvas.y()
    run.apply(Finished(1, "end", "two", stats(), "One"))
    qtbot.waitUntil(lambda: run.state.is_final)
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    assert not box.is_open
    assert box.geometry().bottom() < view.findChild(MarkdownView).y()
    assert texts(view) == ["two"]


def test_the_change_is_softened_unless_motion_is_reduced(show: AnswerMaker, qtbot: QtBot) -> None:
    run = _live()
    view = show(run, still=False)
    run.apply(frame([1, 2], [1, 1]))
    run.apply(Finished(1, "end", "# One two", stats()))
    qtbot.waitUntil(lambda: bool(view.findChildren(Crossfade)))
    (fade,) = view.findChildren(Crossfade)
    text = view.findChild(MarkdownView)
    assert fade.geometry().top() == text.y()
    assert fade.height() <= text.heightForWidth(text.width())
    assert fade.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    qtbot.waitUntil(lambda: not view.findChildren(Crossfade))


def test_an_old_picture_goes_at_once_when_lines_break_anew(show: AnswerMaker, qtbot: QtBot) -> None:
    run = _live()
    view = show(run, still=False)
    run.apply(frame([1, 2], [1, 1]))
    run.apply(Finished(1, "end", "# One two", stats()))
    qtbot.waitUntil(lambda: bool(view.findChildren(Crossfade)))
    (fade,) = view.findChildren(Crossfade)
    view.resize(view.width() // 2, view.height())
    assert fade.isHidden()


def test_an_answer_that_fails_before_its_first_frame(show: AnswerMaker) -> None:
    run = _live()
    view = show(run)
    run.apply(Failed(1, "engine", "It broke.", "Try again."))
    assert view.findChild(AnswerNote).accessibleName() == "The engine failed"
    assert Action.COPY not in view.actions_now()


def test_a_view_that_is_gone_is_told_nothing(show: AnswerMaker, theme: Theme, qtbot: QtBot) -> None:
    """Widgets come and go while answers and themes stay; a warning of Qt would fail this."""
    run = _live()
    view = show(run, still=False)
    run.apply(frame([1, 2], [1, 1]))
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    run.apply(frame([1, 3], [1, 1], step=2))
    run.apply(Finished(1, "end", "One three", stats()))
    run.hurry()
    theme.choose("light")
    assert run.text == "One three"
