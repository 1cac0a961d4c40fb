"""Plans in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from darkroom.hardware.plan import DeviceUse, Part, Plan, SpeedClass, Verdict
from darkroom.ui import figures


def verdict(plan: Plan) -> str:
    """How a file fits."""
    translate = QCoreApplication.translate
    match plan.verdict:
        case Verdict.FITS_GPU:
            return translate("Fit", "fits GPU")
        case Verdict.PARTIAL:
            return _partly(plan)
        case Verdict.CPU:
            return translate("Fit", "RAM only")
        case Verdict.TOO_LARGE:
            return translate("Fit", "does not fit")


def colour(plan: Plan) -> str:
    """Token of the dot beside the verdict."""
    if not plan.runs:
        return "bad"
    quick = plan.speed in (SpeedClass.FAST, SpeedClass.STEADY)
    return "ok" if plan.verdict is Verdict.FITS_GPU or quick else "warn"


def speed(plan: Plan) -> str:
    """What waiting for a canvas feels like."""
    translate = QCoreApplication.translate
    return {
        SpeedClass.FAST: translate("Fit", "fast, seconds per canvas"),
        SpeedClass.STEADY: translate("Fit", "up to a minute per canvas"),
        SpeedClass.SLOW: translate("Fit", "slow, minutes per canvas"),
        SpeedClass.VERY_SLOW: translate("Fit", "very slow, many minutes per canvas"),
    }[plan.speed]


def peak(plan: Plan) -> str:
    """Predicted peak of each device, GPUs first."""
    gpus = plan.uses[1:]
    parts = [f"{figures.size(use.peak_bytes)} {device(use, gpus)}" for use in gpus]
    parts.append(f"{figures.size(plan.uses[0].peak_bytes)} {device(plan.uses[0], gpus)}")
    translate = QCoreApplication.translate
    words = translate("Fit", "{devices} at peak")
    if plan.candidate.estimated:
        words = translate("Fit", "about {devices} at peak")
    return words.format(devices=" + ".join(parts))


def device(use: DeviceUse, gpus: tuple[DeviceUse, ...]) -> str:
    """The short name of a device."""
    translate = QCoreApplication.translate
    if use.key == "ram":
        return translate("Fit", "RAM")
    if len(gpus) < 2:
        return translate("Fit", "GPU")
    number = int(use.key.removeprefix("gpu")) + 1
    return translate("Fit", "GPU {n}").format(n=figures.number(number))


def part(which: Part, *, on_gpu: bool) -> str:
    """What bytes are for."""
    translate = QCoreApplication.translate
    return {
        Part.WEIGHTS: translate("Fit", "Weights"),
        Part.EXPERTS: translate("Fit", "Experts"),
        Part.CACHE: translate("Fit", "Context"),
        Part.CANVAS: translate("Fit", "Canvas"),
        Part.COMPUTE: translate("Fit", "Work space"),
        Part.PROCESS: translate("Fit", "Driver") if on_gpu else translate("Fit", "Program"),
    }[which]


def facts(plan: Plan) -> str:
    """Second line of a row: size, peak and speed."""
    parts = [figures.size(plan.candidate.size_bytes), peak(plan)]
    if plan.runs:
        parts.append(speed(plan))
    return figures.side_by_side(parts, " · ")


def mark(plan: Plan, *, loaded: bool) -> str:
    """What is special about a file; empty for one that lies on the disk."""
    translate = QCoreApplication.translate
    if loaded:
        return translate("Fit", "loaded")
    return "" if plan.candidate.present else translate("Fit", "not on this computer")


def in_words(plan: Plan, *, recommended: bool, loaded: bool) -> str:
    """All of a row, for those who hear it."""
    translate = QCoreApplication.translate
    parts = [plan.candidate.quant, verdict(plan)]
    if recommended:
        parts.append(translate("Fit", "recommended"))
    parts += [mark(plan, loaded=loaded), *facts(plan).split(" · ")]
    text = ", ".join(filter(None, parts)).replace("\u00a0", " ")
    if plan.runs:
        return text
    return translate("Fit", "{row}. Cannot be chosen: {reason}").format(
        row=text, reason=plan.reason
    )


def offer(button: QPushButton, plan: Plan | None) -> None:
    """Let a button offer a smaller plan, or hide it where there is none."""
    button.setVisible(plan is not None)
    if plan is None:
        return
    translate = QCoreApplication.translate
    words = translate("Fit", "{n} tokens of context, {verdict}").format(
        n=figures.number(plan.context), verdict=verdict(plan)
    )
    button.setText(translate("Fit", "Load a smaller plan: {words}").format(words=words))
    button.setAccessibleName(button.text())


def short_verdict(plan: Plan) -> str:
    """How a file fits, where there is little room."""
    if plan.verdict is Verdict.PARTIAL:
        return QCoreApplication.translate("Fit", "partly on GPU")
    return verdict(plan)


def _partly(plan: Plan) -> str:
    translate = QCoreApplication.translate
    placement, total = plan.placement, plan.n_layers
    layers, experts = placement.gpu_layers, placement.gpu_expert_layers
    if layers < total:
        text = translate("Fit", "partly on GPU, {n} of {m} layers")
    elif experts < total:
        text = translate("Fit", "partly on GPU, experts of {n} of {m} layers")
        layers = experts
    else:
        text = translate("Fit", "on GPU, all but the vocabulary")
    return text.format(n=figures.number(layers), m=figures.number(total))
