"""Thinking, going on, making room and counting, through a real inference process."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import fakes
from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import Frame, GenerateSettings, Message
from darkroom.worker.client import State, WorkerClient
from darkroom.worker.protocol import (
    Cancel,
    Cancelled,
    Count,
    CountChat,
    Counted,
    Event,
    Failed,
    Finished,
    Load,
    Loaded,
    LoadProgress,
    Pieces,
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
_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
HELLO = (Message("user", "hello there"),)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient("fakes", log_folder=tmp_path)
    yield client
    client.close()
    assert client.pid is None


def _run(client: WorkerClient, text: str, **changes: Any) -> list[Event]:
    command = replace(ask(text), **changes)
    client.send(command)
    return until(client, is_end_of(command))


def _counts(events: Sequence[Event]) -> dict[int, tuple[int, ...]]:
    counted = [e for e in events if isinstance(e, Counted)]
    found = {e.request_id: e.tokens for e in counted}
    assert len(found) == len(counted), "a request was answered twice"
    return found


def _is_counted(event: Event) -> bool:
    return isinstance(event, Counted)


# --- answers


def test_a_model_tells_how_it_thinks_and_what_its_file_recommends(client: WorkerClient) -> None:
    client.send(Load("fake"))
    event = until(client, is_end_of_load)[-1]
    assert isinstance(event, Loaded)
    assert event.info.thinking is not None
    assert event.info.can_think
    assert event.defaults == fakes.DEFAULTS
    client.send(Load("fake plain"))
    plain = until(client, is_end_of_load)[-1]
    assert isinstance(plain, Loaded)
    assert (plain.info.thinking, plain.info.can_think) == (None, False)


def test_thinking_is_told_apart_in_the_end_and_in_the_cells(client: WorkerClient) -> None:
    client.send(Load("fake"))
    model = until(client, is_end_of_load)[-1]
    assert isinstance(model, Loaded)
    events = run(client, "think first")
    end = events[-1]
    assert isinstance(end, Finished)
    assert (end.text, end.thinking, end.reason) == (fakes.ANSWER, fakes.THINKING, "end")
    pieces = {k: v for e in events if isinstance(e, Pieces) for k, v in e.pieces.items()}
    last = [e for e in events if isinstance(e, Frame)][-1].tokens.tolist()
    parts = ThinkingSplitter(model.info.thinking).split(last).tolist()
    cells = [b"".join(pieces[t] for t, p in zip(last, parts, strict=True) if p == part)
             for part in (Part.THINKING, Part.TEXT)]  # fmt: skip
    assert cells == [fakes.THINKING.encode(), fakes.ANSWER.encode()]


@pytest.mark.parametrize(
    ("text", "said", "thought", "reason"),
    [
        ("think forever", False, True, "length"),
        ("say nothing", False, False, "end"),
        ("cut off", True, False, "length"),
    ],
)
def test_answers_that_want_an_explanation(
    client: WorkerClient, text: str, said: bool, thought: bool, reason: str
) -> None:
    end = run(loaded(client), text)[-1]
    assert isinstance(end, Finished)
    assert (bool(end.text), bool(end.thinking), end.reason) == (said, thought, reason)


def test_thinking_is_asked_for(client: WorkerClient) -> None:
    loaded(client)
    for wanted in (True, False):
        settings = GenerateSettings(thinking=wanted)
        end = _run(client, "think first, if asked", settings=settings)[-1]
        assert isinstance(end, Finished)
        assert bool(end.thinking) == wanted


def test_going_on_with_an_answer_and_with_a_thought(client: WorkerClient) -> None:
    more = _run(loaded(client), "cut off", prefix="Noise settles")[-1]
    assert isinstance(more, Finished)
    assert (more.text, more.reason) == (fakes.MORE, "end")
    closed = _run(client, "think forever", prefix_thinking="First")[-1]
    assert isinstance(closed, Finished)
    assert (closed.text, closed.thinking) == (fakes.ANSWER, fakes.MORE)


def test_old_turns_make_room_when_asked_to(client: WorkerClient) -> None:
    messages = (*HELLO, Message("assistant", "Hi."), Message("user", "overflow"))
    end = _run(loaded(client), "", messages=messages)[-1]
    assert isinstance(end, Failed)
    assert end.kind == "context_overflow"
    end = _run(client, "", messages=messages, drop_oldest=True)[-1]
    assert isinstance(end, Finished)
    assert (end.text, end.stats.dropped_messages) == (fakes.ANSWER, 2)


def test_a_cancelled_thought_is_kept(client: WorkerClient) -> None:
    command = ask("think forever, slowly")
    loaded(client).send(command)
    until(client, is_frame_of(command))
    client.send(Cancel(command.run_id))
    end = until(client, is_end_of(command))[-1]
    assert isinstance(end, Cancelled)
    assert end.thinking
    assert end.stats is not None


# --- counting


def test_texts_and_chats_are_counted(client: WorkerClient) -> None:
    loaded(client).send(Count(1, ("one two", "", "three")))
    client.send(CountChat(2, (*HELLO, Message("assistant", "Hi.")), "Be brief."))
    events: list[Event] = []
    while len(_counts(events)) < 2:
        events += until(client, _is_counted)
    assert _counts(events) == {1: (2, 0, 1), 2: (5,)}
    assert linger(client) == []
    assert client.state is State.READY


def test_counting_goes_on_beside_a_run(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(replace(command, settings=GenerateSettings(steps=1000)))
    until(client, is_frame_of(command))
    client.send(Count(1, ("one two",)))
    events = until(client, _is_counted)
    assert _counts(events) == {1: (2,)}
    assert not any(map(is_end_of(command), events))
    assert client.state is State.RUNNING
    client.send(Cancel(command.run_id))
    assert isinstance(until(client, is_end_of(command))[-1], Cancelled)


def test_a_long_count_is_in_no_cancels_way(client: WorkerClient) -> None:
    command = ask("slowly")
    loaded(client).send(replace(command, settings=GenerateSettings(steps=1000)))
    until(client, is_frame_of(command))
    client.send(Count(1, ("count slowly " * 200_000,)))
    client.send(Cancel(command.run_id))
    events = until(client, is_end_of(command))
    end = events[-1]
    assert isinstance(end, Cancelled)
    assert end.stats is not None  # in good order, not by force
    assert _counts(events) == {}
    client.unload()
    assert _counts(client.poll()) == {1: ()}


def test_nothing_is_started_for_a_number(client: WorkerClient) -> None:
    client.send(Count(1, ("one",)))
    client.send(CountChat(2, HELLO))
    assert client.poll() == [Counted(1), Counted(2)]
    assert client.pid is None
    loaded(client)
    client.unload()
    client.send(Count(3, ("one",)))
    assert Counted(3) in client.poll()
    assert client.state is State.ABSENT


def test_while_a_model_is_loading_there_is_nothing_to_count_with(client: WorkerClient) -> None:
    client.send(Load("load forever"))
    until(client, lambda e: isinstance(e, LoadProgress))
    client.send(Count(1, ("one",)))
    events = until(client, _is_counted)
    assert _counts(events) == {1: ()}


@_POSIX
@pytest.mark.faults
def test_a_process_that_dies_owes_no_answer(client: WorkerClient) -> None:
    loaded(client).send(Count(1, ("count slowly",) * 50))
    client.send(CountChat(2, HELLO))
    kill(client)
    events = until(client, _is_counted) + linger(client)
    assert _counts(events) == {1: (), 2: ()}
    assert client.state is State.ABSENT
    assert isinstance(run(client)[-1], Finished)
    client.send(Count(3, ("one",)))
    assert _counts(until(client, _is_counted)) == {3: (1,)}


def test_the_demo_model_counts_what_its_prompts_cost(tmp_path: Path) -> None:
    client = WorkerClient(log_folder=tmp_path)
    client.send(Load("demo"))
    model = until(client, is_end_of_load)[-1]
    assert isinstance(model, Loaded)
    assert None not in (
        model.defaults.steps, model.defaults.t_min, model.defaults.t_max,
        model.defaults.entropy_bound, model.defaults.stability, model.defaults.confidence,
    )  # fmt: skip
    assert not model.info.can_think
    client.send(CountChat(1, (Message("user", "hello"),)))
    (tokens,) = _counts(until(client, _is_counted))[1]
    end = run(client, "hello")[-1]
    assert isinstance(end, Finished)
    assert end.stats.prompt_tokens == tokens
    client.close()
