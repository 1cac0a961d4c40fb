"""A header of the published size is planned without reading a weight."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from darkroom.gguf.architecture import read_params
from darkroom.gguf.footprint import estimated_footprint, layer_cache_bytes
from darkroom.gguf.header import Header, read_header
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.plan import Verdict
from darkroom.hardware.planner import plan
from darkroom.hub.catalogue import DIFFUSION_GEMMA_26B
from planning import SIZES, machine
from sparse_gguf import Q4_K_M, Q8_0, write_sparse_model

KIB = 1024


@pytest.fixture(scope="module")
def headers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Header]:
    folder: Path = tmp_path_factory.mktemp("sparse")
    types = {"Q4_K_M": Q4_K_M, "Q8_0": Q8_0}
    return {
        quant: read_header(write_sparse_model(folder / f"real-{quant}.gguf", kinds))
        for quant, kinds in types.items()
    }


@pytest.mark.parametrize("quant", ["Q4_K_M", "Q8_0"])
def test_it_is_the_published_model(headers: Mapping[str, Header], quant: str) -> None:
    header = headers[quant]
    assert len(header.tensors) == 692
    assert header.size_bytes == pytest.approx(SIZES[quant], rel=0.002)
    assert header.path.stat().st_blocks * 512 < 20_000_000  # nothing but the header is there
    assert read_params(header) == DIFFUSION_GEMMA_26B


@pytest.mark.parametrize("quant", ["Q4_K_M", "Q8_0"])
def test_every_byte_has_its_part(headers: Mapping[str, Header], quant: str) -> None:
    footprint = candidate_of(headers[quant]).footprint
    tensors = headers[quant].tensors.values()
    assert footprint.weight_bytes == sum(tensor.size_bytes for tensor in tensors)
    experts = sum(tensor.size_bytes for tensor in tensors if "_exps.weight" in tensor.name)
    assert sum(layer.experts for layer in footprint.layers) == experts


@pytest.mark.parametrize("quant", ["Q4_K_M", "Q8_0"])
def test_an_estimate_is_near_the_truth(headers: Mapping[str, Header], quant: str) -> None:
    true = candidate_of(headers[quant]).footprint
    guess = estimated_footprint(true.params, headers[quant].size_bytes)
    assert guess.weight_bytes == pytest.approx(true.weight_bytes, rel=0.002)
    assert guess.parameters == true.parameters
    # A mix gives some parts more bits than others; the whole plan is off by less.
    assert guess.embedding == pytest.approx(true.embedding, rel=0.25)
    for got, wanted in zip(guess.layers, true.layers, strict=True):
        assert got.core == pytest.approx(wanted.core, rel=0.1)
        assert got.experts == pytest.approx(wanted.experts, rel=0.12)


def test_it_is_planned(headers: Mapping[str, Header]) -> None:
    found = plan(candidate_of(headers["Q4_K_M"]), machine((24,), 32))
    assert found.verdict is Verdict.FITS_GPU
    gpu = found.uses[1]
    # Weights without the header, the head's copy of the embedding, and what the card needs beside.
    assert 17.9e9 < gpu.peak_bytes < 18.5e9


def test_cache_of_the_published_model() -> None:
    params = DIFFUSION_GEMMA_26B

    def cache(context: int, *, sliding: bool) -> int:
        layers = [index for index, flag in enumerate(params.sliding) if flag is sliding]
        return sum(layer_cache_bytes(params, index, context, "f16", 512) for index in layers)

    # 5 full layers, keys and values, 2 heads of 512 in two bytes.
    assert cache(8192, sliding=False) == 20 * KIB * 8192
    # 25 layers, 8 heads of 256, a window of 1,024 before the last token of a chunk of 512.
    assert cache(8192, sliding=True) == cache(262_144, sliding=True) == 25 * 8 * KIB * 1535
    assert cache(512, sliding=True) == 25 * 8 * KIB * 512
