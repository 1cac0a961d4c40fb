"""Machines that a person makes up."""

from __future__ import annotations

import pytest

from darkroom.core.errors import BadInputError
from darkroom.hardware.machine import Cpu, Machine, Unknown
from darkroom.hardware.snapshot import simulated

GIB = 1 << 30
HERE = Machine(
    Cpu("A processor", 8, 16),
    32 * GIB,
    20 * GIB,
    swap_total_bytes=GIB,
    unknowns=(Unknown("NVIDIA GPUs", "Planted."),),
)


def test_graphics_cards_in_the_order_given() -> None:
    machine = simulated([24 * GIB, 8 * GIB], 64 * GIB, False, HERE)
    assert [gpu.device for gpu in machine.usable_gpus] == ["CUDA0", "CUDA1"]
    assert [gpu.total_bytes for gpu in machine.gpus] == [24 * GIB, 8 * GIB]
    assert [gpu.free_bytes for gpu in machine.gpus] == [
        24 * GIB - (350 << 20),
        8 * GIB - (350 << 20),
    ]
    assert not any(gpu.unified for gpu in machine.gpus)
    assert (machine.ram_total_bytes, machine.ram_available_bytes) == (64 * GIB, 58 * GIB)
    assert machine.simulated
    assert machine.cpu == HERE.cpu
    assert (machine.swap_total_bytes, machine.unknowns) == (0, ())


def test_without_ram_it_is_the_ram_of_this_machine() -> None:
    machine = simulated([16 * GIB], None, False, HERE)
    assert (machine.ram_total_bytes, machine.ram_available_bytes) == (32 * GIB, 20 * GIB)


def test_without_vram_there_is_no_gpu() -> None:
    assert simulated([], 16 * GIB, False, HERE).gpus == ()


@pytest.mark.parametrize(
    ("vram", "ram", "total", "limit", "free"),
    [
        # Two thirds of a small Mac's memory, three quarters of a large one's.
        ([], 24, 24, 16, 16),
        ([], 36, 36, 27, 27),
        ([], 128, 128, 96, 96),
        # The same words with the other flag.
        ([36], None, 36, 27, 27),
        # Both given: a limit that the person has set.
        ([30], 36, 36, 30, 30),
        # Never more than programs can have.
        ([16], 16, 16, 16, 13),
    ],
)
def test_unified_memory(
    vram: list[int], ram: int | None, total: int, limit: int, free: int
) -> None:
    machine = simulated([size * GIB for size in vram], ram and ram * GIB, True, HERE)
    (gpu,) = machine.usable_gpus
    assert machine.ram_total_bytes == total * GIB
    assert (gpu.total_bytes, gpu.free_bytes) == (limit * GIB, free * GIB)
    assert (gpu.unified, gpu.device) == (True, "Metal")


def test_more_than_nothing_is_left_of_nothing() -> None:
    machine = simulated([1 << 20], 1 << 20, False, HERE)
    assert (machine.gpus[0].free_bytes, machine.ram_available_bytes) == (0, 0)


@pytest.mark.parametrize(
    ("vram", "ram", "unified"), [([0], None, False), ([GIB], -1, False), ([GIB, GIB], None, True)]
)
def test_impossible_machines_are_refused(vram: list[int], ram: int | None, unified: bool) -> None:
    with pytest.raises(BadInputError):
        simulated(vram, ram, unified, HERE)
