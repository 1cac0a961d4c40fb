"""NVIDIA's cards, as their driver's management library (NVML) tells of them."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from darkroom.core.errors import DarkroomError
from darkroom.hardware.probes.found import FoundGpu, pci_address

_VENDOR, _DISPLAY = "0x10de", "0x03"


class Nvml:
    """An open connection to the driver; cheap to read again and again.

    Raises:
        DarkroomError: the library or the driver is missing, or they do not fit together.
    """

    def __init__(self) -> None:
        try:
            # By name: it has no types, and 40 ms that the first paint need not wait for.
            self._nvml: Any = importlib.import_module("pynvml")
            self._nvml.nvmlInit()
        except ImportError as error:
            raise DarkroomError("The package nvidia-ml-py is missing.") from error
        except self._nvml.NVMLError as error:
            raise DarkroomError(
                f"NVIDIA's driver cannot be asked (NVML: {error}).",
                "Install or repair the driver, and restart the computer after an update of it.",
            ) from error

    def gpus(self) -> list[FoundGpu]:
        """All cards with the memory that is free on each now.

        Raises:
            DarkroomError: the driver no longer answers.
        """
        try:
            driver = f"NVIDIA {_text(self._nvml.nvmlSystemGetDriverVersion())}"
            return [self._gpu(i, driver) for i in range(self._nvml.nvmlDeviceGetCount())]
        except self._nvml.NVMLError as error:
            raise DarkroomError(f"NVIDIA's driver does not answer (NVML: {error}).") from error

    def close(self) -> None:
        """Let go of the driver."""
        self._nvml.nvmlShutdown()

    def _gpu(self, index: int, driver: str) -> FoundGpu:
        nvml = self._nvml
        name, pci, total, free = f"NVIDIA GPU {index}", "", None, None
        # One card that is lost must not hide the others; one that shares main memory has no own.
        try:
            handle = nvml.nvmlDeviceGetHandleByIndex(index)
            name = _text(nvml.nvmlDeviceGetName(handle))
            pci = pci_address(_text(nvml.nvmlDeviceGetPciInfo(handle).busId))
            memory = nvml.nvmlDeviceGetMemoryInfo(handle)
            total, free = int(memory.total), int(memory.free)
        except nvml.NVMLError:
            pass
        return FoundGpu(name, "NVIDIA", "NVML", total, free, driver, pci)


def probe(root: Path = Path("/")) -> list[FoundGpu]:
    """Ask NVML; empty where nothing hints at a card of NVIDIA.

    Args:
        root: of the file system.

    Raises:
        DarkroomError: there is such a card, but it cannot be asked.
    """
    try:
        nvml = Nvml()
    except DarkroomError:
        if is_hinted(root):
            raise
        return []
    try:
        return nvml.gpus()
    finally:
        nvml.close()


def is_hinted(root: Path = Path("/")) -> bool:
    """Whether a card of NVIDIA seems to be in this computer."""
    if (root / "proc/driver/nvidia").is_dir():
        return True
    for device in (root / "sys/bus/pci/devices").glob("*"):
        try:
            vendor, kind = (device / "vendor").read_text(), (device / "class").read_text()
        except OSError:
            continue
        if vendor.strip() == _VENDOR and kind.startswith(_DISPLAY):
            return True
    return False


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
