"""Starts within an answer, infills and forms on their way through process and pipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from darkroom.core.canvas import NOISE, Infill, Origin, rewound
from darkroom.core.errors import BadInputError
from darkroom.core.types import Frame
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import (
    Event,
    Failed,
    Finished,
    Pieces,
    RewindProgress,
    StartRun,
)
from worker_helpers import ask, is_end_of, loaded, until

pytestmark = pytest.mark.process


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient(log_folder=tmp_path)
    yield client
    client.close()


def run(client: WorkerClient, command: StartRun) -> list[Event]:
    client.send(command)
    return until(client, is_end_of(command))


def frames_of(events: list[Event]) -> list[Frame]:
    return [event for event in events if isinstance(event, Frame)]


def test_a_start_an_infill_and_a_form_of_the_demo_model(client: WorkerClient) -> None:
    loaded(client, "demo")
    first = run(client, ask("Tell me a short story about a fox."))
    frames, end = frames_of(first), first[-1]
    assert isinstance(end, Finished)
    assert (end.origins, end.blanks) == ((), {})

    command = ask("Tell me a short story about a fox.")
    start = rewound(np.zeros(0, np.int32), Origin(0), command.settings, 3)
    events = run(client, replace(command, start=start))
    again = events[-1]
    assert isinstance(again, Finished)
    assert (again.text, again.origins) == (end.text, (start.origin,))
    assert [f.tokens.tolist() for f in frames_of(events)] == [f.tokens.tolist() for f in frames[3:]]
    told = [e for e in events if isinstance(e, RewindProgress)]
    assert told == [RewindProgress(command.run_id, n, 3) for n in (1, 2, 3)]

    tokens = frames[-1].tokens.copy()
    tokens[6] = NOISE
    events = run(client, replace(ask("Tell me a short story about a fox."), infill=Infill(tokens)))
    painted = events[-1]
    assert isinstance(painted, Finished)
    assert [origin.block for origin in painted.origins] == [0]
    kept = np.arange(len(tokens)) != 6
    for frame in frames_of(events):
        assert (frame.tokens[kept] == frames[-1].tokens[kept]).all()

    known = {t for e in first + events if isinstance(e, Pieces) for t in e.pieces}
    events = run(client, replace(ask("Is 7 even or odd?"), form="7 is {{kind|even|odd}}."))
    filled = events[-1]
    assert isinstance(filled, Finished)
    assert filled.blanks["kind"] in ("even", "odd")
    assert filled.text == f"7 is {filled.blanks['kind']}."
    known |= {t for e in events if isinstance(e, Pieces) for t in e.pieces}
    assert {t for f in frames_of(events) for t in f.tokens.tolist()} <= known


def test_a_form_needs_no_question(client: WorkerClient) -> None:
    loaded(client, "demo")
    command = replace(ask(), messages=(), form="It is {{answer|yes|no}}.")
    end = run(client, command)[-1]
    assert isinstance(end, Finished)
    assert end.blanks["answer"] in ("yes", "no")


def test_what_cannot_be_is_said_in_words(client: WorkerClient) -> None:
    loaded(client, "demo")
    infill = Infill(np.full(3, NOISE, np.int32))
    for command in (
        replace(ask(), infill=infill, form="{{a}}"),
        replace(ask(), form="{{a"),
        replace(ask(), infill=Infill(np.zeros(0, np.int32))),
    ):
        end = run(client, command)[-1]
        assert isinstance(end, Failed)
        assert end.kind == BadInputError.kind
