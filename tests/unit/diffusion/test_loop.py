"""The denoising loop on a small network that can be computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from darkroom.core.errors import BadInputError
from darkroom.core.types import FloatArray, IntArray
from darkroom.diffusion.draws import PhiloxDraws
from darkroom.diffusion.loop import State, Step, denoise
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import entropy_bound_sampler
from darkroom.diffusion.schedule import linear_temperature
from darkroom.diffusion.stopping import stable_and_confident

CELLS, VOCAB, HIDDEN = 6, 50, 8


class Network:
    """Prefers one token per cell, the more so the more of its neighbours are right."""

    def __init__(self, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self.target = rng.integers(0, VOCAB, CELLS).astype(np.int32)
        self.table = rng.normal(size=(VOCAB, HIDDEN)).astype(np.float32)
        self.seen: list[IntArray] = []

    def canvas_logits(self, canvas: IntArray, soft: FloatArray | None) -> FloatArray:
        self.seen.append(canvas.copy())
        right = float((canvas == self.target).mean())
        logits = np.zeros((CELLS, VOCAB), np.float32)
        logits[np.arange(CELLS), self.target] = 3 + 6 * right
        logits += np.linspace(0, 1, VOCAB, dtype=np.float32)
        if soft is not None:
            logits += np.float32(0.1) * soft @ self.table.T
        return logits

    def soft_embedding(
        self, logits: FloatArray, temperature: float, log_sum: FloatArray
    ) -> FloatArray:
        return np.exp(logits / temperature - log_sum[:, None]) @ self.table


def _run(
    network: Network, *, seed: int = 1, start: State | None = None, pins: Pins | None = None
) -> list[Step]:
    draws = PhiloxDraws(seed, 0, CELLS, VOCAB)
    return list(
        denoise(
            network,
            start or State(draws.noise(0)),
            steps=12,
            schedule=linear_temperature(0.4, 0.8),
            sampler=entropy_bound_sampler(0.5),
            stop=stable_and_confident(1, 0.01),
            draws=draws,
            pins=pins or Pins({}, CELLS, VOCAB),
        )
    )


def test_it_resolves_to_what_the_network_wants() -> None:
    network = Network()
    np.testing.assert_array_equal(_run(network)[-1].decision.argmax, network.target)


def test_the_same_seed_gives_the_same_steps() -> None:
    first, second, other = _run(Network()), _run(Network()), _run(Network(), seed=2)
    assert [s.before.canvas.tolist() for s in first] == [s.before.canvas.tolist() for s in second]
    assert first[0].before.canvas.tolist() != other[0].before.canvas.tolist()


@pytest.mark.parametrize("k", [1, 2, 3])
def test_resuming_at_a_step_repeats_the_rest_bit_for_bit(k: int) -> None:
    whole = _run(Network())
    rest = _run(Network(), start=whole[k].before)
    assert len(rest) == len(whole) - k
    for a, b in zip(whole[k:], rest, strict=True):
        assert a.number == b.number
        np.testing.assert_array_equal(a.before.canvas, b.before.canvas)
        np.testing.assert_array_equal(a.decision.entropy, b.decision.entropy)


def test_pinned_cells_hold_in_every_canvas_and_draft() -> None:
    network, pins = Network(), Pins({0: [7], 3: [9]}, CELLS, VOCAB)
    steps = _run(network, pins=pins)
    for canvas in [*network.seen, *(s.decision.argmax for s in steps)]:
        assert canvas[0] == 7
        assert canvas[3] == 9


def test_with_everything_pinned_the_output_is_the_input() -> None:
    tokens = [3, 1, 4, 1, 5, 9]
    pins = Pins({cell: [token] for cell, token in enumerate(tokens)}, CELLS, VOCAB)
    steps = _run(Network(), pins=pins)
    assert steps[-1].decision.argmax.tolist() == tokens
    assert len(steps) == 2  # stable once, and there is nothing to be unsure of


def test_allowed_choices_are_respected() -> None:
    for seed in range(30):
        steps = _run(Network(), seed=seed, pins=Pins({2: [11, 40]}, CELLS, VOCAB))
        assert all(step.decision.argmax[2] in (11, 40) for step in steps)


@pytest.mark.parametrize("bad", [{6: [1]}, {-1: [1]}, {0: []}, {0: [50]}, {0: [-1]}])
def test_impossible_pins_are_refused(bad: dict[int, list[int]]) -> None:
    with pytest.raises(BadInputError):
        Pins(bad, CELLS, VOCAB)


def test_stopping_waits_for_stability_and_confidence() -> None:
    a, b = np.array([1, 2]), np.array([1, 3])
    stop = stable_and_confident(2, 0.1)
    assert [stop(c, 0.05) for c in (a, a, a, b)] == [False, False, True, False]
    assert not stable_and_confident(0, 0.1)(a, 0.2)
    assert stable_and_confident(0, 0.1)(a, 0.05)


def test_draws_depend_on_seed_canvas_and_step_only() -> None:
    draws = PhiloxDraws(3, 1, CELLS, VOCAB)
    np.testing.assert_array_equal(draws.noise(4), draws.noise(4))
    others = [PhiloxDraws(4, 1, CELLS, VOCAB), PhiloxDraws(3, 2, CELLS, VOCAB)]
    assert all(d.uniform(4).tolist() != draws.uniform(4).tolist() for d in others)
    assert draws.uniform(5).tolist() != draws.uniform(4).tolist()
    wide = PhiloxDraws(-1, 0, 4096, 7).noise(0)
    assert set(wide.tolist()) == set(range(7))
