"""Where the window is wired: settings, view models, widgets, the inference thread."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QVBoxLayout, QWidget

from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.core.paths import data_dir
from darkroom.core.resources import resource_path
from darkroom.core.restart import start_anew
from darkroom.history.store import History
from darkroom.ui.column_box import ColumnBox
from darkroom.ui.desk_parts import make_parts
from darkroom.ui.icons import app_icon
from darkroom.ui.main_window import MainWindow
from darkroom.ui.parts import Parts
from darkroom.ui.shortcuts import bind
from darkroom.ui.translation import Translation
from darkroom.ui.window_keys import window_actions
from darkroom.ui.wishes import Wishes
from darkroom.viewmodels.chats.history_thread import HistoryThread
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.end_signals import EndSignals
from darkroom.viewmodels.fit_scout import Look, look_here
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.instance import Seat, take_seat
from darkroom.viewmodels.prompts import SuggestedPrompt, read_prompts
from darkroom.viewmodels.settings_file import open_store
from darkroom.viewmodels.tips import plain_tip
from darkroom.viewmodels.trouble import TroubleViewModel, Watch, watch
from darkroom.viewmodels.window_state import WindowState
from darkroom.viewmodels.wish import Wish
from darkroom.worker.client import WorkerClient
from darkroom.worker.engine_side import ENGINE

if TYPE_CHECKING:
    from darkroom.hub.client import Hub

SHUTDOWN_MS = 8000
"""Time for the inference process to end in good order, or to be killed."""

LOOK_MS = 15_000
"""Time for a look at the machine that is under way; each of its questions is bounded."""


Prepare = Callable[[MainWindow], object]


@dataclass(slots=True, kw_only=True)
class Desk(Parts):
    """All parts of a running window; keeps them alive."""

    window: MainWindow
    thread: InferenceThread
    archive: HistoryThread
    history: History
    translation: Translation
    prepared: list[Prepare] = field(default_factory=list[Prepare])

    def prepare(self, prepare: Prepare) -> None:
        """Do something with the window, and with every one that takes its place."""
        self.prepared.append(prepare)
        prepare(self.window)

    def renew_window(self) -> None:
        """Put a new window in the place of this one, as when the language is another."""
        old, self.window = self.window, _window(self)
        for prepare in self.prepared:
            prepare(self.window)
        self.window.take_place_of(old)

    def wait(self) -> bool:
        """Whether all that goes on in the background ended after the window was closed."""
        ended = [
            self.thread.wait(SHUTDOWN_MS),
            self.archive.wait(LOOK_MS),
            self.composer.wait(LOOK_MS),
            self.fit.scout.wait(LOOK_MS),
            self.models.wait(LOOK_MS),
            self.files.wait(LOOK_MS),
            self.exports.wait(LOOK_MS),
        ]
        self.history.close()
        self.translation.close()
        return all(ended)


def run_window(model: str | None = None, prompt: str | None = None, *, engine: str = ENGINE) -> int:
    """Open the window and stay until it is closed, or have the one that is there take over.

    Args:
        model: path of a model file, or ``"demo"``; None takes the demo model, or leaves the one
            of the window that is there.
        prompt: text for the prompt box.
        engine: dotted name of the engine side.

    Returns:
        Exit status of the process.
    """
    wish = Wish.here(model, prompt)
    try:
        seat = take_seat(data_dir(), wish)
    except DarkroomError as error:
        return _refuse(error)
    if seat is None:
        return 0
    with watch(data_dir()) as watched:
        status, ended_by, again = _stay(seat, wish, watched, engine)
    seat.close()
    if ended_by:
        # All is done; whoever sent the signal is to see that it was heeded.
        signal.signal(ended_by, signal.SIG_DFL)
        signal.raise_signal(ended_by)
    return start_anew(again) if again else status


def _stay(seat: Seat, wish: Wish, watched: Watch, engine: str) -> tuple[int, int, list[str]]:
    """Return the exit status, the signal that asked for the end or 0, and the next start's words.

    Without words there is to be none.
    """
    app = make_app()
    ends = EndSignals(app)
    seat.listen()
    store = open_store()
    desk = build(InferenceThread(WorkerClient(engine)), store, app)
    trouble = TroubleViewModel(watched, app)
    _offer_reports(desk, trouble)
    _take_wishes(desk, seat, wish)
    _keep_state(desk, WindowState(store))
    ends.arrived.connect(lambda: desk.window.close())
    open_desk(desk, wish.model or DEMO)
    status = app.exec()
    desk.wait()
    store.sync()
    trouble.stop()
    ends.close()
    again = ["window", *filter(None, [desk.model.path])] if desk.files.restart_wanted else []
    return status, ends.number, again


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
    """Make all parts and a window for them; nothing runs yet. See ``make_parts`` for the rest.

    Args:
        thread: talks to the inference process; not started.
        store: where preferences lie.
        parent: Qt parent of the view models.
        look: looks at the machine.
        folder: of what Darkroom keeps about models; None = the usual one.
        hub: where models are asked for; None = huggingface.co.
    """
    made = make_parts(thread, store, parent, look, folder=folder, hub=hub)
    parts = made.parts
    window = _window(parts)
    made.look_back()
    named = {part.name: getattr(parts, part.name) for part in fields(parts)}
    desk = Desk(
        **named,
        window=window,
        thread=thread,
        archive=made.archive,
        history=made.history,
        translation=made.translation,
    )
    for made_anew in (made.translation.changed, parts.theme.rescaled):
        made_anew.connect(lambda: desk.renew_window())
    return desk


def open_desk(desk: Desk, model: str) -> None:
    """Show the window; once it is visible, start the inference process and load a model."""

    def on_first_painted() -> None:
        desk.thread.start()
        desk.archive.start()
        desk.fit.scout.start()
        desk.meter.start()
        desk.models.start()

    def on_closing() -> None:
        desk.preferences.last_chat = desk.chat.chat.id
        desk.forms.close()
        desk.meter.stop()
        desk.fit.scout.shutdown()
        desk.models.shutdown()
        desk.composer.shutdown()
        desk.files.shutdown()
        desk.exports.shutdown()
        desk.archive.shutdown()
        desk.thread.shutdown()

    def measure_traces() -> None:
        desk.archive.ask(
            lambda history: history.trace_bytes(),
            lambda size_bytes: desk.window.settings.show_trace_bytes(size_bytes),
        )

    def prepare(window: MainWindow) -> None:
        window.closing.connect(on_closing)
        window.settings.entered.connect(measure_traces)

    # Queued before the thread runs: a question that comes early stands behind it.
    desk.fit.open(model if model == DEMO else str(Path(model).absolute()))
    desk.window.first_painted.connect(on_first_painted)
    desk.prepare(prepare)
    desk.window.show()


def _take_wishes(desk: Desk, seat: Seat, first: Wish) -> None:
    """Let the window do what this start and later ones ask for; the model is opened elsewhere."""

    def prepare(window: MainWindow) -> None:
        wishes = Wishes(window, desk.fit, desk.model, window)
        seat.wished.connect(wishes.grant)
        window.closing.connect(seat.stop_listening)

    desk.prepare(prepare)
    desk.window.first_painted.connect(seat.say_up)
    if first.prompt:
        Wishes(desk.window, desk.fit, desk.model, desk.window).write(first.prompt)


def _offer_reports(desk: Desk, trouble: TroubleViewModel) -> None:
    """Show a banner as soon as there is something to tell, which is seldom."""

    def on_changed() -> None:
        from darkroom.ui.crash_banner import CrashBanner  # not for the first paint

        trouble.changed.disconnect(on_changed)
        page = cast("QWidget", desk.window.findChild(QWidget, "page"))
        banner = CrashBanner(desk.theme, trouble, page)
        box = ColumnBox(desk.theme, banner, 12, 0, page)
        cast("QVBoxLayout", page.layout()).insertWidget(1, box)

    trouble.changed.connect(on_changed)
    desk.window.first_painted.connect(trouble.look_back)


def _keep_state(desk: Desk, state: WindowState) -> None:
    """Leave sidebar and panel as they were, and remember how they are left."""

    def prepare(window: MainWindow) -> None:
        def on_closing() -> None:
            state.sidebar_open = window.shell.open_beside
            state.panel = window.panels.shown

        window.closing.connect(on_closing)

    def on_first_painted() -> None:
        desk.window.panels.restore(state.panel)

    desk.window.shell.open_beside = state.sidebar_open
    desk.window.first_painted.connect(on_first_painted)
    desk.prepare(prepare)


def _refuse(error: DarkroomError) -> int:
    """Say on stderr and in a dialog why there is no window; the exit status."""
    if sys.stderr is not None:  # as where there is no console
        sys.stderr.write(f"{error.text} {error.hint}\n")
        sys.stderr.flush()
    app = make_app()
    box = QMessageBox(QMessageBox.Icon.Information, app.applicationName(), plain_tip(error.text))
    box.setInformativeText(plain_tip(error.hint))
    box.exec()
    return 2 if isinstance(error, BadInputError) else 1


def _window(parts: Parts) -> MainWindow:
    window = MainWindow(parts, _suggestions())
    bind(window, window_actions(window, parts))
    return window


def _suggestions() -> tuple[SuggestedPrompt, ...]:
    try:
        return read_prompts(resource_path("demo", "prompts.json"))
    except DarkroomError:
        return ()
