"""Measures Darkroom on the history of years: start, search as you type, a chat of 2,000 messages.

    python packaging/bench/chats.py [--profile FOLDER] [--runs 5]

The profile is made in FOLDER if it is not there yet, else in a temporary folder. A start is a new
process of the real program, timed from before it exists until its window is painted, lists every
chat and has taken a key into the prompt; the chat of 2,000 messages is the one it shows. Cold means
that the files of the profile, of Python and of Darkroom are no longer in memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from darkroom.ui.app import Desk

RUNS: Final = 5
QUERIES: Final = 40
LONG_CHAT: Final = 1
"""Id of the chat of 2,000 messages."""
_PACKAGING: Final = Path(__file__).parents[1]
_FOLDERS: Final = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
_FRAME_S: Final = 1 / 60


def _history(home: Path) -> Path:
    return home / "XDG_DATA_HOME" / "darkroom" / "history.db"


def _make(home: Path) -> None:
    from bench.chat_profile import make_profile

    if not _history(home).exists():
        _history(home).parent.mkdir(parents=True)
        began = time.perf_counter()
        make_profile(_history(home))
        print(f"profile made in {time.perf_counter() - began:.0f} s")
    settings = home / "XDG_CONFIG_HOME" / "Darkroom" / "darkroom.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[General]\nlast_chat={LONG_CHAT}\n", encoding="utf-8")
    print(f"history: {_history(home).stat().st_size / 1e6:.0f} MB")


# --- start


def measure_start(home: Path, runs: int, platform: str) -> None:
    """Print how long starts take, with files in memory and without."""
    environment = os.environ | {name: str(home / name) for name in _FOLDERS}
    environment |= {"HOME": str(home), "QT_QPA_PLATFORM": platform}
    # What is installed comes with its bytecode; here the first start writes it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for cold in (False, True):
        samples: list[float] = []
        busy: list[float] = []
        for number in range(runs + 1):
            if cold:
                forget(home)
            began = time.monotonic()
            told = subprocess.run(
                [sys.executable, __file__, "--start-once"], env=environment, capture_output=True
            )
            if told.returncode:
                sys.exit(told.stderr.decode() or "The window was not usable.")
            up, used = map(float, told.stdout.split())
            # The first one brings the files into memory.
            if number:
                samples.append(up - began)
                busy.append(used)
        figures = f"median {statistics.median(samples):.2f} s, max {max(samples):.2f} s"
        used = f"of processor time {statistics.median(busy):.2f} s"
        print(f"start, {platform}, {'cold' if cold else 'warm'}: {figures}; {used}; {runs} runs")


def forget(home: Path) -> None:
    """Take files out of the memory of the system, as far as nobody else has them open."""
    roots = [home, _PACKAGING.parent / "app", Path(sysconfig.get_path("stdlib"))]
    roots.append(Path(sysconfig.get_path("platlib")))
    os.sync()
    for path in (path for root in roots for path in root.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def start_once() -> int:
    """Be the program, tell the time when its window is usable, and vanish."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from darkroom.cli.main import main
    from darkroom.ui import app

    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")

    usual = app.build

    def build(*args: Any, **fields: Any) -> Desk:
        desk = usual(*args, **fields)

        def on_painted() -> None:
            QCoreApplication.sendEvent(desk.window.focusWidget(), key)
            if desk.window.prompt.text != "a" or not desk.chats.rows.chats() or not desk.chat.turns:
                os._exit(1)
            os.write(1, f"{time.monotonic()} {time.process_time()}".encode())
            os._exit(0)

        # Connected first, so that nothing that is started after the first paint is measured.
        desk.window.first_painted.connect(on_painted)
        return desk

    app.build = build
    return main(["demo"])


# --- in the window


