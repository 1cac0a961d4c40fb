"""Figures in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from darkroom.core.types import ModelInfo, RunStats
from darkroom.history.records import Attachment
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.run_figures import LiveFigures
from darkroom.viewmodels.turns import AnswerState

_GAP = "   "
_NO_BREAK = "\u00a0"


def number(value: float, decimals: int = 0) -> str:
    """Write a number as people here do."""
    return QLocale().toString(float(value), "f", decimals)


def size(size_bytes: int) -> str:
    """Write a file's size in the units shops use."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def file_length(file: Attachment) -> str:
    """How long an attached file is, in tokens where they are known."""
    translate = QCoreApplication.translate
    if file.tokens:
        return translate("Figures", "{n} tokens").format(n=number(file.tokens))
    return translate("Figures", "{n} characters").format(n=number(len(file.text)))


def memory(used_bytes: int, total_bytes: int) -> str:
    """Write how full the memory is, in the units of files and plans."""
    translate = QCoreApplication.translate
    used, total = number(used_bytes / 1e9, 1), number(total_bytes / 1e9, 1)
    return translate("Figures", "{used} of {total} GB").format(used=used, total=total)


def position(run: RunViewModel) -> str:
    """Where an answer stands: the words at its right upper corner."""
    translate = QCoreApplication.translate
    live = run.figures
    match run.state:
        case AnswerState.WAITING if run.content is None:
            return translate("Figures", "waiting for the model …")
        case AnswerState.WAITING:
            return translate("Figures", "starting …")
        case AnswerState.READING:
            return translate("Figures", "reading the prompt · {done} of {total} tokens").format(
                done=number(run.prompt_done), total=number(run.prompt_total)
            )
        case AnswerState.REWINDING:
            return _rewinding(run.rewind_total)
        case AnswerState.DENOISING if live is not None:
            return _step(live)
        case AnswerState.STOPPED if live is not None:
            return translate("Figures", "stopped at {where}").format(where=_step(live))
        case AnswerState.STOPPED:
            return translate("Figures", "stopped")
        case AnswerState.FAILED if live is not None:
            return translate("Figures", "broke off at {where}").format(where=_step(live))
        case AnswerState.DONE if run.stats is not None:
            whole = translate("Figures", "{seconds} s")
            cut = translate("Figures", "{seconds} s · cut off at the length limit")
            words = cut if run.reason == "length" else whole
            return words.format(seconds=number(run.stats.seconds, 2))
        case _:
            return ""


def live_line(live: LiveFigures) -> str:
    """Figures below an answer that is under way."""
    translate = QCoreApplication.translate
    parts = [
        translate("Figures", "{settled} of {cells} settled").format(
            settled=number(live.settled), cells=number(live.cells)
        )
    ]
    if live.ms_per_step > 0:
        parts.append(translate("Figures", "{ms} ms/step").format(ms=_short(live.ms_per_step)))
    return side_by_side(parts)


def stats_line(stats: RunStats) -> str:
    """Figures below an answer that is done."""
    translate = QCoreApplication.translate
    steps = (
        translate("Figures", "1 step") if stats.steps == 1 else translate("Figures", "{n} steps")
    )
    blocks = (
        translate("Figures", "1 canvas")
        if stats.blocks == 1
        else translate("Figures", "{n} canvases")
    )
    return side_by_side(
        [
            steps.format(n=number(stats.steps)),
            blocks.format(n=number(stats.blocks)),
            translate("Figures", "{n} tokens per step").format(
                n=number(stats.tokens_per_forward, 1)
            ),
            translate("Figures", "{n} ms/step").format(n=_short(stats.ms_per_step)),
            translate("Figures", "{n} tok/s effective").format(
                n=_short(stats.effective_tokens_per_s)
            ),
        ]
    )


def model_line(info: ModelInfo, context: int) -> str:
    """What the status bar says of a model."""
    translate = QCoreApplication.translate
    return side_by_side(
        [
            info.quantization,
            size(info.size_bytes),
            translate("Figures", "{n} parameters").format(n=_count(info.parameters)),
            translate("Figures", "{n} cells per canvas").format(n=number(info.canvas_length)),
            translate("Figures", "context {n} tokens").format(n=number(context)),
        ]
    )


def side_by_side(parts: list[str], gap: str = _GAP) -> str:
    """Join figures so that a line may break between them, but not within one."""
    return gap.join(part.replace(" ", _NO_BREAK) for part in parts)


def _step(live: LiveFigures) -> str:
    translate = QCoreApplication.translate
    return translate("Figures", "canvas {canvas} · step {step} of {steps}").format(
        canvas=number(live.block + 1), step=number(live.step), steps=number(live.max_steps)
    )


def _rewinding(steps: int) -> str:
    translate = QCoreApplication.translate
    if steps == 1:
        return translate("Figures", "doing step 1 once more")
    return translate("Figures", "doing steps 1–{n} once more").format(n=number(steps))


def _short(value: float) -> str:
    return number(value, 1 if value < 100 else 0)


def _count(parameters: int) -> str:
    for unit, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if parameters >= unit:
            return f"{number(parameters / unit, 1)} {letter}"
    return number(parameters)
