"""Which model is looked at, and the files there are of it. No Qt in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from darkroom.core.types import Failure
from darkroom.hardware.plan import Candidate

DEMO: Final = "demo"
"""Path that stands for the bundled model."""
CATALOGUE: Final = ""
"""Path that stands for the catalogue's model, which need not be here."""
CATALOGUE_NAME: Final = "DiffusionGemma 26B-A4B"


@dataclass(frozen=True, slots=True)
class Considered:
    """A model, and the files there are of it.

    Attributes:
        path: the file that was asked for, ``DEMO`` or ``CATALOGUE``.
        title: what the header or the catalogue calls the model.
        candidates: its files, the smallest first.
        page: where its files can be had; empty where unknown.
        failure: why nothing can be planned.
    """

    path: str
    title: str
    candidates: tuple[Candidate, ...] = ()
    page: str = ""
    failure: Failure | None = None

    @property
    def own(self) -> Candidate | None:
        """The file that was asked for."""
        return next((c for c in self.candidates if c.file == self.path), None)
