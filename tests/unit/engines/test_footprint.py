"""What the planner predicts against what the engine really allocates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from darkroom.core.placement import HOST, KVType
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import read_params
from darkroom.gguf.footprint import compute_bytes, layer_cache_bytes
from darkroom.gguf.header import Header, read_header
from sparse_gguf import Q8_0, REAL_DIMS, write_sparse_model


@pytest.fixture(scope="module")
def header(tmp_path_factory: pytest.TempPathFactory) -> Header:
    """The real sizes, six layers of them, nothing but zeros behind the header."""
    path: Path = tmp_path_factory.mktemp("sparse") / "six-layers.gguf"
    return read_header(write_sparse_model(path, Q8_0, replace(REAL_DIMS, n_layers=6, vocab=2048)))


@pytest.mark.parametrize(("context", "chunk"), [(1024, 512), (4096, 256), (4096, 512)])
def test_intermediate_results(header: Header, context: int, chunk: int) -> None:
    params = read_params(header)
    engine = GgmlGemmaEngine(header, params, context=context, chunk=chunk)
    try:
        last = context - params.canvas_length
        for graph in (
            engine._builder.prompt(last - chunk, chunk),
            engine._builder.canvas(last),
        ):
            engine._runtime.allocate(graph.ops)
        allocated = engine._runtime.buffer_bytes[HOST]
    finally:
        engine.close()
    assert allocated == pytest.approx(compute_bytes(params, context, chunk), rel=0.06)


@pytest.mark.parametrize("kv_type", ["f16", "f32", "q8_0"])
def test_cache(header: Header, kv_type: KVType) -> None:
    params = read_params(header)
    context, chunk = 2048, 512
    engine = GgmlGemmaEngine(header, params, context=context, chunk=chunk, kv_type=kv_type)
    try:
        allocated = engine._cache.size_bytes(HOST)
    finally:
        engine.close()
    expected = sum(
        layer_cache_bytes(params, layer, context, kv_type, chunk)
        for layer in range(params.n_layers)
    )
    assert allocated == pytest.approx(expected, rel=1e-3)
