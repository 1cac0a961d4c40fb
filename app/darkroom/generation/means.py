"""What a run denoises with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from darkroom.core.types import FloatArray, IntArray
from darkroom.diffusion.draws import Draws, PhiloxDraws
from darkroom.diffusion.loop import Leg
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import Sampler, entropy_bound_sampler
from darkroom.diffusion.schedule import linear_temperature
from darkroom.engines.base import BlockDiffusionEngine
from darkroom.generation.encoding import OnProgress, ShouldCancel
from darkroom.generation.recipe import Recipe
from darkroom.generation.tally import Tally

MakeDraws = Callable[[int, int, int, int], Draws]
"""(seed, canvas number, cells, vocabulary size) → the canvas's random draws."""


@dataclass(frozen=True, slots=True)
class Means:
    """A run's engine, settings and books, as every canvas of it needs them.

    Attributes:
        engine: with the prompt encoded.
        recipe: how to denoise.
        tally: filled in as the run goes; complete when it ends.
        end_ids: tokens that end the answer.
        barred: tokens that no free cell with given text behind it may become.
        first_block: canvases of this answer that lie before it, so that no noise comes twice.
        should_cancel: polled within every step.
        on_rewind: told of each step that is done once more in silence.
        run_id: copied into the frames.
        sampler: instead of the entropy-bound sampler.
        draws_of: where each canvas gets its random numbers from.
    """

    engine: BlockDiffusionEngine
    recipe: Recipe
    tally: Tally
    end_ids: tuple[int, ...]
    barred: tuple[int, ...] = ()
    first_block: int = 0
    should_cancel: ShouldCancel | None = None
    on_rewind: OnProgress | None = None
    run_id: int = 0
    sampler: Sampler | None = None
    draws_of: MakeDraws = field(default=PhiloxDraws)

    def draws(self, recipe: Recipe, block: int) -> Draws:
        """The random numbers of a canvas."""
        size, vocab = self.engine.canvas_length, self.engine.vocab_size
        return self.draws_of(recipe.seed, self.first_block + block, size, vocab)

    def leg(self, recipe: Recipe, block: int, until: int, pins: Pins, *, top_k: int) -> Leg:
        """Steps of a canvas under a recipe, up to a step."""
        return Leg(
            until,
            recipe.steps,
            linear_temperature(recipe.t_min, recipe.t_max),
            self.sampler or entropy_bound_sampler(recipe.entropy_bound, self.engine.threads),
            self.draws(recipe, block),
            pins,
            min(top_k, self.engine.vocab_size),
        )

    @property
    def denoiser(self) -> Cancellable:
        """The engine as the loop sees it."""
        return Cancellable(self.engine, self.should_cancel)


class Cancellable:
    """An engine with the run's cancel poll in every forward.

    Args:
        engine: that computes.
        should_cancel: polled many times within a step.
    """

    def __init__(self, engine: BlockDiffusionEngine, should_cancel: ShouldCancel | None) -> None:
        self._engine, self._should_cancel = engine, should_cancel

    def canvas_logits(self, canvas: IntArray, soft: FloatArray | None) -> FloatArray:
        """One forward; see :class:`BlockDiffusionEngine`."""
        return self._engine.canvas_logits(canvas, soft, should_cancel=self._should_cancel)

    def soft_embedding(
        self, logits: FloatArray, temperature: float, log_sum: FloatArray
    ) -> FloatArray:
        """Self-conditioning of the next step; see :class:`BlockDiffusionEngine`."""
        return self._engine.soft_embedding(
            logits, temperature, log_sum, should_cancel=self._should_cancel
        )
