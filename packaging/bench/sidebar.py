"""Measures the sidebar on a generated profile: the list, and searching as you type.

    python packaging/bench/sidebar.py HISTORY [--typed WORD …]

HISTORY is a database as packaging/bench/history.py makes it. Everything runs as in the window:
the list on the window's own connection, the search in its thread. Paints in software raster (the
offscreen platform), the worst case.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 20
PAINTS = 200
TYPED = ("the", "a", "and then", "question", "zebra crossing", "model", "why", "explain")
KEY_EVERY_S = 0.06
SIZE = (248, 800)


def _spread(samples_ms: list[float]) -> str:
    ordered = sorted(samples_ms)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms, max {ordered[-1]:.1f} ms"


def _times(action: Callable[[], object], runs: int = RUNS) -> list[float]:
    samples: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        samples.append((time.perf_counter() - began) * 1000)
    return samples


def measure(path: Path, typed: list[str]) -> None:
    """Print how long the list and the search take."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QImage
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from darkroom.history.store import History
    from darkroom.ui.chat_sidebar.chat_list import ChatList
    from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
    from darkroom.ui.stylesheet import style_sheet
    from darkroom.ui.theme import Theme
    from darkroom.viewmodels.chats.chats import ChatsViewModel
    from darkroom.viewmodels.chats.history_thread import HistoryThread
    from darkroom.viewmodels.chats.search import DEBOUNCE_MS, ChatSearch, SearchState

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    history, thread = History(path), HistoryThread(path)
    search = ChatSearch(thread)
    began = time.perf_counter()
    chats = ChatsViewModel(history, search)
    print(f"{len(chats.rows.chats())} chats")
    print(f"read and grouped:    {(time.perf_counter() - began) * 1000:.1f} ms, the first time")
    thread.start()
    theme, window = Theme(), QWidget()
    window.setStyleSheet(style_sheet(theme, ""))
    sidebar = ChatSidebar(theme, chats, window)
    for part in (window, sidebar):
        part.resize(*SIZE)
    window.show()
    app.processEvents()

    def painted(view: ChatList) -> list[float]:
        image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
        bar, samples = view.verticalScrollBar(), list[float]()
        for number in range(PAINTS):
            bar.setValue(number * 7919 % max(bar.maximum(), 1))
            samples += _times(lambda: view.viewport().render(image), 1)
        return samples

    def show_anew() -> None:
        chats.reload()
        QCoreApplication.processEvents()

    def wait(seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            QCoreApplication.processEvents()
            time.sleep(0.001)

    def type_and_see(words: str) -> float:
        """Milliseconds from the last key to what was found, painted."""
        sidebar.search.clear()
        began = 0.0
        for letter in words:
            wait(KEY_EVERY_S)
            began = time.perf_counter()
            QTest.keyClicks(sidebar.search, letter)
        while search.state is SearchState.LOOKING:
            QCoreApplication.processEvents()
        sidebar.found.list.viewport().repaint()
        return (time.perf_counter() - began) * 1000

    print(f"read, shown, painted: {_spread(_times(show_anew))}")
    ids = iter(chats.rows.chats()[:: max(len(chats.rows.chats()) // RUNS, 1)])
    print(f"one chat refreshed:  {_spread(_times(lambda: chats.refresh(next(ids))))}")
    print(f"a screen of chats:   {_spread(painted(sidebar.list))}")
    seen = [type_and_see(words) for _ in range(4) for words in typed]
    print(f"last key to results: {_spread(seen)}, of which {DEBOUNCE_MS} ms wait for another key")
    type_and_see(typed[0])
    print(f"a screen of results: {_spread(painted(sidebar.found.list))}")
    thread.shutdown()
    thread.wait()
    history.close()


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("history", type=Path, help="database of a generated profile")
    parser.add_argument("--typed", nargs="+", default=list(TYPED), help="what is looked for")
    options = parser.parse_args()
    if not options.history.is_file():
        parser.error(f"There is no file {options.history}.")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(options.history, options.typed)


if __name__ == "__main__":
    main()
