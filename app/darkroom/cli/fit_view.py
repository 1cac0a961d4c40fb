"""Plans as JSON, and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, Final

from darkroom.cli.terminal import char_width, inert
from darkroom.core.errors import ModelFileError
from darkroom.hardware.machine import Machine
from darkroom.hardware.machine_json import machine_json
from darkroom.hardware.plan import Fit, Plan, SpeedClass, Verdict
from darkroom.hardware.words import gigabytes

_WIDTH: Final = 80
_NUMBERS: Final = (1, 2, 3, 6)
"""Columns that are set flush right."""
_SPEEDS: Final = {
    SpeedClass.FAST: "fast",
    SpeedClass.STEADY: "steady",
    SpeedClass.SLOW: "slow",
    SpeedClass.VERY_SLOW: "very slow",
}


def fit_json(fit: Fit, skipped: Sequence[ModelFileError] = ()) -> dict[str, Any]:
    """All plans as plain values; sizes in bytes.

    Args:
        fit: the plans.
        skipped: why further files of the model have none.

    Returns:
        ``machine``, ``recommended`` (a quantization or None), ``plans``, ``advice``, ``skipped``.
    """
    recommended = fit.recommended
    return {
        "machine": machine_json(fit.machine),
        "recommended": recommended.candidate.quant if recommended else None,
        "plans": [_plan_json(plan) for plan in fit.plans],
        "advice": fit.advice,
        "skipped": [{"file": str(error.path), "error": error.text} for error in skipped],
    }


def _plan_json(plan: Plan) -> dict[str, Any]:
    candidate = plan.candidate
    return {
        "quant": candidate.quant,
        "file": candidate.file,
        "size_bytes": candidate.size_bytes,
        "verdict": plan.verdict.value,
        "peak_bytes": {use.key: use.peak_bytes for use in plan.uses},
        "gpu_layers": plan.placement.gpu_layers,
        "n_layers": plan.n_layers,
        "max_context": plan.max_context,
        "reason": plan.reason,
        "gpu_expert_layers": plan.placement.gpu_expert_layers,
        "context": plan.context,
        "speed": plan.speed.value,
        "seconds_per_step": plan.seconds_per_step,
        "speed_measured": plan.speed_measured,
        "estimated": candidate.estimated,
    }


def fit_text(fit: Fit, title: str, *, star: str) -> str:
    """A table, one row a file, and what to do; 80 columns wide unless figures are odd.

    Args:
        fit: the plans.
        title: of the model.
        star: marks the recommended row.
    """
    context = fit.plans[0].context
    lines = [
        *wrap(inert(f"{title} with a context of {context:,} tokens"), _WIDTH),
        *wrap(inert(_free(fit.machine)), _WIDTH),
        "",
        *_table(fit, star),
        "",
    ]
    if any(plan.candidate.estimated for plan in fit.plans):
        lines += ["Estimated from the sizes of the files, which are not on this computer.", ""]
    return "\n".join([*lines, *wrap(inert(_conclusion(fit, star)), _WIDTH)])


def _conclusion(fit: Fit, star: str) -> str:
    if chosen := fit.recommended:
        return f"{star} recommended: {chosen.candidate.quant}. {chosen.reason}"
    reason = fit.plans[0].reason
    # Of one file, what it lacks is what was asked for.
    asked = len(fit.plans) == 1 and reason not in fit.advice
    return f"{reason} {fit.advice}" if asked else fit.advice


def _free(machine: Machine) -> str:
    what = [f"{gigabytes(gpu.free_bytes or 0)} on {gpu.name}" for gpu in machine.usable_gpus] + [
        f"{gigabytes(machine.ram_available_bytes)} of RAM"
    ]
    return f"{'Made up' if machine.simulated else 'Free here'}: {', '.join(what)}"


def _table(fit: Fit, star: str) -> Iterator[str]:
    rows = [("  Quant", "Size", "On GPU", "In RAM", "Fits", "Speed", "Max ctx")]
    rows += [_row(plan, star if plan is fit.recommended else " ") for plan in fit.plans]
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            " " * (width - _columns(cell)) + cell
            if index in _NUMBERS
            else cell + " " * (width - _columns(cell))
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _row(plan: Plan, mark: str) -> tuple[str, ...]:
    gpus = [use.peak_bytes for use in plan.uses[1:]]
    return (
        f"{mark} {inert(plan.candidate.quant)}",
        _size(plan.candidate.size_bytes),
        " + ".join(map(_size, gpus)) if gpus else "–",
        _size(plan.uses[0].peak_bytes),
        _fits(plan),
        _SPEEDS[plan.speed] if plan.runs else "–",
        f"{plan.max_context:,}" if plan.max_context else "–",
    )


def _fits(plan: Plan) -> str:
    placement, total = plan.placement, plan.n_layers
    match plan.verdict:
        case Verdict.FITS_GPU:
            return "on GPU"
        case Verdict.CPU:
            return "RAM only"
        case Verdict.TOO_LARGE:
            return "does not fit"
        case Verdict.PARTIAL:
            if placement.gpu_layers < total:
                return f"{placement.gpu_layers}/{total} layers on GPU"
            if placement.gpu_expert_layers < total:
                return f"experts of {placement.gpu_expert_layers}/{total} layers"
            return "all but vocabulary"


def _size(size_bytes: int) -> str:
    return gigabytes(size_bytes) if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"


def _columns(text: str) -> int:
    return sum(map(char_width, text))
