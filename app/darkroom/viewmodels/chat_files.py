"""Chats in files: export, import, and backups of the whole history."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from darkroom.core.errors import CancelledError, DarkroomError
from darkroom.core.types import Failure
from darkroom.history import pending
from darkroom.history.backup import back_up
from darkroom.history.exchange import read_json
from darkroom.history.pending import Restored
from darkroom.history.readable import Labels
from darkroom.history.store import History
from darkroom.history.writing import Form, file_name, read_chats, write_chats
from darkroom.viewmodels.models.background import Background, Job


class Work(Enum):
    """What takes its time."""

    EXPORT = auto()
    IMPORT = auto()
    BACK_UP = auto()
    CHECK = auto()
    """A backup is looked through, that will be restored."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        work: that is done.
        path: of the file that was written or read.
        chats: how many went out or came in; 0 for a backup.
    """

    work: Work
    path: Path
    chats: int = 0


class ChatFilesViewModel(QObject):
    """Reads and writes files in a thread of its own, one after the other.

    Args:
        history: of the window's own thread.
        place: tells where the history of the next start is.
        parent: Qt parent.
    """

    changed = Signal()
    """Something began, goes on, ended, or was seen."""
    imported = Signal()
    """There are new chats in the history."""
    restart_asked = Signal()

    def __init__(
        self, history: History, place: Callable[[], Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._place = place
        self._background = Background(self)
        self._jobs: deque[tuple[Work, Job[int]]] = deque()
        self._waiting_for = place()
        self.done: tuple[int, int] = (0, 0)
        """Chats written or read so far, of how many; zeros where nobody knows."""
        self.outcome: Outcome | None = None
        self.failure: Failure | None = None
        self.failed_work: Work | None = None
        """What the failure is of; None for a restore at the start."""
        self.is_waiting = False
        """A backup was looked through, and the person has not said when to restore it."""
        self.restored: Restored | None = None
        """What this start has restored."""
        self.restart_wanted = False

    @property
    def work(self) -> Work | None:
        """What is under way."""
        return self._jobs[0][0] if self._jobs else None

    @property
    def has_news(self) -> bool:
        """There is something to tell."""
        told = (self.work, self.outcome, self.failure, self.restored)
        return self.is_waiting or any(one is not None for one in told)

    def name_of(self, chat: int, form: Form) -> str:
        """A name for the file of a chat, with its suffix."""
        head = self._history.head(chat)
        return file_name(head.title if head else "", self.tr("Chat")) + form.suffix

    def name_of_all(self, suffix: str) -> str:
        """A name for a file with all chats."""
        return file_name(self.tr("Darkroom chats {date}").format(date=date.today())) + suffix

    # --- what people do

    def export(self, path: Path, form: Form, chats: Sequence[int] | None = None) -> None:
        """Write chats to a file; what stands there is replaced.

        Args:
            path: of the file.
            form: how.
            chats: their ids; all if None.
        """
        labels = self._labels()

        def write(job: Job[int]) -> int:
            def on_chat(number: int, total: int) -> None:
                if job.should_stop():
                    raise CancelledError("The export was stopped.")
                job.tell((number, total))

            with closing(History(self._history.path)) as history:
                return write_chats(history, path, form, chats, labels=labels, on_chat=on_chat)

        self._begin(Work.EXPORT, path, write)

    def import_from(self, path: Path) -> None:
        """Take in the chats of a JSON file."""

        def read(job: Job[int]) -> int:
            def on_chat(number: int, total: int) -> None:
                job.tell((number, total))

            data = read_json(path)
            with closing(History(self._history.path)) as history:
                return read_chats(history, data, on_chat=on_chat, should_stop=job.should_stop)

        self._begin(Work.IMPORT, path, read)

    def back_up(self, path: Path) -> None:
        """Copy the whole history to a file; what stands there is replaced."""

        def copy(_: Job[int]) -> int:
            with closing(History(self._history.path)) as history:
                back_up(history, path)
            return 0

        self._begin(Work.BACK_UP, path, copy)

    def restore(self, backup: Path) -> None:
        """Look a backup through, and let it take the place of the history at the next start."""
        place = self._waiting_for = self._place()

        def check(_: Job[int]) -> int:
            pending.stage(backup, place)
            return 0

        self._begin(Work.CHECK, backup, check)

    def restart(self) -> None:
        """End, and start anew with what waits."""
        self.restart_wanted = True
        self.restart_asked.emit()

    def put_off(self) -> None:
        """Restore at the next start, whenever that is."""
        self.is_waiting = False
        self.changed.emit()

    def withdraw(self) -> None:
        """Do not restore what waits."""
        self.is_waiting = False
        try:
            pending.withdraw(self._waiting_for)
        except DarkroomError as error:
            self._fail(error)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the export or import that is under way; of an import stays what has come."""
        if self._jobs:
            self._jobs[0][1].stop()

    def dismiss(self) -> None:
        """The person has seen what came of it."""
        self.outcome = self.failure = self.restored = None
        self.changed.emit()

    # --- from outside

    def look_back(self, restored: Restored | None, error: DarkroomError | None) -> None:
        """Tell what came of a backup that waited for this start."""
        self.restored = restored
        if error is not None:
            self._fail(error)
        if restored is not None or error is not None:
            self.changed.emit()

    def shutdown(self) -> None:
        """Stop what can be stopped; follow with ``wait`` at exit."""
        self._background.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether all ended in time."""
        return self._background.wait(limit_ms)

    # --- inside

    def _begin(self, work: Work, path: Path, do: Callable[[Job[int]], int]) -> None:
        def on_done(chats: int) -> None:
            self._end()
            if work is Work.CHECK:
                self.is_waiting = True
            else:
                self.outcome = Outcome(work, path, chats)
            if work is Work.IMPORT:
                self.imported.emit()
            self.changed.emit()

        def on_failed(error: DarkroomError) -> None:
            self._end()
            if not isinstance(error, CancelledError):
                self._fail(error, work)
            self.changed.emit()

        self.outcome = self.failure = self.restored = None
        self._jobs.append((work, self._background.do(do, on_done, on_failed, self._on_told)))
        self.changed.emit()

    def _end(self) -> None:
        self._jobs.popleft()
        self.done = (0, 0)

    def _fail(self, error: DarkroomError, work: Work | None = None) -> None:
        self.failed_work = work
        self.failure = Failure(error.kind, error.text, error.hint)

    def _on_told(self, done: tuple[int, int]) -> None:
        self.done = done
        self.changed.emit()

    def _labels(self) -> Labels:
        return Labels(
            you=self.tr("You"),
            model=self.tr("Model"),
            system=self.tr("System prompt"),
            thinking=self.tr("Thinking"),
            stopped=self.tr("This answer was stopped."),
            failed=self.tr("This answer failed."),
            interrupted=self.tr("This answer was interrupted."),
        )
