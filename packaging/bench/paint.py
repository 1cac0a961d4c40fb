"""Measures the window: time to paint a canvas, and time until the window is visible.

    python packaging/bench/paint.py [--cells 256] [--frames 200]
    python packaging/bench/paint.py --startup [--runs 5]

Paints in software raster (the offscreen platform), the worst case. Every frame draws new words, so
nothing but prepared glyphs is reused; layout and painting both count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

WIDTH_PX = 760


def _quantiles(samples_ms: list[float]) -> str:
    ordered = sorted(samples_ms)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"p50 {statistics.median(ordered):.2f} ms, p95 {p95:.2f} ms, max {ordered[-1]:.2f} ms"


def measure_paint(cells: int, frames: int, picture: str) -> None:
    """Print layout and paint times of a canvas that resolves from noise to text."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from darkroom.ui.canvas_view import CanvasView
    from darkroom.ui.theme import Theme
    from darkroom.viewmodels.cells import CanvasContent, CellState

    app = QApplication(sys.argv[:1])
    theme = Theme()
    app.setPalette(theme.palette())
    view = CanvasView(theme)
    view.resize(WIDTH_PX, 10)
    rng = np.random.default_rng(1)
    letters = np.array(list("etaoinshrdlucmfw"))
    words = [" " + "".join(rng.choice(letters, rng.integers(1, 10))) for _ in range(2000)]
    layout_ms: list[float] = []
    paint_ms: list[float] = []
    for number in range(frames):
        share = number / frames
        settled = rng.random(cells) < share
        loose = rng.choice([CellState.NOISE, CellState.DRAFT, CellState.FRESH], cells)
        content = CanvasContent(
            "",
            tuple(words[i] for i in rng.integers(0, len(words), cells)),
            np.where(settled, CellState.SETTLED, loose).astype(np.uint8),
            rng.integers(0, 4, cells).astype(np.uint8),
            rng.integers(0, 1000, cells).astype(np.int32),
        )
        start = time.thread_time()
        view.set_content(content)
        laid_out = time.thread_time()
        image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(theme.colour("bg"))
        begun = time.thread_time()
        view.render(image)
        painted = time.thread_time()
        if number == frames // 3 and picture:
            image.save(picture)
        layout_ms.append((laid_out - start) * 1000)
        paint_ms.append((painted - begun) * 1000)
    app.quit()
    print(f"{cells} cells, {frames} frames, every cell new each time")
    print(f"layout: {_quantiles(layout_ms)}")
    print(f"paint:  {_quantiles(paint_ms)}")
    both = [a + b for a, b in zip(layout_ms, paint_ms, strict=True)]
    print(f"both:   {_quantiles(both)}")


def measure_startup(runs: int) -> None:
    """Print the time from process start until the window was painted for the first time."""
    samples: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run([sys.executable, __file__, "--open-once", folder], check=True)
            samples.append((time.perf_counter() - start) * 1000)
    print(f"visible after, {runs} runs: {_quantiles(samples)}")


def open_once(folder: str) -> None:
    """Open the window as the app does, and vanish when it was painted."""
    from PySide6.QtCore import QSettings

    from darkroom.ui.app import build, make_app, open_desk
    from darkroom.viewmodels.inference_thread import InferenceThread

    app = make_app()
    store = QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat)
    desk = build(InferenceThread(), store, app, folder=Path(folder))
    # Connected first, so that nothing that is started after the first paint is measured.
    desk.window.first_painted.connect(lambda: os._exit(0))
    open_desk(desk, "demo")
    app.exec()


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cells", type=int, default=256)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--picture", default="", help="save one of the frames here")
    parser.add_argument("--startup", action="store_true", help="time until the window is visible")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--open-once", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.open_once:
        open_once(options.open_once)
    if options.startup:
        measure_startup(options.runs)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure_paint(options.cells, options.frames, options.picture)


if __name__ == "__main__":
    main()
