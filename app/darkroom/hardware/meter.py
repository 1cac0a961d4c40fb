"""How full memory is, read so cheaply that a window can ask every second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from darkroom.core.errors import DarkroomError
from darkroom.hardware.machine import Gpu, Machine
from darkroom.hardware.probes import amd, memory
from darkroom.hardware.probes.found import FoundGpu
from darkroom.hardware.probes.nvidia import Nvml

INTERVAL_S = 1.0


@dataclass(frozen=True, slots=True)
class MemoryReading:
    """One memory, bytes.

    Attributes:
        used_bytes: what cannot be had without swapping.
        total_bytes: all of it.
    """

    used_bytes: int
    total_bytes: int

    @property
    def share(self) -> float:
        """Used part in [0, 1]."""
        return self.used_bytes / self.total_bytes if self.total_bytes else 0.0


@dataclass(frozen=True, slots=True)
class GpuReading:
    """The memory of one card; ``pci`` tells equal cards apart."""

    name: str
    pci: str
    memory: MemoryReading


@dataclass(frozen=True, slots=True)
class Reading:
    """All memories that can be read, at one moment."""

    ram: MemoryReading
    gpus: tuple[GpuReading, ...] = ()


ReadGpus = Callable[[], Sequence[FoundGpu]]


class Meter:
    """Reads main memory when asked; a thread of its own reads the cards, since drivers may hang.

    Args:
        open_gpus: makes the function that reads all cards. Both run in the thread.
    """

    def __init__(self, open_gpus: Callable[[], ReadGpus] | None = None) -> None:
        self._open_gpus = open_gpus or open_system_gpus
        self._ram = MemoryReading(0, 0)
        self._gpus: tuple[GpuReading, ...] = ()
        self._stop: threading.Event | None = None

    def start(self) -> None:
        """Begin to watch the cards."""
        if self._stop is None:
            self._stop = threading.Event()
            threading.Thread(
                target=self._watch, args=(self._stop,), name="GPU meter", daemon=True
            ).start()

    def stop(self) -> None:
        """Watch no more; returns at once."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def read(self) -> Reading:
        """The memories now; one that cannot be read keeps its last reading."""
        with suppress(OSError, KeyError, ValueError):
            ram = memory.probe()
            self._ram = MemoryReading(ram.total - ram.available, ram.total)
        return Reading(self._ram, self._gpus)

    def _watch(self, stop: threading.Event) -> None:
        read = self._open_gpus()
        while not stop.is_set():
            with suppress(DarkroomError, OSError):
                gpus = read()
                if not gpus:
                    return
                self._gpus = _readings(gpus, self._gpus)
            stop.wait(INTERVAL_S)


def open_system_gpus() -> ReadGpus:
    """Find the cards of this computer whose memory can be read: those of NVIDIA and AMD."""
    nvml = None
    with suppress(DarkroomError):
        nvml = Nvml()
    # Names once: asking for them is not cheap.
    amd_gpus = list(zip(amd.cards(), amd.probe(), strict=True))

    def read() -> list[FoundGpu]:
        found = nvml.gpus() if nvml else []
        for card, gpu in amd_gpus:
            total, free = amd.memory(card)
            found.append(replace(gpu, total_bytes=total, free_bytes=free))
        return found

    return read


def updated(machine: Machine, reading: Reading) -> Machine:
    """The machine with what is free by the reading; one that a person made up stays as it is."""
    if machine.simulated or not reading.ram.total_bytes:
        return machine
    available = reading.ram.total_bytes - reading.ram.used_bytes
    free = {_key(gpu): gpu.memory.total_bytes - gpu.memory.used_bytes for gpu in reading.gpus}

    def now(gpu: Gpu) -> int | None:
        if gpu.unified and gpu.total_bytes is not None:
            return min(gpu.total_bytes, available)
        return gpu.free_bytes if gpu.remote else free.get(_key(gpu), gpu.free_bytes)

    gpus = tuple(replace(gpu, free_bytes=now(gpu)) for gpu in machine.gpus)
    return replace(machine, ram_available_bytes=available, gpus=gpus)


def _readings(gpus: Sequence[FoundGpu], last: Sequence[GpuReading]) -> tuple[GpuReading, ...]:
    before = {_key(reading): reading for reading in last}
    readings = (_reading(gpu) or before.get(_key(gpu)) for gpu in gpus)
    return tuple(reading for reading in readings if reading is not None)


def _reading(gpu: FoundGpu) -> GpuReading | None:
    if gpu.total_bytes is None or gpu.free_bytes is None:
        return None
    used = gpu.total_bytes - gpu.free_bytes
    return GpuReading(gpu.name, gpu.pci, MemoryReading(used, gpu.total_bytes))


def _key(gpu: Gpu | FoundGpu | GpuReading) -> str:
    return gpu.pci or gpu.name
