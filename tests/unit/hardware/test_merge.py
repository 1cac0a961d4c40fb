"""What drivers and the engine tell of the same cards becomes one list."""

from __future__ import annotations

from typing import Any

import pytest

from darkroom.hardware.machine import Gpu
from darkroom.hardware.merge import NOT_ASKED, merge
from darkroom.hardware.probes.engine import EngineDevice
from darkroom.hardware.probes.found import FoundGpu

GIB = 1 << 30
A, B = "0000:01:00.0", "0000:02:00.0"


def told(name: str, vendor: str = "NVIDIA", free: int | None = 20, **more: Any) -> FoundGpu:
    size = None if free is None else free * GIB
    return FoundGpu(name, vendor, "NVML", 24 * GIB, size, "driver 1", **more)


def device(name: str, free: int | None = 19, **more: Any) -> EngineDevice:
    facts = {"backend": name.rstrip("0123456789"), "description": name, "kind": "gpu", "pci": ""}
    size = None if free is None else free * GIB
    total = None if free is None else 23 * GIB
    return EngineDevice(name=name, total_bytes=total, free_bytes=size, **(facts | more))


def names(gpus: tuple[Gpu, ...]) -> list[tuple[str, str]]:
    return [(gpu.device, gpu.name) for gpu in gpus]


def test_the_address_tells_equal_cards_apart() -> None:
    # The engine's order is its own.
    found = [told("RTX", free=5, pci=A), told("RTX", free=20, pci=B)]
    merged = merge(found, [device("CUDA0", pci=B), device("CUDA1", pci=A)], 0)
    assert [(gpu.device, gpu.free_bytes) for gpu in merged] == [
        ("CUDA0", 20 * GIB),
        ("CUDA1", 5 * GIB),
    ]


def test_a_card_with_its_own_memory_is_best_known_to_its_driver() -> None:
    (gpu,) = merge([told("RTX 4090", pci=A)], [device("CUDA0", pci=A)], 8 * GIB)
    assert gpu == Gpu(
        "RTX 4090", "CUDA", "CUDA0", 24 * GIB, 20 * GIB, "driver 1", source="NVML, engine", pci=A
    )
    assert gpu.usable


def test_without_addresses_names_then_order_decide() -> None:
    found = [told("One"), told("Two"), told("Three")]
    devices = [device("CUDA0", description="Two"), device("CUDA1", description="?")]
    assert names(merge(found, devices, 0)) == [("CUDA0", "Two"), ("CUDA1", "One"), ("", "Three")]


def test_different_addresses_are_different_cards() -> None:
    merged = merge([told("RTX", pci=A)], [device("CUDA0", pci=B, description="RTX")], 0)
    assert names(merged) == [("CUDA0", "RTX"), ("", "RTX")]
    assert "uses CUDA, but not this card" in merged[1].unusable_because


def test_what_one_side_does_not_know_the_other_does() -> None:
    (free,) = merge([told("RTX", free=None, pci=A)], [device("CUDA0", pci=A)], 0)
    assert free.free_bytes == 19 * GIB
    (nothing,) = merge([], [device("OPENCL0", free=None)], 0)
    assert (nothing.free_bytes, nothing.usable) == (None, False)


@pytest.mark.parametrize(("ram_gib", "free_gib"), [(64, 19), (6, 6)])
def test_unified_memory_is_no_more_than_what_is_available(ram_gib: int, free_gib: int) -> None:
    apple = FoundGpu("Apple M3", "Apple", "sysctl", 27 * GIB, driver="Metal", unified=True)
    (gpu,) = merge([apple], [device("Metal")], ram_gib * GIB)
    assert (gpu.unified, gpu.free_bytes, gpu.total_bytes) == (True, free_gib * GIB, 23 * GIB)
    (gpu,) = merge([], [device("Vulkan0", kind="igpu")], ram_gib * GIB)
    assert (gpu.unified, gpu.free_bytes) == (True, free_gib * GIB)
    # In the inference process no driver is asked, and ggml calls this a GPU like any other.
    for backend in ("Metal", "MTL"):
        (gpu,) = merge([], [device(f"{backend}0")], ram_gib * GIB)
        assert (gpu.unified, gpu.free_bytes) == (True, free_gib * GIB)
    (unused,) = merge([apple], [], ram_gib * GIB)
    assert unused.free_bytes == min(27, ram_gib) * GIB


def test_another_computer_is_nobodys_card() -> None:
    remote = device("RPC0", backend="RPC", description="box:50052")
    merged = merge([told("RTX")], [remote], 0)
    assert names(merged) == [("RPC0", "box:50052"), ("", "RTX")]
    assert (merged[0].remote, merged[0].source) == (True, "engine")


def test_one_card_is_listed_once() -> None:
    devices = [device("CUDA0", pci=A), device("Vulkan0", pci=A), device("CPU", kind="cpu")]
    assert names(merge([told("RTX", pci=A)], devices, 0)) == [("CUDA0", "RTX")]


@pytest.mark.parametrize(
    ("vendor", "says"),
    [("NVIDIA", "GGML_CUDA=ON"), ("AMD", "GGML_HIP=ON"), ("", "GGML_VULKAN=ON")],
)
def test_a_card_the_engine_cannot_use_says_what_to_do(vendor: str, says: str) -> None:
    (gpu,) = merge([told("Card", vendor)], [], 0)
    assert (gpu.usable, gpu.device, gpu.free_bytes) == (False, "", 20 * GIB)
    assert says in gpu.unusable_because


def test_a_silent_engine_is_the_reason() -> None:
    (gpu,) = merge([told("Card")], [], 0, silence=NOT_ASKED)
    assert gpu.unusable_because == NOT_ASKED