@contextmanager
def _open_desk(home: Path) -> Iterator[Desk]:
    from PySide6.QtCore import QSettings

    from darkroom.ui.app import build, make_app
    from darkroom.viewmodels.inference_thread import InferenceThread

    app = make_app()
    store = QSettings(str(home / "bench.ini"), QSettings.Format.IniFormat)
    desk = build(InferenceThread(), store, app, folder=_history(home).parent)
    desk.archive.start()
    desk.window.show()
    app.processEvents()
    yield desk
    desk.archive.shutdown()
    desk.archive.wait()
    desk.history.close()


def measure_search(desk: Desk) -> None:
    """Type words letter by letter; print the time from each key to what was found."""
    from bench.chat_texts import Texts
    from darkroom.viewmodels.chats.search import DEBOUNCE_MS, SearchState

    search = desk.chats.search
    if search is None:
        sys.exit("There is nothing to search with.")
    draw, texts = Random(3), Texts(1)  # noqa: S311
    samples: list[float] = []
    for _ in range(QUERIES):
        words = texts.words(texts.language())
        # As often as in life: the frequent ones more.
        typed = " ".join(words[int(len(words) ** draw.random()) - 1] for _ in range(2))
        for end in range(1, len(typed) + 1):
            began = time.perf_counter()
            search.look_for(typed[:end])
            _live(lambda: search.state is not SearchState.LOOKING)
            samples.append((time.perf_counter() - began) * 1000)
        search.look_for("")
    samples = [took for took in samples if took > 1]  # a space at the end is nothing new
    net = sorted(took - DEBOUNCE_MS for took in samples)
    p50, p95 = statistics.median(net), net[int(0.95 * (len(net) - 1))]
    print(
        f"search, {len(net)} keys: p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {net[-1]:.1f} ms,"
        f" after the {DEBOUNCE_MS} ms that wait for another key"
    )


def measure_long_chat(desk: Desk, runs: int) -> None:
    """Open the chat of 2,000 messages from another one, and page through it."""
    from bench.scroll import Scroller

    view, other = desk.window.conversation, desk.chats.rows.chats()[100]
    samples: list[float] = []
    for _ in range(runs):
        desk.chats.choose(other)
        _live_for(0.5)
        began = time.perf_counter()
        desk.chats.choose(LONG_CHAT)
        _paint(desk)
        samples.append((time.perf_counter() - began) * 1000)
    figures = f"median {statistics.median(samples):.0f} ms, max {max(samples):.0f} ms"
    print(f"chat of {len(desk.chat.turns)} messages: on screen after {figures}")
    _live_for(2.0)
    bar, scroller = view.verticalScrollBar(), Scroller(view)
    scroller.play(lambda: view.scroll_page(-1), lambda: bar.value() == 0)
    ordered = sorted(scroller.inputs_ms)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(
        f"paged up to its start, {len(ordered)} frames: {1000 * len(ordered) / sum(ordered):.0f}"
        f" frames a second, p95 {p95:.1f} ms, {len(view.views)} widgets"
    )


def _paint(desk: Desk) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendEvent(desk.window, QEvent(QEvent.Type.UpdateRequest))


def _live(condition: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _live_for(seconds: float) -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(round(seconds * 1000))


def measure(home: Path, runs: int) -> None:
    """Print all of it."""
    _make(home)
    measure_start(home, runs, "offscreen")
    if shutil.which("Xvfb"):
        with _x_server() as display:
            os.environ["DISPLAY"] = display
            measure_start(home, runs, "xcb")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _open_desk(home) as desk:
        measure_search(desk)
        measure_long_chat(desk, runs)
    sys.stdout.flush()


@contextmanager
def _x_server() -> Iterator[str]:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writer,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", type=Path, metavar="FOLDER", help="of the profile; is kept")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--start-once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.start_once:
        sys.exit(start_once())
    sys.path.insert(0, str(_PACKAGING))
    if options.profile:
        measure(options.profile.absolute(), options.runs)
    else:
        with tempfile.TemporaryDirectory(prefix="darkroom-chats-") as folder:
            measure(Path(folder), options.runs)


if __name__ == "__main__":
    main()
