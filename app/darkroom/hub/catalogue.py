"""The models that Darkroom knows of without asking anybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from darkroom.core.errors import DarkroomError, UnsupportedModelError
from darkroom.core.resources import resource_path
from darkroom.gguf.footprint import estimated_footprint
from darkroom.gguf.params import DiffusionGemmaParams
from darkroom.hardware.plan import Candidate

_LAYERS_26B: Final = 30
_SLIDING_26B: Final = tuple(layer % 6 != 5 for layer in range(_LAYERS_26B))
DIFFUSION_GEMMA_26B: Final = DiffusionGemmaParams(
    n_layers=_LAYERS_26B,
    hidden=2816,
    ffn=2112,
    vocab=262_144,
    n_heads=16,
    kv_heads=tuple(8 if sliding else 2 for sliding in _SLIDING_26B),
    sliding=_SLIDING_26B,
    head_dim=512,
    head_dim_swa=256,
    rope_base=1e6,
    rope_base_swa=1e4,
    rope_dims=512,
    rope_dims_swa=256,
    window=1024,
    rms_eps=1e-6,
    n_experts=128,
    n_experts_used=8,
    expert_ffn=704,
    softcap=30.0,
    context_length=262_144,
    canvas_length=256,
    eb_max_steps=48,
    eb_t_min=0.4,
    eb_t_max=0.8,
    eb_entropy_bound=0.1,
    eb_stability=1,
    eb_confidence=0.005,
)
"""The sizes of the published model, as the headers of its files give them."""

_PARAMS: Final = {"diffusiongemma": DIFFUSION_GEMMA_26B}


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A quantization of a model.

    Attributes:
        quant: e.g. ``"Q4_K_M"``.
        file: its name in the repository; empty where it is not known.
        size_bytes: on disk.
        approximate: the size was rounded where it was published.
    """

    quant: str
    file: str
    size_bytes: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A model and its files.

    Attributes:
        id: short name to type, e.g. ``"diffusiongemma"``.
        name: for people.
        architecture: as its files call it.
        repo: where its files are, ``owner/name``.
        revision: commit that was looked at; empty where unknown.
        licence: its SPDX name; empty where unknown.
        runs: this version of Darkroom runs it.
        files: the smallest first.
    """

    id: str
    name: str
    architecture: str
    repo: str
    revision: str
    licence: str
    runs: bool
    files: tuple[CatalogueFile, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All families, and when they were looked up."""

    date: date
    families: tuple[Family, ...]

    def find(self, name: str) -> Family | None:
        """The family with this id or repository, in any case."""
        wanted = name.casefold()
        found = (f for f in self.families if wanted in (f.id.casefold(), f.repo.casefold()))
        return next(found, None)


@cache
def bundled_catalogue() -> Catalogue:
    """The catalogue that comes with Darkroom; read when first asked for.

    Raises:
        DarkroomError: the installation is damaged.
    """
    return read_catalogue(resource_path("catalogue", "models.json"))


def candidates(family: Family) -> tuple[Candidate, ...]:
    """What the planner can say about a family without a connection: estimates from file sizes.

    Raises:
        UnsupportedModelError: this version does not run the family.
    """
    if not family.runs:
        raise UnsupportedModelError(
            family.repo,
            f"{family.name} ({family.architecture}) is recognised, but not supported yet.",
            hint="Choose DiffusionGemma 26B-A4B, or the demo model that comes with Darkroom.",
        )
    params = _PARAMS[family.id]
    return tuple(
        Candidate(
            quant=file.quant,
            file=file.file,
            size_bytes=file.size_bytes,
            footprint=estimated_footprint(params, file.size_bytes),
            estimated=True,
            present=False,
        )
        for file in family.files
    )


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue and check every field; unknown ones are left alone.

    Raises:
        DarkroomError: it cannot be read, or a field is not what it must be.
    """
    try:
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        _refuse(path, f"cannot be read ({error})")
    return _Fields(path, "", raw).catalogue()


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
        )
        if family.runs and family.id not in _PARAMS:
            self._refuse("runs", f"false for a family other than {', '.join(_PARAMS)}")
        return family

    def file(self) -> CatalogueFile:
        size = self._raw.get("size_bytes")
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            self._refuse("size_bytes", "a whole number above 0")
        return CatalogueFile(
            self._text("quant"), self._text("file", ""), size, self._flag("approximate", False)
        )

    def _text(self, name: str, default: str | None = None) -> str:
        value = self._raw.get(name, default)
        if not isinstance(value, str) or (default is None and not value):
            self._refuse(name, "text")
        return value

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
