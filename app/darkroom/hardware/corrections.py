"""What real runs on this machine took, so that later predictions are nearer the truth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any, Final, cast, get_args

from darkroom.core.json_file import read_json, write_json
from darkroom.core.placement import KVType, Placement

MAX_OFFSET_BYTES: Final = 512 << 20
"""Larger differences are another program's doing, not the prediction's."""

KEPT: Final = 64
"""Measurements that are remembered."""

_MOST_BYTES: Final = 2**63


@dataclass(frozen=True, slots=True)
class Measurement:
    """One real run.

    Attributes:
        fingerprint: of the model file, from ``fingerprint()``.
        placement_key: where its layers lay, from ``placement_key()``.
        context: tokens that the cache held.
        kv_type: how keys and values were kept.
        predicted: peak bytes by device key (``"ram"``, ``"gpu0"``, …), without any correction.
        measured: peak bytes by device key.
        seconds_per_step: of a denoising step, None where no step was done.
    """

    fingerprint: str
    placement_key: str
    context: int
    kv_type: KVType
    predicted: Mapping[str, int]
    measured: Mapping[str, int]
    seconds_per_step: float | None

    @property
    def configuration(self) -> tuple[str, str, int, str]:
        """What was run, without what came of it."""
        return self.fingerprint, self.placement_key, self.context, self.kv_type


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the measurements of this machine say.

    Attributes:
        measurements: the oldest first, one of each configuration.
    """

    measurements: tuple[Measurement, ...] = ()

    def peak_offset(self, key: str) -> int:
        """Bytes to add to the predicted peak of a device.

        The median of measured less predicted bytes over all runs that used the device, within
        ± ``MAX_OFFSET_BYTES``; 0 where none did.

        Args:
            key: ``"ram"``, ``"gpu0"``, …
        """
        offsets = [
            run.measured[key] - run.predicted[key]
            for run in self.measurements
            if key in run.measured and key in run.predicted
        ]
        offset = int(median(offsets)) if offsets else 0
        return max(-MAX_OFFSET_BYTES, min(MAX_OFFSET_BYTES, offset))

    def measured(
        self, fingerprint: str, placement_key: str, context: int, kv_type: KVType
    ) -> Measurement | None:
        """The run of exactly this configuration, None where there was none."""
        wanted = fingerprint, placement_key, context, kv_type
        return next((run for run in self.measurements if run.configuration == wanted), None)

    def with_(self, measurement: Measurement) -> Corrections:
        """These and one more, which replaces an older one of its configuration."""
        new = measurement.configuration
        others = (run for run in self.measurements if run.configuration != new)
        return Corrections((*others, measurement)[-KEPT:])


NO_CORRECTIONS: Final = Corrections()
"""Nothing was measured yet."""


def fingerprint(file: str, size_bytes: int) -> str:
    """Tell a model file from others without reading it.

    Args:
        file: its path or name; a copy elsewhere is the same model.
        size_bytes: of all its parts.
    """
    return f"{file.replace(chr(92), '/').rpartition('/')[2]}:{size_bytes}"


def placement_key(placement: Placement) -> str:
    """Write a placement as a short text, e.g. ``"CUDA0*30|CUDA0*12,cpu*18|cpu"``."""

    def runs(devices: Sequence[str]) -> str:
        return ",".join(f"{device}*{len(list(same))}" for device, same in groupby(devices))

    return "|".join((runs(placement.layers), runs(placement.experts), placement.head))


class CorrectionStore:
    """The measurements in a file. Trouble with the file loses them, and nothing else.

    Args:
        path: of a JSON file; its folder is made when something is recorded.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Corrections:
        """What the file holds; nothing where it is missing or damaged.

        A damaged file is kept aside, with ``.bad`` added to its name.
        """
        return read_json(self._path, _parse) or NO_CORRECTIONS

    def record(self, measurement: Measurement) -> Corrections:
        """Add a run and return all that is known now, even where the file cannot be written."""
        corrections = self.read().with_(measurement)
        runs = [_raw(run) for run in corrections.measurements]
        write_json(self._path, {"measurements": runs})
        return corrections


def _raw(run: Measurement) -> dict[str, object]:
    return {
        "fingerprint": run.fingerprint,
        "placement_key": run.placement_key,
        "context": run.context,
        "kv_type": run.kv_type,
        "predicted": dict(run.predicted),
        "measured": dict(run.measured),
        "seconds_per_step": run.seconds_per_step,
    }


def _parse(raw: Any) -> Corrections:
    return Corrections(tuple(_measurement(entry) for entry in raw["measurements"][-KEPT:]))


def _measurement(raw: Mapping[str, Any]) -> Measurement:
    seconds = raw["seconds_per_step"]
    if seconds is not None and not (isinstance(seconds, float | int) and 0 < seconds < math.inf):
        raise ValueError(f"{seconds!r} seconds")
    kv_type = raw["kv_type"]
    if kv_type not in get_args(KVType):
        raise ValueError(f"a cache of {kv_type!r}")
    return Measurement(
        str(raw["fingerprint"]),
        str(raw["placement_key"]),
        _bytes(raw["context"]),
        cast("KVType", kv_type),
        {str(key): _bytes(value) for key, value in raw["predicted"].items()},
        {str(key): _bytes(value) for key, value in raw["measured"].items()},
        seconds,
    )


def _bytes(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST_BYTES:
        raise ValueError(f"{value!r} bytes")
    return value
