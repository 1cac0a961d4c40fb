"""All models on this computer: found, told about, checked and deleted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

from darkroom.core.errors import BadInputError
from darkroom.core.paths import data_dir, models_dir
from darkroom.gguf.header import read_header
from darkroom.hub.hashes import HashRecord
from darkroom.hub.library.added import Added
from darkroom.hub.library.check import Verified, verify_model
from darkroom.hub.library.headers import HeaderMemory, Stamp, quant_of
from darkroom.hub.library.model import Found, LocalModel, Owner
from darkroom.hub.library.places import Place, standard_places
from darkroom.hub.library.removal import delete_model
from darkroom.hub.library.sources import find_models
from darkroom.hub.library.walk import ShouldStop, check_stop


class Library:
    """The models of some places and of what a person added. Its methods block; any thread may call.

    Args:
        places: where to look; they need not exist.
        folder: where it keeps its own small files, and finds the hashes of downloads.

    Attributes:
        notes: what the last scan could not read, a sentence each.
    """

    def __init__(self, places: Sequence[Place], folder: Path) -> None:
        self.notes: tuple[str, ...] = ()
        self._places = tuple(places)
        self._added = Added(folder / "added.json")
        self._headers = folder / "headers.json"
        self._hashes = HashRecord(folder)

    @property
    def added(self) -> tuple[Path, ...]:
        """Folders and files that a person added, the oldest first."""
        return self._added.read()

    def scan(self, should_stop: ShouldStop | None = None) -> tuple[LocalModel, ...]:
        """Look for models, and read the headers of those that are new or changed.

        Those that cannot be run are among them, with ``why_not``.

        Args:
            should_stop: asked for each folder and each model.

        Returns:
            The models by name; each file once, whoever leads to it.

        Raises:
            CancelledError: ``should_stop`` said so.
        """
        notes: list[str] = []
        places = (*self._places, *(Place(Owner.USER, path) for path in self.added))
        found = find_models(places, self._hashes.read(), notes.append, should_stop)
        memory = HeaderMemory(self._headers)
        models: list[LocalModel] = []
        for one in found:
            check_stop(should_stop)
            try:
                models.append(_model(one, memory))
            except FileNotFoundError:  # deleted meanwhile
                continue
            except OSError as error:
                notes.append(f"{one.paths[0]} cannot be read ({error.strerror}).")
        memory.save()
        self.notes = tuple(notes)
        return tuple(sorted(models, key=lambda m: (m.name.casefold(), m.size_bytes, m.path)))

    def add(self, path: Path) -> None:
        """Look into a folder from now on, or list a file wherever it lies.

        Raises:
            BadInputError: there is no such folder or file.
            ModelFileError: the file is no GGUF file, damaged, or lacks parts.
            DarkroomError: the list cannot be written.
        """
        if not path.exists():
            raise BadInputError(f"There is no {path}.", "Choose a folder or a .gguf file.")
        if not path.is_dir():
            read_header(path)
        self._added.add(path)

    def forget(self, path: Path) -> None:
        """Drop a folder or file that was added; nothing is deleted.

        Raises:
            DarkroomError: the list cannot be written.
        """
        self._added.forget(path)

    def delete(
        self,
        model: LocalModel,
        in_use: Collection[Path] = (),
        *,
        confirmed_owner: Owner | None = None,
        permanently: bool = False,
    ) -> None:
        """Move the files of a model to the trash.

        Ollama's go with the manifests that name them; the Hugging Face cache deletes its own by
        its own means, which is for good.

        Args:
            model: from ``scan``.
            in_use: files that are loaded; they are never deleted.
            confirmed_owner: whose files the person agreed to delete, wanted for other programs'.
            permanently: delete for good instead.

        Raises:
            BadInputError: it is another program's, and ``confirmed_owner`` does not name that.
            NoTrashError: it would be gone for good; with ``permanently`` it can be deleted.
            DarkroomError: it is in use, gone already, or the disk refuses.
        """
        delete_model(model, in_use, confirmed_owner=confirmed_owner, permanently=permanently)
        for path in model.paths:
            self._added.forget(path)

    def verify(
        self,
        model: LocalModel,
        on_progress: Callable[[int, int], None] | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Verified:
        """Read a whole model and compare it with what its files ought to hash to.

        Args:
            model: from ``scan``.
            on_progress: gets bytes read and bytes in all.
            should_stop: asked for every piece.

        Raises:
            CancelledError: ``should_stop`` said so.
            ModelFileError: a file cannot be read.
        """
        return verify_model(model, on_progress, should_stop)


def default_library(models_folder: Path | None = None) -> Library:
    """The library of this computer.

    Args:
        models_folder: of Darkroom, as the person chose it; None = the usual one.
    """
    return Library(standard_places(models_folder or models_dir()), data_dir())


def _model(found: Found, memory: HeaderMemory) -> LocalModel:
    stats = [path.stat() for path in found.real]
    stamp: Stamp = [[stat.st_size, stat.st_mtime_ns] for stat in stats]
    facts = memory.facts(found, stamp)
    return LocalModel(
        path=found.paths[0],
        paths=found.paths,
        name=found.name,
        architecture=facts.architecture,
        quant=quant_of(found, facts),
        size_bytes=sum(stat.st_size for stat in stats),
        runs=not facts.why_not,
        why_not=facts.why_not,
        owner=found.owner,
        hashes=found.hashes,
        modified=datetime.fromtimestamp(max(stat.st_mtime for stat in stats), UTC),
    )
