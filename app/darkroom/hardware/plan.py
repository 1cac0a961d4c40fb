"""What the planner answers: where a model would lie, what it would take, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from darkroom.core.placement import DEFAULT_CHUNK, KVType, Placement

if TYPE_CHECKING:
    # The window shows plans long before it can read headers.
    from darkroom.gguf.footprint import Footprint
    from darkroom.hardware.machine import Machine

DEFAULT_CONTEXT = 8192
"""Tokens of context when none is asked for: a long chat with a small cache."""


class Verdict(StrEnum):
    """How a model fits."""

    FITS_GPU = "fits_gpu"
    PARTIAL = "partial"
    CPU = "cpu"
    TOO_LARGE = "too_large"


class SpeedClass(StrEnum):
    """What waiting for one canvas feels like."""

    FAST = "fast"
    """A few seconds."""
    STEADY = "steady"
    """Up to a minute."""
    SLOW = "slow"
    """Some minutes."""
    VERY_SLOW = "very_slow"
    """Longer."""


class Part(StrEnum):
    """What bytes are for, in the order pictures stack them."""

    WEIGHTS = "weights"
    """All weights but the experts'."""
    EXPERTS = "experts"
    CACHE = "cache"
    """Keys and values of the context."""
    CANVAS = "canvas"
    """Logits and self-conditioning: what grows with canvas and vocabulary."""
    COMPUTE = "compute"
    """Intermediate results of a graph."""
    PROCESS = "process"
    """Program, libraries, vocabulary; on a GPU the driver's context."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants; None leaves it to the planner.

    Attributes:
        context: tokens of prompt and answer together.
        gpu_layers: layers that shall lie on GPUs.
        gpu_expert_layers: layers whose experts shall lie there too, at most ``gpu_layers``.
        threads: compute threads.
        kv_type: how keys and values are kept.
        chunk: prompt tokens encoded at once.
    """

    context: int | None = None
    gpu_layers: int | None = None
    gpu_expert_layers: int | None = None
    threads: int | None = None
    kv_type: KVType = "f16"
    chunk: int = DEFAULT_CHUNK


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that could be loaded.

    Attributes:
        quant: its name for people, e.g. ``"Q4_K_M"``.
        file: path or file name.
        size_bytes: on disk, all parts.
        footprint: what its parts take.
        estimated: the footprint was worked out from the size alone, no header was read.
        present: it lies on this computer.
    """

    quant: str
    file: str
    size_bytes: int
    footprint: Footprint
    estimated: bool = False
    present: bool = True


@dataclass(frozen=True, slots=True)
class DeviceUse:
    """What a plan takes of one device, bytes.

    Attributes:
        key: ``"ram"``, ``"gpu0"``, ``"gpu1"``, …: the n-th of ``Machine.usable_gpus``.
        name: for people.
        parts: predicted bytes by what they are for.
        free_bytes: what is free there now.
        margin_bytes: what stays free, so that the machine does not swap.
    """

    key: str
    name: str
    parts: Mapping[Part, int]
    free_bytes: int
    margin_bytes: int

    @property
    def peak_bytes(self) -> int:
        """Predicted peak."""
        return sum(self.parts.values())

    @property
    def fits(self) -> bool:
        """The peak leaves the margin free."""
        return self.peak_bytes + self.margin_bytes <= self.free_bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file would be loaded.

    Attributes:
        candidate: the file.
        verdict: how it fits.
        placement: where its layers lie; of ``too_large`` the nearest miss.
        context: tokens that the cache holds.
        kv_type: how keys and values are kept.
        threads: compute threads, None = the engine's own choice.
        uses: predicted use of each device, main memory first.
        max_context: largest context of the same verdict; 0 where not even the smallest fits.
        speed: what to expect.
        seconds_per_step: what ``speed`` rests on; a rough estimate, or measured.
        speed_measured: ``seconds_per_step`` comes from a real run.
        reason: one sentence that says why.
    """

    candidate: Candidate
    verdict: Verdict
    placement: Placement
    context: int
    kv_type: KVType
    threads: int | None
    uses: tuple[DeviceUse, ...]
    max_context: int
    speed: SpeedClass
    seconds_per_step: float
    speed_measured: bool
    reason: str

    @property
    def n_layers(self) -> int:
        """Layers of the model."""
        return len(self.placement.layers)

    @property
    def runs(self) -> bool:
        """It can be loaded."""
        return self.verdict is not Verdict.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Fit:
    """All plans for one model on one machine.

    Attributes:
        machine: planned for.
        plans: in the order of the candidates, best quality last.
        recommended: the plan to take, None where nothing fits.
        advice: where nothing fits, what to do instead; else ``""``.
    """

    machine: Machine
    plans: tuple[Plan, ...]
    recommended: Plan | None
    advice: str = ""
