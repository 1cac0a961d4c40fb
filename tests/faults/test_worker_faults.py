"""Whatever happens to the inference process, each run ends once and the next one works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from darkroom.worker.client import State, WorkerClient
from darkroom.worker.protocol import (
    NO_RUN,
    TERMINAL,
    Cancel,
    Cancelled,
    Event,
    Failed,
    Finished,
    Load,
    LoadProgress,
)
from worker_helpers import (
    ask,
    is_end_of,
    is_end_of_load,
    is_frame_of,
    kill,
    linger,
    loaded,
    run,
    until,
)

pytestmark = [
    pytest.mark.faults,
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="the faults are POSIX signals"),
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient("fakes", log_folder=tmp_path, terminate_after_s=0.2, kill_after_s=0.6)
    yield client
    client.close()


def _the_only_end(events: list[Event]) -> Event:
    (end,) = (e for e in events if isinstance(e, TERMINAL))
    return end


def _recovers(client: WorkerClient) -> bool:
    return isinstance(run(client)[-1], Finished) and linger(client) == []


def test_killed_in_the_middle_of_a_run(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(command)
    events = until(client, is_frame_of(command))
    kill(client)
    end = _the_only_end(events + until(client, is_end_of(command)) + linger(client))
    assert isinstance(end, Failed)
    assert end.kind == "out_of_memory"
    assert "SIGKILL" in end.text and "most likely" in end.text
    assert end.hint
    assert client.state is State.ABSENT
    assert _recovers(client)


def test_killed_while_idle(client: WorkerClient) -> None:
    kill(loaded(client))
    end = _the_only_end(until(client, is_end_of_load))
    assert isinstance(end, Failed)
    assert (end.run_id, end.kind) == (NO_RUN, "worker_died")
    assert _recovers(client)


def test_killed_while_idle_and_not_noticed_before_the_next_run(client: WorkerClient) -> None:
    kill(loaded(client))
    events = run(client)
    assert [type(e) for e in events if isinstance(e, TERMINAL)] == [Failed, Finished]


@pytest.mark.parametrize(
    ("text", "says", "log"),
    [
        ("abort", "SIGABRT", "GGML_ASSERT(fake) failed"),
        ("leave", "exit code 3", ""),
        ("write garbage", "garbled", ""),
        ("write raw garbage", "garbled", ""),
    ],
)
def test_the_process_dies_of_a_run(client: WorkerClient, text: str, says: str, log: str) -> None:
    end = _the_only_end(run(loaded(client), text) + linger(client))
    assert isinstance(end, Failed)
    assert end.kind == "worker_died"
    assert says in end.text
    assert log in end.details
    assert "Log file" in end.details
    assert _recovers(client)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("overflow", "context_overflow"),
        ("crash", "internal"),
    ],
)
def test_a_run_fails_and_the_process_lives_on(client: WorkerClient, text: str, kind: str) -> None:
    pid = loaded(client).pid
    end = _the_only_end(run(client, text) + linger(client))
    assert isinstance(end, Failed)
    assert end.kind == kind
    assert end.hint
    assert "Traceback" in end.details
    assert client.pid == pid
    assert _recovers(client)


@pytest.mark.parametrize("text", ["run out of memory", "abort for want of memory"])
def test_a_run_out_of_memory_gives_it_back(client: WorkerClient, text: str) -> None:
    pid = loaded(client).pid
    assert pid is not None
    end = _the_only_end(run(client, text) + linger(client))
    assert isinstance(end, Failed)
    assert end.kind == "out_of_memory"
    assert end.hint and end.details
    assert client.state is State.ABSENT
    assert not psutil.pid_exists(pid)
    assert _recovers(client)


@pytest.mark.parametrize("text", ["hang", "hang stubbornly"])
def test_a_hanging_run_is_cancelled_by_force(client: WorkerClient, text: str) -> None:
    command = ask(text)
    loaded(client).send(command)
    events = until(client, is_frame_of(command))
    client.send(Cancel(command.run_id))
    end = _the_only_end(events + until(client, is_end_of(command)) + linger(client))
    assert end == Cancelled(command.run_id, "")
    assert client.state is State.ABSENT
    assert _recovers(client)


def test_a_hanging_process_is_unloaded_by_force(client: WorkerClient) -> None:
    command = ask("hang stubbornly")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    client.unload()
    assert client.poll() == [Cancelled(command.run_id, "")]


def test_a_new_run_gets_past_a_hanging_one(client: WorkerClient) -> None:
    hanging, answered = ask("hang stubbornly"), ask()
    loaded(client).send(hanging)
    until(client, is_frame_of(hanging))
    client.send(answered)
    ends = [e for e in until(client, is_end_of(answered)) if isinstance(e, TERMINAL)]
    assert [(e.run_id, type(e)) for e in ends] == [
        (hanging.run_id, Cancelled),
        (answered.run_id, Finished),
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("load out of memory", "out_of_memory"),
        ("load and abort", "worker_died"),
        ("load and abort for want of memory", "out_of_memory"),
        ("missing.gguf", "model_file"),
    ],
)
def test_a_load_fails_once(client: WorkerClient, path: str, kind: str) -> None:
    client.send(Load(path))
    end = _the_only_end(until(client, is_end_of_load) + linger(client))
    assert isinstance(end, Failed)
    assert (end.run_id, end.kind) == (NO_RUN, kind)


@pytest.mark.parametrize("path", ["load and abort", "load out of memory"])
def test_death_during_a_load_ends_the_load_and_the_run_behind_it(
    client: WorkerClient, path: str
) -> None:
    command = ask()
    client.send(Load(path))
    client.send(command)
    events = until(client, is_end_of(command)) + linger(client)
    ends = [e for e in events if isinstance(e, TERMINAL)]
    assert [(e.run_id, type(e)) for e in ends] == [(NO_RUN, Failed), (command.run_id, Failed)]
    assert client.state is State.ABSENT


def test_an_engine_that_cannot_be_imported(tmp_path: Path) -> None:
    client = WorkerClient("no_such_engine", log_folder=tmp_path)
    client.send(Load("fake"))
    end = _the_only_end(until(client, is_end_of_load))
    assert isinstance(end, Failed)
    assert "no_such_engine" in end.text
    assert client.pid is None  # what failed half-way must not fail the next load too
    client.close()


_PARENT = """
import sys, time
from pathlib import Path
from worker_helpers import ask, is_frame_of, loaded, until
from darkroom.worker.client import WorkerClient

