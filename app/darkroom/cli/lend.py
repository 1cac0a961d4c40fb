"""``darkroom lend``: lend this machine's device to Darkroom on another computer."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import socket
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Final, NoReturn

from darkroom.cli.ending import ExitCode, explain
from darkroom.cli.terminal import inert
from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.worker.engine_side import failure
from darkroom.worker.protocol import NO_RUN

DEVICES: Final = "darkroom.engines.ggml_gemma.devices"
"""The module whose ``serve`` lends, by dotted name."""
LOOPBACK: Final = "127.0.0.1"

_EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - what a person may ask for
_LOOK_S = 0.5
_WARNING = """\
The link is neither encrypted nor authenticated: anybody who can reach this
port can use the device, see what is computed on it, and may crash it. Use it
only in a network you trust."""


def lend(arguments: argparse.Namespace, *, devices: str = DEVICES) -> int:
    """Lend until Ctrl+C.

    Args:
        arguments: what ``darkroom lend`` was given.
        devices: dotted name of the module that lends.

    Returns:
        The exit code: 130 after Ctrl+C.
    """
    try:
        host = _address(arguments.host)
        _check_free(host, arguments.port)
        _serve(host, arguments.port, arguments.threads, devices)
    except KeyboardInterrupt:
        print("\nNothing is lent any more.", flush=True)
        sys.stderr.flush()
        # Native threads may be computing for somebody: do not pull the libraries from under them.
        os._exit(ExitCode.CANCELLED)
    except Exception as error:  # noqa: BLE001 - a person gets words, not a traceback
        return explain(failure(NO_RUN, error))


def _serve(host: str, port: int, threads: int | None, devices: str) -> NoReturn:
    module = importlib.import_module(devices)
    failures: list[Exception] = []

    def tell(names: Sequence[str]) -> None:
        print(words(host, port, names), flush=True)

    def work() -> None:
        try:
            module.serve(host, port, threads or _cores(), tell)
        except Exception as error:  # noqa: BLE001 - raised again below
            failures.append(error)

    # Python sees Ctrl+C only in a main thread that is not inside native code.
    thread = Thread(target=work, name="lend", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK_S)
    if failures:
        raise failures[0]
    raise DarkroomError(
        f"Lending at {host}:{port} ended.", "What ggml says above tells why; try another port."
    )


def _cores() -> int:
    import psutil

    return psutil.cpu_count(logical=False) or 1


def _address(host: str) -> str:
    """The IPv4 address of a name; ggml takes nothing else."""
    try:
        return socket.gethostbyname(host)
    except (OSError, UnicodeError) as error:
        raise BadInputError(
            f"{inert(host)!r} is not a name or IPv4 address of this computer.",
            f"Leave --host out for {LOOPBACK}, or use {_EVERY_ADDRESS} for all its addresses.",
        ) from error


def _check_free(host: str, port: int) -> None:
    """Look whether the port can be had, for ggml only says that it could not."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # a port just given back; elsewhere it would hide a user of it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _refusal(host, port, error) from error


def _refusal(host: str, port: int, error: OSError) -> DarkroomError:
    if error.errno == errno.EADDRINUSE:
        text = f"Port {port} of {host} is in use by another program."
        return DarkroomError(text, "Choose another one with --port, or end that program.")
    if error.errno == errno.EADDRNOTAVAIL:
        text = f"{host} is not an address of this computer."
        return BadInputError(text, f"Use {_EVERY_ADDRESS} for all its addresses.")
    if error.errno == errno.EACCES:
        text = f"The system does not let you listen on port {port}."
        return DarkroomError(text, "Choose one above 1023 with --port.")
    return DarkroomError(f"Port {port} of {host} cannot be used: {error}.", "Try another --port.")


def words(host: str, port: int, names: Sequence[str]) -> str:
    """What a person who lends should know; lines of at most 80 columns below the first."""
    how = "Only programs on this computer can reach it; --host ADDRESS opens it to others."
    if host != LOOPBACK:
        peer = socket.gethostname() if host == _EVERY_ADDRESS else host
        how = f"On the other computer: darkroom run MODEL -p TEXT --rpc {peer}:{port}"
    lent = f"Lent at {host}:{port}: {inert(', '.join(names))}"
    return "\n\n".join([lent, _WARNING, how, "Ctrl+C ends it. What follows is ggml's own log.\n"])
