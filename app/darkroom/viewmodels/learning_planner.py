"""Plans, and learns from what real runs took. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from darkroom.core.types import RunStats
from darkroom.hardware.corrections import CorrectionStore, Measurement, fingerprint, placement_key
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import Candidate, Fit, Part, Plan, Wishes
from darkroom.hardware.planner import fit, plan, smaller


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
        placement = used.placement
        wishes = Wishes(
            used.context,
            placement.gpu_layers,
            placement.gpu_expert_layers,
            used.threads,
            used.kv_type,
        )
        # The same plan without what was learnt so far.
        bare = plan(used.candidate, machine, wishes)
        measurement = Measurement(
            fingerprint(used.candidate.file, used.candidate.size_bytes),
            placement_key(placement),
            used.context,
            used.kv_type,
            predicted={use.key: use.peak_bytes for use in bare.uses},
            measured={"ram": stats.peak_rss_bytes, **_on_gpus(bare, machine, stats)},
            seconds_per_step=stats.ms_per_step / 1000 or None,
        )
        self._corrections = self._store.record(measurement)


def _on_gpus(bare: Plan, machine: Machine, stats: RunStats) -> dict[str, int]:
    """What a run took of each GPU: what the engine holds there, and the driver's own share."""
    devices = {f"gpu{index}": gpu.device for index, gpu in enumerate(machine.usable_gpus)}
    return {
        use.key: stats.device_bytes[devices[use.key]] + use.parts[Part.PROCESS]
        for use in bare.uses
        if devices.get(use.key) in stats.device_bytes
    }
