"""The text files that go along with the next question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.core.text_file import read_text
from darkroom.core.types import Failure
from darkroom.history.records import Attachment
from darkroom.viewmodels.models.background import Background, Job
from darkroom.worker.protocol import Counted, Event

MOST_FILES = 20


class Counter(Protocol):
    """What counts tokens."""

    def count(self, texts: tuple[str, ...]) -> int:
        """Ask how many tokens each text is; returns the id of the answer."""
        ...


class Composer(QObject):
    """Reads files in the background and learns how many tokens each is.

    As what is written, so files belong to the prompt box of one chat; those of the others are
    kept for as long as the window is there.

    Args:
        counter: counts tokens.
        parent: Qt parent.
    """

    changed = Signal()
    """The files, or their sizes, are others."""
    failed = Signal(object)
    """Carries a ``Failure``: a file cannot go along."""

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._background = Background(self)
        self._request = 0
        self._chat = 0
        self._elsewhere: dict[int, tuple[Attachment, ...]] = {}
        self._coming = 0
        self.attachments: tuple[Attachment, ...] = ()

    def turn_to(self, chat: int) -> None:
        """Show the files of another chat.

        Args:
            chat: its id; 0 before the first one.
        """
        if chat != self._chat:
            self._elsewhere[self._chat] = self.attachments
            self._chat = chat
            self.put(self._elsewhere.pop(chat, ()))

    def attach(self, paths: Iterable[Path]) -> None:
        """Read files and let them go along."""
        paths = list(paths)
        free = max(MOST_FILES - len(self.attachments) - self._coming, 0)
        for path in paths[:free]:
            self._read(path, self._chat)
        if len(paths) > free:
            text = self.tr("No more than {n} files can go along with a question.")
            hint = self.tr("{n} of these were left out.").format(n=len(paths) - free)
            self.failed.emit(Failure(BadInputError.kind, text.format(n=MOST_FILES), hint))

    def put_first(self, chat: int, attachments: tuple[Attachment, ...]) -> None:
        """Give files of a question that was not asked back to its chat."""
        if chat == self._chat:
            self.put((*attachments, *self.attachments))
        else:
            self._elsewhere[chat] = (*attachments, *self._elsewhere.get(chat, ()))

    def put(self, attachments: Iterable[Attachment]) -> None:
        """Let these go along, in place of those that did."""
        self.attachments = tuple(attachments)
        self.changed.emit()
        self.recount()

    def remove(self, index: int) -> None:
        """Leave one out."""
        self.put(file for number, file in enumerate(self.attachments) if number != index)

    @Slot()
    def recount(self) -> None:
        """Learn the sizes anew, as for another model."""
        if self.attachments:
            self._request = self._counter.count(tuple(file.text for file in self.attachments))

    def shutdown(self) -> None:
        """Stop reading; follow with ``wait`` at exit."""
        self._background.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether reading ended in time."""
        return self._background.wait(limit_ms)

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if not isinstance(event, Counted) or event.request_id != self._request:
            return
        if len(event.tokens) == len(self.attachments):
            pairs = zip(self.attachments, event.tokens, strict=True)
            self.attachments = tuple(replace(file, tokens=tokens) for file, tokens in pairs)
            self.changed.emit()

    def _read(self, path: Path, chat: int) -> None:
        def work(_: Job[Attachment]) -> Attachment:
            return Attachment(path.name, read_text(path))

        def on_read(file: Attachment) -> None:
            self._coming -= 1
            if chat == self._chat:
                self.put((*self.attachments, file))
            else:
                self._elsewhere[chat] = (*self._elsewhere.get(chat, ()), file)

        def on_refused(error: DarkroomError) -> None:
            self._coming -= 1
            self.failed.emit(Failure(error.kind, error.text, error.hint))

        self._coming += 1
        self._background.do(work, on_read, on_refused)
