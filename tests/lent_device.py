"""Another computer's device, on loopback: ggml's RPC server in a child process."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SERVE = "import sys; from darkroom.engines.ggml_gemma import devices; devices.serve(*{!r})"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def lent_device(threads: int = 1) -> Iterator[str]:
    """Serve this machine's processor as a device; gives its ``"host:port"``."""
    port = free_port()
    command = [sys.executable, "-c", _SERVE.format(("127.0.0.1", port, threads))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_listener(process, port)
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def await_listener(process: subprocess.Popen[Any], port: int) -> None:
    """Wait until a process takes connections."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"No device is lent (exit code {process.poll()}).")
