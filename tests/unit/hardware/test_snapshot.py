"""Looking at the machine: whatever a source does, there is an answer, and soon."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from darkroom.core.errors import DarkroomError, EngineError
from darkroom.hardware.asking import Question
from darkroom.hardware.machine import Machine, Unknown
from darkroom.hardware.machine_json import machine_json
from darkroom.hardware.probes import amd, engine, memory, nvidia
from darkroom.hardware.probes.found import FoundGpu
from darkroom.hardware.snapshot import take_snapshot
from lent_device import lent_device

GIB = 1 << 30
FAKE = "fake_devices"
SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="signals")
ask = partial(engine.probe, module=FAKE, timeout_s=60.0)


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """Not set as long as the test runs."""
    event = threading.Event()
    yield event
    event.set()


def fail(error: Exception) -> None:
    raise error


# -- one question -----------------------------------------------------------------------------


def test_a_question_is_answered() -> None:
    assert Question("sum", lambda: 1 + 1).answer(time.monotonic() + 60) == 2


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DarkroomError("It is off.", "Switch it on."), "It is off. Switch it on."),
        (OSError(5, "planted"), "OSError: [Errno 5] planted"),
        (ZeroDivisionError("planted"), "ZeroDivisionError: planted"),
    ],
)
def test_a_failure_is_an_answer(error: Exception, reason: str) -> None:
    question = Question("it", lambda: fail(error))
    assert question.answer(time.monotonic() + 60) == Unknown("it", reason)


def test_hanging_threads_do_not_pile_up(never: threading.Event) -> None:
    questions = [Question("hangs", never.wait) for _ in range(5)]
    reasons = [str(question.answer(time.monotonic())) for question in questions]
    assert ["time limit" in reason for reason in reasons] == [True] * 3 + [False] * 2
    assert sum(thread.name == "probe of hangs" for thread in threading.enumerate()) == 3
    never.set()


# -- the engine's child -----------------------------------------------------------------------


@pytest.mark.process
def test_the_engine_lists_its_devices() -> None:
    answer = ask(("box:50052",))
    assert [device.name for device in answer.devices] == ["CPU", "CUDA0", "CUDA1", "RPC0"]
    cuda, silent = answer.devices[1:3]
    assert (cuda.total_bytes, cuda.free_bytes, cuda.pci) == (24 * GIB, 12 * GIB, "0000:01:00.0")
    assert (silent.total_bytes, silent.free_bytes) == (None, None)


@pytest.mark.process
def test_a_computer_that_is_off_hides_no_other() -> None:
    answer = ask(("off:1", "box:50052"))
    assert [device.name for device in answer.devices] == ["CPU", "CUDA0", "CUDA1", "RPC0"]
    assert answer.unknowns == (Unknown("off:1", "The computer is off. Switch it on."),)


@pytest.mark.process
@pytest.mark.parametrize(
    ("server", "says"),
    [
        pytest.param("abort:1", "SIGABRT, exit code -6", marks=SIGNALS),
        ("leave:1", "exit code 3"),
        ("crash:1", "ZeroDivisionError: planted"),
        ("garbage:1", "cannot be read"),
    ],
)
def test_an_engine_that_fails_says_how(server: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        ask((server,))


@pytest.mark.process
def test_an_engine_that_hangs_is_killed() -> None:
    # no_leaks looks after the child.
    with pytest.raises(EngineError, match="within 2 seconds"):
        ask(("hang:1",), timeout_s=2.0)


@pytest.mark.process
def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(EngineError, match="ModuleNotFoundError"):
        ask(module="not_there")


@pytest.mark.process
def test_the_real_engine_answers() -> None:
    answer = engine.probe(timeout_s=60.0)
    assert "cpu" in [device.kind for device in answer.devices]


# -- the whole machine ------------------------------------------------------------------------


def look(folder: Path, *servers: str) -> Machine:
    return take_snapshot(folder, servers=servers, timeout_s=60.0)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine and a driver as on a machine with two cards."""
    monkeypatch.setattr(engine, "probe", partial(engine.probe, module=FAKE))
    first = FoundGpu("RTX 4090", "NVIDIA", "NVML", 24 * GIB, 20 * GIB, pci="0000:01:00.0")
    other = FoundGpu("RTX 3060", "NVIDIA", "NVML", 12 * GIB, 11 * GIB, pci="0000:02:00.0")
    monkeypatch.setattr(nvidia, "probe", lambda: [first, other])


@pytest.mark.process
def test_all_sources_together(made_up: None, tmp_path: Path) -> None:
    machine = look(tmp_path / "models", "box:50052")
    assert [(gpu.device, gpu.name) for gpu in machine.gpus] == [
        ("CUDA0", "RTX 4090"),
        ("CUDA1", "RTX 3060"),
        ("RPC0", "box:50052"),
    ]
    assert machine.gpus[0].free_bytes == 20 * GIB
    assert machine.unknowns == ()
    assert machine.disk_path == tmp_path / "models"
    assert machine.disk_free_bytes
    assert 0 < machine.ram_available_bytes <= machine.ram_total_bytes


@SIGNALS
@pytest.mark.process
def test_a_dead_engine_leaves_the_rest(made_up: None, tmp_path: Path) -> None:
    machine = look(tmp_path, "abort:1")
    (unknown,) = machine.unknowns
    assert unknown.what == "devices of the engine"
    assert "SIGABRT" in unknown.reason
    assert [gpu.usable for gpu in machine.gpus] == [False, False]
    assert unknown.reason in machine.gpus[0].unusable_because
    assert machine.ram_total_bytes > 0


def test_a_hanging_and_a_raising_source(
    never: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nvidia, "probe", never.wait)
    monkeypatch.setattr(amd, "probe", lambda: fail(PermissionError("planted")))
    monkeypatch.setattr(memory, "probe", lambda: fail(KeyError("MemTotal")))
    machine = take_snapshot(tmp_path, timeout_s=1.0, ask_engine=False)
    reasons = {unknown.what: unknown.reason for unknown in machine.unknowns}
    assert set(reasons) == {"main memory", "NVIDIA GPUs", "AMD GPUs"}
    assert "PermissionError" in reasons["AMD GPUs"]
    assert machine.ram_total_bytes == 0
    assert machine.cpu.instruction_sets
    never.set()


@pytest.mark.process
def test_json_of_a_machine(made_up: None, tmp_path: Path) -> None:
    machine = json.loads(json.dumps(machine_json(look(tmp_path))))
    assert list(machine) == ["cpu", "ram", "swap", "disk", "gpus", "unknowns", "simulated"]
    assert machine["gpus"][0] == {
        "usable": True, "name": "RTX 4090", "backend": "CUDA", "device": "CUDA0",
        "total_bytes": 24 * GIB, "free_bytes": 20 * GIB, "driver": "", "unified": False,
        "remote": False, "source": "NVML, engine", "unusable_because": "", "pci": "0000:01:00.0",
    }  # fmt: skip
    assert machine["disk"]["path"] == str(tmp_path)


@pytest.mark.process
def test_a_lent_device_is_another_computer(tmp_path: Path) -> None:
    with lent_device() as server:
        machine = look(tmp_path, server)
    (gpu,) = [gpu for gpu in machine.gpus if gpu.remote]
    assert (gpu.name, gpu.device, gpu.backend) == (server, "RPC0", "RPC")
    assert gpu.usable
