"""``darkroom hardware`` in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from darkroom.cli.hardware import describe
from darkroom.cli.main import main, parse
from darkroom.hardware.machine import Cpu, Gpu, Machine, Unknown

GB = 10**9
MACHINE = Machine(
    Cpu("AMD Ryzen 9", 16, 32, ("AVX2", "FMA")),
    64 * GB,
    52 * GB,
    8 * GB,
    7 * GB,
    Path("models"),
    812 * 10**9,
    (
        Gpu("RTX 4090", "CUDA", "CUDA0", 24 * GB, 22 * GB, "NVIDIA 580", source="NVML, engine"),
        Gpu("box:50052", "RPC", "RPC0", 16 * GB, 15 * GB, remote=True, source="engine"),
        Gpu("\x1b[2JRX 7600", "", "", 8 * GB, None, source="sysfs", unusable_because="No ROCm."),
    ),
    (Unknown("box:1", "It does not answer. " * 8),),
)


def test_words_are_aligned_and_fit_a_terminal() -> None:
    text = describe(MACHINE)
    assert text.splitlines()[:13] == [
        "Processor    AMD Ryzen 9",
        "             16 cores, 32 threads; AVX2, FMA",
        "Memory       52.0 of 64.0 GB available",
        "Swap         7.0 of 8.0 GB free",
        "Disk         812.0 GB free for models in models",
        "GPU CUDA0    RTX 4090",
        "             22.0 of 24.0 GB free; NVIDIA 580; found by NVML, engine",
        "GPU RPC0     box:50052 (another computer)",
        "             15.0 of 16.0 GB free; found by engine",
        "GPU          [2JRX 7600",
        "             8.0 GB, free unknown; found by sysfs",
        "             Not usable. No ROCm.",
        "Unknown      box:1: It does not answer. It does not answer. It does not answer.",
    ]
    assert max(len(line) for line in text.splitlines()) <= 80


def test_what_is_unknown_is_said() -> None:
    text = describe(Machine(Cpu("", 1, 1), 0, 0))
    for words in ("name unknown", "1 core, 1 thread", "free space unknown", "none found"):
        assert words in text
    assert "Memory       unknown" in text


@pytest.mark.process
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hardware", "--json", "--rpc", "127.0.0.1:9"]) == 0
    out, err = capsys.readouterr()
    machine = json.loads(out)
    assert machine["ram"]["total_bytes"] > 0
    assert "127.0.0.1:9" in [unknown["what"] for unknown in machine["unknowns"]]
    assert "neither encrypted nor authenticated" in err


@pytest.mark.process
def test_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hardware"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Processor")
    assert err == ""


@pytest.mark.parametrize("server", ["box", "box:", ":50052", "box:0", "box:99999", "box:x"])
def test_an_address_has_a_port(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["hardware", "--rpc", server])
    assert end.value.code == 2
    assert "192.168.1.5:50052" in capsys.readouterr().err
