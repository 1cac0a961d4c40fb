"""Where canvases begin, other than in fresh noise: rewound, pinned, or with holes to fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from darkroom.core.types import GenerateSettings, IntArray

NOISE: Final = -1
"""In the place of a token: noise, drawn from the seed."""

Allowed = dict[int, tuple[int, ...]]
"""Cell → the tokens it may take; one token pins the cell."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps of a canvas that are done in one way before it goes on in another.

    Attributes:
        settings: how they are done, seed included; None takes the model file's default.
        until: the last of them, counted from the beginning of the canvas, ≥ 1.
        allowed: what cells may become during these steps.
    """

    settings: GenerateSettings
    until: int
    allowed: Allowed = field(default_factory=Allowed)


@dataclass(frozen=True, slots=True)
class Origin:
    """How one canvas of an answer began, and under which rules its last stage went.

    A canvas without an origin began in fresh noise of the answer's own seed, without rules.

    Attributes:
        block: number of the canvas, from 0.
        tokens: what it began with, C of them, ``NOISE`` where there was noise; empty for noise
            everywhere.
        stages: steps that were done in other ways before the answer's own settings applied.
        allowed: what cells might become from then on.
    """

    block: int
    tokens: tuple[int, ...] = ()
    stages: tuple[Stage, ...] = ()
    allowed: Allowed = field(default_factory=Allowed)


@dataclass(frozen=True, slots=True, eq=False)
class CanvasStart:
    """Where a run goes on within an answer that is there already.

    Attributes:
        before: int32[n · C], the canvases of the same answer before it, whole, as denoised.
        origin: how the canvas begins; its ``block`` is n. Its stages are done once more, in
            silence, and the run's own settings apply from then on.
    """

    before: IntArray
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Infill:
    """An answer of which only the holes are to be denoised.

    Attributes:
        tokens: int32[n], any length ≥ 1; ``NOISE`` marks the cells that are free.
        allowed: position in ``tokens`` → the tokens that it may take, for free ones only.
    """

    tokens: IntArray
    allowed: Allowed = field(default_factory=Allowed)


def rewound(
    before: IntArray,
    origin: Origin,
    settings: GenerateSettings,
    step: int,
    allowed: Allowed | None = None,
) -> CanvasStart:
    """Go on from a step of a canvas that was denoised before.

    Args:
        before: int32[n · C], the canvases before it.
        origin: how it began then.
        settings: how it was denoised then, seed included.
        step: the last step that is done as it was, ≥ 0; 0 begins the canvas anew.
        allowed: what cells may become from then on; None keeps the rules it had.
    """
    stages = tuple(stage for stage in origin.stages if stage.until < step)
    rest = next((stage for stage in origin.stages if stage.until >= step), None)
    if rest is not None:
        last = Stage(rest.settings, step, rest.allowed)
    else:
        last = Stage(settings, step, origin.allowed)
    done = (*stages, last) if step else ()
    rules = last.allowed if allowed is None else allowed
    return CanvasStart(before, Origin(origin.block, origin.tokens, done, rules))


def begun(origin: Origin, noise: IntArray) -> IntArray:
    """The canvas that an origin begins with, int32[C].

    Args:
        origin: of the canvas.
        noise: int32[C], drawn from the seed.
    """
    if not origin.tokens:
        return noise
    tokens = np.asarray(origin.tokens, np.int32)
    return np.where(tokens == NOISE, noise, tokens).astype(np.int32)
