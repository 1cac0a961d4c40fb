"""Planning inside the inference process, which knows its devices first-hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from darkroom.core.errors import BadInputError, OutOfMemoryError
from darkroom.gguf.header import Header
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.machine import Machine
from darkroom.hardware.merge import merge
from darkroom.hardware.plan import Plan, Wishes
from darkroom.hardware.planner import plan, smaller
from darkroom.hardware.probes import cpu, memory
from darkroom.hardware.probes.engine import device_of


def machine_here(devices: Sequence[Mapping[str, Any]]) -> Machine:
    """This machine as the planner needs it; no driver is asked.

    Args:
        devices: as the engine's ``list_devices`` tells.

    Raises:
        OSError, KeyError, ValueError: the system does not tell its memory.
    """
    ram = memory.probe()
    return Machine(
        cpu.probe(),
        ram.total,
        ram.available,
        gpus=merge((), [device_of(fields) for fields in devices], ram.available),
    )


def plan_here(header: Header, machine: Machine, wishes: Wishes) -> Plan:
    """Plan one file for this machine.

    Raises:
        BadInputError: a wish is out of range.
        OutOfMemoryError: it does not fit; says what would.
    """
    if (wishes.gpu_layers or wishes.gpu_expert_layers) and not machine.usable_gpus:
        raise BadInputError(
            "There is no GPU that the engine can use, so that no layers can go there.",
            "See what there is with: darkroom hardware",
        )
    made = plan(candidate_of(header), machine, wishes)
    if not made.runs:
        raise OutOfMemoryError(made.reason, smaller_hint(made, machine))
    return made


def smaller_hint(made: Plan, machine: Machine) -> str:
    """What to do where a plan does not fit: the smaller plan in words."""
    less = smaller(made, machine)
    if less is None:
        return "Choose a smaller quantization, or close other programs."
    if less.context < made.context:
        return f"A context of {less.context:,} tokens fits: choose that, or close other programs."
    placement = less.placement
    return (
        f"It fits with {placement.gpu_layers} of {less.n_layers} layers on GPUs, "
        f"{placement.gpu_expert_layers} of them with their experts."
    )
