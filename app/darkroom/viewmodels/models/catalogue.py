"""The models there are: those Darkroom knows of, and those that a person looked up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import CancelledError, DarkroomError
from darkroom.core.types import Failure
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import Fit
from darkroom.hub.client import Hub
from darkroom.hub.families import Catalogue
from darkroom.hub.refresh import Refreshed, known_catalogue, refresh_catalogue
from darkroom.hub.repository import RemoteRepo, describe_repo
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.memory import differs
from darkroom.viewmodels.models.background import Background, Job
from darkroom.viewmodels.models.offers import Offer, Shelf, shelf_of_family, shelf_of_repo


class CatalogueViewModel(QObject):
    """Shows at once what is known; asks the Hub when a person wants that, and never before.

    Args:
        fit: judges files by the machine.
        cache: where the last answer of the Hub is kept.
        hub: where to ask; None = huggingface.co.
        parent: Qt parent.
    """

    changed = Signal()
    """Any of the attributes, or a verdict, is new."""

    def __init__(
        self, fit: FitViewModel, cache: Path, hub: Hub | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self._cache = cache
        self._hub = hub
        self._refresher, self._looker = Background(self), Background(self)
        self.date = date.min
        self.shelves: tuple[Shelf, ...] = ()
        self.found: tuple[Shelf, ...] = ()
        self.refreshing = False
        self.notes: tuple[str, ...] = ()
        self.looked_up = ""
        self.failure: Failure | None = None
        self._look: Job[RemoteRepo] | None = None
        self._fits: dict[str, Fit | None] = {}
        self._judged: Machine | None = None
        self._show_known()
        fit.changed.connect(self._on_fit_changed)

    @property
    def looking(self) -> bool:
        """A repository is being looked into."""
        return self._look is not None

    def matching(self, text: str) -> tuple[Shelf, ...]:
        """What a search finds; those that were looked up first."""
        found = (shelf.matching(text) for shelf in (*self.found, *self.shelves))
        return tuple(shelf for shelf in found if shelf is not None)

    def fit_of(self, shelf: Shelf) -> Fit | None:
        """How the models of a repository fit; None until somebody has looked at the machine."""
        if shelf.repo not in self._fits:
            whole = next(s for s in (*self.found, *self.shelves) if s.repo == shelf.repo)
            self._judged = self._fit.machine
            self._fits[shelf.repo] = self._fit.judge(whole.candidates)
        return self._fits[shelf.repo]

    def offer_of(self, file: str) -> Offer | None:
        """The offer whose first file has this name in its repository."""
        offers = (offer for shelf in (*self.shelves, *self.found) for offer in shelf.offers)
        return next((offer for offer in offers if offer.files and offer.files[0] == file), None)

    def refresh(self) -> None:
        """Ask the Hub about all families."""
        if self.refreshing:
            return
        self.refreshing, self.notes = True, ()
        self._refresher.do(
            lambda _job: refresh_catalogue(self._cache, self._hub),
            self._on_refreshed,
            self._on_refresh_failed,
        )
        self.changed.emit()

    def look_up(self, text: str) -> None:
        """Look into a repository by its name or address; of its files only headers are read."""
        self.stop_looking()
        self.looked_up, self.failure = text.strip(), None
        if self.looked_up:
            self._look = self._looker.do(
                lambda job: describe_repo(text, self._hub, should_stop=job.should_stop),
                self._on_found,
                self._on_look_failed,
            )
        self.changed.emit()

    def stop_looking(self) -> None:
        """Never mind."""
        if self._look is not None:
            self._look.stop()
            self._look = None
            self.changed.emit()

    def shutdown(self) -> None:
        """Ask the threads to end; follow with ``wait`` at exit."""
        self._refresher.shutdown()
        self._looker.shutdown()

    def wait(self, limit_ms: int) -> bool:
        """Whether the threads ended in time."""
        return self._refresher.wait(limit_ms) and self._looker.wait(limit_ms)

    def _show_known(self) -> None:
        try:
            self._show(known_catalogue(self._cache))
        except DarkroomError as error:
            self.notes = (error.text,)

    def _show(self, catalogue: Catalogue) -> None:
        self.date = catalogue.date
        self.shelves = tuple(shelf_of_family(family) for family in catalogue.families)
        self._fits = {}

    def _on_refreshed(self, refreshed: Refreshed) -> None:
        self.refreshing, self.notes = False, refreshed.notes
        self._show(refreshed.catalogue)
        self.changed.emit()

    def _on_refresh_failed(self, error: DarkroomError) -> None:
        self.refreshing, self.notes = False, (error.text,)
        self.changed.emit()

    def _on_found(self, repo: RemoteRepo) -> None:
        if self._look is None:
            return  # stopped when it was done already
        self._look = None
        shelf = shelf_of_repo(repo)
        self.found = (shelf, *(old for old in self.found if old.repo != shelf.repo))
        self._fits.pop(shelf.repo, None)
        self.changed.emit()

    def _on_look_failed(self, error: DarkroomError) -> None:
        if isinstance(error, CancelledError):
            return
        self._look = None
        self.failure = Failure(error.kind, error.text, error.hint)
        self.changed.emit()

    @Slot()
    def _on_fit_changed(self) -> None:
        machine, judged = self._fit.machine, self._judged
        if machine is None or (judged is not None and not differs(machine, judged)):
            return
        self._judged = machine
        self._fits = {}
        self.changed.emit()
