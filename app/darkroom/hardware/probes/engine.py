"""What the engine itself can compute on, asked in a child process of its own.

Drivers may hang, abort, or keep memory: none of that must happen in the process of the window.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, Final

from darkroom.core.errors import DarkroomError, EngineError
from darkroom.hardware.machine import Unknown
from darkroom.hardware.probes.found import pci_address

MODULE: Final = "darkroom.engines.ggml_gemma.devices"
"""The module whose ``list_devices`` knows; by name, since the window must not import it."""

_LONGEST_ANSWER_BYTES = 1 << 20
_REAP_S = 1.0


@dataclass(frozen=True, slots=True)
class EngineDevice:
    """A device as the engine names it.

    Attributes:
        name: e.g. ``"CUDA0"``.
        backend: e.g. ``"CUDA"``.
        description: for people.
        kind: ``"cpu"``, ``"gpu"``, ``"igpu"`` or ``"accel"``.
        total_bytes: memory, None = unknown.
        free_bytes: of it free, None = unknown.
        pci: address, ``""`` where unknown.
    """

    name: str
    backend: str
    description: str
    kind: str
    total_bytes: int | None
    free_bytes: int | None
    pci: str


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """All devices, and what could not be asked."""

    devices: tuple[EngineDevice, ...]
    unknowns: tuple[Unknown, ...]


def probe(
    servers: Sequence[str] = (), *, timeout_s: float = 10.0, module: str = MODULE
) -> EngineAnswer:
    """Ask the engine; the child is gone when this returns.

    Args:
        servers: ``"host:port"`` of other computers that lend a device.
        timeout_s: longest wait; then the child is killed.
        module: dotted name of the engine's side.

    Raises:
        EngineError: no answer: the child hung, died, or the engine is not in order.
        OSError: the system cannot start another process.
    """
    context = get_context("spawn")
    connection, child_end = context.Pipe()
    process = context.Process(
        target=_answer, args=(child_end, module, tuple(servers)), name="darkroom-probe", daemon=True
    )
    try:
        with child_end:  # held open here, it would keep the pipe from ever ending
            process.start()
        if not connection.poll(timeout_s):
            raise EngineError(f"The engine did not answer within {timeout_s:g} seconds.")
        return _understand(connection.recv_bytes(_LONGEST_ANSWER_BYTES))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        process.join(_REAP_S)
        raise EngineError(
            f"The engine ended while it looked for devices ({_ending(process.exitcode)})."
        ) from None
    finally:
        connection.close()
        if process.pid is not None:
            process.kill()
            process.join(_REAP_S)


def _ending(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"{signal.Signals(-exit_code).name}, exit code {exit_code}"
    except ValueError:
        return f"exit code {exit_code}"


def _understand(message: bytes) -> EngineAnswer:
    try:
        answer = json.loads(message)
        if "error" in answer:
            raise EngineError(str(answer["error"]))
        unknowns = (Unknown(str(what), str(why)) for what, why in answer["unknowns"])
        return EngineAnswer(tuple(map(device_of, answer["devices"])), tuple(unknowns))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise EngineError(f"The engine's answer cannot be read ({error!r}).") from error


def device_of(fields: Mapping[str, Any]) -> EngineDevice:
    """Read what ``list_devices`` tells of one device."""
    # Backends that do not know their memory say 0.
    total = int(fields["total_bytes"]) or None
    return EngineDevice(
        str(fields["name"]),
        str(fields["backend"]),
        str(fields["description"]).strip(),
        str(fields["type"]),
        total,
        None if total is None else int(fields["free_bytes"]),
        pci_address(str(fields["device_id"])),
    )


# -- in the child -----------------------------------------------------------------------------


def _answer(connection: Connection, module: str, servers: tuple[str, ...]) -> None:
    # Backends print what they find; the terminal belongs to the parent.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    Thread(target=_end_with_parent, args=(connection,), daemon=True).start()
    try:
        answer = _ask(module, servers)
    except DarkroomError as error:
        answer = {"error": f"{error.text} {error.hint}".strip()}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
        answer = {"error": f"The engine cannot be asked ({type(error).__name__}: {error})."}
    connection.send_bytes(json.dumps(answer).encode())
    os._exit(0)  # drivers that fault while they unload have nothing more to say


def _ask(module: str, servers: tuple[str, ...]) -> dict[str, Any]:
    list_devices = importlib.import_module(module).list_devices
    devices, unknowns = list_devices(()), list[tuple[str, str]]()
    # One by one: a computer that is switched off must not hide this one's GPUs.
    for server in servers:
        try:
            devices = list_devices((server,))
        except DarkroomError as error:
            unknowns.append((server, f"{error.text} {error.hint}".strip()))
    return {"devices": devices, "unknowns": unknowns}


def _end_with_parent(connection: Connection) -> None:
    try:
        connection.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
