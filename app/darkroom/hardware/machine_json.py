"""A machine as JSON, for ``darkroom hardware --json`` and ``darkroom fit --json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from darkroom.hardware.machine import Gpu, Machine


def machine_json(machine: Machine) -> dict[str, Any]:
    """The machine as plain values; sizes in bytes, null where unknown.

    Returns:
        ``cpu``, ``ram``, ``swap`` and ``disk`` as objects, ``gpus`` and ``unknowns`` as lists of
        objects, ``simulated`` as a truth value.
    """
    return {
        "cpu": asdict(machine.cpu) | {"instruction_sets": list(machine.cpu.instruction_sets)},
        "ram": {
            "total_bytes": machine.ram_total_bytes,
            "available_bytes": machine.ram_available_bytes,
        },
        "swap": {
            "total_bytes": machine.swap_total_bytes,
            "free_bytes": machine.swap_free_bytes,
        },
        "disk": {
            "path": None if machine.disk_path is None else str(machine.disk_path),
            "free_bytes": machine.disk_free_bytes,
        },
        "gpus": [_gpu_json(gpu) for gpu in machine.gpus],
        "unknowns": [asdict(unknown) for unknown in machine.unknowns],
        "simulated": machine.simulated,
    }


def _gpu_json(gpu: Gpu) -> dict[str, Any]:
    return {"usable": gpu.usable, **asdict(gpu)}
