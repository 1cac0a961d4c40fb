"""Takes pictures of the page "Settings": every section, a search, and the way back.

    python packaging/settings_screenshots.py OUT [--font FAMILY] [--scale F] [--size WxH]
        [--theme T] [--language L] [--accent A]

Saves them dark and light. Without a display it starts Xvfb for itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from darkroom.core.settings import ACCENT, LANGUAGE, REDUCE_MOTION
from darkroom.ui.app import Desk, build, open_desk
from darkroom.ui.translation import SOURCE
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState
from screenshots import SETTLE_MS, display, pause, shoot, wait

NAMES = ("appearance", "chat", "models", "data", "language", "keys", "about")
TRACE_BYTES = 123_456_789


def tour(desk: Desk, stem: Path) -> None:
    """Show one theme's pictures."""
    door = desk.window.settings
    door.show_last()
    door.show_trace_bytes(TRACE_BYTES)
    page = door.page
    if page is None:
        sys.exit("The page did not open.")
    bar = page.verticalScrollBar()
    for name, section in zip(NAMES, page.sections, strict=True):
        page.show_section(section)
        pause(SETTLE_MS // 2)
        shoot(desk).save(f"{stem}-{name}.png")
        if bar.maximum():
            bar.setValue(bar.maximum())
            pause(SETTLE_MS // 4)
            shoot(desk).save(f"{stem}-{name}-end.png")
    page.search.setText("a")
    page.search.setFocus()
    pause(SETTLE_MS // 2)
    shoot(desk).save(f"{stem}-search.png")
    page.show_section(page.appearance)
    preferences = desk.preferences
    preferences.set(REDUCE_MOTION, True)
    pause(SETTLE_MS // 2)
    shoot(desk).save(f"{stem}-changed.png")
    if preferences.get(LANGUAGE) == SOURCE:  # or the window would be made anew
        page.reset_all.setFocus()
        page.reset_all.click()
        pause(SETTLE_MS // 2)
        shoot(desk).save(f"{stem}-reset.png")
        preferences.undo_reset()
    preferences.set(REDUCE_MOTION, False)


def main() -> None:
    """Parse the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--font", default="", help="family in place of the platform's own font")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the system's text")
    parser.add_argument("--size", default="1180x800", help="of the window")
    parser.add_argument("--theme", choices=("dark", "light"), help="one theme")
    parser.add_argument("--language", default="en")
    parser.add_argument("--accent", default="amber")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with display(), tempfile.TemporaryDirectory() as folder:
        _visit(options, Path(folder))


def _visit(options: argparse.Namespace, home: Path) -> None:
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    font = QFont(options.font) if options.font else app.font()
    font.setPixelSize(round(15 * options.scale))
    app.setFont(font)
    store = QSettings(f"{home}/darkroom.ini", QSettings.Format.IniFormat)
    store.setValue(LANGUAGE.key, options.language)
    store.setValue(ACCENT.key, options.accent)
    desk = build(InferenceThread(), store, app, folder=home / "data")
    open_desk(desk, DEMO)
    desk.window.resize(*(int(side) for side in options.size.split("x")))
    wait(lambda: desk.model.state is ModelState.READY, "Loading")
    for theme in [options.theme] if options.theme else ["dark", "light"]:
        desk.preferences.theme = theme
        app.setFont(font)  # a change of the scheme sets the platform's own
        tour(desk, options.out / theme)
    desk.window.close()
    desk.wait()


if __name__ == "__main__":
    main()
