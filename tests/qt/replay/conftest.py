"""An answer whose steps are there, and its view on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from darkroom.core.types import Frame
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.client import WorkerClient
from qt.frames import END, frame, lexicon, stats
from qt.pages import show_page
from qt.replay.handling import WIDTH
from qt.turns import AnswerMaker, fitting


@pytest.fixture
def words() -> Lexicon:
    return lexicon("One", " two", " three", " four", "\n")


@pytest.fixture
def steps() -> list[Frame]:
    """Two canvases of three cells, with three steps and two."""
    return [
        frame([3, 4, 1], [0, 0, 0]),
        frame([1, 4, 1], [1, 0, 0], step=2),
        frame([1, 2, 3], [1, 1, 1], step=3),
        frame([4, 1, END], [1, 0, 0], block=1),
        frame([4, 2, END], [1, 1, 1], block=1, step=2),
    ]


@pytest.fixture
def run(words: Lexicon, steps: list[Frame], qapp: object) -> RunViewModel:
    """An answer that is over, and came about in this window."""
    run = RunViewModel("Tiny", words, 0, earlier=steps)
    run.state, run.text, run.stats = AnswerState.DONE, "One two three four two", stats()
    return run


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
