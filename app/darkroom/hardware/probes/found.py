"""What a source knows of a graphics processor, before the engine is heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PCI = re.compile(r"([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundGpu:
    """A graphics processor as the system or its driver tells of it.

    Attributes:
        name: for people.
        vendor: ``"NVIDIA"``, ``"AMD"``, ``"Apple"``, or ``""``.
        source: who tells, e.g. ``"NVML"``.
        total_bytes: memory; None = unknown.
        free_bytes: of it free; None = unknown.
        driver: name and version, ``""`` where unknown.
        pci: address as ``pci_address`` writes it, ``""`` where unknown.
        unified: it shares main memory with the processor.
    """

    name: str
    vendor: str
    source: str
    total_bytes: int | None = None
    free_bytes: int | None = None
    driver: str = ""
    pci: str = ""
    unified: bool = False


def pci_address(text: str) -> str:
    """The address in one spelling, e.g. ``"0000:01:00.0"``; ``""`` where it is none."""
    match = _PCI.fullmatch(text.strip())
    if match is None:
        return ""
    domain, *rest = match.groups()
    return f"{int(domain, 16):04x}:{rest[0].lower()}:{rest[1].lower()}.{rest[2]}"
