"""The meter: what it cannot read it has read before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from darkroom.core.errors import DarkroomError
from darkroom.hardware import meter as metering
from darkroom.hardware.machine import Cpu, Gpu, Machine
from darkroom.hardware.meter import GpuReading, MemoryReading, Meter, Reading, updated
from darkroom.hardware.probes import memory
from darkroom.hardware.probes.found import FoundGpu

GIB = 1 << 30
CARD = FoundGpu("RTX", "NVIDIA", "NVML", 24 * GIB, 20 * GIB, pci="a")


def until(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metering, "INTERVAL_S", 0.01)


def test_share_of_nothing_is_nothing() -> None:
    assert MemoryReading(0, 0).share == 0
    assert MemoryReading(1, 4).share == 0.25


def test_main_memory_needs_no_start() -> None:
    reading = Meter().read()
    assert 0 < reading.ram.used_bytes < reading.ram.total_bytes
    assert reading.gpus == ()


def test_failed_readings_keep_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [[CARD], None, [replace(CARD, free_bytes=None), FoundGpu("No", "", "")]]
    seen = 0

    def read() -> list[FoundGpu]:
        nonlocal seen
        answer = answers[min(seen, 2)]
        seen += 1
        if answer is None:
            raise DarkroomError("planted")
        return answer

    meter = Meter(lambda: read)
    meter.start()
    until(lambda: seen > 3)
    meter.stop()
    before = meter.read()
    assert before.gpus == (GpuReading("RTX", "a", MemoryReading(4 * GIB, 24 * GIB)),)

    def broken() -> memory.Memory:
        raise OSError("planted")

    monkeypatch.setattr(memory, "probe", broken)
    assert meter.read() == before


def test_a_driver_that_hangs_does_not_hang_the_meter() -> None:
    never = threading.Event()
    meter = Meter(lambda: lambda: [CARD] if never.wait() else [])
    meter.start()
    assert meter.read().ram.total_bytes > 0
    meter.stop()
    never.set()


def test_without_cards_no_thread_stays() -> None:
    meter = Meter(lambda: list)
    meter.start()
    until(lambda: "GPU meter" not in [thread.name for thread in threading.enumerate()])
    meter.stop()


def test_a_machine_with_what_is_free_now() -> None:
    card = Gpu("RTX", "CUDA", "CUDA0", 24 * GIB, 23 * GIB, pci="a")
    shared = Gpu("iGPU", "Vulkan", "Vulkan0", 16 * GIB, 16 * GIB, unified=True)
    remote = Gpu("RTX", "RPC", "RPC0", 8 * GIB, 8 * GIB, remote=True)
    other = Gpu("Other", "CUDA", "CUDA1", 8 * GIB, 7 * GIB, pci="b")
    machine = Machine(Cpu("", 1, 1), 32 * GIB, 30 * GIB, gpus=(card, shared, remote, other))
    reading = Reading(
        MemoryReading(20 * GIB, 32 * GIB),
        (GpuReading("RTX", "a", MemoryReading(4 * GIB, 24 * GIB)),),
    )
    now = updated(machine, reading)
    assert now.ram_available_bytes == 12 * GIB
    assert [gpu.free_bytes for gpu in now.gpus] == [20 * GIB, 12 * GIB, 8 * GIB, 7 * GIB]
    assert updated(machine, Reading(MemoryReading(0, 0))) is machine
    made_up = replace(machine, simulated=True)
    assert updated(made_up, reading) is made_up
