"""Smaller plans, measured runs, and the sentences of a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from darkroom.core.errors import BadInputError
from darkroom.hardware.budget import GPU_MARGIN_BYTES, RAM_MARGIN_BYTES, ram_margin, slots_of
from darkroom.hardware.corrections import (
    NO_CORRECTIONS,
    Corrections,
    Measurement,
    fingerprint,
    placement_key,
)
from darkroom.hardware.machine import Gpu
from darkroom.hardware.plan import Part, Plan, SpeedClass, Verdict, Wishes
from darkroom.hardware.planner import fit, plan, smaller
from planning import BASE, CANDIDATES, GIB, machine

Q4, Q5, Q6, Q8, BF16 = CANDIDATES


def run_of(found: Plan, *, extra: int, seconds: float | None = None) -> Corrections:
    """What is known after a run that took ``extra`` bytes more than predicted everywhere."""
    predicted = {use.key: use.peak_bytes for use in found.uses}
    candidate = found.candidate
    measurement = Measurement(
        fingerprint(candidate.file, candidate.size_bytes),
        placement_key(found.placement),
        found.context,
        found.kv_type,
        predicted,
        {key: size + extra for key, size in predicted.items()},
        seconds,
    )
    return NO_CORRECTIONS.with_(measurement)


def test_margins() -> None:
    assert ram_margin(machine((), 8)) == RAM_MARGIN_BYTES
    assert ram_margin(machine((), 64)) == 64 * GIB // 20
    small, large = (slots_of(machine((size,), 8), NO_CORRECTIONS)[0] for size in (4, 24))
    assert small.margin_bytes == GPU_MARGIN_BYTES
    assert large.margin_bytes == int(0.03 * 24 * GIB)


def test_a_measured_peak_moves_the_next_prediction() -> None:
    where = machine((24,), 32)
    before = plan(Q4, where)
    learnt = run_of(before, extra=200_000_000)
    after = plan(Q5, where, corrections=learnt)
    for use, plain in zip(after.uses, plan(Q5, where).uses, strict=True):
        assert use.peak_bytes == plain.peak_bytes + 200_000_000
        assert use.parts[Part.PROCESS] == plain.parts[Part.PROCESS] + 200_000_000


def test_a_card_that_took_more_than_it_should_gets_less() -> None:
    where = machine((16,), 64)
    before = plan(Q4, where)
    after = plan(Q4, where, corrections=run_of(before, extra=500_000_000))
    assert after.runs
    assert after.placement.gpu_expert_layers == before.placement.gpu_expert_layers - 1


def test_a_measured_speed_wins() -> None:
    where = machine((), 32)
    before = plan(Q4, where)
    assert not before.speed_measured
    after = plan(Q4, where, corrections=run_of(before, extra=0, seconds=100.0))
    assert after.speed_measured
    assert after.seconds_per_step == 100
    assert after.speed is SpeedClass.VERY_SLOW
    assert not plan(Q5, where, corrections=run_of(before, extra=0, seconds=100.0)).speed_measured


def test_faster_devices_are_faster() -> None:
    on_gpu, partly, on_host = (
        plan(Q4, where) for where in (machine((24,), 32), machine((8,), 32), machine((), 32))
    )
    assert on_gpu.seconds_per_step < partly.seconds_per_step < on_host.seconds_per_step
    alone = plan(Q4, machine((), 32), Wishes(threads=1))
    assert alone.seconds_per_step == pytest.approx(8 * on_host.seconds_per_step)


def test_smaller_plans_go_down_to_the_processor_and_end() -> None:
    where = machine((12,), 32)
    found, steps = plan(Q4, where), 0
    first = smaller(found, where)
    assert first is not None
    assert first.context == found.context // 2
    assert first.placement == found.placement
    while (less := smaller(found, where)) is not None:
        assert less.runs
        gpus = {use.key: use.peak_bytes for use in found.uses[1:]}
        assert all(use.peak_bytes <= gpus[use.key] for use in less.uses[1:])
        assert less.placement != found.placement or less.context < found.context
        found, steps = less, steps + 1
        assert steps < 50
    assert found.verdict is Verdict.CPU
    assert found.context == 2048


def test_a_smaller_plan_fits_what_is_free_now() -> None:
    found = plan(Q5, machine((24,), 64))
    less = smaller(found, machine((16,), 64))
    assert less is not None
    assert less.verdict is Verdict.PARTIAL
    assert smaller(found, machine((), 8)) is None


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(context=256),
        Wishes(context=262_145),
        Wishes(gpu_layers=31),
        Wishes(gpu_layers=-1),
        Wishes(gpu_layers=4, gpu_expert_layers=5),
    ],
)
def test_wishes_out_of_range_are_refused(wishes: Wishes) -> None:
    with pytest.raises(BadInputError):
        plan(Q4, machine((24,), 32), wishes)


def test_wished_layers_that_do_not_fit_are_too_large() -> None:
    found = plan(Q8, machine((12,), 64), Wishes(gpu_layers=30, gpu_expert_layers=30))
    assert found.verdict is Verdict.TOO_LARGE
    assert found.placement.gpu_expert_layers == 30
    assert "memory on 12 GB GPU, where 12.1 GB can be used" in found.reason


def test_a_context_that_is_too_long_names_one_that_is_not() -> None:
    where = machine((), 32)
    found = plan(Q8, where, Wishes(context=131_072))
    assert found.verdict is Verdict.TOO_LARGE
    assert f"{found.max_context:,} would fit" in found.reason
    assert plan(Q8, where, Wishes(context=found.max_context)).verdict is Verdict.CPU
    assert f"{found.max_context:,} tokens" in fit([Q8], where, Wishes(context=131_072)).advice


def test_a_gpu_that_the_engine_cannot_use_is_named() -> None:
    gpu = Gpu("NVIDIA GeForce RTX 4090", "", "", 24 * GIB, 23 * GIB, unusable_because="No CUDA.")
    where = replace(BASE, ram_available_bytes=30 * 10**9, gpus=(gpu,))
    found = plan(Q4, where)
    assert found.verdict is Verdict.CPU
    assert "NVIDIA GeForce RTX 4090, but the installed engine cannot use it" in found.reason


def test_the_head_never_crosses_the_network() -> None:
    lent = Gpu("10.0.0.2:50052", "RPC", "RPC0", 48 * GIB, 47 * GIB, remote=True)
    found = plan(Q4, replace(machine((), 32), gpus=(lent,)))
    assert found.verdict is Verdict.PARTIAL
    assert found.placement.gpu_expert_layers == 30
    assert found.placement.head == "cpu"
    assert "not the product with the vocabulary" in found.reason


def test_memory_that_programs_hold_is_asked_back() -> None:
    busy = replace(machine((), 32), ram_available_bytes=10 * 10**9)
    assert "close other programs" in fit(CANDIDATES, busy).advice
    assert "close other programs" not in fit(CANDIDATES, machine((), 8)).advice


def test_layers_go_to_the_roomiest_card_first_and_to_other_computers_last() -> None:
    cards = machine((8, 24), 64)
    assert set(plan(Q4, cards).placement.layers) == {"CUDA1"}
    lent = replace(cards.gpus[1], device="RPC0", backend="RPC", remote=True)
    found = plan(Q4, replace(cards, gpus=(cards.gpus[0], lent)))
    assert found.placement.layers[0] == "CUDA0"
    assert found.placement.layers[-1] == "RPC0"


def test_a_card_with_its_own_memory_comes_before_one_that_shares_the_processors() -> None:
    where = machine((24,), 64)
    shared = Gpu("Radeon Graphics", "Vulkan", "Vulkan1", 32 * GIB, 32 * GIB, unified=True)
    found = plan(Q4, replace(where, gpus=(shared, *where.gpus)))
    assert found.verdict is Verdict.FITS_GPU
    assert found.placement.devices == ("CUDA0",)


@pytest.mark.parametrize("backend", ["Metal", "MTL"])
def test_both_names_of_apples_interface_are_as_fast(backend: str) -> None:
    where = machine((), 64, unified=True)
    renamed = replace(where, gpus=(replace(where.gpus[0], backend=backend),))
    assert plan(Q4, renamed).seconds_per_step == plan(Q4, where).seconds_per_step


@pytest.mark.parametrize("wishes", [Wishes(gpu_layers=1.5), Wishes(gpu_expert_layers=True)])  # pyright: ignore[reportArgumentType]
def test_layers_are_counted_in_whole_numbers(wishes: Wishes) -> None:
    with pytest.raises(BadInputError, match="must be in 0"):
        plan(Q4, machine((24,), 32), wishes)
