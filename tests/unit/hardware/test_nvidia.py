"""NVIDIA's cards through the real nvidia-ml-py and a driver library that is made here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from darkroom.core.errors import DarkroomError
from darkroom.hardware.probes import nvidia
from file_trees import plant

GIB = 1 << 30
TESTS = Path(__file__).parents[2]
HEAD = """
import json, sys, time
from dataclasses import asdict
from pathlib import Path
from darkroom.hardware import meter, snapshot
from darkroom.hardware.machine_json import machine_json
from darkroom.hardware.probes import nvidia
"""
Driver = Callable[..., Any]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("driver")
    command = ["cc", "-shared", "-fPIC", "-o", str(folder / "libnvidia-ml.so.1")]
    subprocess.run([*command, str(TESTS / "fake_nvml.c")], check=True)
    return folder


@pytest.fixture
def driver(library: Path) -> Driver:
    """Run code in a process that finds the made driver; what it prints as JSON."""

    def run(code: str, wrong: str = "") -> Any:
        more = {"LD_LIBRARY_PATH": str(library), "FAKE_NVML": wrong}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", HEAD + code],
            capture_output=True, text=True, check=False, timeout=60, env=os.environ | more,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a shared library of Linux")


def test_cards_with_their_memory(driver: Driver) -> None:
    first, second = driver("print(json.dumps([asdict(gpu) for gpu in nvidia.probe()]))")
    assert first == {
        "name": "NVIDIA GeForce RTX 4090", "vendor": "NVIDIA", "source": "NVML",
        "total_bytes": 24 * GIB, "free_bytes": 20 * GIB, "driver": "NVIDIA 580.159.03",
        "pci": "0000:01:00.0", "unified": False,
    }  # fmt: skip
    assert (second["pci"], second["free_bytes"]) == ("0000:4a:00.0", 11 * GIB)


def test_a_lost_card_does_not_hide_the_other(driver: Driver) -> None:
    code = "print(json.dumps([asdict(gpu) for gpu in nvidia.probe()]))"
    first, second = driver(code, wrong="lost")
    assert first["free_bytes"] == 20 * GIB
    assert (second["name"], second["free_bytes"]) == ("NVIDIA GeForce RTX 3060", None)


SNAPSHOT = """
machine = snapshot.take_snapshot(Path("/"), timeout_s=1.0, ask_engine=False)
print(json.dumps(machine_json(machine)))
"""


def test_snapshot_lists_what_the_engine_does_not(driver: Driver) -> None:
    machine = driver(SNAPSHOT)
    assert [gpu["total_bytes"] for gpu in machine["gpus"]] == [24 * GIB, 12 * GIB]
    assert not any(gpu["usable"] for gpu in machine["gpus"])
    assert machine["unknowns"] == []


def test_a_driver_that_hangs_hangs_nothing_else(driver: Driver) -> None:
    machine = driver(SNAPSHOT, wrong="hang")
    assert [unknown["what"] for unknown in machine["unknowns"]] == ["NVIDIA GPUs"]
    assert "time limit" in machine["unknowns"][0]["reason"]
    assert machine["ram"]["total_bytes"] > 0
    assert machine["gpus"] == []


def test_a_driver_that_does_not_fit_its_library(driver: Driver) -> None:
    code = """
nvidia.is_hinted = lambda root: True
print(json.dumps(machine_json(snapshot.take_snapshot(Path("/"), ask_engine=False))))
"""
    (unknown,) = driver(code, wrong="mismatch")["unknowns"]
    assert "driver cannot be asked" in unknown["reason"]
    assert "restart" in unknown["reason"]


def test_meter_follows_the_cards(driver: Driver) -> None:
    code = """
watch = meter.Meter(lambda: meter.open_system_gpus())
meter.INTERVAL_S = 0.01
watch.start()
def used():
    return [gpu.memory.used_bytes for gpu in watch.read().gpus]
while len(used()) < 2: time.sleep(0.01)
before = used()[0]
while used()[0] <= before: time.sleep(0.01)
watch.stop()
print(json.dumps([[asdict(gpu) for gpu in watch.read().gpus], before]))
"""
    (first, second), before = driver(code)
    assert first["memory"]["used_bytes"] > before >= 4 * GIB
    assert second["memory"] == {"used_bytes": GIB, "total_bytes": 12 * GIB}
    (alone,), _ = driver(code.replace("< 2", "< 1"), wrong="lost")
    assert alone["name"] == first["name"]


PCI = "sys/bus/pci/devices/a"


@pytest.mark.parametrize(
    ("files", "hinted"),
    [
        ({}, False),
        ({"proc/driver/nvidia/version": "NVRM"}, True),
        ({f"{PCI}/vendor": "0x10de", f"{PCI}/class": "0x030000"}, True),
        # Its sound and network chips are no graphics cards.
        ({f"{PCI}/vendor": "0x10de", f"{PCI}/class": "0x040300"}, False),
        ({f"{PCI}/vendor": "0x8086", f"{PCI}/class": "0x030000"}, False),
        ({f"{PCI}/vendor": "0x10de"}, False),
    ],
)
def test_without_the_library_only_a_card_makes_it_unknown(
    files: dict[str, str], hinted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", None)
    root = plant(tmp_path, files)
    if hinted:
        with pytest.raises(DarkroomError, match="nvidia-ml-py is missing"):
            nvidia.probe(root)
    else:
        assert nvidia.probe(root) == []
