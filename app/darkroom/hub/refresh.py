"""The catalogue brought up to date by the Hub, when a person asks for that."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from darkroom.core.errors import DarkroomError
from darkroom.core.json_file import write_json
from darkroom.core.paths import data_dir
from darkroom.hub.catalogue import bundled_catalogue
from darkroom.hub.catalogue_file import catalogue_json, read_catalogue
from darkroom.hub.client import Hub
from darkroom.hub.families import Catalogue, CatalogueFile, Family
from darkroom.hub.listing import Listing, RemoteModel, list_repository

_AT_ONCE: Final = 6


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a refresh.

    Attributes:
        catalogue: the newest that is known now.
        notes: why some of it is not new, a sentence each.
    """

    catalogue: Catalogue
    notes: tuple[str, ...]


def cache_path() -> Path:
    """Where the catalogue is kept once it was refreshed; it need not exist yet."""
    return data_dir() / "catalogue.json"


def known_catalogue(path: Path) -> Catalogue:
    """The newest catalogue that is on this computer. Nobody is asked.

    Args:
        path: where the last refresh was kept. A damaged file, or one older than the catalogue that
            comes with Darkroom, is left alone.
    """
    bundled = bundled_catalogue()
    with suppress(DarkroomError):
        kept = read_catalogue(path)
        if kept.date >= bundled.date:
            return _merged(bundled, {family.id: family for family in kept.families}, kept.date)
    return bundled


def refresh_catalogue(
    path: Path, hub: Hub | None = None, *, today: date | None = None
) -> Refreshed:
    """Ask the Hub about every repository of the catalogue, and keep what it says.

    Args:
        path: where to keep it; an old file stays where nothing was learnt.
        hub: where to ask; None = huggingface.co.
        today: the date to keep with it; None = that of the clock.
    """
    known = known_catalogue(path)
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="catalogue") as pool:
        answers = list(pool.map(partial(_ask, hub), known.families))
    notes = [answer.text for answer in answers if isinstance(answer, DarkroomError)]
    live = {family.id: family for family in answers if isinstance(family, Family)}
    if not live:
        return Refreshed(known, tuple(notes))
    # A clock that is wrong must not make the answer older than the catalogue it replaces.
    day = max(today or date.today(), known.date)
    catalogue = _merged(known, live, day)
    if not write_json(path, catalogue_json(catalogue)):
        notes.append(f"The list could not be kept in {path}.")
    return Refreshed(catalogue, tuple(notes))


def _ask(hub: Hub | None, family: Family) -> Family | DarkroomError:
    try:
        return _updated(family, list_repository(family.repo, hub=hub, kind=family.format))
    except DarkroomError as error:
        return error


def _updated(family: Family, listing: Listing) -> Family:
    """What is known of a family with what the Hub says put in its place."""
    return replace(
        family,
        revision=listing.revision,
        licence=listing.licence or family.licence,
        gated=listing.gated,
        files=tuple(_file(model, family) for model in listing.models if model.size_bytes)
        or family.files,
    )


def _file(model: RemoteModel, family: Family) -> CatalogueFile:
    # The names of shards tell nothing of how the weights are kept.
    named = PurePosixPath(model.files[0]).stem if family.format == "gguf" else family.files[0].quant
    hashes = tuple(sha256 for sha256 in model.hashes if sha256)
    return CatalogueFile(
        quant=model.quant or named,
        file=model.files[0],
        size_bytes=model.size_bytes,
        approximate=False,
        more_files=model.files[1:],
        sha256=hashes if len(hashes) == len(model.files) else (),
    )


def _merged(base: Catalogue, newer: dict[str, Family], day: date) -> Catalogue:
    """The families of a catalogue, each with the newer facts of the same repository.

    What a family is called and whether it runs is this version's to say, not the Hub's.
    """
    families = [
        replace(
            found,
            name=family.name,
            architecture=family.architecture,
            runs=family.runs,
            format=family.format,
        )
        if (found := newer.get(family.id)) is not None and found.repo == family.repo
        else family
        for family in base.families
    ]
    return Catalogue(day, tuple(families))
