"""The devices ggml can compute on, those that other computers lend among them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, byref, c_char_p, c_size_t, c_void_p
from types import SimpleNamespace
from typing import Any, Final

from darkroom.core.checks import endpoint
from darkroom.core.errors import EngineError
from darkroom.engines.ggml_gemma import ggml

CONNECT_S: Final = 3.0
"""Longest wait for another computer to answer."""

_TYPES: Final = ("cpu", "gpu", "igpu", "accel", "meta")
_NO_RPC: Final = (
    "The installed llama-cpp-python was built without the network device.",
    "Install it again with: CMAKE_ARGS=-DGGML_RPC=ON pip install --force-reinstall "
    "--no-cache-dir llama-cpp-python",
)
# The first words of ggml's protocol, and how long the answer to them can be.
_HELLO: Final = b"\x0e" + (24).to_bytes(8, "little") + bytes(24)
_LONGEST_ANSWER_BYTES: Final = 64
_AddServer = CFUNCTYPE(c_void_p, c_char_p)
_StartServer = CFUNCTYPE(None, c_char_p, c_char_p, c_size_t, c_size_t, c_void_p)


def list_devices(servers: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Everything the engine can compute on.

    Args:
        servers: ``"host:port"`` of other computers; a connection is made to each.

    Returns:
        Per device its ``name``, ``backend``, ``description``, ``type`` (``"cpu"``, ``"gpu"``,
        ``"igpu"``, ``"accel"``), ``total_bytes``, ``free_bytes`` and ``device_id`` (PCI, or "").

    Raises:
        EngineError: no engine, or a server cannot be reached.
    """
    lib = ggml.load()
    add_servers(servers)
    return [_describe(lib, lib.backend_dev_get(i)) for i in range(lib.backend_dev_count())]


def add_servers(servers: Sequence[str]) -> None:
    """Let other computers' devices be enumerated as ``RPC0``, ``RPC1``, … in this order.

    Raises:
        BadInputError: an address is none.
        EngineError: no network device in this build, or a server does not answer.
    """
    if not servers:
        return
    lib = ggml.load()
    add = _AddServer(_rpc_function(lib, "ggml_backend_rpc_add_server"))
    for server in servers:
        # ggml aborts on a server that is not there, and waits for ever on one that is silent.
        _check_server(server)
        known = lib.backend_dev_count()
        registered = add(server.encode())
        if not registered:
            raise EngineError(f"{server} lends no device.", "Start `darkroom lend` there again.")
        if _is_new(lib, server, known):
            lib.backend_register(registered)


def serve(
    host: str,
    port: int,
    threads: int,
    on_start: Callable[[Sequence[str]], None] = lambda names: None,
) -> None:
    """Lend this computer's devices until the process ends; GPUs where there are any.

    The link is neither encrypted nor authenticated.

    Args:
        host: IPv4 address to listen on.
        port: TCP port.
        threads: compute threads of a lent processor.
        on_start: told the devices' names once all is ready.

    Raises:
        EngineError: no engine, or one without the network device.
    """
    lib = ggml.load()
    start = _StartServer(_rpc_function(lib, "ggml_backend_rpc_start_server"))
    devices = [lib.backend_dev_get(i) for i in range(lib.backend_dev_count())]
    facts = [_describe(lib, device) for device in devices]
    gpus = {"gpu", "igpu"}
    wanted = gpus if any(fact["type"] in gpus for fact in facts) else {"cpu"}
    chosen = [n for n, fact in enumerate(facts) if fact["type"] in wanted]
    lent = [devices[n] for n in chosen]
    on_start([facts[n]["description"] or facts[n]["name"] for n in chosen])
    start(f"{host}:{port}".encode(), None, threads, len(lent), (c_void_p * len(lent))(*lent))


def find_device(lib: SimpleNamespace, name: str) -> int:
    """Address of a device that ggml enumerates.

    Raises:
        EngineError: there is none of that name.
    """
    device = lib.backend_dev_by_name(name.encode())
    if not device:
        raise EngineError(
            f"The device {name} is not there (any more).", "Let Darkroom plan the memory again."
        )
    return device


def _describe(lib: SimpleNamespace, device: int) -> dict[str, Any]:
    props = ggml.DeviceProps()
    lib.backend_dev_get_props(device, byref(props))
    registry = lib.backend_dev_backend_reg(device)
    kind = int(props.type)
    return {
        "name": _text(props.name),
        "backend": _text(lib.backend_reg_name(registry)) if registry else "",
        "description": _text(props.description),
        "type": _TYPES[kind] if 0 <= kind < len(_TYPES) else "accel",
        "total_bytes": props.memory_total,
        "free_bytes": props.memory_free,
        "device_id": _text(props.device_id),
    }


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")


def _rpc_function(lib: SimpleNamespace, name: str) -> Any:
    registry = lib.backend_reg_by_name(b"RPC")
    address = lib.backend_reg_get_proc_address(registry, name.encode()) if registry else None
    if not address:
        raise EngineError(*_NO_RPC)
    return address


def _is_new(lib: SimpleNamespace, server: str, known: int) -> bool:
    """Whether no registered device is this server's; ggml remembers servers for the process."""
    devices = (_describe(lib, lib.backend_dev_get(i)) for i in range(known))
    return not any(d["backend"] == "RPC" and d["description"] == server for d in devices)


def _size_of_answer(link: socket.socket) -> int:
    """What the other side announces in answer to ggml's greeting; 0 where it hangs up."""
    try:
        link.sendall(_HELLO)
        return int.from_bytes(link.recv(8, socket.MSG_WAITALL), "little")
    except ConnectionError:
        return 0


def _check_server(server: str) -> None:
    host, port = endpoint(server)
    try:
        # As ggml does, which knows IPv4 only.
        with socket.create_connection((socket.gethostbyname(host), port), CONNECT_S) as link:
            size = _size_of_answer(link)
    except TimeoutError as error:
        raise EngineError(
            f"The computer at {server} does not answer within {CONNECT_S:.0f} seconds.",
            "Check the address and its firewall. A device is lent to one program at a time: "
            "another one may be using it.",
        ) from error
    except OSError as error:
        raise EngineError(
            f"The computer at {server} does not answer ({error.strerror or error}).",
            "Start `darkroom lend` there, and check the address and its firewall.",
        ) from error
    if not 0 < size <= _LONGEST_ANSWER_BYTES:
        raise EngineError(
            f"What answers at {server} is no lent device of this version.",
            "Check the port, and start `darkroom lend` of the same version there.",
        )
