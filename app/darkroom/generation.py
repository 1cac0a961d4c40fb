"""From prompt tokens to an answer: encode, denoise canvas after canvas, commit, stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError, CancelledError, ContextOverflowError
from darkroom.core.types import FinishReason, FloatArray, Frame, GenerateSettings, IntArray
from darkroom.diffusion.draws import Draws, PhiloxDraws
from darkroom.diffusion.loop import State, Step, denoise
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import Sampler, entropy_bound_sampler
from darkroom.diffusion.schedule import linear_temperature
from darkroom.diffusion.stopping import stable_and_confident
from darkroom.engines.base import BlockDiffusionEngine

MAX_STEPS = 1000
MAX_TOP_K = 64
MIN_TEMPERATURE = 1e-3
_WHOLE = ("max_new_tokens", "steps", "seed", "stability", "top_k")
_REAL = ("t_min", "t_max", "entropy_bound", "confidence")
_ALLOWED = {
    "max_new_tokens": "Use 1 or more.",
    "steps": f"Use 1 … {MAX_STEPS}.",
    "t_min": f"Use a temperature of {MIN_TEMPERATURE} or more.",
    "t_max": "Use a temperature not below t_min.",
    "entropy_bound": "Use 0 nats or more.",
    "stability": "Use 0 steps or more.",
    "confidence": "Use 0 nats or more.",
    "top_k": f"Use 0 … {MAX_TOP_K} alternatives.",
}

ShouldCancel = Callable[[], bool]
MakeDraws = Callable[[int, int, int, int], Draws]
"""(seed, canvas number, cells, vocabulary size) → the canvas's random draws."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings with every default filled in; meanings as in :class:`GenerateSettings`."""

    max_new_tokens: int
    steps: int
    seed: int
    t_min: float
    t_max: float
    entropy_bound: float
    stability: int
    confidence: float
    top_k: int

    def __post_init__(self) -> None:
        """Check every range.

        Raises:
            BadInputError: with the setting's name and what it may be.
        """
        for name in _WHOLE:
            if not is_whole(getattr(self, name)):
                raise BadInputError(f"{name} = {getattr(self, name)!r} is no whole number.")
        for name in _REAL:
            if not isinstance(getattr(self, name), int | float):
                raise BadInputError(f"{name} = {getattr(self, name)!r} is no number.")
        ranges = {
            "max_new_tokens": self.max_new_tokens >= 1,
            "steps": 1 <= self.steps <= MAX_STEPS,
            "t_min": MIN_TEMPERATURE <= self.t_min < math.inf,
            "t_max": self.t_min <= self.t_max < math.inf,
            "entropy_bound": self.entropy_bound >= 0,
            "stability": self.stability >= 0,
            "confidence": self.confidence >= 0,
            "top_k": 0 <= self.top_k <= MAX_TOP_K,
        }
        for name, within in ranges.items():
            if not within:
                value = getattr(self, name)
                raise BadInputError(f"{name} = {value} is out of range.", _ALLOWED[name])

    @classmethod
    def fill(cls, settings: GenerateSettings, defaults: GenerateSettings) -> Recipe:
        """Take what ``settings`` leaves open from ``defaults``.

        Raises:
            BadInputError: a setting is out of range.
        """
        chosen: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            value = getattr(settings, name)
            chosen[name] = getattr(defaults, name) if value is None else value
        return cls(**chosen)


@dataclass(frozen=True, slots=True)
class FirstCanvas:
    """How the first canvas begins: given cells, limits on cells, and steps already done."""

    initial: IntArray | None = None
    pins: Pins | None = None
    start_step: int = 0


@dataclass(slots=True)
class Tally:
    """What a run has produced and spent so far; seconds are wall time."""

    tokens: list[int] = field(default_factory=list[int])
    reason: FinishReason = "length"
    steps: int = 0
    blocks: int = 0
    step_seconds: float = 0.0
    prompt_tokens: int = 0
    prefill_tokens: int = 0
    prefill_seconds: float = 0.0
    started: float = field(default_factory=time.perf_counter)


class _Cancellable:
    """The engine as the loop sees it, with the run's cancel poll in every forward."""

    def __init__(self, engine: BlockDiffusionEngine, should_cancel: ShouldCancel | None) -> None:
        self._engine, self._should_cancel = engine, should_cancel

    def canvas_logits(self, canvas: IntArray, soft: FloatArray | None) -> FloatArray:
        return self._engine.canvas_logits(canvas, soft, should_cancel=self._should_cancel)

    def soft_embedding(
        self, logits: FloatArray, temperature: float, log_sum: FloatArray
    ) -> FloatArray:
        return self._engine.soft_embedding(
            logits, temperature, log_sum, should_cancel=self._should_cancel
        )


