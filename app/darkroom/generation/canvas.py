"""One canvas: how it begins, its steps done once more in silence, and its frames."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np

from darkroom.core.canvas import NOISE, Allowed, Origin, begun
from darkroom.core.checks import is_whole, token_ids
from darkroom.core.errors import BadInputError, CancelledError
from darkroom.core.types import Frame, GenerateSettings, IntArray
from darkroom.diffusion.loop import State, Step, denoise_in_legs
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.stopping import stable_and_confident
from darkroom.generation.means import Means
from darkroom.generation.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Past:
    """Steps of a canvas that were done before: how, up to which, and under which rules."""

    recipe: Recipe
    until: int
    pins: Pins


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a canvas begins; the default is fresh noise without rules.

    Attributes:
        tokens: int32[C], ``NOISE`` where there is noise; None for noise everywhere.
        pins: what cells may become; None for anything.
        start_step: steps of the schedule that count as done, without being done.
        past: steps that are done in other ways than the run's own.
        silent: the last step that nobody sees; it and those before are done once more.
    """

    tokens: IntArray | None = None
    pins: Pins | None = None
    start_step: int = 0
    past: tuple[Past, ...] = ()
    silent: int = 0


def beginning(
    origin: Origin,
    recipe: Recipe,
    defaults: GenerateSettings,
    end_ids: tuple[int, ...],
    canvas_length: int,
    vocab_size: int,
    barred: tuple[int, ...] = (),
) -> Beginning:
    """The beginning that an origin describes, everything checked and filled in.

    Steps that were done as the run's own settings would do them become one with those that
    follow: then the canvas ends where it would have ended without an interruption.

    Args:
        origin: of the canvas.
        recipe: of the run.
        defaults: what stages leave open.
        end_ids: tokens that end an answer.
        canvas_length: cells, C.
        vocab_size: tokens, V.
        barred: tokens that no free cell with given text behind it may become.

    Raises:
        BadInputError: it cannot be one of this model's, or leaves the recipe no steps.
    """
    tokens = _tokens(origin, canvas_length, vocab_size)
    inner = inner_cells(tokens, end_ids) if tokens is not None else ()

    def pins(allowed: Allowed) -> Pins:
        return Pins(allowed, canvas_length, vocab_size, barred=barred, within=inner)

    past: list[Past] = []
    done = 0
    for stage in origin.stages:
        each = Recipe.fill(stage.settings, defaults)
        if not (is_whole(stage.until) and done < stage.until <= each.steps):
            raise BadInputError(
                f"A canvas cannot have been done up to step {stage.until} of {each.steps}, "
                f"behind step {done}."
            )
        done = stage.until
        past.append(Past(each, done, pins(stage.allowed)))
    goes_on = bool(past) and (
        past[-1].recipe.denoises_like(recipe) and origin.stages[-1].allowed == origin.allowed
    )
    if done > recipe.steps or (done == recipe.steps and not goes_on):
        raise BadInputError(
            f"All {recipe.steps} steps of the canvas are done at step {done}.",
            "Allow more steps, or begin earlier.",
        )
    if goes_on:
        past.pop()
    return Beginning(tokens, pins(origin.allowed), past=tuple(past), silent=done)


def _tokens(origin: Origin, canvas_length: int, vocab_size: int) -> IntArray | None:
    if not origin.tokens:
        return None
    if len(origin.tokens) != canvas_length:
        raise BadInputError(f"A canvas has {canvas_length} cells, not {len(origin.tokens)}.")
    token_ids([token for token in origin.tokens if token != NOISE], vocab_size)
    return np.array(origin.tokens, np.int32)


def inner_cells(tokens: IntArray, end_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Free cells with given text behind them: a token without text has no place in them.

    Args:
        tokens: int32[n], with ``NOISE`` in the free cells.
        end_ids: tokens that end an answer; what stands behind the first counts for nothing.
    """
    ends = np.flatnonzero(np.isin(tokens, end_ids))
    text = tokens[: ends[0]] if len(ends) else tokens
    given = np.flatnonzero(text != NOISE)
    last = int(given[-1]) if len(given) else 0
    return tuple(np.flatnonzero(text[:last] == NOISE).tolist())


def denoise_canvas(
    means: Means, start: Beginning, block: int, cells: int
) -> Generator[Frame, None, IntArray]:
    """Denoise one canvas.

    Args:
        means: of the run.
        start: how the canvas begins.
        block: its number.
        cells: how many of them, from the first, the frames show.

    Yields:
        A frame per new step.

    Returns:
        int32[C], the last draft; all noise where cancelled before there was one. ``Tally.reason``
        tells of a cancel.
    """
    recipe, tally = means.recipe, means.tally
    size, vocab = means.engine.canvas_length, means.engine.vocab_size
    pins = start.pins or Pins({}, size, vocab)
    legs = [means.leg(p.recipe, block, p.until, p.pins, top_k=0) for p in start.past]
    own = means.leg(recipe, block, recipe.steps, pins, top_k=recipe.top_k)
    first = start.past[0].recipe if start.past else recipe
    noise = means.draws(first, block).noise(0)
    tokens = () if start.tokens is None else tuple(start.tokens.tolist())
    steps = denoise_in_legs(
        means.denoiser,
        State(begun(Origin(block, tokens), noise), step=start.start_step),
        [*legs, own],
        stable_and_confident(recipe.stability, recipe.confidence),
    )
    draft = np.full(size, NOISE, np.int32)
    tally.blocks += 1
    try:
        for step in _timed(steps, means):
            draft = step.decision.argmax
            if step.number > start.silent:
                yield _frame(step, means.run_id, block, recipe.steps, cells)
            elif means.on_rewind:
                means.on_rewind(step.number, start.silent)
    except CancelledError:
        tally.reason = "cancelled"
    return draft


def _timed(steps: Iterator[Step], means: Means) -> Iterator[Step]:
    """The same steps; their own time is tallied, the consumer's is not."""
    tally = means.tally
    while True:
        began = time.perf_counter()
        step = next(steps, None)
        tally.step_seconds += time.perf_counter() - began
        if step is None:
            return
        tally.steps += 1
        yield step


def _frame(step: Step, run_id: int, block: int, max_steps: int, cells: int) -> Frame:
    decision = step.decision
    ids, probs = decision.topk_ids, decision.topk_probs
    return Frame(
        run_id=run_id,
        block=block,
        step=step.number,
        max_steps=max_steps,
        tokens=decision.argmax[:cells],
        accepted=decision.accepted[:cells],
        entropy=decision.entropy[:cells].astype(np.float16),
        topk_ids=None if ids is None else ids[:cells],
        topk_probs=None if probs is None else probs[:cells].astype(np.float16),
    )
