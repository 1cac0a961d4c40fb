"""``darkroom fit``: which files of a model fit this machine, or one that a person makes up."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from darkroom.cli.ending import BAD_INPUT, ExitCode
from darkroom.cli.fit_view import fit_json, fit_text
from darkroom.cli.terminal import can_show, inert
from darkroom.core.errors import BadInputError, DarkroomError, ModelFileError
from darkroom.core.paths import corrections_path, models_dir
from darkroom.core.resources import resource_path
from darkroom.gguf.header import read_header
from darkroom.hardware import planner
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.corrections import NO_CORRECTIONS, CorrectionStore
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import Candidate, Wishes
from darkroom.hardware.snapshot import simulated, take_snapshot
from darkroom.hub.catalogue import bundled_catalogue, candidates

_REPO: Final = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?) ?([MGT])(?:i?B)?", re.IGNORECASE)
_POWERS: Final = {"M": 20, "G": 30, "T": 40}
_MOST_BYTES: Final = 1 << 50


@dataclass(frozen=True, slots=True)
class Model:
    """What was asked for.

    Attributes:
        title: for people.
        candidates: its files, the smallest first.
        skipped: error by name of those files of a repository that cannot be planned.
    """

    title: str
    candidates: tuple[Candidate, ...]
    skipped: tuple[ModelFileError, ...] = ()


def fit(arguments: argparse.Namespace) -> int:
    """Plan and print.

    Args:
        arguments: what ``darkroom fit`` was given.

    Returns:
        The exit code: 0 also where nothing fits.
    """
    try:
        model = find_model(arguments.model)
        machine = _machine(arguments)
        wishes = Wishes(
            context=arguments.context, gpu_layers=arguments.gpu_layers, kv_type=arguments.kv_type
        )
        store = CorrectionStore(corrections_path())
        corrections = NO_CORRECTIONS if machine.simulated else store.read()
        found = planner.fit(model.candidates, machine, wishes, corrections)
    except DarkroomError as error:
        return _explain(error, as_json=arguments.json)
    if arguments.json:
        print(json.dumps(fit_json(found, model.skipped), indent=2))
        return ExitCode.DONE
    print(fit_text(found, model.title, star="★" if can_show(sys.stdout, "★") else "*"))
    for error in model.skipped:
        _note(error.text)
    return ExitCode.DONE


def find_model(name: str) -> Model:
    """Find out which files a person means.

    Args:
        name: ``"demo"``, a family or repository of the catalogue, a file, or a repository.

    Raises:
        DarkroomError: there is none, or it cannot be planned.
    """
    if name == "demo":
        return _local(resource_path("demo", "demo.gguf"))
    if family := bundled_catalogue().find(name):
        return Model(family.name, candidates(family))
    # Not by Path, which raises for a name that is too long.
    if name.lower().endswith(".gguf") or os.path.exists(name):  # noqa: PTH110
        return _local(Path(name))
    if _REPO.fullmatch(name):
        return _remote(name)
    known = ", ".join(family.id for family in bundled_catalogue().families if family.runs)
    raise BadInputError(
        f"{name!r} is neither a file nor a model known here.",
        f"Give a .gguf file, 'demo', {known}, or a repository OWNER/NAME of the Hugging Face Hub.",
    )


def size_bytes(text: str) -> int:
    """Read a size such as ``"24G"``; a card sold with 24 GB has 24 GiB.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    found = _SIZE.fullmatch(text.strip())
    size = round(float(found[1]) * (1 << _POWERS[found[2].upper()])) if found else 0
    if not 0 < size <= _MOST_BYTES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 24G or 512M")
    return size


def _local(path: Path) -> Model:
    header = read_header(path)
    title = header.metadata.get("general.name")
    return Model(str(title or path.stem), (candidate_of(header),))


def _remote(repo: str) -> Model:
    # Late: the Hub's client takes 0.4 s, which the other ways need not wait for.
    from darkroom.hub.listing import list_repository
    from darkroom.hub.remote_header import read_remote_header

    _note(f"Asking the Hugging Face Hub for {repo}: nothing but headers is downloaded.")
    found: list[Candidate] = []
    skipped: list[ModelFileError] = []
    for model in list_repository(repo).models:
        try:
            header = read_remote_header(repo, model.files[0], model.revision).header
            candidate = candidate_of(header, present=False)
        except ModelFileError as error:
            skipped.append(error)
        else:
            found.append(replace(candidate, file=model.files[0]))
    if not found:
        raise skipped[0]
    return Model(repo, tuple(found), tuple(skipped))


def _machine(arguments: argparse.Namespace) -> Machine:
    vram: Sequence[int] = arguments.vram
    made_up = bool(vram) or arguments.ram is not None or arguments.unified
    machine = take_snapshot(models_dir(), ask_engine=not made_up)
    return simulated(vram, arguments.ram, arguments.unified, machine) if made_up else machine


def _explain(error: DarkroomError, *, as_json: bool) -> int:
    if as_json:
        told = {"kind": error.kind, "text": error.text, "hint": error.hint}
        print(json.dumps({"error": told}, indent=2))
    _note(f"darkroom: {error.text}")
    if error.hint:
        _note(error.hint)
    return ExitCode.BAD_INPUT if error.kind in BAD_INPUT else ExitCode.FAILED


def _note(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
