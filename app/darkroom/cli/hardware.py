"""``darkroom hardware``: what this machine has, who told it, and what is unknown."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from textwrap import wrap

from darkroom.cli.terminal import inert
from darkroom.core.paths import models_dir
from darkroom.hardware.machine import Gpu, Machine
from darkroom.hardware.machine_json import machine_json
from darkroom.hardware.snapshot import take_snapshot

RPC_WARNING = (
    "The link to another computer is neither encrypted nor authenticated:\n"
    "use it only in a network you trust."
)
_WIDTH, _INDENT = 80, 13


def hardware(arguments: argparse.Namespace) -> int:
    """Look at this machine and print what was found.

    Args:
        arguments: what ``darkroom hardware`` was given.

    Returns:
        The exit code: 0, whatever is unknown.
    """
    if arguments.rpc:
        print(RPC_WARNING, file=sys.stderr)
    machine = take_snapshot(models_dir(), servers=tuple(arguments.rpc))
    if arguments.json:
        print(json.dumps(machine_json(machine), indent=2))
    else:
        print(describe(machine))
    return 0


def describe(machine: Machine) -> str:
    """The machine in words, at most 80 columns wide where words allow it."""
    rows = [*_rows(machine), *(row for gpu in machine.gpus for row in _gpu_rows(gpu))]
    if not machine.gpus:
        rows.append(("GPU", "none found"))
    rows += [("Unknown", f"{unknown.what}: {unknown.reason}") for unknown in machine.unknowns]
    rows.append(("Asked", "the operating system, NVML, sysfs, and the engine's own backends"))
    return "\n".join(line for name, text in rows for line in _set(name, inert(text)))


def _rows(machine: Machine) -> Iterator[tuple[str, str]]:
    cpu = machine.cpu
    yield "Processor", cpu.model or "name unknown"
    cores = f"{_count(cpu.physical_cores, 'core')}, {_count(cpu.logical_cores, 'thread')}"
    yield "", "; ".join(filter(None, (cores, ", ".join(cpu.instruction_sets))))
    memory = _of(machine.ram_available_bytes, machine.ram_total_bytes)
    yield "Memory", f"{memory} available" if machine.ram_total_bytes else "unknown"
    if machine.swap_total_bytes:
        yield "Swap", f"{_of(machine.swap_free_bytes, machine.swap_total_bytes)} free"
    else:
        yield "Swap", "none"
    free = machine.disk_free_bytes
    space = "free space unknown" if free is None else f"{free / 1e9:.1f} GB free"
    yield "Disk", f"{space} for models in {machine.disk_path}"


def _gpu_rows(gpu: Gpu) -> Iterator[tuple[str, str]]:
    where = " (another computer)" if gpu.remote else ""
    yield f"GPU {gpu.device}".strip(), gpu.name + where
    shared = "shared with the processor" if gpu.unified else ""
    source = f"found by {gpu.source}"
    yield "", "; ".join(filter(None, (_gpu_memory(gpu), shared, gpu.driver, source)))
    if gpu.unusable_because:
        yield "", f"Not usable. {gpu.unusable_because}"


def _gpu_memory(gpu: Gpu) -> str:
    if gpu.total_bytes is None:
        return "memory unknown"
    if gpu.free_bytes is None:
        return f"{gpu.total_bytes / 1e9:.1f} GB, free unknown"
    return f"{_of(gpu.free_bytes, gpu.total_bytes)} free"


def _set(name: str, text: str) -> list[str]:
    # Commands are there to be copied: they break at spaces only.
    return wrap(
        text,
        _WIDTH,
        initial_indent=f"{name:<{_INDENT}}",
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


def _of(part_bytes: int, whole_bytes: int) -> str:
    return f"{part_bytes / 1e9:.1f} of {whole_bytes / 1e9:.1f} GB"
