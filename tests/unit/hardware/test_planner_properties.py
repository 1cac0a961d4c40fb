"""What holds for every plan on every machine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.core.placement import HOST
from darkroom.hardware.machine import Cpu, Gpu, Machine
from darkroom.hardware.plan import Plan, Verdict, Wishes
from darkroom.hardware.planner import plan
from planning import CANDIDATES

GB = 10**9
RANKS = [Verdict.TOO_LARGE, Verdict.CPU, Verdict.PARTIAL, Verdict.FITS_GPU]

candidates = st.sampled_from(CANDIDATES)
contexts = st.integers(2, 512).map(lambda n: 256 * n)


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    ram = draw(st.integers(2, 160)) * GB
    unified = draw(st.booleans())
    sizes = draw(st.lists(st.integers(1, 96), max_size=1 if unified else 3))
    gpus = tuple(
        Gpu(
            f"card {index}",
            "RPC" if remote else "CUDA",
            f"GPU{index}",
            size * GB,
            size * GB * draw(st.integers(2, 10)) // 10,
            unified=unified,
            remote=remote,
        )
        for index, size in enumerate(sizes)
        for remote in [not unified and draw(st.booleans())]
    )
    return Machine(Cpu("", 8, 16), ram, ram * draw(st.integers(2, 10)) // 10, gpus=gpus)


def rank(found: Plan) -> int:
    return RANKS.index(found.verdict)


@settings(max_examples=150, deadline=None)
@given(candidates, machines(), contexts)
def test_a_plan_that_runs_stays_within_every_budget(candidate, machine, context) -> None:
    found = plan(candidate, machine, Wishes(context))
    fits = all(use.peak_bytes + use.margin_bytes <= use.free_bytes for use in found.uses)
    assert fits == found.runs
    shared = {f"gpu{i}" for i, gpu in enumerate(machine.usable_gpus) if gpu.unified}
    taken = sum(use.peak_bytes for use in found.uses if use.key in shared | {"ram"})
    assert not found.runs or taken <= machine.ram_available_bytes


@settings(max_examples=150, deadline=None)
@given(candidates, machines(), contexts, st.integers(0, 40), st.integers(0, 2))
def test_more_memory_never_makes_it_worse(candidate, machine, context, more, which) -> None:
    if which < len(machine.gpus):
        gpus = list(machine.gpus)
        gpus[which] = replace(gpus[which], free_bytes=(gpus[which].free_bytes or 0) + more * GB)
        larger = replace(machine, gpus=tuple(gpus))
    else:
        larger = replace(machine, ram_available_bytes=machine.ram_available_bytes + more * GB)
    before = plan(candidate, machine, Wishes(context))
    after = plan(candidate, larger, Wishes(context))
    assert rank(after) >= rank(before)


@settings(max_examples=100, deadline=None)
@given(candidates, machines(), contexts, contexts)
def test_the_peak_grows_with_the_context(candidate, machine, one, other) -> None:
    short, long = (
        plan(candidate, machine, Wishes(context, gpu_layers=0)) for context in sorted((one, other))
    )
    assert short.uses[0].peak_bytes <= long.uses[0].peak_bytes
    assert rank(short) >= rank(long)


@settings(max_examples=150, deadline=None)
@given(candidates, machines(), contexts)
def test_the_placement_is_one_that_the_engine_can_take(candidate, machine, context) -> None:
    found = plan(candidate, machine, Wishes(context))
    layers, experts = found.placement.layers, found.placement.experts
    assert all(e in (HOST, layer) for layer, e in zip(layers, experts, strict=True))
    first = next((i for i, device in enumerate(layers) if device != HOST), len(layers))
    assert HOST not in layers[first:]
    assert set(found.placement.devices) <= {gpu.device for gpu in machine.gpus}
    remote = {gpu.device for gpu in machine.gpus if gpu.remote}
    assert found.placement.head not in remote
    if found.placement.head != HOST:
        assert HOST not in layers
    assert (found.verdict is Verdict.FITS_GPU) == (
        found.runs and HOST not in (*layers, *experts, found.placement.head)
    )
    assert {use.key for use in found.uses} == {"ram"} | {
        f"gpu{i}"
        for i, gpu in enumerate(machine.usable_gpus)
        if gpu.device in found.placement.devices
    }


@settings(max_examples=60, deadline=None)
@given(candidates, machines(), contexts)
def test_the_largest_context_keeps_the_verdict_and_no_larger_one_does(
    candidate, machine, context
) -> None:
    found = plan(candidate, machine, Wishes(context))
    most = candidate.footprint.params.context_length
    least = max(rank(found), 1)
    if found.max_context:
        assert rank(plan(candidate, machine, Wishes(found.max_context))) >= least
    if found.max_context < most:
        beyond = min(most, max(found.max_context, 256) + 256)
        assert rank(plan(candidate, machine, Wishes(beyond))) < least


@settings(max_examples=80, deadline=None)
@given(candidates, machines(), st.integers(0, 30), st.data())
def test_wishes_are_kept_to(candidate, machine, layers, data) -> None:
    experts = data.draw(st.integers(0, layers))
    found = plan(candidate, machine, Wishes(4096, gpu_layers=layers, gpu_expert_layers=experts))
    if machine.gpus or not layers:
        assert found.placement.gpu_layers == layers
        assert found.placement.gpu_expert_layers == experts
    else:
        assert found.verdict is Verdict.TOO_LARGE
        assert "no GPU" in found.reason


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.quant)
def test_parts_of_an_estimate_add_up_to_the_file(candidate) -> None:
    header = candidate.size_bytes - candidate.footprint.weight_bytes
    assert 0 < header < 20_000_000
