"""Commands from the GUI thread reach a real process, and its events come back as a signal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Slot
from pytestqt.qtbot import QtBot

import fakes
from darkroom.core.types import Frame, GenerateSettings, Message
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import (
    TERMINAL,
    Cancelled,
    Command,
    Counted,
    Event,
    Failed,
    Finished,
    Load,
    Loaded,
    Pieces,
    StartRun,
)
from worker_helpers import is_end_of_load

pytestmark = pytest.mark.process
_WAIT_MS = 30_000


class Listener(QObject):
    """Keeps what the thread says, and where it was heard."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def on_event(self, event: Event) -> None:
        self.events.append(event)
        self.threads.add(QThread.currentThread())

    def ends(self, run_id: int) -> list[Event]:
        return [e for e in self.events if isinstance(e, TERMINAL) and e.run_id == run_id]

    def has(self, *kinds: type) -> bool:
        return any(isinstance(e, kinds) for e in self.events)


@pytest.fixture
def client(tmp_path: Path) -> WorkerClient:
    return WorkerClient("fakes", log_folder=tmp_path)


@pytest.fixture
def thread(qapp: QCoreApplication, client: WorkerClient) -> Iterator[InferenceThread]:
    thread = InferenceThread(client)
    thread.start()
    yield thread
    thread.shutdown()
    assert thread.wait(_WAIT_MS)
    assert client.pid is None


@pytest.fixture
def listener(thread: InferenceThread) -> Listener:
    listener = Listener()
    thread.event_received.connect(listener.on_event)
    return listener


@pytest.fixture
def wait_for(qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=_WAIT_MS)


Wait = Callable[[Callable[[], object]], None]


def _start(thread: InferenceThread, text: str = "hello") -> int:
    return thread.start_run([Message("user", text)], GenerateSettings(), system="Be brief.")


def test_a_run_from_the_gui_thread(
    thread: InferenceThread, listener: Listener, wait_for: Wait
) -> None:
    thread.load(Load("fake"))
    run_id = _start(thread)
    wait_for(lambda: listener.ends(run_id))
    assert [type(e) for e in listener.ends(run_id)] == [Finished]
    assert listener.has(Loaded)
    assert listener.has(Pieces)
    assert sum(isinstance(e, Frame) for e in listener.events) == 5
    assert listener.threads == {QThread.currentThread()}


def test_cancel(thread: InferenceThread, listener: Listener, wait_for: Wait) -> None:
    thread.load(Load("fake"))
    run_id = _start(thread, "slowly")
    wait_for(lambda: listener.has(Frame))
    thread.cancel(run_id)
    wait_for(lambda: listener.ends(run_id))
    assert isinstance(listener.ends(run_id)[0], Cancelled)


def test_an_answer_is_gone_on_with_and_old_turns_make_room(
    thread: InferenceThread, listener: Listener, wait_for: Wait
) -> None:
    thread.load(Load("fake"))
    turns, settings = [Message("user", "overflow")] * 3, GenerateSettings()
    more = thread.start_run(turns, settings, prefix="Noise")
    wait_for(lambda: listener.ends(more))
    closed = thread.start_run(turns, settings, None, prefix_thinking="First")
    wait_for(lambda: listener.ends(closed))
    dropped = thread.start_run(turns, settings, drop_oldest=True)
    wait_for(lambda: listener.ends(dropped))
    ends = [listener.ends(run_id)[0] for run_id in (more, closed, dropped)]
    assert [e.text for e in ends if isinstance(e, Finished)] == [
        fakes.MORE, fakes.ANSWER, fakes.ANSWER,
    ]  # fmt: skip
    assert [e.stats.dropped_messages for e in ends if isinstance(e, Finished)] == [0, 0, 2]


