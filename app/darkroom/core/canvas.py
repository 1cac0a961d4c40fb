"""Where canvases begin, other than in fresh noise: rewound, pinned, or with holes to fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from darkroom.core.types import Allowed, GenerateSettings, IntArray, Origin, Stage

NOISE: Final = -1
"""In the place of a token: noise, drawn from the seed."""


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
        allowed: what cells may become from then on; None keeps the rules it had
            for the step behind.
    """
    own = Stage(settings, step, origin.allowed)
    stages = tuple(stage for stage in origin.stages if stage.until <= step)
    next_one = next((stage for stage in origin.stages if stage.until > step), own)
    done = stages[-1].until if stages else 0
    if step > done:
        stages += (Stage(next_one.settings, step, next_one.allowed),)
    rules = next_one.allowed if allowed is None else allowed
    return CanvasStart(before, Origin(origin.block, origin.tokens, stages, rules))


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
