"""The engine's logits against the Transformers implementation, on random models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from reference import Reference, reference_model

from darkroom.core.types import Precision
from darkroom.diffusion.sampler import RowStatistics
from darkroom.engines.ggml_gemma import logits
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from gguf_files import KQUANT_DIMS, Dims, write_model

pytestmark = pytest.mark.golden

DIMS = Dims(n_layers=6)
WINDOW = DIMS.window
TEMPERATURE = 0.7


def engine_of(
    path: Path, *, chunk: int = 512, precision: Precision = "exact", context: int = 256
) -> GgmlGemmaEngine:
    header = read_header(path)
    return GgmlGemmaEngine(
        header, read_params(header), context=context, threads=2, precision=precision, chunk=chunk
    )


def rewind(engine: GgmlGemmaEngine, position: int) -> None:
    """Go back, encoding again what the engine no longer holds."""
    kept = engine.committed[:position]
    engine.prefill(kept[engine.keep(position) :])


def relative_error(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """‖a − b‖ / ‖b‖."""
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


def random_ids(seed: int, count: int, dims: Dims = DIMS) -> NDArray[np.int32]:
    return np.random.default_rng(seed).integers(0, dims.vocab, count).astype(np.int32)


def conditioned(
    engine: GgmlGemmaEngine, canvas: NDArray[np.int32], given: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The engine's forward, self-conditioned on given logits at TEMPERATURE."""
    rows = RowStatistics(given, TEMPERATURE)
    rows.fill_all()
    soft = engine.soft_embedding(np.ascontiguousarray(given), TEMPERATURE, rows.log_sum)
    return engine.canvas_logits(canvas, soft)


def assert_same_forwards(engine: GgmlGemmaEngine, reference: Reference, seed: int) -> None:
    """A plain and a self-conditioned forward agree to 1e-5."""
    dims_canvas = engine.canvas_length
    canvas = np.random.default_rng(seed).integers(0, engine.vocab_size, dims_canvas, np.int32)
    wanted = reference.canvas_logits(canvas)
    assert relative_error(engine.canvas_logits(canvas), wanted) < 1e-5
    again = reference.canvas_logits(canvas, wanted / TEMPERATURE)
    assert relative_error(conditioned(engine, canvas, wanted), again) < 1e-5
    assert relative_error(again, wanted) > 1e-3  # self-conditioning does something


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "f32.gguf", dims=DIMS)


@pytest.fixture
def reference(path: Path) -> Reference:
    return Reference(reference_model(path, DIMS))


@pytest.fixture(params=[5, 16, 512])
def engine(path: Path, request: pytest.FixtureRequest) -> Iterator[GgmlGemmaEngine]:
    made = engine_of(path, chunk=request.param)
    yield made
    made.close()


@pytest.mark.parametrize("length", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 4 * WINDOW])
def test_any_prompt_length_in_any_chunks(
    engine: GgmlGemmaEngine, reference: Reference, length: int
) -> None:
    prompt = random_ids(length, length)
    engine.prefill(prompt)
    reference.prefill(prompt)
    assert_same_forwards(engine, reference, seed=length)


def test_second_canvas_after_commit_and_rewind_and_replay(
    engine: GgmlGemmaEngine, reference: Reference
) -> None:
    prompt, canvas = random_ids(1, 3 * WINDOW), random_ids(2, DIMS.canvas)
    for ids in (prompt, canvas):
        engine.prefill(ids)
        reference.prefill(ids)
        assert_same_forwards(engine, reference, seed=3)
    # Within the canvas just committed; then further back than the ring remembers; then forward.
    for position in (3 * WINDOW + 4, 7):
        rewind(engine, position)
        reference.rewind(position)
        assert_same_forwards(engine, reference, seed=4)
    engine.prefill(prompt[7:])
    reference.prefill(prompt[7:])
    assert_same_forwards(engine, reference, seed=5)


def test_split_experts_and_split_files_are_the_same_model(
    tmp_path: Path, reference: Reference
) -> None:
    split = write_model(tmp_path / "split.gguf", dims=DIMS, merged_experts=False, parts=3)
    engine, same = engine_of(split), Reference(reference_model(split, DIMS))
    prompt = random_ids(8, 20)
    engine.prefill(prompt)
    same.prefill(prompt)
    assert_same_forwards(engine, same, seed=9)
    engine.close()


@pytest.mark.parametrize(
    "dims",
    [
        Dims(n_layers=1, full_every=1, n_experts=3, n_experts_used=1, canvas=7),
        Dims(n_layers=2, full_every=2, n_experts=8, n_experts_used=5, canvas=33, window=40),
        Dims(n_layers=8, full_every=4, n_heads=6, kv_heads_swa=3, kv_heads_full=2, hidden=96),
    ],
)
def test_other_shapes_and_a_head_in_slices(
    tmp_path: Path, dims: Dims, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logits, "SLICE_FLOP", 1.0)  # as small as slices get
    path = write_model(tmp_path / "m.gguf", dims=dims, seed=3)
    engine, reference = engine_of(path, chunk=32), Reference(reference_model(path, dims))
    prompt = random_ids(5, 60, dims)
    engine.prefill(prompt)
    reference.prefill(prompt)
    assert_same_forwards(engine, reference, seed=6)
    engine.close()


# Beside these weights ggml also rounds the activations (to Q8 for quantized weights), which sets
# the size of the error: the median cell stays within the bound. A rounded router can choose another
# expert for a cell here and there, so the whole canvas has a looser one.
BOUNDS = {"F16": 4e-3, "BF16": 2e-2, "Q8_0": 4e-2, "Q4_0": 4e-2, "Q5_0": 4e-2}
KBOUNDS = {"Q4_K": 9e-2, "Q5_K": 9e-2, "Q6_K": 9e-2, "Q3_K": 9e-2, "Q2_K": 9e-2}
WHOLE = 0.25


def cell_errors(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """‖a − b‖ / ‖b‖ of each cell, [C]."""
    return np.linalg.norm(a - b, axis=1) / np.linalg.norm(b, axis=1)


@pytest.mark.parametrize(("kind", "bound"), [*BOUNDS.items(), *KBOUNDS.items()])
def test_quantized_weights_against_their_dequantized_values(
    tmp_path: Path, kind: str, bound: float
) -> None:
    dims = KQUANT_DIMS
    path = write_model(tmp_path / "q.gguf", dims=dims, matrix_type=kind)
    reference = Reference(reference_model(path, dims))
    prompt, canvas = random_ids(1, 40, dims), random_ids(2, dims.canvas, dims)
    reference.prefill(prompt)
    wanted = reference.canvas_logits(canvas)
    again = reference.canvas_logits(canvas, wanted / TEMPERATURE)
    for precision in ("exact", "fast"):
        engine = engine_of(path, precision=precision)
        engine.prefill(prompt)
        got = engine.canvas_logits(canvas).copy()
        got_again = conditioned(engine, canvas, wanted).copy()
        engine.close()
        cells = np.median(cell_errors(got, wanted)), np.median(cell_errors(got_again, again))
        whole = relative_error(got, wanted), relative_error(got_again, again)
        print(f"{kind} {precision}: median cell {max(cells):.1e}, whole {max(whole):.1e}")
        assert max(cells) < bound
        assert max(whole) < WHOLE
