"""A snapshot of the machine: what the planner plans for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cpu:
    """The processor.

    Attributes:
        model: its name as the system tells it, ``""`` where unknown.
        physical_cores: cores this process may use, ≥ 1.
        logical_cores: hardware threads.
        instruction_sets: those that matter to the engine, e.g. ``("AVX2", "FMA", "AVX512F")``.
    """

    model: str
    physical_cores: int
    logical_cores: int
    instruction_sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics processor, or another computer that lends its own.

    Attributes:
        name: for people, e.g. ``"NVIDIA GeForce RTX 4090"``.
        backend: the engine's name of the interface (``"CUDA"``, ``"Metal"``, ``"RPC"``, …), or
            ``""`` where the engine cannot use it.
        device: the engine's name of the device (``"CUDA0"``), ``""`` where it cannot use it.
        total_bytes: memory; of unified memory what the GPU may use at most. None = unknown.
        free_bytes: of it free now. None = unknown.
        driver: name and version, ``""`` where unknown.
        unified: it shares main memory with the processor.
        remote: it is another computer; ``name`` holds its address.
        source: how it was found, e.g. ``"NVML"``.
        unusable_because: a sentence where ``device`` is empty, else ``""``.
        pci: address, e.g. ``"0000:01:00.0"``, ``""`` where unknown; tells equal cards apart.
    """

    name: str
    backend: str
    device: str
    total_bytes: int | None
    free_bytes: int | None
    driver: str = ""
    unified: bool = False
    remote: bool = False
    source: str = ""
    unusable_because: str = ""
    pci: str = ""

    @property
    def usable(self) -> bool:
        """The engine can put layers there, and how many is known."""
        return bool(self.device) and self.free_bytes is not None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something a probe could not find out.

    Attributes:
        what: e.g. ``"NVIDIA GPUs"``.
        reason: one sentence.
    """

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Machine:
    """One moment of a machine; sizes in bytes.

    Attributes:
        cpu: the processor.
        ram_total_bytes: main memory.
        ram_available_bytes: of it what programs can have without swapping.
        swap_total_bytes: swap space.
        swap_free_bytes: of it unused.
        disk_path: the folder of models.
        disk_free_bytes: free there; None = unknown.
        gpus: in the order the engine enumerates them; unusable ones last.
        unknowns: what could not be found out, and why.
        simulated: made up by a person (``darkroom fit --vram``), not measured.
    """

    cpu: Cpu
    ram_total_bytes: int
    ram_available_bytes: int
    swap_total_bytes: int = 0
    swap_free_bytes: int = 0
    disk_path: Path | None = None
    disk_free_bytes: int | None = None
    gpus: tuple[Gpu, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    simulated: bool = False

    @property
    def usable_gpus(self) -> tuple[Gpu, ...]:
        """Those that the planner may put layers on."""
        return tuple(gpu for gpu in self.gpus if gpu.usable)
