"""The ggml engine: refusals, cancelling, rewinding, closing. Its numbers: tests/golden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from darkroom.core.errors import (
    BadInputError,
    CancelledError,
    ContextOverflowError,
    EngineError,
    ModelFileError,
    OutOfMemoryError,
)
from darkroom.engines.ggml_gemma import ggml, machine
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from gguf_files import Dims, write_model

DIMS = Dims()
CANVAS = np.arange(DIMS.canvas, dtype=np.int32)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "m.gguf", dims=DIMS)


@pytest.fixture
def engine(path: Path) -> Iterator[GgmlGemmaEngine]:
    header = read_header(path)
    made = GgmlGemmaEngine(header, read_params(header), context=128, threads=2, chunk=16)
    yield made
    made.close()


def _after(polls: int) -> object:
    """A cancel poll that says yes from its n-th call on."""
    left = [polls]

    def should_cancel() -> bool:
        left[0] -= 1
        return left[0] < 0

    return should_cancel


def test_a_cancelled_step_can_be_repeated(engine: GgmlGemmaEngine) -> None:
    engine.prefill(CANVAS)
    wanted = engine.canvas_logits(CANVAS).copy()
    for polls in (0, 3, 40):
        with pytest.raises(CancelledError):
            engine.canvas_logits(CANVAS, should_cancel=_after(polls))
    np.testing.assert_array_equal(engine.canvas_logits(CANVAS), wanted)


def test_a_cancelled_prefill_keeps_whole_chunks_and_can_go_on(engine: GgmlGemmaEngine) -> None:
    prompt = np.arange(60, dtype=np.int32)
    done: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        engine.prefill(
            prompt,
            should_cancel=lambda: len(done) == 2,
            on_progress=lambda *progress: done.append(progress),
        )
    assert done == [(16, 60), (32, 60)]
    assert engine.committed.tolist() == list(range(32))
    engine.prefill(prompt[32:])
    resumed = engine.canvas_logits(CANVAS).copy()
    engine.keep(0)
    engine.prefill(prompt)
    np.testing.assert_array_equal(engine.canvas_logits(CANVAS), resumed)


@pytest.mark.parametrize(
    "ids", [[-1], [DIMS.vocab], [[1, 2]]], ids=["negative", "too large", "two rows"]
)
def test_ids_outside_the_vocabulary_never_reach_the_engine(
    engine: GgmlGemmaEngine, ids: list[int]
) -> None:
    with pytest.raises(BadInputError):
        engine.prefill(np.array(ids, np.int32))
    with pytest.raises(BadInputError):
        engine.canvas_logits(np.array(ids, np.int32))


def test_a_canvas_of_another_length_is_refused(engine: GgmlGemmaEngine) -> None:
    with pytest.raises(BadInputError, match="16 cells"):
        engine.canvas_logits(CANVAS[:5])


def test_more_than_the_context_is_refused(engine: GgmlGemmaEngine) -> None:
    with pytest.raises(ContextOverflowError) as caught:
        engine.prefill(np.zeros(129, np.int32))
    assert caught.value.hint
    engine.prefill(np.zeros(120, np.int32))
    with pytest.raises(ContextOverflowError, match="no room"):
        engine.canvas_logits(CANVAS)


@pytest.mark.parametrize("position", [-1, 5])
def test_rewinding_beyond_what_is_committed_is_refused(
    engine: GgmlGemmaEngine, position: int
) -> None:
    engine.prefill(CANVAS[:4])
    with pytest.raises(BadInputError):
        engine.keep(position)


def test_memory_that_is_not_there_is_refused_before_it_is_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = read_header(path)
    monkeypatch.setattr(
        machine.psutil, "virtual_memory", lambda: SimpleNamespace(available=100_000)
    )
    with pytest.raises(OutOfMemoryError, match="GB"):
        GgmlGemmaEngine(header, read_params(header), context=512)


def test_small_models_take_few_threads_and_large_ones_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "available_cores", lambda: 8)
    assert machine.useful_threads(2_000_000, 64) == 1
    assert machine.useful_threads(290_000_000, 256) == 8
    assert machine.useful_threads(10, 1) == 1


def test_closing_gives_the_file_and_the_memory_back(tmp_path: Path) -> None:
    dims = Dims(hidden=256, vocab=4096, n_layers=4)
    header = read_header(write_model(tmp_path / "m.gguf", dims=dims))
    process = psutil.Process()

    def once() -> None:
        engine = GgmlGemmaEngine(header, read_params(header), context=512, threads=2)
        engine.prefill(CANVAS)
        engine.canvas_logits(CANVAS)
        engine.close()

    once()
    before = process.memory_info().rss
    for _ in range(10):
        once()
    assert process.memory_info().rss - before < 16 << 20
    mapped = [entry.path for entry in process.memory_maps()]
    assert str(header.paths[0]) not in mapped


def test_what_a_cancel_poll_raises_comes_out_of_the_step(engine: GgmlGemmaEngine) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.canvas_logits(CANVAS, should_cancel=interrupted)
    engine.canvas_logits(CANVAS)


def test_what_the_ring_no_longer_holds_is_forgotten(engine: GgmlGemmaEngine) -> None:
    engine.prefill(np.zeros(100, np.int32))
    assert engine.keep(95) == 95
    assert engine.keep(20) == 0
    assert len(engine.committed) == 0


def test_a_closed_engine_says_so_and_closes_twice(path: Path) -> None:
    header = read_header(path)
    engine = GgmlGemmaEngine(header, read_params(header), context=128, threads=1)
    for _ in range(2):
        engine.close()
    for call in (engine.prefill, engine.canvas_logits):
        with pytest.raises(EngineError, match="closed"):
            call(CANVAS)
    with pytest.raises(EngineError, match="closed"):
        engine.keep(0)
    with pytest.raises(EngineError, match="closed"):
        _ = engine.used_bytes


def test_a_file_cut_short_after_its_header_was_read(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    header = read_header(path)
    params = read_params(header)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelFileError, match="changed"):
        GgmlGemmaEngine(header, params, context=128)


def test_an_unknown_ggml_is_refused() -> None:
    for version in (b"0.8.9", b"1.0.0", b"2.3.4-dirty"):
        with pytest.raises(EngineError, match="ggml"):
            ggml._check_version(SimpleNamespace(version=lambda v=version: v))


def test_missing_symbols_are_named() -> None:
    with pytest.raises(EngineError, match="ggml_mul_mat"):
        ggml._bind([SimpleNamespace()])


def test_the_self_test_notices_a_wrong_result() -> None:
    lib = ggml.load()
    double = lambda c, a, b: lib.scale(c, lib.mul_mat(c, a, b), 2.0)  # noqa: E731
    broken = SimpleNamespace(**{**vars(lib), "mul_mat": double})
    with pytest.raises(EngineError, match="self-test"):
        ggml._self_test(broken)
