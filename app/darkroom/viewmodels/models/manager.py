"""Getting models, made piece by piece: most starts need none of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.preferences import Preferences

if TYPE_CHECKING:
    from darkroom.hub.client import Hub
    from darkroom.hub.library.library import Library
    from darkroom.viewmodels.models.catalogue import CatalogueViewModel
    from darkroom.viewmodels.models.downloads import DownloadsViewModel
    from darkroom.viewmodels.models.library import LibraryViewModel
    from darkroom.viewmodels.models.offers import Offer


class ModelsViewModel(QObject):
    """The catalogue, the library and the downloads, each made when it is first asked for.

    Args:
        model: whose file must not be deleted.
        fit: judges files by the machine.
        preferences: folder, limit, open downloads.
        folder: of Darkroom's data.
        hub: where to ask; None = huggingface.co.
        parent: Qt parent.
    """

    finished = Signal(object)
    """Carries the ``Item`` of a download that has just been done or failed."""
    progressed = Signal()
    """Downloads went on, came or went."""

    def __init__(
        self,
        model: ModelViewModel,
        fit: FitViewModel,
        preferences: Preferences,
        folder: Path,
        hub: Hub | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.fit = fit
        self.preferences = preferences
        self._model = model
        self._folder = folder
        self._hub = hub

    @cached_property
    def catalogue(self) -> CatalogueViewModel:
        """What there is to get."""
        from darkroom.viewmodels.models.catalogue import CatalogueViewModel

        return CatalogueViewModel(self.fit, self._folder / "catalogue.json", self._hub, self)

    @cached_property
    def library(self) -> LibraryViewModel:
        """What is on this computer."""
        from darkroom.hub.library.library import Library
        from darkroom.hub.library.places import standard_places
        from darkroom.viewmodels.models.library import LibraryViewModel

        def open_library(models_folder: Path) -> Library:
            return Library(standard_places(models_folder), self._folder)

        return LibraryViewModel(self._model, self.preferences, open_library, self)

    @cached_property
    def downloads(self) -> DownloadsViewModel:
        """What is under way."""
        from darkroom.hub.downloads.queue import DownloadQueue
        from darkroom.hub.hashes import HashRecord
        from darkroom.viewmodels.models.downloads import DownloadsViewModel

        hashes = HashRecord(self._folder)
        downloads = DownloadsViewModel(
            self.preferences,
            lambda on_change: DownloadQueue(
                self._state_file,
                self._hub,
                on_change=on_change,
                on_file=hashes.note,
            ),
            self,
        )
        downloads.finished.connect(self._on_finished)
        downloads.changed.connect(self.progressed)
        return downloads

    def start(self) -> None:
        """Go on with the downloads of the last time, if there are any."""
        if self._state_file.exists():
            _ = self.downloads

    def download(self, offer: Offer) -> None:
        """Download a model into the folder of models."""
        self.downloads.start(offer.request(self.preferences.models_folder))

    def shutdown(self) -> None:
        """Ask all threads to end; follow with ``wait`` at exit."""
        for part in self._parts():
            part.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether all threads ended in time."""
        return all([part.wait(limit_ms) for part in self._parts()])

    @property
    def _state_file(self) -> Path:
        return self._folder / "downloads.json"

    def _parts(self) -> list[CatalogueViewModel | LibraryViewModel | DownloadsViewModel]:
        made = vars(self)
        return [made[name] for name in ("downloads", "library", "catalogue") if name in made]

    def _on_finished(self, item: object) -> None:
        if "library" in vars(self):
            self.library.scan()
        self.fit.find_files()
        self.finished.emit(item)
