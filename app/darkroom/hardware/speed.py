"""What a denoising step will take, roughly; a measured step always wins."""

from __future__ import annotations

from typing import Final

from darkroom.core.placement import HOST, Placement
from darkroom.gguf.footprint import Footprint
from darkroom.hardware.machine import Gpu, Machine
from darkroom.hardware.plan import SpeedClass

STEPS_PER_CANVAS: Final = 16
"""Denoising steps of an ordinary answer, before it stands still."""

_CORE_GFLOPS: Final = ((5.2, 157.0), (6.0, 113.0), (7.5, 85.0), (9.0, 97.0), (17.0, 47.0))
"""GFLOP/s of a core by bits per weight, up to; one 4096 x 2816 matrix times 256 columns."""

_F32_GFLOPS: Final = 35.0
_EFFICIENCY: Final = 0.5
"""Of those rates in a whole graph, with its small batches per expert and other programs about:
a 311M model took 2.8 s a step on two shared cores, where its products alone would take 0.8."""

_SELF_CONDITIONING_GFLOPS: Final = 77.0
"""Per core, with the decoding of the table: 2.45 s on two cores at the real size."""

_APPLE_GFLOPS: Final = 5_000.0
_APPLE: Final = ("Metal", "MTL")
"""ggml's names of the interface, the older one first."""
_GPU_GFLOPS: Final = {"CUDA": 20_000.0, "ROCm": 10_000.0, "RPC": 1_000.0}
_OTHER_GPU_GFLOPS: Final = 3_000.0
_SHARED_GPU_GFLOPS: Final = 1_000.0
"""Rough: small batches and quantized weights reach a fraction of a data sheet's figure."""

_CLASSES: Final = (
    (20.0, SpeedClass.FAST),
    (60.0, SpeedClass.STEADY),
    (300.0, SpeedClass.SLOW),
)
"""Seconds of a canvas, up to."""


def seconds_per_step(
    footprint: Footprint, placement: Placement, machine: Machine, threads: int | None
) -> float:
    """Estimate a denoising step from the work on each device.

    Args:
        footprint: of the model.
        placement: which device does what.
        machine: whose processor and GPUs they are.
        threads: compute threads, None = one per core.
    """
    params = footprint.params
    cores = threads or machine.cpu.physical_cores
    per_byte = footprint.parameters / max(1, footprint.weight_bytes)
    active = params.n_experts_used / params.n_experts
    weights = {HOST: 0.0}
    for index, layer in enumerate(footprint.layers):
        for device, size in (
            (placement.layers[index], layer.core),
            (placement.experts[index], active * layer.experts),
        ):
            weights[device] = weights.get(device, 0.0) + per_byte * size
    table = params.hidden * params.vocab
    weights[placement.head] = weights.get(placement.head, 0.0) + table
    rates = {gpu.device: _gpu_rate(gpu) for gpu in machine.usable_gpus}
    rates[HOST] = _EFFICIENCY * cores * _core_rate(8 / per_byte)
    flops = 2e-9 * params.canvas_length
    seconds = sum(flops * amount / rates[device] for device, amount in weights.items())
    return seconds + flops * table / (cores * _SELF_CONDITIONING_GFLOPS)


def speed_class(seconds: float) -> SpeedClass:
    """What so many seconds per step feel like."""
    canvas = STEPS_PER_CANVAS * seconds
    return next((kind for most, kind in _CLASSES if canvas <= most), SpeedClass.VERY_SLOW)


def _core_rate(bits: float) -> float:
    return next((rate for most, rate in _CORE_GFLOPS if bits <= most), _F32_GFLOPS)


def _gpu_rate(gpu: Gpu) -> float:
    if gpu.backend in _APPLE:
        return _APPLE_GFLOPS
    if gpu.unified:
        return _SHARED_GPU_GFLOPS
    return _GPU_GFLOPS.get(gpu.backend, _OTHER_GPU_GFLOPS)
