"""Plans, and learns from what real runs took. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from darkroom.core.types import RunStats
from darkroom.hardware.budget import slots_of
from darkroom.hardware.corrections import (
    NO_CORRECTIONS,
    CorrectionStore,
    Measurement,
    fingerprint,
    placement_key,
)
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import Candidate, DeviceUse, Fit, Part, Plan, Wishes
from darkroom.hardware.planner import fit, smaller
from darkroom.hardware.sizes import sizes_of, uses_of


class LearningPlanner:
    """The planner together with the measurements of this machine.

    Args:
        runs_file: where measurements are kept.
    """

    def __init__(self, runs_file: Path) -> None:
        self._store = CorrectionStore(runs_file)
        self._corrections = self._store.read()

    def fit(self, candidates: Sequence[Candidate], machine: Machine, wishes: Wishes) -> Fit:
        """Plan all files of a model.

        Raises:
            BadInputError: a wish is out of range.
        """
        return fit(candidates, machine, wishes, self._corrections)

    def smaller(self, tried: Plan, machine: Machine) -> Plan | None:
        """The next smaller plan of the same file that fits."""
        return smaller(tried, machine, self._corrections)

    def learn(self, used: Plan, machine: Machine, stats: RunStats) -> None:
        """Remember what a run took.

        Args:
            used: how the model was loaded.
            machine: as it was without the model.
            stats: of the run.
        """
        # Of this very placement, without what was learnt so far; a new plan may be another.
        sizes = sizes_of(used.candidate.footprint, used.context, Wishes(kv_type=used.kv_type))
        slots = slots_of(machine, NO_CORRECTIONS)
        bare = uses_of(sizes, used.placement, machine, slots, NO_CORRECTIONS)
        measurement = Measurement(
            fingerprint(used.candidate.file, used.candidate.size_bytes),
            placement_key(used.placement),
            used.context,
            used.kv_type,
            predicted={use.key: use.peak_bytes for use in bare},
            measured={"ram": stats.peak_rss_bytes, **_on_gpus(bare, machine, stats)},
            seconds_per_step=stats.ms_per_step / 1000 or None,
        )
        self._corrections = self._store.record(measurement)


def _on_gpus(uses: Sequence[DeviceUse], machine: Machine, stats: RunStats) -> dict[str, int]:
    """What a run took of each GPU: what the engine holds there, and the driver's own share."""
    devices = {f"gpu{index}": gpu.device for index, gpu in enumerate(machine.usable_gpus)}
    return {
        use.key: stats.device_bytes[devices[use.key]] + use.parts[Part.PROCESS]
        for use in uses
        if devices.get(use.key) in stats.device_bytes
    }
