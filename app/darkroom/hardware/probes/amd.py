"""AMD's cards on Linux: sysfs tells their memory, amdsmi their names where it is installed."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

from darkroom.hardware.probes.found import FoundGpu, pci_address

_VENDOR = "0x1002"
_SLOT = re.compile(r"^PCI_SLOT_NAME=(.+)$", re.MULTILINE)


def cards(root: Path = Path("/")) -> list[Path]:
    """The sysfs folders of AMD's cards.

    Args:
        root: of the file system.
    """
    found = [path for path in (root / "sys/class/drm").glob("card*") if path.name[4:].isdecimal()]
    found.sort(key=lambda path: int(path.name[4:]))
    return [path / "device" for path in found if _read(path / "device/vendor") == _VENDOR]


def memory(card: Path) -> tuple[int | None, int | None]:
    """Total and free bytes of a card; None where the driver does not tell."""
    total, used = _number(card / "mem_info_vram_total"), _number(card / "mem_info_vram_used")
    free = None if total is None or used is None else max(0, total - used)
    return total, free


def probe(root: Path = Path("/")) -> list[FoundGpu]:
    """All cards of AMD; empty where there is no sysfs."""
    found = cards(root)
    names = market_names() if found else {}
    return [_gpu(card, names) for card in found]


def market_names() -> dict[str, str]:
    """What amdsmi calls the cards, by PCI address; empty where it is not installed."""
    try:
        smi: Any = importlib.import_module("amdsmi")
        smi.amdsmi_init()
        try:
            return {
                pci_address(smi.amdsmi_get_gpu_device_bdf(handle)): str(
                    smi.amdsmi_get_gpu_asic_info(handle)["market_name"]
                )
                for handle in smi.amdsmi_get_processor_handles()
            }
        finally:
            smi.amdsmi_shut_down()
    except Exception:  # noqa: BLE001 - it fails in ways of its own, and only a name is at stake
        return {}


def _gpu(card: Path, names: dict[str, str]) -> FoundGpu:
    total, free = memory(card)
    slot = _SLOT.search(_read(card / "uevent"))
    pci = pci_address(slot[1]) if slot else ""
    name = names.get(pci) or _read(card / "product_name") or f"AMD GPU {_read(card / 'device')}"
    driver = (card / "driver").resolve().name if (card / "driver").exists() else ""
    return FoundGpu(name.strip(), "AMD", "sysfs", total, free, driver, pci)


def _number(path: Path) -> int | None:
    text = _read(path)
    return int(text) if text.isdecimal() else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
