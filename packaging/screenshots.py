"""Takes pictures of the real window during a real run of the demo model.

    python packaging/screenshots.py OUT [--prompt TEXT] [--seed N] [--font FAMILY] [--size WxH]

Saves, for dark and light: the empty state, the answer as noise, at a third, at two thirds and done,
a file that cannot be opened, and the narrow window. Without a display it starts Xvfb for itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QApplication

from darkroom.ui.app import Desk, build, open_desk
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState

PATIENCE_MS = 60_000
SETTLE_MS = 700
MOMENTS = {"noise": 0.0, "third": 1 / 3, "two-thirds": 2 / 3}


@contextmanager
def display() -> Iterator[None]:
    """Start a screen that nobody sees, unless there is one."""
    if sys.platform != "linux" or os.environ.get("DISPLAY"):
        yield
        return
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1100x24"]
    server = subprocess.Popen(command, pass_fds=[writer])
    os.close(writer)
    os.environ["DISPLAY"] = ":" + os.read(reader, 16).decode().strip()
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def wait(condition: Callable[[], object], what: str) -> None:
    """Let the window live until something is true."""
    loop = QEventLoop()
    poll, limit = QTimer(), QTimer()
    poll.timeout.connect(lambda: condition() and loop.exit(0))
    limit.setSingleShot(True)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start(5)
    limit.start(PATIENCE_MS)
    if loop.exec():
        sys.exit(f"{what} did not happen within {PATIENCE_MS} ms.")


def pause(duration_ms: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def shoot(desk: Desk) -> QPixmap:
    """Take what is on the screen where the window is."""
    return desk.window.screen().grabWindow(desk.window.winId())


def film(desk: Desk, prompt: str) -> list[QPixmap]:
    """Ask, and take a picture of every frame that is shown."""
    pictures: list[QPixmap] = []
    desk.chat.send(prompt)
    answer = desk.window.conversation.last_answer
    if answer is None:
        sys.exit("The question was not taken.")
    run = answer.run
    run.canvas_changed.connect(lambda: QTimer.singleShot(0, lambda: pictures.append(shoot(desk))))
    wait(lambda: run.state.is_final, "The end of the answer")
    print(f"{len(run.frames)} frames: {run.text!r}")
    return pictures


def tour(desk: Desk, prompt: str, save: Callable[[str, QPixmap], object]) -> None:
    """Show one theme's pictures."""
    pause(SETTLE_MS)
    save("welcome", shoot(desk))
    pictures = film(desk, prompt)
    for name, share in MOMENTS.items():
        save(name, pictures[int(share * (len(pictures) - 1))])
    pause(SETTLE_MS)
    save("done", shoot(desk))
    model = desk.model.path
    desk.model.load(str(Path(tempfile.gettempdir()) / "no-such-model.gguf"))
    wait(lambda: desk.model.state is ModelState.FAILED, "The failure")
    pause(SETTLE_MS)
    save("failed", shoot(desk))
    desk.model.load(model)
    wait(lambda: desk.model.state is ModelState.READY, "Loading")
    size = desk.window.size()
    desk.window.resize(640, size.height())
    pause(SETTLE_MS)
    save("narrow", shoot(desk))
    desk.window.resize(size)
    desk.chat.new_chat()


def main() -> None:
    """Parse the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--model", default="demo", help="path of a model file")
    parser.add_argument("--prompt", default="Tell me a short story about a fox.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--font", default="", help="family in place of the platform's own font")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the system's text")
    parser.add_argument("--size", default="1180x800", help="of the window")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with display(), tempfile.TemporaryDirectory() as folder:
        _run(options, QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat))


def _run(options: argparse.Namespace, store: QSettings) -> None:
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    font = QFont(options.font) if options.font else app.font()
    font.setPixelSize(round(15 * options.scale))
    app.setFont(font)
    desk = build(InferenceThread(), store, app)
    desk.settings.turn("seed", options.seed)
    desk.settings.keep_seed = True
    open_desk(desk, options.model)
    desk.window.resize(*(int(side) for side in options.size.split("x")))
    wait(lambda: desk.model.state is ModelState.READY, "Loading")
    for theme in ("dark", "light"):
        desk.preferences.theme = theme
        tour(
            desk,
            options.prompt,
            lambda name, picture, theme=theme: picture.save(
                str(options.out / f"{theme}-{name}.png")
            ),
        )
    desk.window.close()
    desk.wait()


if __name__ == "__main__":
    main()
