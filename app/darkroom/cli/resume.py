"""``darkroom resume``: go on denoising from a step of an answer."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from darkroom.cli.ending import ExitCode, in_words
from darkroom.cli.session import RUN_ID, answered, presenter_for
from darkroom.cli.terminal import inert
from darkroom.cli.traces import check_output, model_of, read_answer, write_answer
from darkroom.core.canvas import CanvasStart, Origin
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import validated
from darkroom.core.types import Frame, GenerateSettings, ModelInfo
from darkroom.history.records import Provenance
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.resuming import Source
from darkroom.worker.engine_side import LoadedModel
from darkroom.worker.protocol import StartRun

_CHANGEABLE: Final = (
    "seed", "steps", "t_min", "t_max", "entropy_bound", "stability", "confidence",
    "max_new_tokens", "top_k",
)  # fmt: skip


def resume(arguments: argparse.Namespace, *, engine: str) -> int:
    """Load, catch up, go on, show.

    Args:
        arguments: what ``darkroom resume`` was given.
        engine: dotted name of the engine side.

    Returns:
        The exit code.
    """
    return in_words(lambda: _resume(arguments, engine))


def _resume(arguments: argparse.Namespace, engine: str) -> int:
    presenter = presenter_for(as_json=arguments.json, visual=not arguments.no_visual)
    if arguments.trace is not None:
        check_output(arguments.trace, arguments.source)
    file = read_answer(arguments.source)
    source = Source(file.frames, file.settings, file.provenance)
    block, step = _place(file, arguments.block, arguments.step)
    settings = _settings(arguments, file, block, step)
    model = model_of(file, arguments.model)
    origins: list[Origin] = []
    created = time.time()

    def order(loaded: LoadedModel) -> StartRun:
        check_model(loaded.info, file)
        start, told = _start(source, block, step, settings, loaded.info.canvas_length)
        origins.extend(told)
        presenter.on_earlier(last_frames(source.until(block, step)))
        return StartRun(
            RUN_ID,
            file.messages,
            settings,
            file.system or None,
            file.provenance.prefix,
            file.provenance.prefix_thinking,
            start=start,
        )

    answer = answered(arguments, model, order, presenter, engine=engine, thinking=settings.thinking)
    if arguments.trace is not None:
        earlier = Trace(list(source.until(block, step)), file.trace.pieces)
        kind = "polish" if _is_polish(file, block, step, settings) else "fork"
        before = file.provenance
        provenance = Provenance(
            kind,
            prefix=before.prefix,
            prefix_thinking=before.prefix_thinking,
            origins=tuple(origins),
            system=file.system,
        )
        write_answer(
            arguments.trace, answer, model, file.messages, settings, provenance, created, earlier
        )
    return ExitCode.CANCELLED if answer.done.reason == "cancelled" else ExitCode.DONE


def check_model(info: ModelInfo, file: TraceFile) -> None:
    """See that the tokens of an answer are those of a model; warn if it is not the same one.

    Raises:
        BadInputError: its vocabulary or its canvases are others.
    """
    made_by = file.model
    # A short answer of which words were repainted does not tell how long canvases are.
    if made_by.vocab_size not in (0, info.vocab_size) or made_by.canvas_length > info.canvas_length:
        raise BadInputError(
            f"{info.name} has other tokens or canvases than {made_by.name}, which answered.",
            "Name the model that answered with --model.",
        )
    if (info.name, info.quantization) != (made_by.name, made_by.quantization):
        who = f"{made_by.name} {made_by.quantization}".strip()
        print(inert(f"The answer is of another model, {who}."), file=sys.stderr, flush=True)


def last_frames(frames: Sequence[Frame]) -> list[Frame]:
    """The last frame of each canvas, in order."""
    last = {frame.block: frame for frame in frames}
    return [last[block] for block in sorted(last)]


def _place(file: TraceFile, block: int | None, step: int | None) -> tuple[int, int]:
    """The canvas and the last of its steps that stays."""
    lasts = {frame.block: frame.step for frame in file.frames}
    if block is None:
        block = max(lasts)
    if block not in lasts:
        raise BadInputError(
            f"There is no canvas {block} in this answer.", f"It has canvases 0 to {max(lasts)}."
        )
    if step is None:
        return block, lasts[block]
    if step and not any((f.block, f.step) == (block, step) for f in file.frames):
        raise BadInputError(
            f"Canvas {block} has no step {step} in this answer.",
            f"Choose one of 0 to {lasts[block]}.",
        )
    return block, step


def _settings(
    arguments: argparse.Namespace, file: TraceFile, block: int, step: int
) -> GenerateSettings:
    given: dict[str, Any] = {
        name: getattr(arguments, name)
        for name in _CHANGEABLE
        if getattr(arguments, name) is not None
    }
    if _is_last(file, block, step) and "confidence" not in given:
        # It has ended there already: with the rule that it had it would end at once.
        given["confidence"] = 0.0
    settings = validated(replace(file.settings, **given))
    if settings.steps is not None and step >= settings.steps:
        raise BadInputError(
            f"All {settings.steps} steps of canvas {block} are done at step {step}.",
            "Allow more with --steps, or begin earlier with --step.",
        )
    return settings


def _is_last(file: TraceFile, block: int, step: int) -> bool:
    return step > 0 and step == max(f.step for f in file.frames if f.block == block)


def _is_polish(file: TraceFile, block: int, step: int, settings: GenerateSettings) -> bool:
    """Whether it only goes on for longer."""
    longer: dict[str, Any] = {
        name: getattr(settings, name) for name in ("steps", "confidence", "max_new_tokens", "top_k")
    }
    return _is_last(file, block, step) and replace(file.settings, **longer) == settings


def _start(
    source: Source, block: int, step: int, settings: GenerateSettings, cells: int
) -> tuple[CanvasStart, tuple[Origin, ...]]:
    if not source.can_resume(block, cells):
        raise BadInputError(
            f"Canvas {block} of this answer cannot go on: words of the answer were repainted, and "
            "it is no whole canvas or others that stay lie behind it.",
            "Resume the answer from before, or repaint other words.",
        )
    return source.resumed(block, step, settings, {})