if __name__ == "__main__":
    client = loaded(WorkerClient("fakes", log_folder=Path(sys.argv[1])))
    command = ask(sys.argv[2])
    client.send(command)
    until(client, is_frame_of(command))
    print(client.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("text", ["hang stubbornly", "slowly"])
def test_no_process_outlives_a_killed_parent(tmp_path: Path, text: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        [sys.executable, script, tmp_path, text], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    try:
        child.wait(20)
    finally:
        with suppress(psutil.NoSuchProcess):
            child.kill()


def test_a_wait_ends_at_once_when_the_process_dies(client: WorkerClient) -> None:
    command = ask("hang")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    kill(client)
    events: list[Event] = []
    while not any(map(is_end_of(command), events)):
        events += client.poll(None)  # a missed death would wait for ever


def test_a_stopped_process_can_be_cancelled(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    assert client.pid is not None
    os.kill(client.pid, signal.SIGSTOP)
    client.send(Cancel(command.run_id))
    end = until(client, is_end_of(command))[-1]
    assert isinstance(end, Cancelled)


def test_a_load_that_hangs_can_be_replaced(client: WorkerClient) -> None:
    client.send(Load("load forever"))
    until(client, lambda e: isinstance(e, LoadProgress))
    client.send(Load("fake"))
    events = until(client, lambda e: is_end_of_load(e) and not isinstance(e, Failed))
    assert [e.kind for e in events if isinstance(e, Failed)] == ["cancelled"]
    assert _recovers(client)
