"""The form that is being written, and those that are kept."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.errors import BadInputError
from darkroom.core.form import Form, parse_form
from darkroom.core.form_problems import FormError
from darkroom.core.form_shelf import FormShelf, Sheet
from darkroom.core.text_file import read_text
from darkroom.core.types import Failure

_PAUSE_MS: Final = 600
"""What is typed is on disk this long after the last key."""
MOST_CHARACTERS: Final = 100_000
"""Of a form that is read from a file; more than most contexts hold."""


class SheetsViewModel(QObject):
    """Reads what is typed, keeps it, and puts other forms in its place.

    Args:
        shelf: where forms lie.
        parent: Qt parent.
    """

    read = Signal()
    """``form`` and ``error`` are those of what is written now."""
    replaced = Signal()
    """Another form is being written; an editor shows ``text`` and ``request``."""
    changed = Signal()
    """Forms came, went, or have other names."""
    deleted = Signal(str)
    """Carries the name of a form that ``undo_delete`` brings back."""
    failed = Signal(object)
    """Carries a ``Failure``."""

    def __init__(self, shelf: FormShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.text = shelf.written.text
        self.request = shelf.written.request
        self.form: Form | None = None
        self.readable: Form | None = None
        """What the form was when it could last be read."""
        self.error: FormError | None = None
        self._deleted: Sheet | None = None
        self._told_unkept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        self._read()

    @property
    def is_empty(self) -> bool:
        """Nothing is written."""
        return not self.text.strip()

    @property
    def name(self) -> str:
        """What the form that is being written is kept under; empty for none."""
        return self._shelf.written.name

    @property
    def is_saved(self) -> bool:
        """It is kept under its name as it is."""
        kept = self._shelf.find(self.name)
        return kept is not None and kept.says_like(Sheet(self.text, self.request))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the forms that are kept."""
        return self._shelf.names

    @property
    def can_bring_back(self) -> bool:
        """Something was being written before another form took its place."""
        before = self._shelf.before
        return bool(before.text) and not before.says_like(Sheet(self.text, self.request))

    # --- writing

    def write(self, text: str, request: str) -> None:
        """Take in what is typed; it is on disk soon after."""
        if (text, request) == (self.text, self.request):
            return
        self.request = request
        if text != self.text:
            self.text = text
            self._read()
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Write down at once what is typed."""
        self._timer.stop()
        self._shelf.write(self.text, self.request)
        self._tell_unkept()

    # --- other forms

    def begin(self, sheet: Sheet) -> None:
        """Go on with another form; ``bring_back`` returns to this one."""
        self.keep()
        self._shelf.begin(sheet)
        self._show()

    def open(self, name: str) -> None:
        """Go on with a form that is kept."""
        sheet = self._shelf.find(name)
        if sheet is not None:
            self.begin(sheet)

    def bring_back(self) -> None:
        """Go on with what was being written before another form took its place."""
        self.begin(self._shelf.before)

    def import_file(self, path: str) -> None:
        """Go on with the form in a text file."""
        with self._tried():
            text = read_text(Path(path))
            if len(text) > MOST_CHARACTERS:
                raise BadInputError(self.tr("The file is too long for a form."))
            self.begin(Sheet(text))

    def save(self, name: str) -> None:
        """Keep what is written under a name."""
        self.keep()
        with self._tried():
            self._shelf.save(name)

    def rename(self, old: str, new: str) -> None:
        """Give a form another name."""
        with self._tried():
            self._shelf.rename(old, new)

    def delete(self, name: str) -> None:
        """Take a form away; ``undo_delete`` brings the last one back."""
        with self._tried():
            self._deleted = self._shelf.delete(name)
            self.deleted.emit(name)

    def undo_delete(self) -> None:
        """Bring back what was deleted last."""
        deleted, self._deleted = self._deleted, None
        if deleted is not None:
            with self._tried():
                self._shelf.restore(deleted)

    # --- inside

    def _show(self) -> None:
        written = self._shelf.written
        self.text, self.request = written.text, written.request
        self.readable = None
        self._read()
        self.replaced.emit()
        self.changed.emit()
        self._tell_unkept()

    def _read(self) -> None:
        self.form = self.error = None
        try:
            self.form = self.readable = parse_form(self.text)
        except FormError as error:
            self.error = error
        self.read.emit()

    @contextmanager
    def _tried(self) -> Generator[None]:
        """Tell in words what went wrong; otherwise that something changed."""
        try:
            yield
        except BadInputError as error:
            self.failed.emit(Failure(error.kind, error.text, error.hint))
            return
        self.changed.emit()
        self._tell_unkept()

    def _tell_unkept(self) -> None:
        told, self._told_unkept = self._told_unkept, not self._shelf.is_kept
        if self._told_unkept and not told:
            text = self.tr("{path} cannot be written.").format(path=self._shelf.path)
            hint = self.tr("Your forms stay as they are now until you close Darkroom.")
            self.failed.emit(Failure("error", text, hint))
