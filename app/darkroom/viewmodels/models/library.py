"""The models on this computer: found, checked, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from darkroom.core.errors import CancelledError, DarkroomError
from darkroom.core.types import Failure
from darkroom.hub.library.check import Verified
from darkroom.hub.library.library import Library
from darkroom.hub.library.model import LocalModel
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.models.background import Background, Job
from darkroom.viewmodels.preferences import Preferences

OpenLibrary = Callable[[Path], Library]
"""Takes the folder of Darkroom's models."""


@dataclass(frozen=True, slots=True)
class Check:
    """A model that is, or was, compared with what it ought to be.

    Attributes:
        share: read so far, in [0, 1].
        verified: what came of it; None while it goes on.
    """

    share: float
    verified: Verified | None = None


class LibraryViewModel(QObject):
    """Looks for models in a thread, and does in threads what people want done with them.

    Args:
        model: whose file must not be deleted.
        preferences: where Darkroom's own models lie.
        open_library: makes the library.
        parent: Qt parent.
    """

    changed = Signal()
    """Models, checks or troubles are new."""
    told = Signal(object)
    """Carries the ``LocalModel`` whose check went on."""

    def __init__(
        self,
        model: ModelViewModel,
        preferences: Preferences,
        open_library: OpenLibrary,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._preferences = preferences
        self._open_library = open_library
        self._disk, self._checker = Background(self), Background(self)
        self._library = open_library(preferences.models_folder)
        self.models: tuple[LocalModel, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.added: tuple[Path, ...] = ()
        self.scanned = False
        self.checks: dict[Path, Check] = {}
        self.troubles: dict[Path, Failure] = {}
        self.failure: Failure | None = None
        self._scan: Job[tuple[LocalModel, ...]] | None = None
        self._checking: dict[Path, Job[Verified]] = {}
        self._folder = preferences.models_folder
        preferences.models_folder_changed.connect(self._on_folder_changed)
        model.changed.connect(self.changed)

    @property
    def scanning(self) -> bool:
        """Models are being looked for."""
        return self._scan is not None

    def matching(self, text: str) -> tuple[LocalModel, ...]:
        """What a search finds: each word must occur in the name, kind, place or owner."""
        words = text.casefold().split()
        return tuple(
            model for model in self.models if all(word in _searched(model) for word in words)
        )

    def in_use(self, model: LocalModel) -> bool:
        """Its file answers, or is to answer with the next question."""
        return any(_same(path, used) for used in self._used() for path in model.paths)

    def scan(self) -> None:
        """Look for models anew."""
        if self._scan is not None:
            self._scan.stop()
        library = self._library
        self._scan = job = self._disk.do(
            lambda job: library.scan(job.should_stop),
            lambda models: self._on_scanned(job, models),
            lambda error: self._on_scan_failed(job, error),
        )
        self.changed.emit()

    def add(self, path: Path) -> None:
        """List a file, or all models of a folder, from now on."""
        self.failure = None
        self._disk.do(
            lambda _job: self._library.add(path), lambda _done: self.scan(), self._on_failed
        )

    def forget(self, path: Path) -> None:
        """Take what was added off the list; nothing is deleted."""
        self.failure = None
        self._disk.do(
            lambda _job: self._library.forget(path), lambda _done: self.scan(), self._on_failed
        )

    def delete(self, model: LocalModel, *, permanently: bool = False) -> None:
        """Move a model to the trash; the person has agreed, also where it is another program's."""
        self.troubles.pop(model.path, None)
        self.stop_check(model)
        used = self._used()
        self._disk.do(
            lambda _job: self._library.delete(
                model, used, confirmed_owner=model.owner, permanently=permanently
            ),
            lambda _done: self._on_deleted(model),
            lambda error: self._on_trouble(model, error),
        )
        self.changed.emit()

    def check(self, model: LocalModel) -> None:
        """Compare a model with what it ought to hash to, as soon as those before are done."""
        if model.path in self._checking:
            return
        self.troubles.pop(model.path, None)
        self.checks[model.path] = Check(0.0)
        size = max(model.size_bytes, 1)
        self._checking[model.path] = self._checker.do(
            lambda job: self._library.verify(
                model, lambda done, _total: job.tell(done / size), job.should_stop
            ),
            lambda verified: self._on_checked(model, verified),
            lambda error: self._on_check_failed(model, error),
            lambda share: self._on_told(model, share),
        )
        self.changed.emit()

    def stop_check(self, model: LocalModel) -> None:
        """Check no further."""
        if job := self._checking.pop(model.path, None):
            job.stop()
            self.checks.pop(model.path, None)
            self.changed.emit()

    def shutdown(self) -> None:
        """Ask the threads to end; follow with ``wait`` at exit."""
        self._disk.shutdown()
        self._checker.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether the threads ended in time."""
        return self._disk.wait(limit_ms) and self._checker.wait(limit_ms)

    def _used(self) -> tuple[Path, ...]:
        model = self._model
        idle = model.state in (ModelState.EMPTY, ModelState.FAILED) or model.path in ("", DEMO)
        return () if idle else (Path(model.path),)

    def _on_scanned(self, job: Job[tuple[LocalModel, ...]], models: tuple[LocalModel, ...]) -> None:
        if job is self._scan:
            self._scan, self.scanned = None, True
            self.models, self.notes = models, self._library.notes
            self.added = self._library.added
            self.changed.emit()

    def _on_scan_failed(self, job: Job[tuple[LocalModel, ...]], error: DarkroomError) -> None:
        if job is self._scan:
            self._scan = None
            self._on_failed(error)

    def _on_failed(self, error: DarkroomError) -> None:
        self.failure = Failure(error.kind, error.text, error.hint)
        self.changed.emit()

    def _on_deleted(self, model: LocalModel) -> None:
        self.checks.pop(model.path, None)
        self.models = tuple(other for other in self.models if other.path != model.path)
        self.scan()

    def _on_trouble(self, model: LocalModel, error: DarkroomError) -> None:
        self.troubles[model.path] = Failure(error.kind, error.text, error.hint)
        self.changed.emit()

    def _on_told(self, model: LocalModel, share: float) -> None:
        self.checks[model.path] = Check(share)
        self.told.emit(model)

    def _on_checked(self, model: LocalModel, verified: Verified) -> None:
        self._checking.pop(model.path, None)
        self.checks[model.path] = Check(1.0, verified)
        self.changed.emit()

    def _on_check_failed(self, model: LocalModel, error: DarkroomError) -> None:
        if isinstance(error, CancelledError):
            return
        self._checking.pop(model.path, None)
        self.checks.pop(model.path, None)
        self._on_trouble(model, error)

    def _on_folder_changed(self) -> None:
        old, self._folder = self._folder, self._preferences.models_folder
        self._library = self._open_library(self._folder)
        # What was downloaded before stays in sight.
        if old.is_dir() and any(old.iterdir()):
            self.add(old)
        else:
            self.scan()


def _searched(model: LocalModel) -> str:
    parts = (model.name, model.architecture, model.quant, str(model.path), model.owner.program)
    return " ".join(parts).casefold()


def _same(path: Path, other: Path) -> bool:
    try:
        return path == other or path.samefile(other)
    except OSError:
        return False
