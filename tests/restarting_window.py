"""``python -m restarting_window demo``: a window that restores a backup and starts anew.

It is the real command with the engine side ``fakes``. The backup is named by the environment. Each
start prints one JSON object; the one after the restart closes its window.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from darkroom.cli.main import main
from darkroom.ui import app
from darkroom.ui.main_window import MainWindow

BACKUP = "DARKROOM_TEST_BACKUP"


class Person(QObject):
    """Restores in the first window, and looks around in the second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(20)

    @Slot()
    def look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window._painted:
                self._act(window)

    def _act(self, window: MainWindow) -> None:
        files = window._parts.files
        if files.restored is not None:
            self._timer.stop()
            notice = window.files.notice
            self._tell(window, said=notice.end.accessibleDescription() if notice else "")
            window.close()
        elif not self._asked:
            self._asked = True
            self._tell(window)
            files.restore(Path(os.environ[BACKUP]))
        elif files.is_waiting and window.files.notice is not None:
            self._timer.stop()
            window.files.notice.restart.click()

    def _tell(self, window: MainWindow, **more: str) -> None:
        rows = window._parts.chats.rows
        seen = {
            "pid": os.getpid(),
            "words": sys.argv[1:],
            "titles": [rows.index(row).data() for row in range(rows.rowCount())],
        }
        print(json.dumps(seen | more), flush=True)


def attended_app() -> QApplication:
    made = _make_app()
    Person(made)
    return made


_make_app = app.make_app

if __name__ == "__main__":
    app.make_app = attended_app
    sys.exit(main(sys.argv[1:], engine="fakes"))
