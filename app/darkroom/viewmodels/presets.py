"""The presets a person has, and the files they come from and go to."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from darkroom.core.errors import BadInputError
from darkroom.core.preset_file import Preset
from darkroom.core.presets import STARTERS, Deleted, PresetShelf
from darkroom.core.types import Failure

MAX_FILE_BYTES: Final = 64 << 20


class PresetsViewModel(QObject):
    """What can be done to presets; what cannot be done is told in words.

    Args:
        shelf: where they lie.
        parent: Qt parent.
    """

    changed = Signal()
    """Presets came, went, or are others than before."""
    renamed = Signal(str, str)
    """Carries the old name and the new one."""
    deleted = Signal(str)
    """Carries the name of a preset that ``undo_delete`` can bring back."""
    imported = Signal(object)
    """Carries the names that presets of a file got, a tuple."""
    exported = Signal(str)
    """Carries the path of a file that presets were written to."""
    failed = Signal(object)
    """Carries a ``Failure``."""

    def __init__(self, shelf: PresetShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._deleted: Deleted | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Of all presets, in order."""
        return self._shelf.names

    @property
    def default(self) -> Preset | None:
        """What new chats begin with."""
        return self._shelf.default

    @property
    def lacks_starters(self) -> bool:
        """Some of what everybody begins with is gone."""
        return any(starter.name not in self.names for starter in STARTERS)

    def find(self, name: str) -> Preset | None:
        """The preset of a name."""
        return self._shelf.find(name)

    def save(self, preset: Preset) -> str:
        """Add a preset, or put it in the place of the one of its name.

        Returns:
            The name it got; empty where that could not be.
        """
        with self._tried():
            return self._shelf.save(preset).name
        return ""

    def rename(self, old: str, new: str) -> None:
        """Give a preset another name."""
        with self._tried():
            new = self._shelf.rename(old, new)
            self.renamed.emit(old, new)

    def delete(self, name: str) -> None:
        """Take a preset away; ``undo_delete`` brings the last one back."""
        with self._tried():
            self._deleted = self._shelf.delete(name)
            self.deleted.emit(name)

    def undo_delete(self) -> None:
        """Bring back what was deleted last."""
        deleted, self._deleted = self._deleted, None
        if deleted is not None:
            with self._tried():
                self._shelf.restore(deleted)

    def move(self, name: str, by: int) -> None:
        """Put a preset so many places further down (> 0) or up."""
        if name in self.names:
            with self._tried():
                self._shelf.move(name, max(self.names.index(name) + by, 0))

    def make_default(self, name: str) -> None:
        """Let new chats begin with a preset; an empty name lets them begin with none."""
        with self._tried():
            self._shelf.make_default(name)

    def restore_starters(self) -> None:
        """Bring back the starters that are gone."""
        with self._tried():
            self._shelf.restore_starters()

    def import_file(self, path: str) -> None:
        """Add the presets of a file, all of them or none."""
        try:
            with Path(path).open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self._fail(self.tr("{path} cannot be read: {why}."), path, error.strerror)
            return
        with self._tried():
            if len(data) > MAX_FILE_BYTES:
                raise BadInputError(self.tr("The file is too large for presets."))
            names = self._shelf.import_json(data.decode("utf-8-sig", "replace"))
            self.imported.emit(tuple(names))

    def export_file(self, path: str, names: Sequence[str] | None = None) -> None:
        """Write presets to a file, all of them unless ``names`` says which."""
        with self._tried(changes=False):
            text = self._shelf.export_json(names)
            try:
                Path(path).write_text(text, encoding="utf-8")
            except OSError as error:
                self._fail(self.tr("{path} cannot be written: {why}."), path, error.strerror)
            else:
                self.exported.emit(path)

    @contextmanager
    def _tried(self, *, changes: bool = True) -> Generator[None]:
        """Tell in words what went wrong; otherwise that something changed."""
        try:
            yield
        except BadInputError as error:
            self.failed.emit(Failure(error.kind, error.text, error.hint))
            return
        if changes:
            self.changed.emit()
            if not self._shelf.is_kept:
                self._fail(
                    self.tr("{path} cannot be written."),
                    str(self._shelf.path),
                    hint=self.tr("The presets stay as they are now until you close Darkroom."),
                )

    def _fail(self, text: str, path: str, why: str | None = None, *, hint: str = "") -> None:
        self.failed.emit(Failure("error", text.format(path=path, why=why or "?"), hint))
