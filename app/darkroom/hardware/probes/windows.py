"""Graphics cards as Windows' registry lists them; what is free there it does not say."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from darkroom.hardware.probes.found import FoundGpu

SOURCE = "registry"
_DISPLAY = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"
_PROCESSOR = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
_VENDORS = {"ven_10de": "NVIDIA", "ven_1002": "AMD"}


def probe() -> list[FoundGpu]:
    """All cards with a driver; empty on other systems.

    Raises:
        OSError: the registry cannot be read.
    """
    return [gpu for values in _subkeys(_DISPLAY) if (gpu := adapter(values))]


def processor_name() -> str:
    """What the registry calls the processor; ``""`` on other systems."""
    return str(_values(_PROCESSOR).get("ProcessorNameString", "")).strip()


def adapter(values: Mapping[str, object]) -> FoundGpu | None:
    """A card from its registry values; None for adapters without memory, e.g. of remote desktops.

    Args:
        values: by name, as ``winreg`` gives them: numbers, text, or little-endian bytes.
    """
    size = values.get("HardwareInformation.qwMemorySize")
    total = int.from_bytes(size, "little") if isinstance(size, bytes) else size
    if not isinstance(total, int) or total <= 0:
        return None
    hardware = str(values.get("MatchingDeviceId", "")).lower()
    vendor = next((name for key, name in _VENDORS.items() if key in hardware), "")
    driver = f"{values.get('ProviderName', '')} {values.get('DriverVersion', '')}".strip()
    name = str(values.get("DriverDesc", "Graphics card"))
    return FoundGpu(name, vendor, SOURCE, total, None, driver)


def _subkeys(path: str) -> Iterator[Mapping[str, object]]:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            names = [winreg.EnumKey(key, i) for i in range(winreg.QueryInfoKey(key)[0])]
        # Beside 0000, 0001, … lies "Properties", which only the system may read.
        yield from (_values(rf"{path}\{name}") for name in names if name.isdecimal())


def _values(path: str) -> Mapping[str, object]:
    values: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            for i in range(winreg.QueryInfoKey(key)[1]):
                name, value, _ = winreg.EnumValue(key, i)
                values[name] = value
    return values
