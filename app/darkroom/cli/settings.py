"""``darkroom settings``: what can be set, how it stands, and what it means."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Any

from darkroom.cli.terminal import inert
from darkroom.core.setting import Folder, Setting
from darkroom.core.settings import SECTION_TITLES, SETTINGS

_WIDTH, _INDENT = 80, 4


def settings(arguments: argparse.Namespace) -> int:
    """Print every setting.

    Args:
        arguments: what ``darkroom settings`` was given.

    Returns:
        The exit code: 0.
    """
    if arguments.markdown:
        print(markdown())
        return 0
    values = _values()
    if arguments.json:
        print(json.dumps([_entry(s, values[s.key]) for s in SETTINGS], indent=2))
    else:
        print("\n".join(_lines(values)))
    return 0


def markdown() -> str:
    """The documentation: one table, the same on every machine."""
    rows = [f"| `{s.key}` | {s.title} | {_default(s)} | {s.allowed} | {s.help} |" for s in SETTINGS]
    return "\n".join(
        ("| Key | Setting | Default | May be | What it does |", "|---|---|---|---|---|", *rows)
    )


def _values() -> dict[str, Any]:
    # Late: the other commands need no Qt.
    from darkroom.viewmodels.settings_file import SettingsFile, open_store

    file = SettingsFile(open_store())
    return {setting.key: file.get(setting) for setting in SETTINGS}


def _lines(values: dict[str, Any]) -> Iterator[str]:
    for section, members in groupby(SETTINGS, key=lambda setting: setting.section):
        yield f"{SECTION_TITLES[section]}"
        for setting in members:
            yield from _told(setting, values[setting.key])


def _told(setting: Setting[Any], value: Any) -> Iterator[str]:
    usual = "" if value == setting.default else f" (usually {setting.words(setting.default)})"
    yield f"  {setting.key} = {inert(setting.words(value))}{usual}"
    for text in (f"{setting.title}: {setting.help}", f"May be {setting.allowed}."):
        for line in wrap(text, _WIDTH - _INDENT):
            yield f"{'':{_INDENT}}{line}"


def _entry(setting: Setting[Any], value: Any) -> dict[str, Any]:
    return {
        "key": setting.key,
        "section": setting.section,
        "kind": setting.kind,
        "title": setting.title,
        "help": setting.help,
        "value": _plain(setting, value),
        "default": _plain(setting, setting.default),
        "allowed": setting.allowed,
        "at_start": setting.at_start,
        "since": setting.since,
    }


def _plain(setting: Setting[Any], value: Any) -> Any:
    return str(setting.place(value)) if isinstance(setting, Folder) else value


def _default(setting: Setting[Any]) -> str:
    if isinstance(setting, Folder):
        return setting.usual_words
    return setting.words(setting.default)
