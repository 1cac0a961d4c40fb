"""Brings together what drivers and the engine tell of the same graphics processors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from darkroom.hardware.machine import Gpu
from darkroom.hardware.probes.engine import EngineDevice
from darkroom.hardware.probes.found import FoundGpu

NOT_ASKED: Final = "The engine has not been asked yet."

_VENDORS = {"CUDA": "NVIDIA", "ROCM": "AMD", "HIP": "AMD", "METAL": "Apple", "MTL": "Apple"}
_BUILDS = {
    "NVIDIA": ("CUDA", "-DGGML_CUDA=ON"),
    "AMD": ("ROCm", "-DGGML_HIP=ON"),
    "Apple": ("Metal", "-DGGML_METAL=ON"),
    "": ("Vulkan", "-DGGML_VULKAN=ON"),
}


def merge(
    found: Sequence[FoundGpu],
    devices: Sequence[EngineDevice],
    ram_available_bytes: int,
    *,
    silence: str = "",
) -> tuple[Gpu, ...]:
    """Pair by PCI address, else by name, else by vendor and order.

    Of a card with memory of its own the driver knows best what is free: the engine counts what it
    took itself. Of unified memory the engine knows what the GPU may use, but not what is taken.

    Args:
        found: as drivers and the system tell.
        devices: as the engine enumerates them, all kinds.
        ram_available_bytes: most that a unified GPU can have.
        silence: why the engine gave no answer; ``""`` if it gave one.

    Returns:
        In the engine's order; those that it cannot use last.
    """
    left = list(found)
    usable = _distinct([device for device in devices if device.kind in ("gpu", "igpu")])
    pairs: dict[str, FoundGpu] = {}
    # The surest way first for all devices, so that no guess takes what another one knows.
    for matches in (_same_address, _same_name, _same_vendor):
        for device in usable:
            partner = next((gpu for gpu in left if matches(device, gpu)), None)
            if partner is not None and device.name not in pairs and device.backend != "RPC":
                pairs[device.name] = partner
                left.remove(partner)
    merged = [_usable(device, pairs.get(device.name), ram_available_bytes) for device in usable]
    backends = {_vendor(device) for device in usable}
    return (*merged, *(_unusable(gpu, ram_available_bytes, silence, backends) for gpu in left))


def _distinct(devices: list[EngineDevice]) -> list[EngineDevice]:
    """Without the second interface to the same card, e.g. Vulkan beside CUDA."""
    addresses = [device.pci for device in devices]
    return [d for i, d in enumerate(devices) if not d.pci or d.pci not in addresses[:i]]


def _same_address(device: EngineDevice, gpu: FoundGpu) -> bool:
    return bool(device.pci) and device.pci == gpu.pci


def _same_name(device: EngineDevice, gpu: FoundGpu) -> bool:
    return _may_match(device, gpu) and device.description == gpu.name


def _same_vendor(device: EngineDevice, gpu: FoundGpu) -> bool:
    return _may_match(device, gpu) and _vendor(device) == gpu.vendor != ""


def _may_match(device: EngineDevice, gpu: FoundGpu) -> bool:
    return not (device.pci and gpu.pci)  # two addresses that differ are two cards


def _vendor(device: EngineDevice) -> str:
    return _VENDORS.get(device.backend.upper(), "")


def _usable(device: EngineDevice, found: FoundGpu | None, ram_available_bytes: int) -> Gpu:
    total, free = device.total_bytes, device.free_bytes
    # ggml calls Apple's a GPU like any other, and the driver is not always asked.
    unified = device.kind == "igpu" or _vendor(device) == "Apple" or bool(found and found.unified)
    if unified:
        free = None if free is None else min(free, ram_available_bytes)
    elif found is not None and found.total_bytes is not None:
        total = found.total_bytes
        free = free if found.free_bytes is None else found.free_bytes
    return Gpu(
        name=(found.name if found else device.description) or device.name,
        backend=device.backend,
        device=device.name,
        total_bytes=total,
        free_bytes=free,
        driver=found.driver if found else "",
        unified=unified,
        remote=device.backend == "RPC",
        source=f"{found.source}, engine" if found else "engine",
        pci=device.pci or (found.pci if found else ""),
    )


def _unusable(gpu: FoundGpu, ram_available_bytes: int, silence: str, backends: set[str]) -> Gpu:
    free = gpu.free_bytes
    if gpu.unified and gpu.total_bytes is not None:
        free = min(gpu.total_bytes, ram_available_bytes)
    return Gpu(
        gpu.name,
        backend="",
        device="",
        total_bytes=gpu.total_bytes,
        free_bytes=free,
        driver=gpu.driver,
        unified=gpu.unified,
        source=gpu.source,
        unusable_because=silence or _why(gpu, backends),
        pci=gpu.pci,
    )


def _why(gpu: FoundGpu, backends: set[str]) -> str:
    backend, option = _BUILDS[gpu.vendor]
    if gpu.vendor and gpu.vendor in backends:
        return (
            f"The engine uses {backend}, but not this card: it is too old for it, or hidden by "
            "a setting such as CUDA_VISIBLE_DEVICES."
        )
    return (
        f"The installed engine was built without {backend}, or for a newer driver. To build it "
        f"here: CMAKE_ARGS={option} pip install --force-reinstall --no-cache-dir llama-cpp-python"
    )
