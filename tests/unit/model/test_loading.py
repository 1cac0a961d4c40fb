"""What people open by mistake gets a clear refusal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import darkroom
from darkroom.core.errors import (
    BadInputError,
    EngineError,
    ModelFileError,
    OutOfMemoryError,
    UnsupportedModelError,
)
from darkroom.core.placement import Placement
from gguf_files import ARCHITECTURE, Dims, write_model

DIMS = Dims()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"GGUF", ""),
        (b"<html>not found</html>", "web page"),
        (b"PK\x03\x04" + b"\0" * 100, "zip"),
        (b"x" * 1000, "GGUF"),
    ],
)
def test_files_that_are_no_models(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelFileError) as caught:
        darkroom.load(path)
    assert says.lower() in caught.value.text.lower()
    assert str(path) in caught.value.text
    assert caught.value.hint


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="no such file"):
        darkroom.load(tmp_path / "absent.gguf")


def test_a_truncated_file(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(ModelFileError) as caught:
        darkroom.load(path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("architecture", "says"), [("llada", "LLaDA"), ("dream", "Dream"), ("llama", "diffusion-gemma")]
)
def test_other_architectures_are_named(tmp_path: Path, architecture: str, says: str) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS, architecture=architecture)
    with pytest.raises(UnsupportedModelError, match=says):
        darkroom.load(path)


def test_a_header_that_disagrees_with_its_tensors(tmp_path: Path) -> None:
    wrong = {"diffusion-gemma.embedding_length": 128}
    path = write_model(tmp_path / "m.gguf", dims=DIMS, metadata=wrong)
    with pytest.raises(ModelFileError):
        darkroom.load(path)
    path = write_model(tmp_path / "n.gguf", dims=DIMS, omit={"blk.1.attn_k.weight"})
    with pytest.raises(ModelFileError, match="attn_k"):
        darkroom.load(path)


@pytest.mark.parametrize(
    "bad",
    [{"context": 16}, {"context": 10**6}, {"threads": 0}, {"precision": "best"}, {"device": "x"},
     {"kv_type": "q4"}, {"gpu_layers": -1}, {"device": "cpu", "gpu_layers": 1}],
)  # fmt: skip
def test_arguments_out_of_range(tmp_path: Path, bad: dict[str, Any]) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    with pytest.raises(BadInputError):
        darkroom.load(path, **bad)


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    darkroom.load(path, on_progress=lambda fraction, stage: told.append(fraction)).close()
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_too_large_a_context_is_refused_with_one_that_fits(tmp_path: Path) -> None:
    key = f"{ARCHITECTURE}.context_length"
    path = write_model(tmp_path / "m.gguf", dims=DIMS, metadata={key: 2**31 - 1})
    with pytest.raises(OutOfMemoryError) as caught:
        darkroom.load(path, context=2**30)
    offered = re.search(r"A context of ([\d,]+) tokens fits", caught.value.hint)
    assert offered
    less = int(offered[1].replace(",", ""))
    assert 2048 <= less < 2**30
    assert "GB" in caught.value.text


def test_layers_for_gpus_that_are_not_there(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    with pytest.raises(BadInputError, match="no GPU"):
        darkroom.load(path, gpu_layers=1)
    with pytest.raises(EngineError, match="does not answer"):
        darkroom.load(path, servers=["127.0.0.1:1"])


def test_a_placement_of_another_model(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS)
    with pytest.raises(BadInputError, match="layers"):
        darkroom.load(path, placement=Placement.on_host(DIMS.n_layers + 1))
    gone = ("CUDA7",) * DIMS.n_layers
    with pytest.raises(EngineError, match="CUDA7"):
        darkroom.load(path, placement=Placement(gone, gone))
