"""What is read of the system, from real trees of files."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import psutil
import pytest

from darkroom.hardware.probes import amd, apple, cpu, memory, windows
from darkroom.hardware.probes.found import FoundGpu, pci_address
from file_trees import plant

MIB, GIB = 1 << 20, 1 << 30
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc and /sys")
PLENTY = 9223372036854771712


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0000:01:00.0", "0000:01:00.0"),
        ("00000000:4A:00.0", "0000:4a:00.0"),
        ("00010000:C1:1f.7\n", "10000:c1:1f.7"),
        ("", ""),
        ("01:00.0", ""),
        ("GPU-0000:01:00.0", ""),
    ],
)
def test_addresses_in_one_spelling(text: str, address: str) -> None:
    assert pci_address(text) == address


# -- processor --------------------------------------------------------------------------------


def test_processor_of_a_pc(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(
        "processor\t: 0\nmodel name\t: AMD Ryzen 9\nflags\t\t: fpu avx2 avx fma avx512f\n\n"
        "processor\t: 1\nmodel name\t: other\nflags\t\t: amx_int8\n"
    )
    found = cpu.read_cpuinfo(tmp_path / "cpuinfo")
    assert found == ("AMD Ryzen 9", ("AVX", "FMA", "AVX2", "AVX512F"))


def test_processor_of_a_board(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nFeatures\t: fp asimd asimddp i8mm\n")
    assert cpu.read_cpuinfo(tmp_path / "cpuinfo") == ("", ("NEON", "DOTPROD", "I8MM"))


def test_processor_of_this_machine() -> None:
    found = cpu.probe()
    assert 1 <= found.physical_cores <= found.logical_cores
    assert found.instruction_sets


# -- memory -----------------------------------------------------------------------------------

MEMINFO = """MemTotal:       67108864 kB
MemFree:               1 kB
MemAvailable:   50331648 kB
SwapTotal:          1024 kB
SwapFree:            512 kB"""


def v2(path: str, limit: int | str, used: int, cache: int = 0) -> dict[str, str | int]:
    group = f"sys/fs/cgroup{path}"
    stat = f"anon 5\ninactive_file {cache - cache // 4}\nactive_file {cache // 4}"
    return {
        f"{group}/memory.max": limit,
        f"{group}/memory.current": used,
        f"{group}/memory.stat": stat,
    }


def v1(path: str, limit: int, used: int, cache: int = 0) -> dict[str, str | int]:
    group = f"sys/fs/cgroup/memory{path}"
    stat = f"inactive_file 1\ntotal_inactive_file {cache}\ntotal_active_file 0"
    return {
        f"{group}/memory.limit_in_bytes": limit,
        f"{group}/memory.usage_in_bytes": used,
        f"{group}/memory.stat": stat,
    }


CGROUPS = {
    "no control groups": ({}, (64 * GIB, 48 * GIB)),
    "no limit": (
        {"proc/self/cgroup": "0::/user.slice", **v2("/user.slice", "max", 9 * GIB)},
        (64 * GIB, 48 * GIB),
    ),
    "a container": (
        {"proc/self/cgroup": "0::/", **v2("", 8 * GIB, 3 * GIB)},
        (8 * GIB, 5 * GIB),
    ),
    "page cache counts as free": (
        {"proc/self/cgroup": "0::/", **v2("", 8 * GIB, 7 * GIB, cache=4 * GIB)},
        (8 * GIB, 5 * GIB),
    ),
    "a limit further up is the tighter one": (
        {
            "proc/self/cgroup": "0::/pod/box",
            **v2("/pod", 4 * GIB, 3 * GIB),
            **v2("/pod/box", 8 * GIB, 1 * GIB),
        },
        (4 * GIB, 1 * GIB),
    ),
    "more is used than allowed": (
        {"proc/self/cgroup": "0::/", **v2("", 2 * GIB, 3 * GIB)},
        (2 * GIB, 0),
    ),
    "a limit above what there is": (
        {"proc/self/cgroup": "0::/", **v2("", 128 * GIB, 1 * GIB)},
        (64 * GIB, 48 * GIB),
    ),
    "the older kind": (
        {
            "proc/self/cgroup": "5:cpu,cpuacct:/x\n4:memory:/box\n0::/box",
            **v1("/box", 8 * GIB, 6 * GIB, cache=2 * GIB),
            **v1("", PLENTY, 20 * GIB),
        },
        (8 * GIB, 4 * GIB),
    ),
    "the older kind, told by the host's path": (
        {"proc/self/cgroup": "4:memory:/docker/0a1b", **v1("", 8 * GIB, 6 * GIB)},
        (8 * GIB, 2 * GIB),
    ),
}


@LINUX
@pytest.mark.parametrize("case", CGROUPS)
def test_memory_is_what_the_container_leaves(case: str, tmp_path: Path) -> None:
    files, expected = CGROUPS[case]
    found = memory.probe(plant(tmp_path, {"proc/meminfo": MEMINFO, **files}))
    assert (found.total, found.available) == expected
    assert (found.swap_total, found.swap_free) == (MIB, MIB // 2)


def test_memory_of_this_machine() -> None:
    found = memory.probe()
    assert 0 < found.available <= found.total <= psutil.virtual_memory().total


@LINUX
@pytest.mark.parametrize("text", ["", "nonsense", "MemTotal: many kB"])
def test_unreadable_memory_is_an_error(text: str, tmp_path: Path) -> None:
    with pytest.raises((KeyError, ValueError)):
        memory.probe(plant(tmp_path, {"proc/meminfo": text}))


def test_disk_of_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    free = memory.free_disk(tmp_path / "models" / "of" / "mine")
    # Others write meanwhile.
    assert free == pytest.approx(shutil.disk_usage(tmp_path).free, abs=GIB)


# -- graphics cards ---------------------------------------------------------------------------


def amd_card(index: int, **more: str | int) -> dict[str, str | int]:
    facts = {"vendor": "0x1002", "device": "0x744c", **more}
    return {f"sys/class/drm/card{index}/device/{name}": value for name, value in facts.items()}


def test_cards_of_amd(tmp_path: Path) -> None:
    root = plant(
        tmp_path,
        {
            **amd_card(
                10,
                mem_info_vram_total=8 * GIB,
                mem_info_vram_used=GIB,
                uevent="DRIVER=amdgpu\nPCI_SLOT_NAME=0000:0B:00.0",
            ),
            **amd_card(2, product_name="AMD Instinct MI210", mem_info_vram_total="?"),
            **amd_card(1, vendor="0x8086"),
            "sys/class/drm/card10-DP-1/device/vendor": "0x1002",
            "sys/class/drm/renderD128/device/vendor": "0x1002",
        },
    )
    assert amd.probe(root) == [
        FoundGpu("AMD Instinct MI210", "AMD", "sysfs"),
        FoundGpu("AMD GPU 0x744c", "AMD", "sysfs", 8 * GIB, 7 * GIB, pci="0000:0b:00.0"),
    ]
    assert amd.probe(tmp_path / "empty") == []


@LINUX
def test_driver_of_a_card_is_the_name_behind_the_link(tmp_path: Path) -> None:
    root = plant(tmp_path, {**amd_card(0), "sys/bus/pci/drivers/amdgpu/uevent": ""})
    link = root / "sys/class/drm/card0/device/driver"
    link.symlink_to(root / "sys/bus/pci/drivers/amdgpu")
    assert amd.probe(root)[0].driver == "amdgpu"


AMDSMI = """
def amdsmi_init(): pass
def amdsmi_shut_down(): pass
def amdsmi_get_processor_handles(): return [7]
def amdsmi_get_gpu_device_bdf(handle): return "0000:03:00.0"
def amdsmi_get_gpu_asic_info(handle): return {"market_name": "Radeon RX 7900 XTX"}
"""


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (AMDSMI, "Radeon RX 7900 XTX"),
        ("raise KeyError('planted')", "AMD GPU 0x744c"),
        ("def amdsmi_init(): raise RuntimeError", "AMD GPU 0x744c"),
    ],
)
def test_amdsmi_tells_names_where_it_works(
    source: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, {"site/amdsmi.py": source, **amd_card(0, uevent="PCI_SLOT_NAME=0000:03:00.0")})
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "amdsmi", raising=False)
    assert [gpu.name for gpu in amd.probe(tmp_path)] == [name]
    sys.modules.pop("amdsmi", None)


@pytest.mark.parametrize(
    ("ram_gib", "wired_mb", "limit_mib"),
    [
        # As Macs report recommendedMaxWorkingSetSize.
        (16, 0, 10922),
        (32, 0, 21845),
        (36, 0, 27648),
        (128, 0, 98304),
        # Set by the person; never more than there is.
        (16, 14000, 14000),
        (16, 20000, 16384),
    ],
)
def test_working_set_of_a_mac(ram_gib: int, wired_mb: int, limit_mib: int) -> None:
    assert apple.working_set_limit(ram_gib * GIB, wired_mb) // MIB == limit_mib


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="they have cards of their own")
def test_sources_of_other_systems_are_silent() -> None:
    assert (apple.probe(), windows.probe(), windows.processor_name()) == ([], [], "")


@pytest.mark.parametrize("size", [24 * GIB, (24 * GIB).to_bytes(8, "little")])
def test_card_in_the_registry(size: int | bytes) -> None:
    values = {
        "DriverDesc": "NVIDIA GeForce RTX 4090",
        "ProviderName": "NVIDIA",
        "DriverVersion": "32.0.15.6614",
        "MatchingDeviceId": r"PCI\VEN_10DE&DEV_2684",
        "HardwareInformation.qwMemorySize": size,
    }
    assert windows.adapter(values) == FoundGpu(
        "NVIDIA GeForce RTX 4090", "NVIDIA", "registry", 24 * GIB, None, "NVIDIA 32.0.15.6614"
    )


@pytest.mark.parametrize("size", [0, "much", None])
def test_adapter_without_memory_is_no_card(size: object) -> None:
    assert windows.adapter({"HardwareInformation.qwMemorySize": size}) is None
    assert windows.adapter({"DriverDesc": "Microsoft Remote Display Adapter"}) is None
