"""Stands in for the engine's side of device detection, in real child processes.

Give ``"fake_devices"`` as the module's dotted name. Without servers it lists three devices; the
host of a server chooses what goes wrong.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from darkroom.core.errors import EngineError

GIB = 1 << 30


def device(name: str, backend: str, kind: str, memory_gib: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "backend": backend, "description": f"The {name}", "type": kind,
        "total_bytes": memory_gib * GIB, "free_bytes": memory_gib * GIB // 2, "device_id": "",
    } | more  # fmt: skip


LOCAL = (
    device("CPU", "CPU", "cpu", 32),
    device("CUDA0", "CUDA", "gpu", 24, device_id="0000:01:00.0"),
    device("CUDA1", "CUDA", "gpu"),  # does not know its memory
)


def list_devices(servers: Sequence[str] = ()) -> list[Any]:
    """What ``darkroom.engines.ggml_gemma.devices.list_devices`` would say."""
    print("noise of a driver")
    print("noise of a driver", file=sys.stderr)
    if not servers:
        return list(LOCAL)
    host = servers[0].partition(":")[0]
    match host:
        case "abort":
            os.abort()
        case "leave":
            os._exit(3)
        case "hang":
            _hang()
        case "crash":
            raise ZeroDivisionError("planted")
        case "off":
            raise EngineError("The computer is off.", "Switch it on.")
        case "garbage":
            return [{"name": "no more than that"}]
    return [*LOCAL, device("RPC0", "RPC", "gpu", 8, description=servers[0])]


def _hang() -> None:
    if sys.platform != "win32":
        ctypes.PyDLL(None).sleep(600)  # no Python thread runs meanwhile, as in a bad driver
    time.sleep(600)
