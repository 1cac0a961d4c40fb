"""Reads what files there are of a model. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from darkroom.core.errors import DarkroomError
from darkroom.core.resources import resource_path
from darkroom.core.types import Failure
from darkroom.gguf.header import read_header
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.plan import Candidate
from darkroom.hub.catalogue import Family, bundled_catalogue, candidates
from darkroom.viewmodels.considered import CATALOGUE, CATALOGUE_NAME, DEMO, Considered

_FAMILY_ID: Final = "diffusiongemma"
_MOST_FILES = 16
"""A header with a large vocabulary takes 0.1 s."""
_LATER_PART = re.compile(r"-(?!0*1-)\d{5}-of-\d{5}\.gguf$")


def read_file(path: str) -> Considered:
    """Look at one file, or at the bundled one."""
    file = Path(path)
    try:
        if path == DEMO:
            file = resource_path("demo", "demo.gguf")
        header = read_header(file)
        candidate = replace(candidate_of(header), file=path)
    except DarkroomError as error:
        return Considered(path, file.stem, failure=_failure(error))
    title = header.metadata.get("general.name")
    return Considered(path, str(title or file.stem), (candidate,))


def downloaded(folder: Path) -> Iterator[str]:
    """Models in the folder of downloads, and in folders of owners and repositories below it."""
    for pattern in ("*.gguf", "*/*.gguf", "*/*/*.gguf"):
        yield from _models(folder, pattern)


def add_neighbours(considered: Considered, others: Iterable[str]) -> Considered:
    """Add the other quantizations of the same model that lie beside the file, or are known.

    Args:
        considered: what ``read_file`` said.
        others: further paths, for example the recent files.
    """
    own = considered.own
    if own is None or considered.path == DEMO:
        return considered
    found = {own.quant: own}
    for candidate in _local((*_neighbours(Path(own.file)), *others)):
        if candidate.footprint.params == own.footprint.params:
            found.setdefault(candidate.quant, candidate)
    ordered = sorted(found.values(), key=lambda candidate: candidate.size_bytes)
    return replace(considered, candidates=tuple(ordered))


def read_catalogue(others: Iterable[str]) -> Considered:
    """Look at the catalogue's model; files of it that are on this computer take their rows.

    Args:
        others: paths where such files may be.
    """
    try:
        family = bundled_catalogue().find(_FAMILY_ID)
        if family is None:
            raise DarkroomError(f"The catalogue has no {CATALOGUE_NAME}.", "Install it again.")
        offered = candidates(family)
    except DarkroomError as error:
        return Considered(CATALOGUE, CATALOGUE_NAME, failure=_failure(error))
    sizes = {candidate.footprint.params for candidate in offered}
    near = (neighbour for other in others for neighbour in (other, *_neighbours(Path(other))))
    here = {c.quant: c for c in _local(near) if c.footprint.params in sizes}
    found = {c.quant: here.pop(c.quant, c) for c in offered} | here
    ordered = sorted(found.values(), key=lambda candidate: candidate.size_bytes)
    return Considered(CATALOGUE, family.name, tuple(ordered), _page(family))


def _page(family: Family) -> str:
    return f"https://huggingface.co/{family.repo}"


def _failure(error: DarkroomError) -> Failure:
    return Failure(error.kind, error.text, error.hint)


def _local(paths: Iterable[str]) -> Iterator[Candidate]:
    """The sound ones among some files; those that are not are somebody else's business."""
    for path in list(dict.fromkeys(paths))[:_MOST_FILES]:
        try:
            yield candidate_of(read_header(path))
        except DarkroomError:
            continue


def _neighbours(path: Path) -> Iterator[str]:
    return _models(path.parent, "*.gguf")


def _models(folder: Path, pattern: str) -> Iterator[str]:
    try:
        files = sorted(folder.glob(pattern))
    except OSError:
        return
    for file in files:
        if not _LATER_PART.search(file.name):
            yield str(file)
