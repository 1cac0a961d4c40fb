"""Drive a ``WorkerClient`` from a test."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from itertools import count

from darkroom.core.types import Frame, GenerateSettings, Message
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import NO_RUN, TERMINAL, Event, Failed, Load, Loaded, StartRun

_run_ids = count(1)
_PATIENCE_S = 60.0


def ask(text: str = "hello", run_id: int | None = None) -> StartRun:
    """Return the command to answer ``text``."""
    run_id = next(_run_ids) if run_id is None else run_id
    return StartRun(run_id, (Message("user", text),), GenerateSettings())


def is_end_of_load(event: Event) -> bool:
    return isinstance(event, Loaded) or (isinstance(event, Failed) and event.run_id == NO_RUN)


def is_end_of(run: StartRun) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, TERMINAL) and event.run_id == run.run_id


def is_frame_of(run: StartRun) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Frame) and event.run_id == run.run_id


def until(client: WorkerClient, wanted: Callable[[Event], bool]) -> list[Event]:
    """Return the events up to and with the first wanted one, and what came along with it."""
    events: list[Event] = []
    give_up = time.monotonic() + _PATIENCE_S
    while not any(map(wanted, events)):
        if time.monotonic() > give_up:
            raise TimeoutError(f"Only {events} came.")
        events += client.poll(0.2)
    return events


def loaded(client: WorkerClient, path: str = "fake") -> WorkerClient:
    """Load and wait for the end of it."""
    client.send(Load(path))
    until(client, is_end_of_load)
    return client


def run(client: WorkerClient, text: str = "hello") -> list[Event]:
    """Run to the end; the terminal event is the last."""
    command = ask(text)
    client.send(command)
    return until(client, is_end_of(command))


def linger(client: WorkerClient) -> list[Event]:
    """Collect what still comes when nothing should."""
    return client.poll(0.3) + client.poll(0.3)


def kill(client: WorkerClient) -> None:
    """Kill -9 the process and see it gone, all of its threads included.

    A zombie may have threads that still die; until then its parent is told that it lives.
    """
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)
    os.waitid(os.P_PID, client.pid, os.WEXITED | os.WNOWAIT)
