"""The processor: its name, its cores, and the instructions the engine gains from."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from darkroom.hardware.machine import Cpu
from darkroom.hardware.probes import windows
from darkroom.hardware.probes.apple import sysctl

# Ours by Linux's name; the order is that of their gain, oldest first.
_LINUX = {
    "sse4_2": "SSE4.2",
    "avx": "AVX",
    "f16c": "F16C",
    "fma": "FMA",
    "avx2": "AVX2",
    "avx_vnni": "AVX-VNNI",
    "avx512f": "AVX512F",
    "avx512_vnni": "AVX512-VNNI",
    "avx512_bf16": "AVX512-BF16",
    "amx_int8": "AMX-INT8",
    "asimd": "NEON",
    "asimddp": "DOTPROD",
    "i8mm": "I8MM",
    "sve": "SVE",
    "sme": "SME",
}
_MAC_INTEL = {
    "SSE4.2": "SSE4.2",
    "AVX1.0": "AVX",
    "F16C": "F16C",
    "FMA": "FMA",
    "AVX2": "AVX2",
    "AVX512F": "AVX512F",
}
_MAC_ARM = {"FEAT_DotProd": "DOTPROD", "FEAT_I8MM": "I8MM", "FEAT_SME": "SME"}
# Numbers of PROCESSOR_FEATURE_ID; Windows has none for FMA and F16C, which came with AVX2.
_WINDOWS = {38: "SSE4.2", 39: "AVX", 40: "AVX2", 41: "AVX512F", 43: "DOTPROD", 46: "SVE"}


def probe(root: Path = Path("/")) -> Cpu:
    """Ask the system.

    Args:
        root: of the file system.
    """
    # 50 ms that the first paint need not wait for.
    import psutil

    from darkroom.core.process import available_cores

    if sys.platform == "darwin":
        model, sets = sysctl("machdep.cpu.brand_string"), _of_mac()
    elif sys.platform == "win32":
        model, sets = windows.processor_name(), _of_windows()
    else:
        model, sets = read_cpuinfo(root / "proc/cpuinfo")
    logical = psutil.cpu_count() or os.cpu_count() or 1
    return Cpu(model or platform.processor(), available_cores(), logical, sets)


def read_cpuinfo(path: Path) -> tuple[str, tuple[str, ...]]:
    """Name and instruction sets from Linux's ``/proc/cpuinfo``.

    Raises:
        OSError: it cannot be read.
    """
    facts: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition(":")
        facts.setdefault(key.strip(), value.strip())
    flags = set((facts.get("flags") or facts.get("Features", "")).split())
    return facts.get("model name", ""), tuple(
        name for flag, name in _LINUX.items() if flag in flags
    )


def _of_mac() -> tuple[str, ...]:
    if sysctl("hw.optional.arm64") == "1":
        more = (name for key, name in _MAC_ARM.items() if sysctl(f"hw.optional.arm.{key}") == "1")
        return ("NEON", *more)
    words = f"{sysctl('machdep.cpu.features')} {sysctl('machdep.cpu.leaf7_features')}".split()
    return tuple(name for word, name in _MAC_INTEL.items() if word in words)


def _of_windows() -> tuple[str, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes

    has = ctypes.windll.kernel32.IsProcessorFeaturePresent
    neon = ("NEON",) if platform.machine().upper() == "ARM64" else ()
    return (*neon, *(name for number, name in _WINDOWS.items() if has(number)))
