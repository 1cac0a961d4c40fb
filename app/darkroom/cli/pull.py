"""``darkroom models pull``: downloads a model, or what is missing of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from darkroom.cli.amounts import duration, size, size_of
from darkroom.cli.ending import ExitCode, Interrupt
from darkroom.cli.progress import ProgressView, print_json, progress_view
from darkroom.cli.terminal import inert
from darkroom.core.errors import BadInputError, CancelledError
from darkroom.core.paths import data_dir, models_dir
from darkroom.gguf.parts import missing_parts, missing_words
from darkroom.hub.downloads.download import download
from darkroom.hub.downloads.patience import Limiter
from darkroom.hub.downloads.request import DownloadState, Options, Progress, Request
from darkroom.hub.hashes import HashRecord
from darkroom.hub.listing import Listing, RemoteModel, list_repository
from darkroom.hub.names import RepoName, parse_repo
from darkroom.hub.refresh import cache_path, known_catalogue


def pull(arguments: argparse.Namespace) -> int:
    """Download and tell where it is.

    Args:
        arguments: what ``darkroom models pull`` was given.

    Returns:
        The exit code.

    Raises:
        DarkroomError: it cannot be had.
        CancelledError: the person pressed Ctrl+C; what came is kept.
    """
    wanted = find_repo(arguments.repo)
    revision = arguments.revision or wanted.revision
    listing = list_repository(wanted.repo, revision)
    model = choose(listing, arguments.file or wanted.path)
    folder = Path(arguments.dir) if arguments.dir else models_dir() / model.repo
    began = time.monotonic()
    view = progress_view(as_json=arguments.json)
    if not arguments.json:
        _tell(
            f"{Path(model.files[-1]).name} of {model.repo}, {size(model.size_bytes)}, to {folder}"
        )
    hashes = _fetch(model, folder, view, arguments)
    path, sha256 = next(iter(hashes.items()))
    if arguments.json:
        files = [{"path": str(file), "sha256": text} for file, text in hashes.items()]
        print_json(type="done", path=str(path), sha256=sha256, **_more(files))
        return ExitCode.DONE
    checked = "as the Hub announces" if all(model.hashes) else "for which the Hub announces none"
    _tell(f"Done after {duration(time.monotonic() - began)}.")
    for text in hashes.values():
        _tell(f"SHA-256 {text}, {checked}.")
    print(path, flush=True)
    return ExitCode.DONE


def find_repo(name: str) -> RepoName:
    """The repository that a person means.

    Args:
        name: ``owner/name``, an address of the Hub, or an id of the catalogue.

    Raises:
        BadInputError: it names none.
    """
    if family := known_catalogue(cache_path()).find(name):
        return RepoName(family.repo)
    try:
        return parse_repo(name)
    except BadInputError as error:
        known = ", ".join(family.id for family in known_catalogue(cache_path()).families)
        raise BadInputError(error.text, f"{error.hint} Known here: {known}.") from error


def choose(listing: Listing, wanted: str) -> RemoteModel:
    """The model of a repository that a person means, with all its parts.

    Args:
        listing: what there is.
        wanted: path or name of a file (of a split model, any part), folder, or quantization;
            empty where there should be only one.

    Raises:
        BadInputError: there is none, or several, or the repository lacks parts of it.
    """
    models = _meant(listing.models, wanted)
    if len(models) != 1:
        several = "more than one model" if models else "no model"
        called = f" called {wanted!r}" if wanted else ""
        raise BadInputError(
            f"The repository {listing.repo} has {several}{called}.",
            f"It has {_names(models or listing.models)}.",
        )
    (model,) = models
    if missing := missing_parts(model.files):
        raise BadInputError(
            f"The repository {listing.repo} has only part of {model.files[0]}: "
            + missing_words(len(model.files), missing),
            "Choose another file or repository.",
        )
    return model


def _meant(models: Sequence[RemoteModel], wanted: str) -> Sequence[RemoteModel]:
    """Those that a name means; the exact ways to name one come first."""
    if not wanted:
        return models
    ways: tuple[Callable[[RemoteModel], bool], ...] = (
        lambda model: wanted in model.files,
        lambda model: wanted in {file.rpartition("/")[2] for file in model.files},
        lambda model: wanted.casefold() == model.quant.casefold(),
        lambda model: model.files[0].startswith(f"{wanted.rstrip('/')}/"),
    )
    found = ([model for model in models if way(model)] for way in ways)
    return next(filter(None, found), ())


def _names(models: Sequence[RemoteModel]) -> str:
    """What to type for each: the quantization where that is clear."""
    quants = [model.quant.casefold() for model in models]
    return ", ".join(
        model.quant if model.quant and quants.count(model.quant.casefold()) == 1 else model.files[0]
        for model in models
    )


def _fetch(
    model: RemoteModel, folder: Path, view: ProgressView, arguments: argparse.Namespace
) -> dict[Path, str]:
    """Download; returns the SHA-256 of each file."""
    hashes: dict[Path, str] = {}
    record, interrupt = HashRecord(data_dir()), Interrupt()

    def finished(path: Path, sha256: str) -> None:
        hashes[path] = sha256
        record.note(path, sha256)

    def show(progress: Progress) -> None:
        # Programs are told of bytes that come, not of those that are read again.
        if not (arguments.json and progress.state is DownloadState.VERIFYING):
            view.show(progress)

    request = Request(model.repo, model.files, model.revision, folder.absolute())
    try:
        with interrupt.listening(), view:
            download(
                request,
                options=Options(connections=arguments.connections),
                limiter=Limiter(arguments.limit),
                on_progress=show,
                on_file=finished,
                should_stop=interrupt.is_requested,
            )
    except CancelledError as error:
        raise CancelledError(
            f"Stopped{_kept(view.last)}.", "The same command goes on from there."
        ) from error
    return hashes


def _kept(progress: Progress) -> str:
    if not progress.total_bytes:
        return ""
    return f"; {size_of(progress.done_bytes, progress.total_bytes)} are here"


def _more(files: list[dict[str, str]]) -> dict[str, object]:
    return {"files": files} if len(files) > 1 else {}


def _tell(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
