"""Where the bytes of a model go on this machine, and which of its files to take.

Only what is free now counts, less a margin (``budget.py``); weights on the host are pages of the
mapped file, and must fit all the same, since a step reads all of them: no plan ever swaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.placement import HOST, Placement
from darkroom.hardware import words
from darkroom.hardware.arrange import Share, arrangements, fill
from darkroom.hardware.budget import Slot, slots_of
from darkroom.hardware.corrections import (
    NO_CORRECTIONS,
    Corrections,
    Measurement,
    fingerprint,
    placement_key,
)
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import (
    DEFAULT_CONTEXT,
    Candidate,
    DeviceUse,
    Fit,
    Plan,
    SpeedClass,
    Verdict,
    Wishes,
)
from darkroom.hardware.sizes import Sizes, sizes_of, uses_of
from darkroom.hardware.speed import seconds_per_step, speed_class

CONTEXT_STEP: Final = 256
"""Contexts are looked for in multiples of this."""

ELBOW_ROOM: Final = 0.08
"""Of a device's memory, that a recommended plan leaves free where there is a choice."""

_MOST_BITS: Final = 9
"""Per weight, scales included: what Q8_0 takes."""

_RANKS: Final = (Verdict.TOO_LARGE, Verdict.CPU, Verdict.PARTIAL, Verdict.FITS_GPU)
_SPEEDS: Final = (SpeedClass.VERY_SLOW, SpeedClass.SLOW, SpeedClass.STEADY, SpeedClass.FAST)


@dataclass(frozen=True, slots=True)
class _Planner:
    """What stays the same while one file is planned."""

    candidate: Candidate
    machine: Machine
    wishes: Wishes
    corrections: Corrections
    slots: tuple[Slot, ...]

    def sizes(self, context: int) -> Sizes:
        return sizes_of(self.candidate.footprint, context, self.wishes)

    def settle(self, context: int) -> tuple[Placement, tuple[DeviceUse, ...]] | None:
        """The fastest placement that fits everywhere."""
        sizes = self.sizes(context)
        for placement in arrangements(sizes, self.slots, self.wishes):
            uses = self.uses(sizes, placement)
            if all(use.fits for use in uses):
                return placement, uses
        return None

    def uses(self, sizes: Sizes, placement: Placement) -> tuple[DeviceUse, ...]:
        return uses_of(sizes, placement, self.machine, self.slots, self.corrections)

    def nearest_miss(self, context: int) -> tuple[Placement, tuple[DeviceUse, ...]]:
        """What was wished for, or else the placement that lacks the fewest bytes."""
        sizes, wishes = self.sizes(context), self.wishes
        tried = list(arrangements(sizes, self.slots, wishes))
        if not tried:
            total = len(sizes.layers)
            layers = total if wishes.gpu_layers is None else wishes.gpu_layers
            experts = wishes.gpu_expert_layers or 0
            forced = fill(sizes, self.slots, Share(layers, experts, head=False), force=True)
            tried = [forced or Placement.on_host(total)]
        both = [(placement, self.uses(sizes, placement)) for placement in tried]
        return min(both, key=lambda pair: words.lacking_bytes(pair[1]))

    def measured(self, placement: Placement, context: int) -> Measurement | None:
        key = fingerprint(self.candidate.file, self.candidate.size_bytes)
        kv_type = self.wishes.kv_type
        return self.corrections.measured(key, placement_key(placement), context, kv_type)


def plan(
    candidate: Candidate,
    machine: Machine,
    wishes: Wishes = Wishes(),  # noqa: B008 - immutable
    corrections: Corrections = NO_CORRECTIONS,
) -> Plan:
    """Plan one file.

    GPUs get as much as they hold: all of it; else all layers, the head and as many layers'
    experts as fit; else fewer layers. What is wished for is kept to, or the file is too large.

    Args:
        candidate: the file.
        machine: what there is.
        wishes: what the person wants.
        corrections: what real runs here took.

    Raises:
        BadInputError: a wish is out of range.
    """
    params = candidate.footprint.params
    context = _context(wishes, params.canvas_length, params.context_length)
    _check_layers(wishes, params.n_layers)
    slots = slots_of(machine, corrections)
    planner = _Planner(candidate, machine, wishes, corrections, slots)
    settled = planner.settle(context)
    placement, uses = settled or planner.nearest_miss(context)
    verdict = _verdict(placement) if settled else Verdict.TOO_LARGE
    measured = planner.measured(placement, context)
    seconds = measured.seconds_per_step if measured else None
    estimate = seconds_per_step(candidate.footprint, placement, machine, wishes.threads)
    max_context = _max_context(planner, verdict, context)
    facts = words.Facts(machine, wishes, verdict, placement, context, uses, max_context)
    return Plan(
        candidate=candidate,
        verdict=verdict,
        placement=placement,
        context=context,
        kv_type=wishes.kv_type,
        threads=wishes.threads,
        uses=uses,
        max_context=max_context,
        speed=speed_class(seconds or estimate),
        seconds_per_step=seconds or estimate,
        speed_measured=seconds is not None,
        reason=words.reason(facts),
    )


