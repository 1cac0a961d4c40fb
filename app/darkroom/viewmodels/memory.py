"""What is free for a model, while one is loaded that would go first. No Qt in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from darkroom.core.placement import HOST
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import DeviceUse, Part, Plan

LEAST_CHANGE_BYTES = 256_000_000
LEAST_CHANGE_SHARE = 0.02

_MAPPED = (Part.WEIGHTS, Part.EXPERTS)


def without(machine: Machine, plan: Plan | None) -> Machine:
    """The machine as it will be once the model that is loaded has made room.

    Args:
        machine: as it is now.
        plan: how the model that is loaded lies there, None for none.
    """
    if plan is None or machine.simulated:
        return machine
    uses: Mapping[str, DeviceUse] = {use.key: use for use in plan.uses}
    # Mapped weights are pages that the system counts as available already.
    host = sum(size for part, size in uses["ram"].parts.items() if part not in _MAPPED)
    keys = {gpu.device: f"gpu{index}" for index, gpu in enumerate(machine.usable_gpus)}
    # What lies on a GPU without memory of its own is missing from main memory.
    shared = [keys[gpu.device] for gpu in machine.usable_gpus if gpu.unified]
    host += sum(uses[key].peak_bytes for key in shared if key in uses)
    gpus = tuple(
        replace(gpu, free_bytes=min(gpu.total_bytes or 0, gpu.free_bytes + use.peak_bytes))
        if gpu.free_bytes is not None and (use := uses.get(keys.get(gpu.device, HOST)))
        else gpu
        for gpu in machine.gpus
    )
    available = min(machine.ram_total_bytes, machine.ram_available_bytes + host)
    return replace(machine, ram_available_bytes=available, gpus=gpus)


def keep_lent(now: Machine, before: Machine | None, plan: Plan | None) -> Machine:
    """The machine with the lent devices that the loaded model holds.

    The computer that lends one serves a single guest: while that is the model, nobody else gets
    an answer.

    Args:
        now: as it was just found.
        before: as it was known.
        plan: how the model that is loaded lies there, None for none.
    """
    if before is None or plan is None:
        return now
    found = {gpu.device for gpu in now.gpus}
    held = set(plan.placement.devices) - found
    kept = tuple(gpu for gpu in before.gpus if gpu.remote and gpu.device in held)
    addresses = {gpu.name for gpu in kept}
    unknowns = tuple(unknown for unknown in now.unknowns if unknown.what not in addresses)
    return replace(now, gpus=(*now.gpus, *kept), unknowns=unknowns)


def differs(now: Machine, planned: Machine) -> bool:
    """Whether what is free changed so much that a plan may be another."""
    pairs = [(now.ram_available_bytes, planned.ram_available_bytes, now.ram_total_bytes)]
    for gpu, before in zip(now.gpus, planned.gpus, strict=False):
        pairs.append((gpu.free_bytes or 0, before.free_bytes or 0, gpu.total_bytes or 0))
    return len(now.gpus) != len(planned.gpus) or any(
        abs(new - old) > max(LEAST_CHANGE_BYTES, LEAST_CHANGE_SHARE * total)
        for new, old, total in pairs
    )
