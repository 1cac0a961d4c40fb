"""``darkroom models search``: what Darkroom knows of, and what the Hub says."""

from __future__ import annotations

import argparse
import json
import sys

from darkroom.cli.ending import ExitCode
from darkroom.cli.models_view import catalogue_text, repo_json, repo_text
from darkroom.cli.terminal import inert
from darkroom.hub.catalogue_file import catalogue_json
from darkroom.hub.families import Catalogue, Family
from darkroom.hub.refresh import cache_path, known_catalogue, refresh_catalogue
from darkroom.hub.repository import describe_repo


def search(arguments: argparse.Namespace) -> int:
    """Print the catalogue, or one repository of the Hub.

    Args:
        arguments: what ``darkroom models search`` was given.

    Returns:
        The exit code: 0 also where nothing is found.

    Raises:
        DarkroomError: the Hub does not say what was asked for.
    """
    text: str = arguments.text.strip()
    if arguments.online and "/" in text:
        return _describe(text, as_json=arguments.json)
    notes: tuple[str, ...] = ()
    if arguments.online:
        refreshed = refresh_catalogue(cache_path())
        catalogue, notes = refreshed.catalogue, refreshed.notes
    else:
        catalogue = known_catalogue(cache_path())
    found = Catalogue(
        catalogue.date, tuple(family for family in catalogue.families if matches(family, text))
    )
    if arguments.json:
        print(json.dumps(catalogue_json(found) | {"notes": notes}, indent=2))
        return ExitCode.DONE
    for note in notes:
        _tell(note)
    if found.families:
        print(catalogue_text(found))
    else:
        _tell(f"The catalogue has no {text!r}. Of a repository, --online tells what it has.")
    return ExitCode.DONE


def matches(family: Family, text: str) -> bool:
    """Whether all words of a text occur in what a family is called."""
    told = " ".join(
        (
            family.id,
            family.name,
            family.architecture,
            family.repo,
            *(part for file in family.files for part in (file.quant, file.file)),
        )
    ).casefold()
    return all(word in told for word in text.casefold().split())


def _describe(text: str, *, as_json: bool) -> int:
    _tell("Asking the Hugging Face Hub: nothing but headers is downloaded.")
    found = describe_repo(text)
    print(json.dumps(repo_json(found), indent=2) if as_json else repo_text(found))
    return ExitCode.DONE


def _tell(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
