"""The bundled model through the whole way: process, pipe, frames, and what can go wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from darkroom.core.types import Frame
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import (
    TERMINAL,
    Cancel,
    Cancelled,
    Failed,
    Finished,
    Load,
    Loaded,
    Pieces,
    PrefillProgress,
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

pytestmark = pytest.mark.process
_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and open files")
_STORY = "Tell me a short story."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient(log_folder=tmp_path)
    yield client
    client.close()


def test_an_answer(client: WorkerClient) -> None:
    client.send(Load("demo"))
    model = until(client, is_end_of_load)[-1]
    assert isinstance(model, Loaded)
    events = run(client, _STORY)
    frames = [e for e in events if isinstance(e, Frame)]
    known = {token for e in events if isinstance(e, Pieces) for token in e.pieces}
    assert frames
    assert all(f.tokens.shape == (model.info.canvas_length,) for f in frames)
    assert {token for f in frames for token in f.tokens.tolist()} <= known
    assert any(isinstance(e, PrefillProgress) for e in events)
    end = events[-1]
    assert isinstance(end, Finished)
    assert end.stats.steps == len(frames)


def test_cancel(client: WorkerClient) -> None:
    command = ask(_STORY)
    loaded(client, "demo").send(command)
    client.send(Cancel(command.run_id))
    assert isinstance(until(client, is_end_of(command))[-1], Cancelled)
    assert isinstance(run(client, _STORY)[-1], Finished)


@_POSIX
@pytest.mark.faults
def test_killed_in_the_middle(client: WorkerClient) -> None:
    command = ask(_STORY)
    loaded(client, "demo").send(command)
    events = until(client, is_frame_of(command))
    kill(client)
    events += until(client, is_end_of(command)) + linger(client)
    ends = [e for e in events if isinstance(e, TERMINAL)]
    assert len(ends) == 1
    # It may have been done before the signal came.
    assert isinstance(ends[0], Failed | Finished)
    assert isinstance(run(client, _STORY)[-1], Finished)


@_POSIX
@pytest.mark.faults
def test_a_file_cut_short_under_the_running_model(client: WorkerClient, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    shutil.copyfile(_demo(client), path)
    loaded(client, str(path))
    path.write_bytes(b"")
    end = run(client, _STORY)[-1]
    assert isinstance(end, Failed)
    assert end.kind == "worker_died"
    assert "SIGBUS" in end.text
    assert "file" in end.hint
    again = run(client, _STORY)[-1]
    assert isinstance(again, Failed)
    assert again.kind == "model_file"


@_POSIX
@pytest.mark.faults
def test_a_file_deleted_under_the_running_model(client: WorkerClient, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    shutil.copyfile(_demo(client), path)
    loaded(client, str(path))
    path.unlink()
    # The mapping keeps the bytes alive.
    assert isinstance(run(client, _STORY)[-1], Finished)


def _demo(client: WorkerClient) -> Path:
    client.send(Load("demo"))
    end = until(client, is_end_of_load)[-1]
    assert isinstance(end, Loaded)
    return end.info.path
