"""A real inference process from the first command to its end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

import psutil
import pytest

import fakes
from darkroom.core.placement import Placement
from darkroom.core.types import Frame
from darkroom.worker.client import State, WorkerClient
from darkroom.worker.process import WorkerProcess
from darkroom.worker.protocol import (
    NO_RUN,
    Cancel,
    Cancelled,
    Event,
    Failed,
    Finished,
    Load,
    Loaded,
    LoadProgress,
    Pieces,
    PrefillProgress,
)
from worker_helpers import ask, is_end_of, is_end_of_load, is_frame_of, linger, loaded, run, until

pytestmark = pytest.mark.process


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient("fakes", log_folder=tmp_path)
    yield client
    client.close()
    assert client.pid is None


def test_nothing_starts_before_it_is_needed(client: WorkerClient) -> None:
    assert client.pid is None
    assert client.state is State.ABSENT
    assert client.poll(None) == []


def test_loading_tells_its_progress_and_ends_once(client: WorkerClient) -> None:
    client.send(Load("fake", context=128))
    events = until(client, is_end_of_load)
    assert [type(e) for e in events] == [LoadProgress, LoadProgress, Loaded]
    assert isinstance(events[-1], Loaded)
    assert events[-1].context == 128
    assert events[-1].info.architecture == "fake"


def test_a_plan_reaches_the_engine_and_comes_back(client: WorkerClient) -> None:
    placement = Placement(("RPC0", "cpu"), ("cpu", "cpu"), "RPC0")
    client.send(Load("fake", placement=placement, kv_type="q8_0", servers=("studio:50052",)))
    end = until(client, is_end_of_load)[-1]
    assert isinstance(end, Loaded)
    assert end.placement == placement


def test_a_run_shows_every_step_and_ends_once(client: WorkerClient) -> None:
    events = run(loaded(client))
    frames = [e for e in events if isinstance(e, Frame)]
    assert [f.step for f in frames] == [1, 2, 3, 4, 5]
    assert PrefillProgress(frames[0].run_id, 4, 4) in events
    assert isinstance(events[-1], Finished)
    assert events[-1].text == fakes.ANSWER
    assert events[-1].stats.ms_per_step == 12.5
    assert linger(client) == []


def test_pieces_name_each_token_once_before_its_first_frame(client: WorkerClient) -> None:
    known: dict[int, bytes] = {}
    for event in run(loaded(client)) + run(client):
        if isinstance(event, Pieces):
            assert not known.keys() & event.pieces.keys()
            known |= event.pieces
        if isinstance(event, Frame):
            assert set(event.tokens.tolist()) <= known.keys()
    assert known[10].decode() == " grün"


def test_another_model_in_the_same_process_names_its_tokens_anew(tmp_path: Path) -> None:
    process = WorkerProcess("fakes", tmp_path / "log")
    first, second = ask(), ask()
    for command in (Load("fake"), first, Load("fake two"), second):
        process.send(command)
    events: list[Event] = []
    while not any(map(is_end_of(second), events)):
        wait(process.sources)
        events += process.receive()
    process.stop(grace_s=5, patience_s=5)
    named = [token for e in events if isinstance(e, Pieces) for token in e.pieces]
    process.close()
    assert named
    assert all(named.count(token) == 2 for token in named)


def test_the_window_side_stays_light() -> None:
    heavy = {"torch", "transformers", "llama_cpp", "PySide6"} & {
        name.split(".")[0] for name in _modules_of_the_client()
    }
    assert heavy == set()


def _modules_of_the_client() -> list[str]:
    code = "import sys, darkroom.worker.client; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_cancel_stops_between_steps(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    client.send(Cancel(command.run_id))
    assert client.state is State.CANCELLING
    end = until(client, is_end_of(command))[-1]
    assert isinstance(end, Cancelled)
    assert end.text == "Noise"
    assert end.stats is not None
    assert client.state is State.READY


def test_cancel_of_a_run_that_ended_is_ignored(client: WorkerClient) -> None:
    end = run(loaded(client))[-1]
    assert isinstance(end, Finished)
    client.send(Cancel(end.run_id))
    assert linger(client) == []
    assert isinstance(run(client)[-1], Finished)


def test_a_new_run_cancels_the_one_that_goes_on(client: WorkerClient) -> None:
    first, second, third = ask("slowly"), ask("slowly"), ask("slowly")
    loaded(client)
    for command in (first, second, third):
        client.send(command)
    events = until(client, is_end_of(third))
    ends = [e for e in events if isinstance(e, Cancelled | Finished | Failed)]
    assert {(e.run_id, type(e)) for e in ends} == {
        (first.run_id, Cancelled),
        (second.run_id, Cancelled),
        (third.run_id, Finished),
    }
    assert len(ends) == 3


def test_no_frame_of_another_run_comes_through(client: WorkerClient) -> None:
    events = run(loaded(client), "stale")
    assert len({e.run_id for e in events if isinstance(e, Frame)}) == 1
    assert sum(isinstance(e, Frame) for e in events) == fakes.STEPS


def test_a_run_without_a_model_says_so(client: WorkerClient) -> None:
    (end,) = run(client)
    assert isinstance(end, Failed)
    assert (end.kind, end.text) == ("bad_input", "No model is loaded.")
    assert client.pid is None


def test_a_run_behind_a_failing_load_tells_the_reason(client: WorkerClient) -> None:
    command = ask()
    client.send(Load("missing.gguf"))
    client.send(command)
    events = until(client, is_end_of(command))
    failures = [e for e in events if isinstance(e, Failed)]
    assert [f.run_id for f in failures] == [NO_RUN, command.run_id]
    assert {f.kind for f in failures} == {"model_file"}
    assert all("no such file" in f.text and f.hint and f.details for f in failures)


def test_a_failed_load_does_not_lose_the_model_before_it(client: WorkerClient) -> None:
    loaded(loaded(client, "fake"), "missing.gguf")
    events = run(client)
    (again,) = (e for e in events if isinstance(e, Loaded))
    assert again.info.path == Path("fake")
    assert isinstance(events[-1], Finished)


def test_cancel_during_loading_ends_the_run_but_not_the_load(client: WorkerClient) -> None:
    command = ask()
    client.send(Load("load slowly"))
    client.send(command)
    client.send(Cancel(command.run_id))
    events = until(client, is_end_of_load)
    assert isinstance(events[-1], Loaded)
    events += run(client)
    assert [e for e in events if is_end_of(command)(e)] == [Cancelled(command.run_id, "")]
    assert isinstance(events[-1], Finished)


def test_each_model_gets_a_fresh_process(client: WorkerClient) -> None:
    first = loaded(client).pid
    second = loaded(client, "fake two").pid
    assert first is not None
    assert second != first
    assert not psutil.pid_exists(first)


def test_unload_ends_the_process_and_the_next_run_starts_it(client: WorkerClient) -> None:
    pid = loaded(client).pid
    assert pid is not None
    client.unload()
    assert client.state is State.ABSENT
    assert not psutil.pid_exists(pid)
    assert linger(client) == []
    assert isinstance(run(client)[-1], Finished)


def test_unload_in_the_middle_of_a_run_cancels_it(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    client.unload()
    ends = [e for e in client.poll() if is_end_of(command)(e)]
    assert [type(e) for e in ends] == [Cancelled]


def test_unload_stops_a_load(client: WorkerClient) -> None:
    client.send(Load("load forever"))
    until(client, lambda e: isinstance(e, LoadProgress))
    client.unload()
    (end,) = (e for e in client.poll() if is_end_of_load(e))
    assert isinstance(end, Failed)
    assert end.kind == "cancelled"


def test_the_process_ends_in_good_order_and_logs_what_it_prints(
    client: WorkerClient, tmp_path: Path
) -> None:
    loaded(client)
    client.close()
    (log,) = tmp_path.glob("worker-*.log")
    assert "closed in good order" in log.read_text()


def test_openmp_threads_sleep_when_idle(client: WorkerClient) -> None:
    pid = loaded(client).pid
    assert psutil.Process(pid).environ()["OMP_WAIT_POLICY"].lower() == "passive"
