"""A conversation in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.worker.client import WorkerClient


@pytest.fixture
def fit(
    qapp: QApplication, client: WorkerClient, preferences: Preferences, look: Look, tmp_path: Path
) -> Iterator[FitViewModel]:
    thread = InferenceThread(client)
    model = ModelViewModel(thread)
    fit = FitViewModel(model, preferences, look, tmp_path / "runs.json")
    yield fit
    for part in (fit, model, thread):
        part.deleteLater()


@pytest.fixture
def conversation(theme: Theme, fit: FitViewModel, qtbot: QtBot) -> ConversationView:
    """Without turns, without motion, 700 × 600 pixels."""
    QApplication.setPalette(theme.palette())
    view = ConversationView(theme, fit)
    view.reduce_motion = True
    view.setFont(theme.font())
    view.setStyleSheet(style_sheet(theme, ""))
    view.resize(700, 600)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view
