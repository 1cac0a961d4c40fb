"""The sentences a plan gives as its reason, and the advice where nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from darkroom.core.placement import Placement
from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import DeviceUse, Plan, Verdict, Wishes


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence is made of."""

    machine: Machine
    wishes: Wishes
    verdict: Verdict
    placement: Placement
    context: int
    uses: tuple[DeviceUse, ...]
    max_context: int


def gigabytes(size_bytes: int) -> str:
    """Bytes for people: ``"18.1 GB"``, decimal."""
    return f"{max(0, size_bytes) / 1e9:.1f} GB"


def lacking_bytes(uses: Sequence[DeviceUse]) -> int:
    """How much all devices together lack."""
    return sum(max(0, use.peak_bytes + use.margin_bytes - use.free_bytes) for use in uses)


def reason(facts: Facts) -> str:
    """Why a plan has its verdict, in one sentence."""
    match facts.verdict:
        case Verdict.FITS_GPU:
            return _wholly(facts)
        case Verdict.PARTIAL:
            return _partly(facts)
        case Verdict.CPU:
            return _on_host(facts)
        case Verdict.TOO_LARGE:
            return _too_large(facts)


def advice(plans: Sequence[Plan], machine: Machine) -> str:
    """What to do where none of the plans runs."""
    sentences: list[str] = []
    possible = max((plan.max_context for plan in plans), default=0)
    if possible:
        sentences.append(f"With a context of {possible:,} tokens or less one of them fits.")
    if plans:
        short = min(plans, key=lambda plan: lacking_bytes(plan.uses))
        lacking, whole = lacking_bytes(short.uses), machine.ram_total_bytes
        name = short.candidate.quant
        if not lacking:
            sentences.append(short.reason)
        elif not possible and short.uses[0].peak_bytes < whole - short.uses[0].margin_bytes:
            sentences.append(f"{name} lacks {gigabytes(lacking)}: close other programs.")
        elif not possible:
            sentences.append(f"The smallest, {name}, lacks {gigabytes(lacking)} of memory.")
    sentences.append(
        "The bundled demo model runs on every computer. LLaDA-8B (Q4_K_M, 4.9 GB) is a smaller "
        "model of this kind, but this version cannot run it yet."
    )
    return " ".join(sentences)


def _wholly(facts: Facts) -> str:
    gpus = facts.uses[1:]
    needed = sum(use.peak_bytes for use in gpus)
    return (
        f"Needs {gigabytes(needed)} of GPU memory with a context of {facts.context:,}; "
        f"{_free_on(facts, gpus)}."
    )


def _partly(facts: Facts) -> str:
    placement, total = facts.placement, len(facts.placement.layers)
    layers, experts = placement.gpu_layers, placement.gpu_expert_layers
    if layers < total:
        there = f"{layers} of {total} layers go to the GPU"
    elif experts < total:
        there = f"All {total} layers go to the GPU, but the experts of only {experts},"
    else:
        there = f"All {total} layers go to the GPU, but not the product with the vocabulary,"
    free = _free_on(facts, facts.uses[1:])
    ram = gigabytes(facts.uses[0].peak_bytes)
    return f"{there} with a context of {facts.context:,} ({free}); the rest takes {ram} of RAM."


def _on_host(facts: Facts) -> str:
    ram = facts.uses[0]
    return (
        f"Needs {gigabytes(ram.peak_bytes)} of RAM with a context of {facts.context:,}; "
        f"{gigabytes(ram.free_bytes)} are free{_no_room(facts)}{_unusable(facts)}."
    )


def _free_on(facts: Facts, gpus: Sequence[DeviceUse]) -> str:
    totals = {f"gpu{i}": gpu.total_bytes for i, gpu in enumerate(facts.machine.usable_gpus)}
    free = [f"{_part(use.free_bytes, totals[use.key])} on the {use.name}" for use in gpus]
    return f"{' and '.join(free)} are free"


def _part(free_bytes: int, total_bytes: int | None) -> str:
    """``"23.1 of 24.0 GB"``."""
    if total_bytes is None:
        return gigabytes(free_bytes)
    return f"{gigabytes(free_bytes).removesuffix(' GB')} of {gigabytes(total_bytes)}"


def _no_room(facts: Facts) -> str:
    usable = facts.machine.usable_gpus
    if facts.wishes.gpu_layers == 0 or not usable:
        return ""
    if any(gpu.unified for gpu in usable):
        return ", too little for the GPU's own buffers beside that"
    return ", and no GPU has room for a layer"


def _unusable(facts: Facts) -> str:
    machine = facts.machine
    if machine.usable_gpus or not machine.gpus:
        return ""
    return f"; there is a GPU, {machine.gpus[0].name}, but the installed engine cannot use it"


def _too_large(facts: Facts) -> str:
    if (facts.wishes.gpu_layers or facts.wishes.gpu_expert_layers) and len(facts.uses) == 1:
        return f"There is no GPU that the engine can use{_unusable(facts)}."
    short = [use for use in facts.uses if not use.fits]
    lacks = " and ".join(
        f"{gigabytes(use.peak_bytes)} of {'RAM' if use.key == 'ram' else 'memory on ' + use.name}, "
        f"where {gigabytes(use.free_bytes - use.margin_bytes)} can be used"
        for use in short
    )
    text = f"Needs {lacks}, with a context of {facts.context:,}"
    if facts.max_context:
        return f"{text}; {facts.max_context:,} would fit."
    return f"{text}{_unusable(facts)}."
