"""The denoising loop of one canvas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from darkroom.core.types import FloatArray, IntArray
from darkroom.diffusion.draws import Draws
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import Decision, Sampler
from darkroom.diffusion.schedule import Schedule
from darkroom.diffusion.stopping import StoppingRule


class Denoiser(Protocol):
    """A network that predicts a clean canvas from a noisy one."""

    def canvas_logits(self, canvas: IntArray, soft: FloatArray | None) -> FloatArray:
        """Canvas int32[C], self-conditioning float32[C, hidden] or None → float32[C, V]."""
        ...

    def soft_embedding(
        self, logits: FloatArray, temperature: float, log_sum: FloatArray
    ) -> FloatArray:
        """The self-conditioning of the next step, float32[C, hidden]."""
        ...


@dataclass(frozen=True, slots=True)
class State:
    """Everything a canvas carries from one step to the next.

    Attributes:
        canvas: int32[C], the noisy canvas.
        soft: float32[C, hidden], self-conditioning; None before the first step.
        step: steps done.
    """

    canvas: IntArray
    soft: FloatArray | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step done: its number from 1, the state it started from, and what was decided."""

    number: int
    before: State
    decision: Decision


@dataclass(frozen=True, slots=True)
class Leg:
    """Steps of a canvas that are done in one way.

    Attributes:
        until: the last of them, counted from the beginning of the canvas.
        steps: steps a whole canvas takes at most; the schedule's length.
        schedule: temperature of each step.
        sampler: which cells to accept.
        draws: random numbers of each step.
        pins: cells with given or limited tokens.
        top_k: alternatives to capture per cell.
    """

    until: int
    steps: int
    schedule: Schedule
    sampler: Sampler
    draws: Draws
    pins: Pins
    top_k: int = 0


def denoise(
    denoiser: Denoiser,
    start: State,
    *,
    steps: int,
    schedule: Schedule,
    sampler: Sampler,
    stop: StoppingRule,
    draws: Draws,
    pins: Pins,
    top_k: int = 0,
) -> Iterator[Step]:
    """Denoise one canvas from a state to its end, all steps in the same way.

    Arguments as in :func:`denoise_in_legs` and :class:`Leg`.
    """
    leg = Leg(steps, steps, schedule, sampler, draws, pins, top_k)
    return denoise_in_legs(denoiser, start, [leg], stop)


def denoise_in_legs(
    denoiser: Denoiser, start: State, legs: Sequence[Leg], stop: StoppingRule
) -> Iterator[Step]:
    """Denoise one canvas from a state to its end; the last step's argmax is the result.

    Args:
        denoiser: the network, with its prompt encoded.
        start: where to begin: fresh noise at step 0, or a state of an earlier run.
        legs: how its steps are done, one behind the other.
        stop: when to end early. It sees every step, but only the last leg ends for it.

    Yields:
        Each step as soon as it is decided.
    """
    state = start
    for leg in legs:
        state = State(leg.pins.hold(state.canvas), state.soft, state.step)
        while state.step < leg.until:
            temperature = leg.schedule(leg.steps - state.step, leg.steps)
            logits = denoiser.canvas_logits(state.canvas, state.soft)
            leg.pins.mask(logits)
            number = state.step + 1
            decision = leg.sampler(
                logits,
                temperature,
                uniform=leg.draws.uniform(number),
                noise=leg.draws.noise(number),
                top_k=leg.top_k,
            )
            yield Step(number, state, decision)
            free = decision.entropy[leg.pins.free]
            ended = stop(decision.argmax, float(free.mean()) if len(free) else 0.0)
            if leg is legs[-1] and (ended or number == leg.until):
                return
            soft = denoiser.soft_embedding(logits, temperature, decision.log_sum)
            state = State(leg.pins.hold(decision.canvas), soft, number)