def fit(
    candidates: Sequence[Candidate],
    machine: Machine,
    wishes: Wishes = Wishes(),  # noqa: B008 - immutable
    corrections: Corrections = NO_CORRECTIONS,
) -> Fit:
    """Plan all files of a model and recommend one.

    Wholly on GPUs beats partly, which beats not at all: each is several times as fast as the
    next. Then a plan with room to spare beats one that fills a device to its margin, which the
    next browser window would break. Then the fastest speed class counts, and within it the best
    quality, the largest file: quality is given up for speed that is felt, never for speed that is
    not. Only off the GPUs more than 8 bits count as none: they cost time and nobody sees them. A
    plan that would swap is none: reading weights from disk at every step takes minutes.

    Args:
        candidates: best quality last.
        machine: what there is.
        wishes: what the person wants.
        corrections: what real runs here took.

    Raises:
        BadInputError: a wish is out of range.
    """
    plans = tuple(plan(candidate, machine, wishes, corrections) for candidate in candidates)
    running = [found for found in plans if found.runs]
    if not running:
        return Fit(machine, plans, None, words.advice(plans, machine))
    return Fit(machine, plans, max(running, key=lambda found: _preference(found, machine)))


def smaller(
    plan_: Plan, machine: Machine, corrections: Corrections = NO_CORRECTIONS
) -> Plan | None:
    """The next smaller plan of the same file that fits the machine as it is now.

    Less context first: half of it, down to 2,048 tokens; then a quarter less of the experts on
    GPUs, then of the layers. No device gets more than it had.

    Args:
        plan_: one that ran out of memory.
        machine: as it is now.
        corrections: what real runs here took.
    """
    before = {use.key: use.peak_bytes for use in plan_.uses}
    for wishes in _smaller_wishes(plan_):
        found = plan(plan_.candidate, machine, wishes, corrections)
        grown = any(use.peak_bytes > before.get(use.key, 0) for use in found.uses[1:])
        if found.runs and not grown:
            return found
    return None


def _smaller_wishes(plan_: Plan) -> Iterator[Wishes]:
    """The same as before, less and less of it."""
    context, placement = plan_.context, plan_.placement
    layers, experts = placement.gpu_layers, placement.gpu_expert_layers
    least = min(context, 2048)

    def wishes() -> Wishes:
        return Wishes(context, layers, experts, plan_.threads, plan_.kv_type)

    while context > least:
        context = max(least, context // 2)
        yield wishes()
    while experts:
        experts = experts * 3 // 4
        yield wishes()
    while layers:
        layers = layers * 3 // 4
        yield wishes()


def _preference(found: Plan, machine: Machine) -> tuple[int, bool, int, bool, int]:
    footprint = found.candidate.footprint
    bits = 8 * footprint.weight_bytes / footprint.parameters
    return (
        _RANKS.index(found.verdict),
        _has_elbow_room(found, machine),
        _SPEEDS.index(found.speed),
        found.verdict is Verdict.FITS_GPU or bits < _MOST_BITS,
        found.candidate.size_bytes,
    )


def _has_elbow_room(found: Plan, machine: Machine) -> bool:
    """A share of the memory stays free; GPUs that hold only a part are filled on purpose."""
    ram, *gpus = found.uses
    if ram.free_bytes - ram.peak_bytes < ELBOW_ROOM * machine.ram_total_bytes:
        return False
    if found.verdict is not Verdict.FITS_GPU:
        return True
    totals = {f"gpu{i}": gpu.total_bytes for i, gpu in enumerate(machine.usable_gpus)}
    spare = sum(use.free_bytes - use.peak_bytes for use in gpus)
    return spare >= ELBOW_ROOM * sum(totals[use.key] or use.free_bytes for use in gpus)


def _verdict(placement: Placement) -> Verdict:
    if not placement.gpu_layers:
        return Verdict.CPU
    whole = HOST not in (*placement.layers, *placement.experts, placement.head)
    return Verdict.FITS_GPU if whole else Verdict.PARTIAL


def _context(wishes: Wishes, canvas_length: int, most: int) -> int:
    if wishes.context is None:
        return min(DEFAULT_CONTEXT, most)
    if not canvas_length < wishes.context <= most:
        text = f"context must be in {canvas_length + 1:,} … {most:,} tokens for this model"
        raise BadInputError(f"{text}, not {wishes.context:,}.")
    return wishes.context


def _check_layers(wishes: Wishes, n_layers: int) -> None:
    layers, experts = wishes.gpu_layers, wishes.gpu_expert_layers
    if layers is not None and not (is_whole(layers) and 0 <= layers <= n_layers):
        raise BadInputError(f"gpu_layers must be in 0 … {n_layers}, not {layers}.")
    most = n_layers if layers is None else layers
    if experts is not None and not (is_whole(experts) and 0 <= experts <= most):
        raise BadInputError(f"gpu_expert_layers must be in 0 … {most}, not {experts}.")


def _max_context(planner: _Planner, verdict: Verdict, context: int) -> int:
    """The largest context of this verdict or better; of any that runs where it is too large."""
    params = planner.candidate.footprint.params
    least = min((params.canvas_length // CONTEXT_STEP + 1) * CONTEXT_STEP, params.context_length)
    wanted = max(1, _RANKS.index(verdict))

    def holds(tokens: int) -> bool:
        settled = planner.settle(tokens)
        return settled is not None and _RANKS.index(_verdict(settled[0])) >= wanted

    if verdict is Verdict.TOO_LARGE and not holds(least):
        return 0
    if holds(params.context_length):
        return params.context_length
    low = least if verdict is Verdict.TOO_LARGE else context
    return _largest(holds, low, params.context_length)


def _largest(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The largest multiple of the step in [low, high) that holds, ``low`` where none does."""
    best, low, high = low, low // CONTEXT_STEP + 1, -(-high // CONTEXT_STEP)
    while low < high:
        middle = (low + high) // 2
        if holds(middle * CONTEXT_STEP):
            best, low = middle * CONTEXT_STEP, middle + 1
        else:
            high = middle
    return best
