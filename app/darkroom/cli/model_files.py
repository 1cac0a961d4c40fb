"""``darkroom models list``, ``verify``, ``rm`` and ``add``: what is on this computer."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from darkroom.cli.ending import ExitCode, Interrupt
from darkroom.cli.models_view import library_json, library_text
from darkroom.cli.progress import ProgressView, print_json, progress_view
from darkroom.cli.terminal import inert
from darkroom.core.errors import BadInputError, DamagedError
from darkroom.core.paths import data_dir, models_dir
from darkroom.gguf.parts import is_model_name
from darkroom.hub.downloads.patience import Rate
from darkroom.hub.downloads.request import DownloadState, Progress
from darkroom.hub.library.check import Soundness
from darkroom.hub.library.library import Library, default_library
from darkroom.hub.library.model import LocalModel, Owner
from darkroom.hub.library.places import Place, standard_places


def list_models(arguments: argparse.Namespace) -> int:
    """Print all models on this computer."""
    library = default_library()
    models = library.scan()
    if arguments.json:
        print(json.dumps(library_json(models, library.notes), indent=2))
        return ExitCode.DONE
    print(library_text(models))
    for note in library.notes:
        _tell(note)
    return ExitCode.DONE


def verify(arguments: argparse.Namespace) -> int:
    """Read a model as a whole; 1 where it is damaged."""
    library, model = find_model(arguments.path)
    interrupt, rate = Interrupt(), Rate()
    with interrupt.listening(), progress_view(as_json=arguments.json) as view:

        def show(done: int, total: int) -> None:
            _show(view, rate.at(done), done, total)

        verified = library.verify(model, show, interrupt.is_requested)
    if verified.soundness is Soundness.DAMAGED:
        bad = next(file for file in verified.files if file.expected not in (None, file.sha256))
        raise DamagedError(
            f"{bad.path} is damaged: its SHA-256 is {bad.sha256}, but should be {bad.expected}.",
            "Delete it and download it again.",
        )
    first = verified.files[0]
    if arguments.json:
        print_json(
            type="done",
            path=str(model.path),
            sha256=first.sha256,
            result=verified.soundness.value,
            files=[
                {"path": str(file.path), "sha256": file.sha256, "expected": file.expected}
                for file in verified.files
            ],
        )
        return ExitCode.DONE
    for file in verified.files:
        print(f"{file.sha256}  {inert(str(file.path))}")
    unknown = "Nobody has said what it ought to be, so nothing is known of its soundness."
    _tell("Sound." if verified.soundness is Soundness.SOUND else unknown)
    return ExitCode.DONE


def remove(arguments: argparse.Namespace) -> int:
    """Move a model to the trash, or take a folder off the list."""
    path = Path(arguments.path)
    if path.is_dir() or not path.exists():
        return _forget(path)
    library, model = find_model(arguments.path)
    if model.owner is Owner.USER and not is_model_name(model.path.name):
        raise BadInputError(f"{path} is no model file.", "Darkroom deletes nothing else.")
    owner = Owner(arguments.owner.replace("-", "_")) if arguments.owner else None
    if model.owner.is_app and owner is not model.owner:
        raise BadInputError(
            f"{path} belongs to {model.owner.program}, which will miss it.",
            f"Delete it there, or add --owner {model.owner.value.replace('_', '-')}.",
        )
    if not (arguments.yes or _agreed(model, permanently=arguments.permanently)):
        _tell("Nothing was deleted.")
        return ExitCode.CANCELLED
    library.delete(model, confirmed_owner=owner, permanently=arguments.permanently)
    _tell(
        f"{_files(model)} deleted." if arguments.permanently else f"{_files(model)} in the trash."
    )
    return ExitCode.DONE


def add(arguments: argparse.Namespace) -> int:
    """List a file or folder from now on."""
    default_library().add(Path(arguments.path))
    _tell(f"Added {Path(arguments.path).absolute()}.")
    return ExitCode.DONE


def find_model(name: str) -> tuple[Library, LocalModel]:
    """The model that a file belongs to, whether it is in the library or not.

    Raises:
        BadInputError: there is no such file.
    """
    path = Path(name).expanduser()
    if not path.is_file():
        raise BadInputError(f"There is no file {path}.", "See what there is: darkroom models list.")
    # The file itself comes last: whose it is, the other places know better.
    places = (*standard_places(models_dir()), Place(Owner.USER, Path(os.path.abspath(path))))  # noqa: PTH100 - without ".."
    library = Library(places, data_dir())
    for model in library.scan():
        if any(path.samefile(one) for one in model.paths):
            return library, model
    raise BadInputError(f"{path} cannot be read.", "Check that you may read it.")


def _forget(path: Path) -> int:
    library = default_library()
    before = library.added
    library.forget(path)
    if library.added == before:
        raise BadInputError(
            f"{path} is neither a model file nor was it added.",
            "See what there is: darkroom models list.",
        )
    _tell(f"{path} is no longer listed. Nothing was deleted.")
    return ExitCode.DONE


def _agreed(model: LocalModel, *, permanently: bool) -> bool:
    if not sys.stdin.isatty():
        raise BadInputError("Nothing is deleted without a word from you.", "Add --yes.")
    for path in model.paths:
        _tell(str(path))
    where = "Delete for good" if permanently else "Move to the trash"
    sys.stderr.write(f"{where}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _files(model: LocalModel) -> str:
    return f"{model.path} is" if len(model.paths) == 1 else f"{len(model.paths)} files are"


def _show(view: ProgressView, bytes_per_s: float, done: int, total: int) -> None:
    left = (total - done) / bytes_per_s if bytes_per_s else None
    state = DownloadState.DONE if done == total else DownloadState.VERIFYING
    view.show(Progress(state, done, total, bytes_per_s, left))


def _tell(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
