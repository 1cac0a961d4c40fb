"""A chat with an answer whose steps are there, and the inspector that looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.resources import resource_path
from darkroom.core.types import Frame
from darkroom.ui.inspector.panel import InspectorPanel
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import PANEL_PX, Theme
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from qt.chat_room import Room
from qt.instruments import answered
from qt.pages import settle, show_page

IDS = [[1, 4, 3], [2, 3, 0]]
SHARES = [[0.5, 0.25, 0.0004], [1.0, 0.0, 0.0]]


def with_alternatives(frame: Frame) -> Frame:
    """The same step, with three alternatives for each of its two cells."""
    ids, shares = np.array(IDS, np.int32), np.array(SHARES, np.float16)
    return replace(frame, topk_ids=ids, topk_probs=shares)


@pytest.fixture
def run(qapp: object, room: Room) -> RunViewModel:
    """The answer is "One two red", of two canvases of two cells with three and two steps."""
    return answered(room)


@pytest.fixture
def inspector(qapp: object, room: Room, preferences: Preferences) -> Iterator[InspectorViewModel]:
    inspector = InspectorViewModel(room.chat, preferences)
    yield inspector
    inspector.deleteLater()


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    page = show_page(theme, qtbot, "page", PANEL_PX, 1400)
    tick = resource_path("icons", "tick-dark.svg")
    page.setStyleSheet(style_sheet(theme, tick.as_posix()))
    return page


@pytest.fixture
def panel(
    theme: Theme, page: QWidget, inspector: InspectorViewModel, room: Room, run: RunViewModel
) -> InspectorPanel:
    """In sight, with the first step of the first canvas."""
    panel = InspectorPanel(theme, inspector, room.instrument, page)
    panel.resize(page.size())
    panel.show()
    inspector.is_open = True
    assert inspector.replay is not None
    inspector.replay.go(0)
    settle()
    return panel
