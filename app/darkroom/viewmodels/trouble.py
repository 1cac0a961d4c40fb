"""What went wrong with the window itself: last time, or just now."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)

from darkroom.core.crash import Marker, last_end, mark_ended, mark_running
from darkroom.core.crash_report import ESCAPED, Report, report_on, report_on_faults
from darkroom.core.paths import new_log_path
from darkroom.core.window_log import WindowLog

_KEPT: Final = 5
_WORTH_NOTING: Final = {
    QtMsgType.QtWarningMsg: "Qt warns",
    QtMsgType.QtCriticalMsg: "Qt has trouble",
    QtMsgType.QtFatalMsg: "Qt gives up",
}


@dataclass(frozen=True, slots=True)
class Watch:
    """What is written about this process, and what the one before it left.

    Args:
        log: of this window; None where none can be written.
        last: marker of a window that did not end in good order.
    """

    log: WindowLog | None = None
    last: Marker | None = None


@contextmanager
def watch(folder: Path) -> Generator[Watch, None, None]:
    """Write down what goes wrong in this process, until it ends in good order.

    Args:
        folder: of the profile, where the marker lies.
    """
    last = last_end(folder)
    try:
        log = WindowLog(new_log_path("window"))
    except OSError:
        yield Watch(None, last)
        return
    with log, _messages_to(log):
        mark_running(folder, log.path)
        try:
            yield Watch(log, last)
        except BaseException as error:
            log.fault("The window could not go on", error)
            log.note(ESCAPED)
            raise
        mark_ended(folder)


@contextmanager
def _messages_to(log: WindowLog) -> Generator[None, None, None]:
    """Let Qt's messages be seen as ever, and noted from warnings on."""

    def on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in _WORTH_NOTING:
            log.note(f"{_WORTH_NOTING[kind]}: {text}")
        with suppress(OSError, ValueError):
            if sys.stderr is not None:  # as where there is no console
                sys.stderr.write(f"{text}\n")

    log.note(f"Qt {qVersion()}")
    qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


class TroubleViewModel(QObject):
    """Knows how the last window ended, and what this one has stumbled over.

    Args:
        watched: what is known already.
        parent: Qt parent.
    """

    changed = Signal()
    _struck = Signal(str)

    def __init__(self, watched: Watch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = watched.log
        self._marker = watched.last
        self._started = time.time()
        self._last: Report | None = None
        self._stacks: deque[str] = deque(maxlen=_KEPT)
        # Faults strike in any thread; the signal brings them to this one.
        self._struck.connect(self._on_struck)
        if self._log is not None:
            self._log.on_fault = self._struck.emit

    @property
    def last(self) -> Report | None:
        """How the last window ended; None after a good end, or once that is dismissed."""
        return self._last

    @property
    def stumbled(self) -> bool:
        """This window met exceptions that nobody caught, and nobody has dismissed them."""
        return bool(self._stacks)

    @property
    def stumbles(self) -> str:
        """A report on the exceptions this window met."""
        path = self._log.path if self._log is not None else Path()
        return report_on_faults(path, self._stacks)

    @property
    def log_folder(self) -> Path | None:
        """Where the logs lie, as far as there are any."""
        return self._log.path.parent if self._log is not None else None

    @Slot()
    def look_back(self) -> None:
        """Read what the last window left; some milliseconds after a bad end, nothing else."""
        if self._marker is not None:
            self._last, self._marker = report_on(self._marker, now=self._started), None
            self.changed.emit()

    @Slot()
    def dismiss_last(self) -> None:
        """The person has seen how the last window ended."""
        self._last = None
        self.changed.emit()

    @Slot()
    def dismiss_stumbles(self) -> None:
        """The person has seen what this window met."""
        self._stacks.clear()
        self.changed.emit()

    def stop(self) -> None:
        """Hear of no more; the log goes on."""
        if self._log is not None:
            self._log.on_fault = None

    @Slot(str)
    def _on_struck(self, stack: str) -> None:
        self._stacks.append(stack)
        self.changed.emit()


def save_report(text: str, path: Path) -> str:
    """Write a report into a file; returns why that cannot be, or nothing."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        return error.strerror or str(error)
    return ""
