"""What one file takes, part by part, with a given context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from darkroom.core.placement import HOST, Placement
from darkroom.gguf.footprint import (
    PROCESS_BYTES,
    Footprint,
    LayerBytes,
    canvas_bytes,
    compute_bytes,
    layer_cache_bytes,
    logits_bytes,
    mask_bytes,
)
from darkroom.hardware.budget import Slot, ram_margin
from darkroom.hardware.corrections import Corrections
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import DeviceUse, Part, Wishes


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the parts of a model; the first three per layer.

    Attributes:
        layers: weights.
        cache: keys and values.
        without_experts: what a layer's device must hold, whatever its experts do.
        active: share of the experts that a token takes.
        embedding: on the host, and once more on the head's device if that is another.
        rest: weights of no layer.
        logits: on the host, and once more on the head's device if that is another.
        canvas: logits and self-conditioning on the host.
        compute: intermediate results on each device in use.
        masks: what the host takes beside that to make masks.
        process: program and vocabulary on the host.
    """

    layers: tuple[LayerBytes, ...]
    cache: tuple[int, ...]
    without_experts: tuple[int, ...]
    active: float
    embedding: int
    rest: int
    logits: int
    canvas: int
    compute: int
    masks: int
    process: int

    @property
    def head(self) -> int:
        """What the head takes of a GPU."""
        return self.embedding + self.logits


def sizes_of(footprint: Footprint, context: int, wishes: Wishes) -> Sizes:
    """Work out all parts for a context of so many tokens."""
    params, kv_type, chunk = footprint.params, wishes.kv_type, wishes.chunk
    cache_of = {
        shape: layer_cache_bytes(params, layer, context, kv_type, chunk)
        for layer, shape in enumerate(zip(params.sliding, params.kv_heads, strict=True))
    }
    shapes = zip(params.sliding, params.kv_heads, strict=True)
    cache = tuple(cache_of[shape] for shape in shapes)
    return Sizes(
        footprint.layers,
        cache,
        tuple(layer.core + size for layer, size in zip(footprint.layers, cache, strict=True)),
        params.n_experts_used / params.n_experts,
        footprint.embedding,
        footprint.rest,
        logits_bytes(params),
        canvas_bytes(params),
        compute_bytes(params, context, chunk),
        mask_bytes(params, context, chunk),
        PROCESS_BYTES + footprint.vocabulary,
    )


def uses_of(
    sizes: Sizes,
    placement: Placement,
    machine: Machine,
    slots: Sequence[Slot],
    corrections: Corrections,
) -> tuple[DeviceUse, ...]:
    """What a placement takes of each device in use, main memory first.

    What GPUs with unified memory take is no longer free as main memory.
    """
    used = [slot for slot in slots if slot.gpu.device in placement.devices]
    weights = {HOST: sizes.embedding, **dict.fromkeys(placement.devices, 0)}
    experts, caches = dict.fromkeys(weights, 0), dict.fromkeys(weights, 0)
    pairs = zip(placement.layers, placement.experts, strict=True)
    for layer, cache, (device, expert_device) in zip(sizes.layers, sizes.cache, pairs, strict=True):
        weights[device] += layer.core
        caches[device] += cache
        experts[expert_device] += layer.experts
    weights[placement.layers[0]] += sizes.rest
    canvas = dict.fromkeys(weights, 0) | {HOST: sizes.canvas}
    if placement.head != HOST:
        weights[placement.head] += sizes.embedding
        canvas[placement.head] += sizes.logits

    def parts(device: str, compute: int, process: int) -> dict[Part, int]:
        return {
            Part.WEIGHTS: weights[device],
            Part.EXPERTS: experts[device],
            Part.CACHE: caches[device],
            Part.CANVAS: canvas[device],
            Part.COMPUTE: compute,
            Part.PROCESS: process,
        }

    gpus = [
        DeviceUse(
            slot.key,
            slot.gpu.name,
            parts(slot.gpu.device, sizes.compute, slot.context_bytes),
            slot.free_bytes,
            slot.margin_bytes,
        )
        for slot in sorted(used, key=lambda slot: slot.index)
    ]
    process = max(0, sizes.process + corrections.peak_offset("ram"))
    host = parts(HOST, sizes.compute + sizes.masks, process)
    return _ram_use(host, machine, slots, gpus), *gpus


def _ram_use(
    host: Mapping[Part, int], machine: Machine, slots: Sequence[Slot], gpus: Sequence[DeviceUse]
) -> DeviceUse:
    shared = {slot.key for slot in slots if slot.gpu.unified}
    taken = sum(use.peak_bytes for use in gpus if use.key in shared)
    free = machine.ram_available_bytes - taken
    return DeviceUse("ram", "RAM", host, free, ram_margin(machine))
