"""How much of each device a model may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from darkroom.hardware.corrections import Corrections
from darkroom.hardware.machine import Gpu, Machine

RAM_MARGIN: Final = 0.05
RAM_MARGIN_BYTES: Final = 500_000_000
"""Of main memory the larger of this share and this many bytes stays free."""

GPU_MARGIN: Final = 0.03
GPU_MARGIN_BYTES: Final = 256_000_000
"""Likewise of a GPU's memory, where other programs draw their windows."""

_CONTEXT_BYTES: Final = {"CUDA": 450_000_000, "ROCm": 450_000_000, "RPC": 0}
_OTHER_CONTEXT_BYTES: Final = 250_000_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A GPU as the planner fills it.

    Attributes:
        index: among ``Machine.usable_gpus``.
        gpu: the device.
        context_bytes: what the driver takes once the device is in use.
        margin_bytes: what stays free.
        free_bytes: free now.
    """

    index: int
    gpu: Gpu
    context_bytes: int
    margin_bytes: int
    free_bytes: int

    @property
    def key(self) -> str:
        """``"gpu0"``, …."""
        return f"gpu{self.index}"

    @property
    def room_bytes(self) -> int:
        """What weights, cache and buffers may take."""
        return self.free_bytes - self.margin_bytes - self.context_bytes


def ram_margin(machine: Machine) -> int:
    """Bytes of main memory that stay free."""
    return max(RAM_MARGIN_BYTES, int(RAM_MARGIN * machine.ram_total_bytes))


def slots_of(machine: Machine, corrections: Corrections) -> tuple[Slot, ...]:
    """The usable GPUs in the order they are filled: other computers' last, then by room.

    A card with memory of its own comes before one that shares the processor's, which is slower.
    """
    slots = [
        _slot(index, gpu, machine.ram_available_bytes, corrections)
        for index, gpu in enumerate(machine.usable_gpus)
    ]
    return tuple(sorted(slots, key=_rank))


def _rank(slot: Slot) -> tuple[bool, bool, int]:
    return slot.gpu.remote, slot.gpu.unified, -slot.room_bytes


def _slot(index: int, gpu: Gpu, available_bytes: int, corrections: Corrections) -> Slot:
    free = gpu.free_bytes or 0
    if gpu.unified:
        free = min(free, available_bytes)
    margin = max(GPU_MARGIN_BYTES, int(GPU_MARGIN * (gpu.total_bytes or free)))
    context = _CONTEXT_BYTES.get(gpu.backend, _OTHER_CONTEXT_BYTES)
    context = max(0, context + corrections.peak_offset(f"gpu{index}"))
    return Slot(index, gpu, context, margin, free)
