"""The models that Darkroom knows of without asking anybody."""

from __future__ import annotations

from functools import cache

from darkroom.core.errors import UnsupportedModelError
from darkroom.core.resources import resource_path
from darkroom.gguf.footprint import estimated_footprint
from darkroom.hardware.plan import Candidate
from darkroom.hub.catalogue_file import read_catalogue
from darkroom.hub.families import DIFFUSION_GEMMA_26B, PARAMS, Catalogue, CatalogueFile, Family

__all__ = [
    "DIFFUSION_GEMMA_26B",
    "Catalogue",
    "CatalogueFile",
    "Family",
    "bundled_catalogue",
    "candidates",
    "read_catalogue",
]


@cache
def bundled_catalogue() -> Catalogue:
    """The catalogue that comes with Darkroom; read when first asked for.

    Raises:
        DarkroomError: the installation is damaged.
    """
    return read_catalogue(resource_path("catalogue", "models.json"))


def candidates(family: Family) -> tuple[Candidate, ...]:
    """What the planner can say about a family without a connection: estimates from file sizes.

    Raises:
        UnsupportedModelError: this version does not run the family.
    """
    if not family.runs:
        raise UnsupportedModelError(
            family.repo,
            f"{family.name} ({family.architecture}) is recognised, but not supported yet.",
            hint="Choose DiffusionGemma 26B-A4B, or the demo model that comes with Darkroom.",
        )
    params = PARAMS[family.id]
    return tuple(
        Candidate(
            quant=file.quant,
            file=file.file,
            size_bytes=file.size_bytes,
            footprint=estimated_footprint(params, file.size_bytes),
            estimated=True,
            present=False,
        )
        for file in family.files
    )
