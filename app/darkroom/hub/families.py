"""Families of models: what the catalogue says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from darkroom.gguf.params import DiffusionGemmaParams

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

Format = Literal["gguf", "safetensors"]
"""How a model's files are written; engines here read the first."""

PARAMS: Final = {"diffusiongemma": DIFFUSION_GEMMA_26B}
"""By id of the family."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A quantization of a model.

    Attributes:
        quant: e.g. ``"Q4_K_M"``.
        file: its name in the repository; empty where it is not known.
        size_bytes: on disk, with all its parts.
        approximate: the size was rounded where it was published.
        more_files: the further parts of a split model, in order.
        sha256: of each file, in order; empty where unknown.
    """

    quant: str
    file: str
    size_bytes: int
    approximate: bool
    more_files: tuple[str, ...] = ()
    sha256: tuple[str, ...] = ()


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
        gated: its owner wants terms accepted before anything is downloaded.
        format: ``"gguf"`` or ``"safetensors"``.
    """

    id: str
    name: str
    architecture: str
    repo: str
    revision: str
    licence: str
    runs: bool
    files: tuple[CatalogueFile, ...]
    gated: bool = False
    format: Format = "gguf"


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
