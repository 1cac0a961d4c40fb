"""Measures a long conversation: time per frame while it is scrolled, and memory.

    python packaging/bench/scroll.py [--turns 2000]

A frame is an input, all that it causes, and painting, in software raster (the offscreen
platform). What time is left until the next input goes to the work the conversation does when it is
idle, which is measured piece by piece, for each piece delays the next frame. All times are those of
the thread, so that what else runs on the machine weighs little.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from darkroom.ui.conversation_view import ConversationView

SIZE_PX = (932, 640)
"""The conversation in a window of 1180 × 800."""
FRAME_S = 1 / 60
_NOTHING_MS = 0.15


def make_view(folder: str) -> ConversationView:
    """Show a conversation as it is in the window, without the rest of that."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from darkroom.hardware.machine import Cpu, Machine
    from darkroom.ui.conversation_view import ConversationView
    from darkroom.ui.stylesheet import style_sheet
    from darkroom.ui.theme import Theme
    from darkroom.viewmodels.fit import FitViewModel
    from darkroom.viewmodels.inference_thread import InferenceThread
    from darkroom.viewmodels.model import ModelViewModel
    from darkroom.viewmodels.preferences import Preferences

    app = QApplication.instance()
    machine = Machine(Cpu("", 1, 1), 1 << 34, 1 << 34, simulated=True)
    store = QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat)
    model = ModelViewModel(InferenceThread(parent=app), app)
    fit = FitViewModel(
        model, Preferences(store, app), lambda *_: machine, Path(folder) / "corrections.json", app
    )
    theme = Theme(app)
    QApplication.setPalette(theme.palette())
    view = ConversationView(theme, fit)
    view.setFont(theme.font())
    view.setStyleSheet(style_sheet(theme, ""))
    view.resize(*SIZE_PX)
    view.show()
    return view


class Scroller:
    """Gives inputs to a conversation, frame by frame, and keeps the times.

    Args:
        view: is scrolled; visible.
    """

    def __init__(self, view: ConversationView) -> None:
        self._view = view
        self.inputs_ms: list[float] = []
        """Frames with an input."""
        self.idle_ms: list[float] = []
        """What was done between them."""

    def play(
        self, act: Callable[[], object], until: Callable[[], bool], *, frames: int = 1
    ) -> None:
        """Repeat an input, every so many frames."""
        while not until():
            began = time.thread_time()
            act()
            self.inputs_ms.append(self._finish(began))
            while (now := time.thread_time()) - began < frames * FRAME_S:
                took = self._finish(now)
                if took < _NOTHING_MS:
                    break
                self.idle_ms.append(took)

    def _finish(self, began: float) -> float:
        """Handle what is due, paint what changed; milliseconds since it began."""
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # Would come with the next refresh of the screen; paints the dirty region and nothing else.
        QCoreApplication.sendEvent(self._view.window(), QEvent(QEvent.Type.UpdateRequest))
        return (time.thread_time() - began) * 1000


def _wheel(view: ConversationView, notches: int) -> None:
    from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(view.viewport(), event)


def _drag(view: ConversationView, draw: random.Random) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(draw.randint(0, bar.maximum()))


def measure(turns: int) -> None:
    """Scroll through a conversation in several ways and print the figures."""
    from long_chat import make_turns

    from darkroom.ui.app import make_app

    app = make_app()
    with tempfile.TemporaryDirectory() as folder:
        view = make_view(folder)
        many = make_turns(turns)
        began = time.thread_time()
        view.show_turns(many)
        opening = Scroller(view)
        opening.play(lambda: None, _times(1))
        opened_ms = (time.thread_time() - began) * 1000
        opening.play(lambda: None, _times(60))
        print(f"{turns} turns, {len(view.views)} widgets; on screen after {opened_ms:.0f} ms")
        before_mb = most_mb = _resident_mb()
        bar, draw = view.verticalScrollBar(), random.Random(1)  # noqa: S311
        at_top, at_end = (lambda: bar.value() == 0), (lambda: bar.value() == bar.maximum())
        ways: list[tuple[str, int, Callable[[], object], Callable[[], bool]]] = [
            ("wheel up, 1 notch, 60 per s", 1, lambda: _wheel(view, -1), _times(3000)),
            ("wheel up, 5 notches, 60 per s", 1, lambda: _wheel(view, -5), at_top),
            # As fast as a key repeats that is held down.
            ("a page down, 30 per s", 2, lambda: view.scroll_page(1), at_end),
            ("a page up, 30 per s", 2, lambda: view.scroll_page(-1), at_top),
            # Every input leads to where nothing is ready.
            ("bar anywhere, 60 per s", 1, lambda: _drag(view, draw), _times(300)),
            ("start and end, 30 per s", 2, _to_and_fro(view), _times(100)),
        ]
        print(f"{'':32}{'frames':>8}{'p50':>8}{'p95':>8}{'max':>8}{'fps':>7}{'widgets':>9}  MB")
        for name, frames, act, until in ways:
            scroller = Scroller(view)
            scroller.play(act, until, frames=frames)
            most_mb = max(most_mb, _resident_mb())
            _print(name, scroller.inputs_ms, f"{len(view.views):>9}{_resident_mb():>5.0f}")
            _print("  in idle time between them", scroller.idle_ms)
        growth = f"memory: {before_mb:.0f} MB at first, {most_mb - before_mb:+.0f} MB at most"
        print(f"{growth}, {_resident_mb() - before_mb:+.0f} MB at the end")
        view.close()
    app.quit()


def _times(count: int) -> Callable[[], bool]:
    left = iter(range(count))
    return lambda: next(left, None) is None


def _to_and_fro(view: ConversationView) -> Callable[[], None]:
    goes = cycle((view.show_start, view.show_end))
    return lambda: next(goes)()


def _print(name: str, frames_ms: list[float], more: str = "") -> None:
    if not frames_ms:
        return
    ordered = sorted(frames_ms)
    p50, p95 = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    figures = "".join(f"{ms:>8.1f}" for ms in (p50, p95, ordered[-1]))
    fps = 1000 * len(ordered) / sum(ordered)
    print(f"{name:32}{len(ordered):>8}{figures}{fps:>7.0f}{more}", flush=True)


def _resident_mb() -> float:
    import psutil

    return psutil.Process().memory_info().rss / 1e6


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--turns", type=int, default=2000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(options.turns)


if __name__ == "__main__":
    main()
