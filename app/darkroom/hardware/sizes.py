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
    """Bytes of the parts of a model; ``layers`` and ``cache`` per layer.

    Attributes:
        layers: weights.
        cache: keys and values.
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
    return Sizes(
        footprint.layers,
        tuple(cache_of[shape] for shape in shapes),
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
    parts = {slot.gpu.device: _gpu_parts(slot, sizes) for slot in slots}
    host = {part: 0 for part in Part}
    host[Part.CANVAS], host[Part.COMPUTE] = sizes.canvas, sizes.compute + sizes.masks
    host[Part.PROCESS] = max(0, sizes.process + corrections.peak_offset("ram"))
    host[Part.WEIGHTS] = sizes.embedding
    parts[HOST] = host
    for index, layer in enumerate(sizes.layers):
        device = parts[placement.layers[index]]
        device[Part.WEIGHTS] += layer.core
        device[Part.CACHE] += sizes.cache[index]
        parts[placement.experts[index]][Part.EXPERTS] += layer.experts
    on_gpus = HOST not in placement.layers
    parts[placement.layers[0] if on_gpus else HOST][Part.WEIGHTS] += sizes.rest
    if placement.head != HOST:
        parts[placement.head][Part.WEIGHTS] += sizes.embedding
        parts[placement.head][Part.CANVAS] += sizes.logits
    used = set(placement.devices)
    gpus = [
        DeviceUse(
            slot.key, slot.gpu.name, parts[slot.gpu.device], slot.free_bytes, slot.margin_bytes
        )
        for slot in sorted(slots, key=lambda slot: slot.key)
        if slot.gpu.device in used
    ]
    return _ram_use(host, machine, slots, gpus), *gpus


def _ram_use(
    host: Mapping[Part, int], machine: Machine, slots: Sequence[Slot], gpus: Sequence[DeviceUse]
) -> DeviceUse:
    shared = {slot.key for slot in slots if slot.gpu.unified}
    taken = sum(use.peak_bytes for use in gpus if use.key in shared)
    free = machine.ram_available_bytes - taken
    return DeviceUse("ram", "RAM", host, free, ram_margin(machine))


def _gpu_parts(slot: Slot, sizes: Sizes) -> dict[Part, int]:
    parts = {part: 0 for part in Part}
    parts[Part.COMPUTE] = sizes.compute
    parts[Part.PROCESS] = slot.context_bytes
    return parts
