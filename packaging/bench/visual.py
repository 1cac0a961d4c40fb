"""What watching costs: one worker's answers, read and thrown away, or shown in the window.

Both run in a process that imports neither torch nor an engine, like the app. The model is a small
random one that never settles, so that every cell of every frame changes: the worst case.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import spread

PAIRS, CELLS, CANVASES, STEPS = 5, 256, 2, 48
QUESTION = "Describe the view."


def measure() -> None:
    """Print paired ratios of watched over unwatched seconds."""
    from gguf_files import Dims, write_model

    with tempfile.TemporaryDirectory() as folder:
        dims = Dims(
            hidden=256, n_layers=6, full_every=6, n_heads=4, head_dim_swa=64, head_dim_full=128,
            ffn=512, expert_ffn=128, vocab=16_384, canvas=CELLS, window=512, context=2048,
        )  # fmt: skip
        path = write_model(Path(folder) / "restless.gguf", dims=dims, matrix_type="Q8_0")
        command = [sys.executable, "-m", "bench.visual", str(path), folder]
        subprocess.run(command, check=True, cwd=Path(__file__).resolve().parents[1])


def compare(path: str, folder: str) -> None:
    """Measure pairs in this process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QSettings

    from darkroom.core.types import GenerateSettings, Message
    from darkroom.ui.app import build, make_app, open_desk
    from darkroom.viewmodels.inference_thread import InferenceThread
    from darkroom.worker.protocol import Event, Finished, Loaded

    app = make_app()
    store = QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat)
    thread = InferenceThread()
    desk = build(thread, store, app)
    desk.preferences.steps, desk.preferences.seed = STEPS, 1
    open_desk(desk, path)

    def until(kind: type) -> Event:
        """Let the window live until an event of this kind."""
        loop, found = QEventLoop(), list[Event]()

        def look(event: Event) -> None:
            if isinstance(event, kind):
                found.append(event)
                loop.quit()

        thread.event_received.connect(look)
        loop.exec()
        thread.event_received.disconnect(look)
        return found[0]

    def seconds(*, watched: bool) -> float:
        if watched:
            desk.chat.new_chat()
            desk.chat.send(QUESTION)
        else:  # a run the window knows nothing of: its frames are read and dropped
            settings = GenerateSettings(steps=STEPS, seed=1)
            thread.start_run([Message("user", QUESTION)], settings)
        finished = until(Finished)
        if not isinstance(finished, Finished):
            raise TypeError(finished)
        return finished.stats.seconds / finished.stats.steps

    until(Loaded)
    seconds(watched=False)
    ratios: list[float] = []
    for _ in range(PAIRS):
        plain = seconds(watched=False)
        ratios.append(seconds(watched=True) / plain)
        print(f"   unwatched {1000 * plain:.1f} ms per step, watched / unwatched {ratios[-1]:.3f}")
    print(f"   watched / unwatched: {spread(ratios, digits=3)}", flush=True)
    thread.shutdown()
    thread.wait(8000)


if __name__ == "__main__":
    compare(*sys.argv[1:])
