"""Layers, experts, cache and head on another device give the host's logits.

The device is a ggml RPC server on loopback: not a GPU, but with memory and copies of its own.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gguf_files import KQUANT_DIMS, Dims, write_model
from lent_device import lent_device

CHILD = Path(__file__).with_name("placed.py")
ON_DEVICE = ("one", "half", "all", "all and head", "experts of half", "no experts", "head")


def relative_error(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


def run_placements(model: Path, kv_type: str) -> dict[str, NDArray[np.float32]]:
    out = model.with_suffix(".npz")
    with lent_device() as server:
        command = [sys.executable, str(CHILD), server, str(model), str(out), kv_type]
        subprocess.run(command, check=True, timeout=240)
    with np.load(out) as results:
        return dict(results)


@pytest.mark.parametrize(
    ("dims", "matrix_type", "kv_type", "bound"),
    [
        (Dims(n_layers=6), "F32", "f32", 1e-5),
        (Dims(n_layers=4, window=300, canvas=32), "F16", "f32", 1e-5),
        # A rounded sum can tip a quantized activation over, which self-conditioning amplifies; how
        # many do depends on the processor: seen 9e-3 on one, 2.4e-2 on another.
        (replace(KQUANT_DIMS, n_layers=4), "Q4_K", "f32", 6e-2),
        (replace(KQUANT_DIMS, n_layers=4), "Q8_0", "q8_0", 2e-2),
    ],
    ids=["F32", "F16, wide window", "Q4_K", "Q8_0 with a Q8_0 cache"],
)
def test_logits_do_not_depend_on_where_layers_lie(
    tmp_path: Path, dims: Dims, matrix_type: str, kv_type: str, bound: float
) -> None:
    model = write_model(tmp_path / "m.gguf", dims=dims, matrix_type=matrix_type)
    results = run_placements(model, kv_type)
    host = results["none"]
    for name in ON_DEVICE:
        # Attention in whole tiles adds up in another order; where layers lie changes nothing more.
        np.testing.assert_array_equal(results[name], results["all"], err_msg=name)
        for mine, wanted in zip(results[name], host, strict=True):
            assert relative_error(mine, wanted) < bound, name
    assert results["none: bytes"] == 0
    held = [int(results[f"{name}: bytes"]) for name in ("one", "half", "all", "all and head")]
    assert held == sorted(set(held)) and held[0] > 0
    assert results["no experts: bytes"] < results["experts of half: bytes"]
