"""Finds the models of each place: by the walk, or by the lists that a program keeps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from darkroom.gguf.parts import PART_NAME
from darkroom.hub.library import hf_cache, ollama
from darkroom.hub.library.model import Found, Owner
from darkroom.hub.library.places import Place
from darkroom.hub.library.walk import Group, ShouldStop, check_stop, find_groups, group_of

Note = Callable[[str], None]


def find_models(
    places: Iterable[Place],
    hashes: Mapping[Path, str],
    note: Note,
    should_stop: ShouldStop | None = None,
) -> list[Found]:
    """Find the models of all places; one that several lead to stands there once.

    Args:
        places: where to look; they may lie in one another.
        hashes: SHA-256 by real path, of files that Darkroom itself has downloaded.
        note: gets a sentence about each thing that cannot be read.
        should_stop: asked once for each folder.

    Raises:
        CancelledError: ``should_stop`` said so.
    """
    best: dict[Path, tuple[tuple[bool, bool, int, bool], Found]] = {}
    for place in places:
        real_folder = Path(os.path.realpath(place.folder))
        for found in _find(place, hashes, note, should_stop):
            rank = _rank(found, place, real_folder)
            known = best.get(found.real[0])
            if known is None or rank > known[0]:
                best[found.real[0]] = rank, found
    return [found for _, found in best.values()]


def _rank(found: Found, place: Place, folder: Path) -> tuple[bool, bool, int, bool]:
    """Who may call a file its own: the one in whose folder it really lies, the closest around it.

    A person's own list comes last, as it may name the folders of programs.
    """
    inside = folder in found.real[0].parents
    return (
        not found.missing,
        place.owner is not Owner.USER or found.owner.is_app,
        len(folder.parts) if inside else 0,
        found.owner.is_app,
    )


def _find(
    place: Place, hashes: Mapping[Path, str], note: Note, should_stop: ShouldStop | None
) -> Iterator[Found]:
    check_stop(should_stop)
    if ollama.is_store(place.folder):
        yield from _of_ollama(place.folder, note)
        return
    # A file of Ollama's stays Ollama's, also where a person named it.
    store = place.folder.parent.parent
    if place.folder.parent.name == "blobs" and ollama.is_store(store):
        theirs = [found for found in _of_ollama(store, note) if place.folder in found.paths]
        if theirs:
            yield from theirs
            return
    for group in _groups(place.folder, note, should_stop):
        yield _of_group(group, place.owner, hashes)


def _groups(path: Path, note: Note, should_stop: ShouldStop | None) -> Iterable[Group]:
    if not path.is_file():
        return find_groups(path, note, should_stop)
    try:
        group = group_of(path)
    except OSError as error:
        note(f"{path} cannot be read ({error.strerror}).")
        return ()
    return () if group is None else (group,)


def _of_group(group: Group, owner: Owner, hashes: Mapping[Path, str]) -> Found:
    # Wherever it lies: a cache on another disk is still that of the other program.
    if hf_cache.locate(group.paths[0]) is not None:
        owner = Owner.HUGGING_FACE
        expected = tuple(hf_cache.blob_hash(path) for path in group.paths)
    else:
        expected = tuple(hashes.get(path) for path in group.real)
    part = PART_NAME.fullmatch(group.paths[0].name)
    name = part["stem"] if part else group.paths[0].stem
    return Found(group.paths, group.real, group.missing, name, owner, expected)


def _of_ollama(store: Path, note: Note) -> Iterator[Found]:
    names: dict[str, list[str]] = {}
    for manifest in ollama.read_manifests(store, note):
        for sha256 in manifest.models:
            names.setdefault(sha256, []).append(manifest.name)
    for sha256, shown in names.items():
        path = ollama.blob_path(store, sha256)
        if path.is_file():
            real = Path(os.path.realpath(path))
            yield Found((path,), (real,), (), ", ".join(shown), Owner.OLLAMA, (sha256,))
        else:
            note(f"Ollama lists {shown[0]}, but its file {path} is missing.")
