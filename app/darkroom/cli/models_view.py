"""Models on disk, in the catalogue and in a repository: as tables for people, and as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from darkroom.cli.amounts import size
from darkroom.cli.terminal import char_width, inert
from darkroom.hub.families import Catalogue, Family
from darkroom.hub.library.model import LocalModel
from darkroom.hub.repository import RemoteRepo

_WIDTH: Final = 100
_LONGEST_NAME: Final = 52
_INDENT: Final = "  "


def library_json(models: Sequence[LocalModel], notes: Sequence[str]) -> dict[str, Any]:
    """Models on disk as plain values; sizes in bytes, times in UTC."""
    return {"models": [_model_json(model) for model in models], "notes": list(notes)}


def library_text(models: Sequence[LocalModel]) -> str:
    """Models on disk: a row each, and below it the path, and why it does not run."""
    if not models:
        return "No models yet. darkroom models search tells which there are."
    rows = [("Model", "Quant", "Size", "Whose", "Runs")]
    rows += [
        (
            _short(inert(model.name)),
            inert(model.quant) or "–",
            size(model.size_bytes),
            model.owner.program.removeprefix("the "),
            "yes" if model.runs else "no",
        )
        for model in models
    ]
    head, *body = _columns(rows, flush_right=2)
    lines = [head]
    for row, model in zip(body, models, strict=True):
        lines += [row, f"{_INDENT}{inert(_below_home(model.path))}"]
        if model.why_not:
            lines += _wrapped(inert(model.why_not))
    total = sum(model.size_bytes for model in models)
    running = sum(model.runs for model in models)
    count = "1 model" if len(models) == 1 else f"{len(models)} models"
    return "\n".join([*lines, "", f"{count}, {size(total)}; Darkroom runs {running}."])


def catalogue_text(catalogue: Catalogue) -> str:
    """The catalogue: a line for each model, and below it its files."""
    lines = [line for family in catalogue.families for line in _family_lines(family)]
    known = f"As of {catalogue.date.isoformat()}; ~ is rounded. "
    return "\n".join([*lines, f"{known}Get one: darkroom models pull diffusiongemma Q4_K_M"])


def repo_json(found: RemoteRepo) -> dict[str, Any]:
    """A repository as plain values; sizes in bytes."""
    listing = found.listing
    return {
        "repo": listing.repo,
        "revision": listing.revision,
        "gated": listing.gated,
        "licence": listing.licence,
        "models": [
            {
                "quant": verdict.model.quant,
                "files": list(verdict.model.files),
                "size_bytes": verdict.model.size_bytes,
                "sha256": list(verdict.model.hashes),
                "architecture": verdict.architecture,
                "runs": verdict.runs,
                "why_not": verdict.why_not,
            }
            for verdict in found.verdicts
        ],
    }


def repo_text(found: RemoteRepo) -> str:
    """A repository: its terms, and a row for each of its models."""
    listing = found.listing
    rows = [("Quant", "Size", "Runs", "File")]
    rows += [
        (
            inert(verdict.model.quant) or "–",
            size(verdict.model.size_bytes),
            "yes" if verdict.runs else "no",
            _with_parts(verdict.model.files),
        )
        for verdict in found.verdicts
    ]
    head, *body = _columns(rows, flush_right=1)
    lines = [f"{listing.repo} ({_terms(listing.licence, gated=listing.gated)})", "", head]
    for row, verdict in zip(body, found.verdicts, strict=True):
        lines += [row, *(_wrapped(inert(verdict.why_not)) if verdict.why_not else ())]
    return "\n".join(lines)


def _model_json(model: LocalModel) -> dict[str, Any]:
    return {
        "name": model.name,
        "quant": model.quant,
        "size_bytes": model.size_bytes,
        "owner": model.owner.value.replace("_", "-"),
        "runs": model.runs,
        "why_not": model.why_not,
        "path": str(model.path),
        "paths": [str(path) for path in model.paths],
        "architecture": model.architecture,
        "sha256": list(model.hashes),
        "modified": model.modified.isoformat(),
    }


def _family_lines(family: Family) -> Iterator[str]:
    runs = "Darkroom runs it" if family.runs else "not supported yet"
    terms = _terms(family.licence, gated=family.gated)
    yield f"{family.id}: {inert(family.name)} ({runs}; {terms})"
    yield f"{_INDENT}{inert(family.repo)}"
    rows = [
        (inert(file.quant), f"{'~' if file.approximate else ''}{size(file.size_bytes)}")
        for file in family.files
    ]
    yield from (f"{_INDENT}{row}" for row in _columns(rows, flush_right=1))
    yield ""


def _terms(licence: str, *, gated: bool) -> str:
    words = f"licence {inert(licence)}" if licence else "licence unknown"
    return f"{words}; its owner wants terms accepted" if gated else words


def _with_parts(files: Sequence[str]) -> str:
    return inert(files[0]) + (f" and {len(files) - 1} more" if len(files) > 1 else "")


def _columns(rows: Sequence[tuple[str, ...]], *, flush_right: int) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            " " * (width - _width(cell)) + cell
            if index == flush_right
            else cell + " " * (width - _width(cell))
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _below_home(path: Path) -> str:
    """A path as a shell takes it."""
    try:
        below = path.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(path)
    return str(path) if os.name == "nt" or " " in str(below) else f"~/{below}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _width(text: str) -> int:
    return sum(map(char_width, text))
