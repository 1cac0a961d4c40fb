"""``darkroom lend`` as a shell sees it, and what is computed over the link."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from darkroom.core.resources import resource_path
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import Failed, Finished, Load, Loaded
from lent_device import await_listener, free_port
from worker_helpers import ask, is_end_of, is_end_of_load, is_frame_of, run, until

pytestmark = pytest.mark.process

DARKROOM = (sys.executable, "-m", "darkroom")
QUESTION = "What is 3 plus 4?"
PIPE = subprocess.PIPE


@contextmanager
def lending(port: int) -> Iterator[subprocess.Popen[str]]:
    """A lender that is ready."""
    command = [*DARKROOM, "lend", "--port", str(port), "--threads", "1"]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True) as lender:
        try:
            await_listener(lender, port)
            yield lender
        finally:
            lender.kill()
            lender.communicate()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient(log_folder=tmp_path)
    yield client
    client.close()


def demo_layers() -> int:
    return read_params(read_header(resource_path("demo", "demo.gguf"))).n_layers


def answer(*options: str) -> tuple[str, str]:
    """What `darkroom run` prints, and says beside it."""
    command = [*DARKROOM, "run", "demo", "-p", QUESTION, "--precision", "exact", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def refused(*options: str) -> tuple[int, str]:
    """Exit code and words of a `darkroom lend` that does not come about."""
    command = [*DARKROOM, "lend", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    assert "Lent at" not in done.stdout
    return done.returncode, done.stderr


def test_an_answer_of_another_computer_is_the_local_one(port: int) -> None:
    with lending(port):
        far, notes = answer("--rpc", f"127.0.0.1:{port}", "--gpu-layers", str(demo_layers()))
    here, _ = answer("--device", "cpu")
    assert far == here
    assert here.strip()
    assert "neither encrypted nor authenticated" in notes


def test_the_layers_really_lie_there(client: WorkerClient, port: int) -> None:
    n = demo_layers()
    with lending(port):
        client.send(Load("demo", gpu_layers=n, servers=(f"127.0.0.1:{port}",)))
        model = until(client, is_end_of_load)[-1]
        assert isinstance(model, Loaded)
        assert model.placement is not None
        assert model.placement.layers == ("RPC0",) * n
        assert isinstance(run(client, QUESTION)[-1], Finished)


def test_the_lender_goes_away_in_the_middle_of_a_run(client: WorkerClient, port: int) -> None:
    command = ask("Tell me a long story.")
    with lending(port) as lender:
        client.send(Load("demo", gpu_layers=1, servers=(f"127.0.0.1:{port}",)))
        client.send(command)
        until(client, is_frame_of(command))
        lender.kill()
        end = until(client, is_end_of(command))[-1]
    if isinstance(end, Failed):  # it may have been done before
        assert end.kind == "worker_died"
        assert "lends" in end.text and "darkroom lend" in end.hint
    after = run(client, QUESTION)[-1]
    assert isinstance(after, Failed)
    assert (after.kind, client.pid) == ("engine", None)
    assert "does not answer" in after.text and "darkroom lend" in after.hint
    client.send(Load("demo"))
    assert isinstance(run(client, QUESTION)[-1], Finished)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("borrowed", [False, True])
def test_ctrl_c_ends_it(port: int, borrowed: bool) -> None:
    with lending(port) as lender:
        connection = socket.create_connection(("127.0.0.1", port)) if borrowed else None
        lender.send_signal(signal.SIGINT)
        out, err = lender.communicate(timeout=60)
        if connection:
            connection.close()
    assert lender.returncode == 130
    assert out.startswith(f"Lent at 127.0.0.1:{port}: ")
    assert "neither encrypted nor authenticated" in out
    # Not at the very end: ggml may still log that somebody has come.
    assert "\nNothing is lent any more.\n" in out
    assert "Traceback" not in err


def test_a_port_in_use(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        code, says = refused("--port", str(port))
    assert code == 1
    assert f"Port {port} of 127.0.0.1 is in use" in says
    assert "--port" in says


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "::1", "1.2.3.4.5"])
def test_a_host_that_is_not_this_computer(host: str) -> None:
    code, says = refused("--host", host)
    assert code == 2
    assert "of this computer" in says
    assert "for all its addresses" in says


@pytest.mark.parametrize("port", ["0", "65536", "many"])
def test_a_port_that_is_none(port: str) -> None:
    assert refused("--port", port)[0] == 2
