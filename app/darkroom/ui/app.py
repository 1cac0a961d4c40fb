"""Where the window is wired: settings, view models, widgets, the inference thread."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from darkroom.core.errors import DarkroomError
from darkroom.core.paths import corrections_path, data_dir
from darkroom.core.resources import resource_path
from darkroom.ui.icons import app_icon
from darkroom.ui.main_window import MainWindow
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.fit_scout import Look, look_here
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.machine import MachineMeter
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.models.manager import ModelsViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt, read_prompts

if TYPE_CHECKING:
    from darkroom.hub.client import Hub

SHUTDOWN_MS = 8000
"""Time for the inference process to end in good order, or to be killed."""

LOOK_MS = 15_000
"""Time for a look at the machine that is under way; each of its questions is bounded."""


@dataclass(slots=True)
class Desk:
    """All parts of a running window; keeps them alive."""

    window: MainWindow
    thread: InferenceThread
    chat: ChatViewModel
    model: ModelViewModel
    preferences: Preferences
    theme: Theme
    meter: MachineMeter
    fit: FitViewModel
    models: ModelsViewModel


def run_window(model: str | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        model: path of a model file, or ``"demo"``; None takes the demo model.

    Returns:
        Exit status of the process.
    """
    app = make_app()
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Darkroom", "darkroom")
    desk = build(InferenceThread(), store, app)
    open_desk(desk, model or DEMO)
    status = app.exec()
    desk.thread.wait(SHUTDOWN_MS)
    desk.fit.scout.wait(LOOK_MS)
    desk.models.wait(LOOK_MS)
    return status


def make_app() -> QApplication:
    """Make the application object, before any widget."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Darkroom")
    app.setOrganizationName("Darkroom")
    app.setDesktopFileName("darkroom")
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    return app


def build(
    thread: InferenceThread,
    store: QSettings,
    parent: QObject,
    look: Look = look_here,
    *,
    folder: Path | None = None,
    hub: Hub | None = None,
) -> Desk:
    """Make all parts and connect them; nothing runs yet.

    Args:
        thread: talks to the inference process; not started.
        store: where preferences lie.
        parent: Qt parent of the view models.
        look: looks at the machine.
        folder: of what Darkroom keeps about models; None = the usual one.
        hub: where models are asked for; None = huggingface.co.
    """
    preferences = Preferences(store, parent)
    theme = Theme(parent)
    theme.zoom = preferences.zoom
    theme.choose(preferences.theme)
    model = ModelViewModel(thread, parent)
    chat = ChatViewModel(thread, model, preferences, parent)
    meter = MachineMeter(parent)
    # The model first: it learns what tokens read as before the answer needs it.
    thread.event_received.connect(model.on_event)
    thread.event_received.connect(chat.on_event)
    fit = FitViewModel(model, preferences, look, corrections_path(), parent)
    thread.event_received.connect(fit.on_event)
    meter.measured.connect(fit.on_reading)
    models = ModelsViewModel(model, fit, preferences, folder or data_dir(), hub, parent)
    window = MainWindow(theme, chat, model, fit, models, meter, preferences, _suggestions())
    return Desk(window, thread, chat, model, preferences, theme, meter, fit, models)


def open_desk(desk: Desk, model: str) -> None:
    """Show the window; once it is visible, start the inference process and load a model."""

    def on_first_painted() -> None:
        desk.thread.start()
        desk.fit.scout.start()
        desk.meter.start()
        desk.models.start()

    def on_closing() -> None:
        desk.meter.stop()
        desk.fit.scout.shutdown()
        desk.models.shutdown()
        desk.thread.shutdown()

    # Queued before the thread runs: a question that comes early stands behind it.
    desk.fit.open(model if model == DEMO else str(Path(model).absolute()))
    desk.window.first_painted.connect(on_first_painted)
    desk.window.closing.connect(on_closing)
    desk.window.show()


def _suggestions() -> tuple[SuggestedPrompt, ...]:
    try:
        return read_prompts(resource_path("demo", "prompts.json"))
    except DarkroomError:
        return ()
