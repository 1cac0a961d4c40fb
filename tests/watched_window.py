"""``python -m watched_window ARGUMENTS``: a window that tells what a person would see of it.

It is the real command with the engine side ``fakes``. Each change is one JSON object on stdout;
words on stdin do what a person, or a fault, would do.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot, qWarning
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPlainTextEdit, QPushButton

from darkroom.cli.main import main
from darkroom.ui import app
from darkroom.ui.banner import Banner
from darkroom.ui.main_window import MainWindow

FAIL = "--fail"
"""Argument that lets the start of the window fail."""
PERIOD_MS = 20


class Watcher(QObject):
    """Tells what there is, and does what it is told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told: dict[str, object] = {}
        self._deeds: dict[str, Callable[[], object]] = {
            "minimise": lambda: self._window.showMinimized(),
            "maximise": lambda: self._window.showMaximized(),
            "sidebar": lambda: self._window.shell.toggle_sidebar(),
            "close": lambda: self._window.close(),
            "stumble": lambda: {}[" ".join(("dear", "diary"))],
            "stumble in a thread": lambda: threading.Thread(target=os.remove, args=("",)).start(),
            # One from outside may strike any thread, while the others go on.
            "fault": lambda: signal.raise_signal(signal.SIGSEGV),
            "warn": lambda: qWarning("Qt is not amused"),
            "ok": lambda: self._press(QMessageBox, "OK"),
            "show": lambda: self._press(Banner, "Show "),
            "dismiss": lambda: self._press_close(),
        }
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(PERIOD_MS)
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.obey)

    @Slot()
    def look(self) -> None:
        seen = self._see()
        if seen != self._told:
            self._told = seen
            print(json.dumps(seen), flush=True)

    @Slot()
    def obey(self) -> None:
        words = os.read(0, 4096).decode()
        if not words:
            self._notifier.setEnabled(False)
        for word in words.splitlines():
            self._deeds[word]()

    @property
    def _window(self) -> MainWindow:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    def _see(self) -> dict[str, object]:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if not windows:
            boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
            return {"box": boxes[0].text()} if boxes else {}
        window = windows[0]
        banners = [b for b in window.findChildren(Banner) if b.isVisible()]
        reports = [d for d in window.findChildren(QDialog) if d.objectName() == "report"]
        return {
            "painted": window._painted,
            "prompt": window.prompt.text,
            "turns": len(window._parts.chat.turns),
            "model": window._parts.model.path,
            "minimised": window.isMinimized(),
            "maximised": window.isMaximized(),
            "active": window.isActiveWindow(),
            "sidebar": window.shell.sidebar_open,
            "banners": [b.accessibleName() for b in banners],
            "words": [b.accessibleDescription() for b in banners],
            "report": reports[0].findChild(QPlainTextEdit).toPlainText() if reports else "",
        }

    def _press(self, kind: type[QObject], text: str) -> None:
        for widget in QApplication.allWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                for button in widget.findChildren(QPushButton):
                    if button.text().startswith(text) and button.isVisible():
                        button.click()

    def _press_close(self) -> None:
        for banner in self._window.findChildren(Banner):
            if banner.isVisible():
                banner._close.click()


def watched_app() -> QApplication:
    made = _make_app()
    Watcher(made)
    return made


def failing_app() -> QApplication:
    raise ZeroDivisionError("dear diary")


_make_app = app.make_app

if __name__ == "__main__":
    words = sys.argv[1:]
    app.make_app = failing_app if FAIL in words else watched_app
    sys.exit(main([word for word in words if word != FAIL], engine="fakes"))
