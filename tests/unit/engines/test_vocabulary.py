"""Soft cap and soft embedding against the formula."""

from __future__ import annotations

import gguf
import numpy as np
import pytest

from darkroom.engines.ggml_gemma import ggml, vocabulary
from darkroom.engines.ggml_gemma.vocabulary import SoftEmbedding, soft_cap

HIDDEN, VOCAB, CELLS, T = 64, 5596, 5, 0.7
TYPES = {"F32": ggml.F32, "F16": ggml.F16, "BF16": 30, "Q8_0": 8}


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "BLOCK_BYTES", 4 * HIDDEN * 1000)


def _case(spread: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    table = rng.normal(0, HIDDEN**-0.5, (VOCAB, HIDDEN)).astype(np.float32)
    logits = rng.normal(0, spread, (CELLS, VOCAB)).astype(np.float32)
    logits[2, :] = -np.inf  # a pinned cell
    logits[2, 7] = 3.0
    z = logits.astype(np.float64) / T
    return table, logits, np.log(np.exp(z).sum(1)).astype(np.float32)


def _packed(table: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """The table's bytes in a ggml type, and the values they stand for."""
    target = gguf.GGMLQuantizationType[kind]
    data = gguf.quants.quantize(table, target)
    return data.view(np.uint8), gguf.quants.dequantize(data, target)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("spread", [0.5, 4.0, 25.0])
def test_soft_embedding_follows_the_formula(kind: str, spread: float) -> None:
    table, logits, log_sum = _case(spread)
    data, values = _packed(table, kind)
    wanted = np.exp(logits / np.float64(T) - log_sum[:, None]) @ values * HIDDEN**0.5
    for exact, bound in ((True, 1e-5), (False, 2e-2)):
        soft = SoftEmbedding(data, TYPES[kind], HIDDEN, VOCAB, exact=exact, threads=2)
        got = soft(logits, T, log_sum)
        soft.close()
        assert np.linalg.norm(got - wanted) / np.linalg.norm(wanted) < bound


def test_dropped_tokens_weigh_less_than_the_bound() -> None:
    _table, logits, log_sum = _case(4.0)
    bound = 1e-3
    p = np.exp(logits / T - log_sum[:, None])
    dropped = p.max(0) < bound / VOCAB
    assert dropped.mean() > 0.1  # or the bound would not be put to the test
    assert p[:, dropped].sum(1).max() < bound
    # One-hot rows of the table show which tokens took part.
    soft = SoftEmbedding(
        np.ones((VOCAB, 1), np.float32).view(np.uint8), ggml.F32, 1, VOCAB,
        exact=False, threads=1, dropped_mass=bound,
    )  # fmt: skip
    kept = soft(logits, T, log_sum)[:, 0]
    soft.close()
    np.testing.assert_allclose(kept, p[:, ~dropped].sum(1), rtol=1e-2)


def test_soft_cap_in_place() -> None:
    logits = np.linspace(-200, 200, 3 * (1 << 20) + 17, dtype=np.float32)[None]
    wanted = 30 * np.tanh(logits.astype(np.float64) / 30)
    soft_cap(logits, 30.0)
    np.testing.assert_allclose(logits, wanted, rtol=1e-5, atol=1e-5)
    untouched = np.array([[5.0]], np.float32)
    soft_cap(untouched, 0.0)
    assert untouched[0, 0] == 5
