"""Memory that really runs out, by a limit on the process: it is told and it comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from darkroom.core.types import GenerateSettings
from darkroom.worker.client import State, WorkerClient
from darkroom.worker.protocol import TERMINAL, Event, Failed, Finished, Load, Loaded, LoadProgress
from gguf_files import Dims, write_model
from worker_helpers import ask, is_end_of, is_end_of_load, linger, loaded, until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="limits another process's memory"),
]

MIB = 1 << 20
LONG = "word " * 500


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient(log_folder=tmp_path)
    yield client
    client.close()


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small file whose cache takes 2 KiB a token, and whose logits take 16 MiB."""
    dims = Dims(canvas=256, vocab=16384, context=1 << 20, kv_heads_full=4, head_dim_full=128)
    return str(write_model(tmp_path_factory.mktemp("models") / "wide.gguf", dims=dims))


def address_space(client: WorkerClient) -> int:
    return psutil.Process(client.pid).memory_info().vms


def limit(client: WorkerClient, most_bytes: int) -> int:
    """Allow the process so much address space; returns its id."""
    assert client.pid is not None
    psutil.Process(client.pid).rlimit(psutil.RLIMIT_AS, (most_bytes, -1))
    return client.pid


def run_briefly(client: WorkerClient, text: str = "hello") -> list[Event]:
    command = replace(ask(text), settings=GenerateSettings(steps=2, max_new_tokens=1))
    client.send(command)
    return until(client, is_end_of(command))


def fails_and_gives_back(client: WorkerClient, pid: int, events: list[Event]) -> bool:
    """One failure for want of memory, and a process that is gone."""
    (end,) = (event for event in events + linger(client) if isinstance(event, TERMINAL))
    assert isinstance(end, Failed)
    assert end.kind == "out_of_memory", end
    assert end.hint and end.details
    return client.state is State.ABSENT and client.pid is None and not psutil.pid_exists(pid)


def test_a_context_too_large_and_then_a_small_one(client: WorkerClient, wide: str) -> None:
    enough = address_space(loaded(client, wide)) + 100 * MIB
    client.send(Load(wide, context=300_000))
    until(client, lambda event: isinstance(event, LoadProgress))
    pid = limit(client, enough)
    assert fails_and_gives_back(client, pid, until(client, is_end_of_load))
    client.send(Load(wide, context=1000))
    end = until(client, is_end_of_load)[-1]
    assert isinstance(end, Loaded)
    assert end.context == 1000
    assert isinstance(run_briefly(client)[-1], Finished)


@pytest.mark.parametrize("most_mib", [300, 600, 700])
def test_not_even_the_engine_fits(client: WorkerClient, most_mib: int) -> None:
    command = ask()
    client.send(Load("demo"))
    client.send(command)
    until(client, lambda event: isinstance(event, LoadProgress))
    pid = limit(client, most_mib * MIB)
    events = until(client, is_end_of(command)) + linger(client)
    ends = [event for event in events if isinstance(event, TERMINAL)]
    # The load and the run behind it; their kind depends on which library found no room.
    assert [type(end) for end in ends] == [Failed, Failed]
    assert client.state is State.ABSENT and not psutil.pid_exists(pid)
    assert isinstance(run_briefly(loaded(client, "demo"))[-1], Finished)


@pytest.mark.parametrize("room_mib", [0, 1, 8])
@pytest.mark.parametrize("model", ["demo", "wide"])
def test_in_the_middle_of_a_run(client: WorkerClient, wide: str, model: str, room_mib: int) -> None:
    loaded(client, wide if model == "wide" else model)
    pid = limit(client, address_space(client) + room_mib * MIB)
    assert fails_and_gives_back(client, pid, run_briefly(client, LONG))
    assert isinstance(run_briefly(client)[-1], Finished)


def test_no_room_for_the_question_itself(tmp_path: Path) -> None:
    client = WorkerClient("fakes", log_folder=tmp_path)
    loaded(client)
    pid = limit(client, address_space(client) + 10 * MIB)
    assert fails_and_gives_back(client, pid, run_briefly(client, "x" * 100 * MIB))
    assert isinstance(run_briefly(client)[-1], Finished)
    client.close()