def test_counting(thread: InferenceThread, listener: Listener, wait_for: Wait) -> None:
    def counted() -> dict[int, tuple[int, ...]]:
        return {e.request_id: e.tokens for e in listener.events if isinstance(e, Counted)}

    nothing = thread.count(["one"])
    wait_for(counted)
    thread.load(Load("fake"))
    wait_for(lambda: listener.has(Loaded))
    texts = thread.count(["one two", ""])
    chat = thread.count_chat([Message("user", "one two")], "Be brief.", thinking=True)
    wait_for(lambda: len(counted()) == 3)
    assert counted() == {nothing: (), texts: (2, 0), chat: (4,)}
    assert listener.threads == {QThread.currentThread()}


def test_run_ids_differ(thread: InferenceThread, listener: Listener, wait_for: Wait) -> None:
    thread.load(Load("fake"))
    ids = [_start(thread, "slowly") for _ in range(3)]
    assert len(set(ids)) == 3
    wait_for(lambda: all(listener.ends(run_id) for run_id in ids))
    assert [len(listener.ends(run_id)) for run_id in ids] == [1, 1, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_thread_survives_the_process(
    thread: InferenceThread, client: WorkerClient, listener: Listener, wait_for: Wait
) -> None:
    thread.load(Load("fake"))
    run_id = _start(thread, "slowly")
    wait_for(lambda: listener.has(Frame))
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)
    wait_for(lambda: listener.ends(run_id))
    (end,) = listener.ends(run_id)
    assert isinstance(end, Failed)
    assert end.kind == "out_of_memory"  # what SIGKILL most likely means
    again = _start(thread)
    wait_for(lambda: listener.ends(again))
    assert isinstance(listener.ends(again)[0], Finished)


def test_unload_gives_the_memory_back(
    thread: InferenceThread, client: WorkerClient, listener: Listener, wait_for: Wait
) -> None:
    thread.load(Load("fake"))
    wait_for(lambda: any(map(is_end_of_load, listener.events)))
    pid = client.pid
    assert pid is not None
    thread.unload()
    wait_for(lambda: not psutil.pid_exists(pid))


def test_shutdown_in_the_middle_of_a_run(
    thread: InferenceThread, client: WorkerClient, listener: Listener, wait_for: Wait
) -> None:
    thread.load(Load("fake"))
    run_id = _start(thread, "slowly")
    wait_for(lambda: listener.has(Frame))
    thread.shutdown()
    wait_for(thread.isFinished)
    wait_for(lambda: listener.ends(run_id))
    assert client.pid is None


def test_commands_may_come_before_the_thread_starts(
    qapp: QCoreApplication, client: WorkerClient, wait_for: Wait
) -> None:
    thread, listener = InferenceThread(client), Listener()
    thread.event_received.connect(listener.on_event)
    thread.load(Load("fake"))
    thread.start()
    wait_for(lambda: listener.has(Loaded))
    thread.shutdown()
    assert thread.wait(_WAIT_MS)


class BrokenOnce(WorkerClient):
    """Fails in a way nobody thought of, once."""

    broken = False

    def send(self, command: Command) -> None:
        if isinstance(command, StartRun) and not self.broken:
            self.broken = True
            raise RuntimeError("out of order")
        super().send(command)


def test_a_fault_of_our_own_ends_the_run_in_words_and_the_next_one_works(
    qapp: QCoreApplication, tmp_path: Path, wait_for: Wait
) -> None:
    thread, listener = InferenceThread(BrokenOnce("fakes", log_folder=tmp_path)), Listener()
    thread.event_received.connect(listener.on_event)
    thread.start()
    thread.load(Load("fake"))
    first = _start(thread)
    wait_for(lambda: listener.ends(first))
    (end,) = listener.ends(first)
    assert isinstance(end, Failed)
    assert "out of order" in end.text
    thread.load(Load("fake"))
    second = _start(thread)
    wait_for(lambda: listener.ends(second))
    assert isinstance(listener.ends(second)[0], Finished)
    thread.shutdown()
    assert thread.wait(_WAIT_MS)