def encode_prompt(
    engine: BlockDiffusionEngine,
    prompt: IntArray,
    tally: Tally,
    *,
    should_cancel: ShouldCancel | None = None,
    on_prefill: Callable[[int, int], None] | None = None,
) -> None:
    """Bring the cache to ``prompt``, encoding only what it does not hold already.

    Raises:
        ContextOverflowError: the prompt leaves no room for a canvas.
        CancelledError: what was encoded until then stays in the cache.
    """
    if len(prompt) + engine.canvas_length > engine.context:
        raise ContextOverflowError(
            f"The conversation is {len(prompt):,} tokens long; with a canvas of "
            f"{engine.canvas_length} it does not fit into the context of {engine.context:,}.",
            "Start a new conversation, or load the model with a larger context.",
        )
    began = time.perf_counter()
    held = engine.keep(common_prefix(engine.committed, prompt))
    tally.prompt_tokens, tally.prefill_tokens = len(prompt), len(prompt) - held
    engine.prefill(prompt[held:], should_cancel=should_cancel, on_progress=on_prefill)
    tally.prefill_seconds = time.perf_counter() - began


def answer(
    engine: BlockDiffusionEngine,
    recipe: Recipe,
    tally: Tally,
    *,
    end_ids: tuple[int, ...],
    first: FirstCanvas | None = None,
    first_block: int = 0,
    should_cancel: ShouldCancel | None = None,
    run_id: int = 0,
    sampler: Sampler | None = None,
    draws_of: MakeDraws = PhiloxDraws,
) -> Iterator[Frame]:
    """Denoise canvases behind the encoded prompt until an end token or the length limit.

    Args:
        engine: with the prompt encoded.
        recipe: how to denoise.
        tally: filled in as the run goes; complete when the iterator ends.
        end_ids: tokens that end the answer.
        first: how the first canvas begins; None = fresh noise.
        first_block: canvases of this answer that lie before it, so that no noise comes twice.
        should_cancel: polled within every step.
        run_id: copied into the frames.
        sampler: instead of the entropy-bound sampler.
        draws_of: where each canvas gets its random numbers from.

    Yields:
        A frame per step.
    """
    size, vocab = engine.canvas_length, engine.vocab_size
    sampler = sampler or entropy_bound_sampler(recipe.entropy_bound, engine.threads)
    first = first or FirstCanvas()
    n_blocks = -(-recipe.max_new_tokens // size)
    for block in range(n_blocks):
        start = first if block == 0 else FirstCanvas()
        draws = draws_of(recipe.seed, first_block + block, size, vocab)
        initial = draws.noise(0) if start.initial is None else start.initial
        steps = denoise(
            _Cancellable(engine, should_cancel),
            State(initial, step=start.start_step),
            steps=recipe.steps,
            schedule=linear_temperature(recipe.t_min, recipe.t_max),
            sampler=sampler,
            stop=stable_and_confident(recipe.stability, recipe.confidence),
            draws=draws,
            pins=start.pins or Pins({}, size, vocab),
            top_k=min(recipe.top_k, vocab),
        )
        argmax = yield from _frames(steps, tally, run_id, block, recipe.steps, end_ids)
        if tally.reason != "length":
            return
        room = len(engine.committed) + 2 * size <= engine.context
        if block + 1 == n_blocks or not room:
            return
        try:
            engine.prefill(argmax, should_cancel=should_cancel)
        except CancelledError:
            tally.reason = "cancelled"
            return


def _frames(
    steps: Iterator[Step],
    tally: Tally,
    run_id: int,
    block: int,
    max_steps: int,
    end_ids: tuple[int, ...],
) -> Generator[Frame, None, IntArray]:
    """Run one canvas; returns its argmax and adds what counts of it to the tally."""
    draft = np.zeros(0, np.int32)
    tally.blocks += 1
    try:
        for step in _timed(steps, tally):
            draft = step.decision.argmax
            yield _frame(step, run_id, block, max_steps)
    except CancelledError:
        tally.reason = "cancelled"
    kept = before_end(draft, end_ids)
    tally.tokens += kept.tolist()
    if len(kept) < len(draft) and tally.reason == "length":
        tally.reason = "end"
    return draft


def _timed(steps: Iterator[Step], tally: Tally) -> Iterator[Step]:
    """The same steps; their own time is tallied, the consumer's is not."""
    while True:
        began = time.perf_counter()
        step = next(steps, None)
        tally.step_seconds += time.perf_counter() - began
        if step is None:
            return
        tally.steps += 1
        yield step


def _frame(step: Step, run_id: int, block: int, max_steps: int) -> Frame:
    decision = step.decision
    probs = decision.topk_probs
    return Frame(
        run_id=run_id,
        block=block,
        step=step.number,
        max_steps=max_steps,
        tokens=decision.argmax,
        accepted=decision.accepted,
        entropy=decision.entropy.astype(np.float16),
        topk_ids=decision.topk_ids,
        topk_probs=None if probs is None else probs.astype(np.float16),
    )


def common_prefix(a: IntArray, b: IntArray) -> int:
    """Number of leading tokens two sequences share."""
    n = min(len(a), len(b))
    differ = np.flatnonzero(a[:n] != b[:n])
    return int(differ[0]) if len(differ) else n


def before_end(canvas: IntArray, end_ids: tuple[int, ...]) -> IntArray:
    """The tokens before the first end token, int32[≤ C]."""
    ends = np.flatnonzero(np.isin(canvas, end_ids))
    return canvas[: ends[0]] if len(ends) else canvas
