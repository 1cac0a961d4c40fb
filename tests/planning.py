"""What the planner's tests plan: the published files, on machines that nobody here owns."""

from __future__ import annotations

from collections.abc import Sequence

from darkroom.gguf.footprint import estimated_footprint
from darkroom.hardware.machine import Cpu, Machine
from darkroom.hardware.plan import Candidate
from darkroom.hardware.snapshot import simulated
from darkroom.hub.catalogue import DIFFUSION_GEMMA_26B

GIB = 1 << 30
SIZES = {
    "Q4_K_M": 16_806_810_336,
    "Q5_K_M": 19_200_000_000,
    "Q6_K": 22_654_490_592,
    "Q8_0": 26_878_831_328,
    "BF16": 50_500_000_000,
}
"""Bytes of the published files; of Q5_K_M and BF16 only tenths of a GB are known."""

CANDIDATES = [
    Candidate(
        quant, f"{quant}.gguf", size, estimated_footprint(DIFFUSION_GEMMA_26B, size), True, False
    )
    for quant, size in SIZES.items()
]
BASE = Machine(Cpu("", 8, 16), 16 * GIB, 12 * GIB)


def machine(vram: Sequence[float], ram: float, *, unified: bool = False) -> Machine:
    """A machine with GPUs and main memory of so many GiB."""
    cards = [int(size * GIB) for size in vram]
    return simulated(cards, int(ram * GIB), unified, BASE)
