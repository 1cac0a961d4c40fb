"""Reads and writes catalogues as JSON, every field checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, cast

from darkroom.core.errors import DarkroomError
from darkroom.hub.families import PARAMS, Catalogue, CatalogueFile, Family


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue and check every field; unknown ones are left alone.

    Raises:
        DarkroomError: it cannot be read, or a field is not what it must be.
    """
    try:
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        _refuse(path, f"cannot be read ({error})")
    return _Fields(path, "", raw).catalogue()


def catalogue_json(catalogue: Catalogue) -> dict[str, Any]:
    """The JSON that ``read_catalogue`` reads."""
    return asdict(catalogue) | {"date": catalogue.date.isoformat()}


def _refuse(path: Path, text: str) -> NoReturn:
    raise DarkroomError(f"The catalogue {path} {text}.", "Install Darkroom again.")


class _Fields:
    """An object of the file, at a place that errors name."""

    def __init__(self, path: Path, place: str, raw: object) -> None:
        self._path, self._place = path, place
        if not isinstance(raw, dict):
            _refuse(path, f"has no object at {place or 'its top'}")
        self._raw = cast("Mapping[str, Any]", raw)

    def catalogue(self) -> Catalogue:
        text = self._text("date")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._refuse("date", "a date like 2026-11-23")
        return Catalogue(day, tuple(entry.family() for entry in self._entries("families")))

    def family(self) -> Family:
        family = Family(
            id=self._text("id"),
            name=self._text("name"),
            architecture=self._text("architecture"),
            repo=self._text("repo"),
            revision=self._text("revision", ""),
            licence=self._text("licence", ""),
            runs=self._flag("runs"),
            files=tuple(
                sorted((e.file() for e in self._entries("files")), key=lambda f: f.size_bytes)
            ),
            gated=self._flag("gated", False),
            format="safetensors" if self._text("format", "gguf") == "safetensors" else "gguf",
        )
        if family.runs and family.id not in PARAMS:
            self._refuse("runs", f"false for a family other than {', '.join(PARAMS)}")
        return family

    def file(self) -> CatalogueFile:
        size = self._raw.get("size_bytes")
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            self._refuse("size_bytes", "a whole number above 0")
        return CatalogueFile(
            quant=self._text("quant"),
            file=self._text("file", ""),
            size_bytes=size,
            approximate=self._flag("approximate", False),
            more_files=self._texts("more_files"),
            sha256=self._texts("sha256"),
        )

    def _text(self, name: str, default: str | None = None) -> str:
        value = self._raw.get(name, default)
        if not isinstance(value, str) or (default is None and not value):
            self._refuse(name, "text")
        return value

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self._raw.get(name, [])
        texts = cast("list[object]", value) if isinstance(value, list) else [None]
        if not all(isinstance(text, str) for text in texts):
            self._refuse(name, "a list of texts")
        return tuple(str(text) for text in texts)

    def _flag(self, name: str, default: bool | None = None) -> bool:
        value = self._raw.get(name, default)
        if not isinstance(value, bool):
            self._refuse(name, "true or false")
        return value

    def _entries(self, name: str) -> list[_Fields]:
        value = self._raw.get(name)
        if not isinstance(value, list) or not value:
            self._refuse(name, "a list with something in it")
        entries = cast("list[object]", value)
        return [
            _Fields(self._path, f"{self._place}{name}[{index}].", entry)
            for index, entry in enumerate(entries)
        ]

    def _refuse(self, name: str, expected: str) -> NoReturn:
        found = repr(self._raw.get(name))
        _refuse(self._path, f"has {found} at {self._place}{name}, expected {expected}")
