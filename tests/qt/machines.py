"""Made-up machines and models for the tests of what fits."""

from __future__ import annotations

from pathlib import Path

from darkroom.hardware.machine import Cpu, Gpu, Machine, Unknown

GB = 10**9
CPU = Cpu("Made-up CPU", 8, 16, ("AVX2", "FMA"))


def card(total: float, free: float, name: str = "Made-up RTX", device: str = "CUDA0") -> Gpu:
    sizes = round(total * GB), round(free * GB)
    return Gpu(name, "CUDA", device, *sizes, driver="NVIDIA 580", source="NVML")


def machine(
    ram: float, free: float, *gpus: Gpu, unknowns: tuple[Unknown, ...] = (), simulated: bool = True
) -> Machine:
    """Sizes in 10⁹ bytes; one that is not ``simulated`` follows the meter."""
    return Machine(
        CPU, round(ram * GB), round(free * GB), 4 * GB, 3 * GB, Path("/models"), 200 * GB, gpus,
        unknowns, simulated,
    )  # fmt: skip


LAPTOP = machine(8.2, 4.9)
CARD_16 = machine(67, 58, card(17.2, 16.4))
CARD_24 = machine(67, 58, card(25.8, 24.8))
