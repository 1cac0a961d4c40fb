"""How the first canvas of a run begins, from what callers hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from darkroom.core.canvas import CanvasStart
from darkroom.core.checks import is_whole, token_ids
from darkroom.core.errors import BadInputError
from darkroom.core.types import BoolArray, GenerateSettings, IntArray, ModelInfo
from darkroom.diffusion.pins import Pins
from darkroom.generation.canvas import Beginning, beginning
from darkroom.generation.recipe import Recipe

Pinned = Mapping[int, Sequence[int]] | BoolArray
"""Allowed tokens per cell, or a mask of the initial canvas's cells to keep."""


def first_canvas(
    info: ModelInfo,
    initial: Sequence[int] | IntArray | None,
    pinned: Pinned | None,
    start_step: int,
    steps: int,
) -> Beginning:
    """A first canvas from given cells, limits on cells, and steps that count as done.

    Raises:
        BadInputError: they do not fit the model or one another.
    """
    size, vocab = info.canvas_length, info.vocab_size
    if not (is_whole(start_step) and 0 <= start_step < steps):
        raise BadInputError(f"start_step must be in 0 … {steps - 1}, not {start_step}.")
    canvas = None if initial is None else token_ids(initial, vocab)
    if canvas is not None and canvas.shape != (size,):
        raise BadInputError(f"initial_canvas must have {size} cells, not {canvas.shape}.")
    if pinned is None:
        return Beginning(canvas, None, start_step)
    if not isinstance(pinned, Mapping):
        mask = np.asarray(pinned, np.bool_)
        if canvas is None or mask.shape != (size,):
            raise BadInputError(f"A pinned mask needs an initial_canvas and {size} cells.")
        pinned = {int(cell): [int(canvas[cell])] for cell in np.flatnonzero(mask)}
    return Beginning(canvas, Pins(pinned, size, vocab), start_step)


def started(
    info: ModelInfo,
    start: CanvasStart,
    recipe: Recipe,
    defaults: GenerateSettings,
    barred: tuple[int, ...],
) -> tuple[IntArray, Beginning]:
    """The canvases before a start within an answer, int32[n · C], and how its own begins.

    Raises:
        BadInputError: they do not fit the model, one another, or the recipe.
    """
    size, vocab, block = info.canvas_length, info.vocab_size, start.origin.block
    before = token_ids(start.before, vocab)
    if not (is_whole(block) and block >= 0 and len(before) == block * size):
        raise BadInputError(
            f"Before canvas {block} stand {block} whole canvases of {size} tokens, "
            f"not {len(before)} tokens."
        )
    return before, beginning(start.origin, recipe, defaults, info.end_ids, size, vocab, barred)
