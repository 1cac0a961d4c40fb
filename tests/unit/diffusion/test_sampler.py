"""The blocked sampler against the obvious one."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive_sampler as naive
from darkroom.core.errors import EngineError
from darkroom.diffusion.sampler import RowStatistics, accept, best_of, draw, entropy_bound_sampler


def _logits(seed: int, cells: int, vocab: int, spread: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.clip(rng.normal(0, spread, (cells, vocab)), -30, 30).astype(np.float32)


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    cells=st.integers(1, 9),
    vocab=st.integers(2, 2000),
    spread=st.floats(0.01, 30),
    temperature=st.floats(0.05, 2.0),
    bound=st.floats(0, 20),
)
def test_decisions_equal_the_naive_sampler(
    seed: int, cells: int, vocab: int, spread: float, temperature: float, bound: float
) -> None:
    logits = _logits(seed, cells, vocab, spread)
    rng = np.random.default_rng(seed + 1)
    uniform, noise = rng.random(cells), rng.integers(0, vocab, cells).astype(np.int32)

    got = entropy_bound_sampler(bound, threads=2)(
        logits, temperature, uniform=uniform, noise=noise, top_k=min(3, vocab)
    )

    p = naive.probabilities(logits, temperature)
    entropy = naive.entropies(p)
    np.testing.assert_allclose(got.entropy, entropy, rtol=2e-5, atol=2e-5)
    np.testing.assert_array_equal(got.argmax, logits.argmax(1))
    before = naive.entropy_before(got.entropy.astype(np.float64))
    clear = np.abs(before - bound) > 1e-4  # rounding may decide the others either way
    np.testing.assert_array_equal(got.accepted[clear], (before <= bound)[clear])
    drawn = np.where(got.accepted, naive.candidates(p, uniform), noise)
    # A draw within rounding of a boundary may fall on its other side.
    edges = np.array([np.abs(np.cumsum(row) - u).min() for row, u in zip(p, uniform, strict=True)])
    clear = edges > 1e-6
    np.testing.assert_array_equal(got.canvas[clear], drawn[clear])
    assert got.topk_probs is not None
    np.testing.assert_allclose(got.topk_probs, np.sort(p)[:, ::-1][:, : min(3, vocab)], atol=1e-5)


def test_draws_follow_the_distribution() -> None:
    row = np.array([0.0, 2.0, 1.0, -3.0] * 300, np.float32)
    p = naive.probabilities(row[None], 0.7)[0]
    rng = np.random.default_rng(5)
    counts = np.bincount([draw(row, 0.7, u) for u in rng.random(40_000)], minlength=len(row))
    folded = counts.reshape(300, 4).sum(0) / counts.sum()
    np.testing.assert_allclose(folded, p.reshape(300, 4).sum(0), atol=0.01)


@pytest.mark.parametrize("uniform", [0.0, np.nextafter(1.0, 0.0)])
def test_a_masked_token_is_never_drawn(uniform: float) -> None:
    row = np.full(3000, -np.inf, np.float32)
    row[[700, 1400]] = [1.0, 2.0]
    assert draw(row, 0.5, uniform) == (700 if uniform == 0.0 else 1400)


def test_one_allowed_token_has_no_entropy_and_is_accepted() -> None:
    logits = _logits(0, 4, 1000, 1.0)
    logits[2] = -np.inf
    logits[2, 123] = -4.0
    got = entropy_bound_sampler(0.0)(logits, 0.8, uniform=np.zeros(4), noise=np.zeros(4, np.int32))
    assert got.entropy[2] == 0
    assert got.argmax[2] == got.canvas[2] == 123
    assert got.accepted[2]


def test_the_surest_cell_is_accepted_however_unsure() -> None:
    assert accept(np.array([9.0, 8.0, 9.5], np.float32), 0.1).tolist() == [False, True, False]


def test_scratch_stays_below_64_mb_at_the_real_vocabulary() -> None:
    logits = np.zeros((8, 262_144), np.float32)
    logits[:, ::7] = 3.0
    tracemalloc.start()
    RowStatistics(logits, 0.8).fill(np.arange(8))
    entropy_bound_sampler(0.1, threads=2)(
        logits, 0.8, uniform=np.zeros(8), noise=np.zeros(8, np.int32)
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 << 20


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_named(bad: float) -> None:
    logits = _logits(0, 3, 100, 1.0)
    logits[1, 5] = bad
    with pytest.raises(EngineError, match="not finite"), np.errstate(invalid="ignore"):
        RowStatistics(logits, 0.8).fill_all()


@pytest.mark.parametrize("size", [3, 512, 9000, 20_000, 20_480])
@pytest.mark.parametrize("k", [1, 3])
def test_the_best_of_many_are_those_of_a_sort(size: int, k: int) -> None:
    for seed in range(20):
        weights = np.random.default_rng(seed).random(size).astype(np.float32)
        weights[-2:] += seed % 2  # in the last block, which is shorter
        assert best_of(weights, k).tolist() == np.argsort(-weights)[:k].tolist()
