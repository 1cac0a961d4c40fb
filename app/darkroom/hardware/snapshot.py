"""One look at the machine, or at one that a person makes up."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from darkroom.core.errors import BadInputError
from darkroom.hardware.asking import Question
from darkroom.hardware.machine import Cpu, Gpu, Machine, Unknown
from darkroom.hardware.merge import NOT_ASKED, merge
from darkroom.hardware.probes import amd, apple, cpu, engine, memory, nvidia, windows
from darkroom.hardware.probes.engine import EngineAnswer
from darkroom.hardware.probes.found import FoundGpu

T = TypeVar("T")
DESKTOP_VRAM_BYTES = 350 << 20
"""What a desktop with a browser holds of a graphics card's memory."""
_SYSTEM_RAM_BYTES = 2 << 30
_REAP_S = 2.0


def take_snapshot(
    models_folder: Path,
    *,
    servers: tuple[str, ...] = (),
    timeout_s: float = 10.0,
    ask_engine: bool = True,
) -> Machine:
    """Look at this machine, all sources at once; blocks, but not for long, and never raises.

    What cannot be found out counts as nothing there, and is told in ``unknowns``.

    Args:
        models_folder: where models are kept; it need not exist.
        servers: ``"host:port"`` of other computers that lend a device.
        timeout_s: longest wait for all sources together, seconds.
        ask_engine: start a child process that asks the engine; without it no GPU is usable.
    """
    unknowns: list[Unknown] = []
    deadline = time.monotonic() + timeout_s

    def settle(question: Question[T], otherwise: T, grace_s: float = 0.0) -> T:
        answer = question.answer(deadline + grace_s)
        if isinstance(answer, Unknown):
            unknowns.append(answer)
            return otherwise
        return answer

    processor = Question("processor", cpu.probe)
    main_memory = Question("main memory", memory.probe)
    disk = Question("free disk space", partial(memory.free_disk, models_folder))
    gpus = [
        Question("NVIDIA GPUs", nvidia.probe),
        Question("AMD GPUs", amd.probe),
        Question("Apple's GPU", apple.probe),
        Question("graphics cards", windows.probe),
    ]
    asked = partial(engine.probe, servers, timeout_s=timeout_s)
    devices = Question("devices of the engine", asked) if ask_engine else None

    logical = os.cpu_count() or 1
    ram = settle(main_memory, memory.Memory(0, 0, 0, 0))
    found = [gpu for question in gpus for gpu in settle(question, [])]
    # The child has the same time limit, and a moment to be ended.
    nothing = EngineAnswer((), ())
    answer = settle(devices, nothing, _REAP_S) if devices else nothing
    silence = "" if devices else NOT_ASKED
    if devices and answer is nothing:
        silence = f"Whether the engine can use it is unknown. {unknowns[-1].reason}"
    return Machine(
        cpu=settle(processor, Cpu("", logical, logical)),
        ram_total_bytes=ram.total,
        ram_available_bytes=ram.available,
        swap_total_bytes=ram.swap_total,
        swap_free_bytes=ram.swap_free,
        disk_path=models_folder,
        disk_free_bytes=settle(disk, None),
        gpus=merge(_best_told(found), answer.devices, ram.available, silence=silence),
        unknowns=(*unknowns, *answer.unknowns),
    )


def _best_told(found: list[FoundGpu]) -> list[FoundGpu]:
    """Without what the registry says of cards whose driver says more."""
    told = {gpu.vendor for gpu in found if gpu.source != windows.SOURCE}
    return [gpu for gpu in found if gpu.source != windows.SOURCE or gpu.vendor not in told]


def simulated(vram: Sequence[int], ram: int | None, unified: bool, base: Machine) -> Machine:
    """Make up a machine; its processor and disk are those of ``base``, its GPUs only those given.

    A fair share counts as taken: of main memory 2 GiB and a sixteenth (16 GiB leave 13), of a
    graphics card 0.35 GB for the desktop. With unified memory the GPU may use what macOS allows,
    unless ``vram`` says how much, and never more than is available.

    Args:
        vram: memory of each GPU, bytes; with unified memory at most one.
        ram: main memory, bytes; None takes ``vram`` if unified, else what ``base`` has.
        unified: GPU and processor share the memory.
        base: this machine.

    Raises:
        BadInputError: a size is not positive, or unified memory for several GPUs.
    """
    if any(size <= 0 for size in vram) or (ram is not None and ram <= 0):
        raise BadInputError("The memory of a simulated machine must be larger than nothing.")
    if unified and len(vram) > 1:
        raise BadInputError(
            "A machine with unified memory has one GPU.",
            "Give --vram once, or leave out --unified.",
        )
    one_size = unified and ram is None and vram
    ram = vram[0] if one_size else ram
    total, available = base.ram_total_bytes, base.ram_available_bytes
    if ram is not None:
        total, available = ram, max(0, ram - _SYSTEM_RAM_BYTES - ram // 16)
    if unified:
        limit = apple.default_limit(total) if one_size or not vram else min(vram[0], total)
        gpus = (_simulated_gpu("Unified memory GPU", "Metal", "Metal", limit, available),)
    else:
        gpus = tuple(
            _simulated_gpu(f"{size / (1 << 30):.3g} GB GPU", "CUDA", f"CUDA{index}", size, None)
            for index, size in enumerate(vram)
        )
    return replace(
        base,
        ram_total_bytes=total,
        ram_available_bytes=available,
        swap_total_bytes=0,
        swap_free_bytes=0,
        gpus=gpus,
        unknowns=(),
        simulated=True,
    )


def _simulated_gpu(
    name: str, backend: str, device: str, total_bytes: int, shared_bytes: int | None
) -> Gpu:
    unified = shared_bytes is not None
    free = total_bytes - DESKTOP_VRAM_BYTES if shared_bytes is None else shared_bytes
    return Gpu(
        name,
        backend,
        device,
        total_bytes,
        max(0, min(free, total_bytes)),
        unified=unified,
        source="simulated",
    )
