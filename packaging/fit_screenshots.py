"""Takes pictures of what fits, on machines that are made up.

    python packaging/fit_screenshots.py OUT [--font FAMILY] [--scale F] [--size WxH] [--only NAME]

Saves, for each machine, dark and light: the list of quantizations, and the page "This machine" in
as many pictures as it is long. Without a display it starts Xvfb for itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from darkroom.hardware.machine import Cpu, Gpu, Machine
from darkroom.ui.app import Desk, build, open_desk
from darkroom.viewmodels.considered import CATALOGUE, DEMO
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState
from screenshots import SETTLE_MS, display, pause, shoot, wait

GB = 10**9


def _card(name: str, total: float, free: float) -> Gpu:
    sizes = round(total * GB), round(free * GB)
    return Gpu(name, "CUDA", "CUDA0", *sizes, driver="NVIDIA 580.82", source="NVML")


_INTEL = Cpu("Intel Core i5-1235U", 10, 12, ("AVX2", "FMA", "F16C"))
_RYZEN = Cpu("AMD Ryzen 9 7950X", 16, 32, ("AVX2", "FMA", "AVX512F", "AVX512VNNI"))
_M4 = Cpu("Apple M4 Pro", 12, 12, ("NEON", "DOTPROD", "I8MM"))
_DISK = Path("/home/ada/models")


def _machine(cpu: Cpu, ram: float, free: float, *gpus: Gpu) -> Machine:
    return Machine(
        cpu, round(ram * GB), round(free * GB), 2 * GB, 2 * GB, _DISK, 212 * GB, gpus,
        simulated=True,
    )  # fmt: skip


MACHINES = {
    "laptop-8gb": _machine(_INTEL, 8.2, 4.9),
    "card-16gb": _machine(_RYZEN, 67.2, 57.5, _card("NVIDIA GeForce RTX 4080", 17.2, 16.3)),
    "card-24gb": _machine(_RYZEN, 67.2, 55.1, _card("NVIDIA GeForce RTX 4090", 25.8, 24.6)),
    "apple-36gb": _machine(
        _M4, 38.7, 30.2,
        Gpu("Apple M4 Pro", "Metal", "Metal", 28 * GB, 28 * GB, unified=True, source="Metal"),
    ),
}  # fmt: skip


def _save(desk: Desk, widget: QWidget, path: Path) -> None:
    desk.window.screen().grabWindow(widget.winId()).save(str(path))


def tour(desk: Desk, stem: Path) -> None:
    """Show one machine in one theme."""
    desk.fit.consider(CATALOGUE)
    wait(lambda: desk.fit.fit is not None and desk.fit.path == CATALOGUE, "The plan")
    desk.window.show_chat()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-closed.png")
    quants = desk.window.top_bar.quants
    quants.open_panel()
    pause(SETTLE_MS)
    root = desk.window.screen().grabWindow(0)
    root.copy(desk.window.geometry()).save(f"{stem}-open.png")
    quants.panel.list.rows[0].click()
    pause(SETTLE_MS)
    root = desk.window.screen().grabWindow(0)
    root.copy(desk.window.geometry()).save(f"{stem}-absent.png")
    quants.panel.hide()
    desk.window.show_machine()
    page = desk.window._machine_page
    if page is None:
        sys.exit("The page did not open.")
    pause(SETTLE_MS)
    bar = page.verticalScrollBar()
    for number in range(6):
        bar.setValue(number * round(bar.pageStep() * 0.92))
        pause(120)
        shoot(desk).save(f"{stem}-page{number + 1}.png")
        if bar.value() == bar.maximum():
            break
    desk.window.show_chat()


def main() -> None:
    """Parse the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--font", default="", help="family in place of the platform's own font")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the system's text")
    parser.add_argument("--size", default="1180x800", help="of the window")
    parser.add_argument("--only", choices=MACHINES, help="one machine")
    parser.add_argument("--theme", choices=("dark", "light"), help="one theme")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with display():
        app = QApplication(sys.argv[:1])
        app.setStyle("Fusion")
        font = QFont(options.font) if options.font else app.font()
        font.setPixelSize(round(15 * options.scale))
        app.setFont(font)
        for name in [options.only] if options.only else MACHINES:
            _visit(app, options, name, font)


def _visit(app: QApplication, options: argparse.Namespace, name: str, font: QFont) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(f"{folder}/darkroom.ini", QSettings.Format.IniFormat)
        desk = build(InferenceThread(), store, app, lambda _folder, _servers: MACHINES[name])
        open_desk(desk, DEMO)
        desk.window.resize(*(int(side) for side in options.size.split("x")))
        wait(lambda: desk.model.state is ModelState.READY, "Loading")
        for theme in [options.theme] if options.theme else ("dark", "light"):
            desk.preferences.theme = theme
            app.setFont(font)  # a change of the scheme sets the platform's own
            tour(desk, options.out / f"{theme}-{name}")
        desk.window.close()
        desk.wait()
        desk.fit.scout.wait(5000)


if __name__ == "__main__":
    main()
