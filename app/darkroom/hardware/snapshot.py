"""One look at the machine, or at one that a person makes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from darkroom.core.errors import BadInputError
from darkroom.hardware.machine import Gpu, Machine
from darkroom.hardware.probes import apple

DESKTOP_VRAM_BYTES = 350 << 20
"""What a desktop with a browser holds of a graphics card's memory."""
_SYSTEM_RAM_BYTES = 2 << 30


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
