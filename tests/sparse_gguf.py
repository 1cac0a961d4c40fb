"""Model files of the published size that hold a header and nothing behind it.

The file system stores none of the zeros, so that 17 GB of weights take a few kilobytes.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np

from gguf_files import ARCHITECTURE, Dims, add_key, is_matrix, model_metadata, model_tensors

REAL_DIMS = Dims(
    hidden=2816,
    n_layers=30,
    full_every=6,
    n_heads=16,
    head_dim_swa=256,
    head_dim_full=512,
    kv_heads_swa=8,
    kv_heads_full=2,
    ffn=2112,
    n_experts=128,
    n_experts_used=8,
    expert_ffn=704,
    vocab=262_144,
    window=1024,
    canvas=256,
    context=262_144,
)
"""DiffusionGemma 26B-A4B: 25.2 billion parameters in 692 tensors."""

Q8_0: Mapping[str, str] = {"": "Q8_0"}
_MORE_BITS = [i for i in range(30) if i < 3 or i >= 26 or i % 3 == 2]
Q4_K_M: Mapping[str, str] = {
    "token_embd.weight": "Q6_K",
    # Rows of 704 and 2,112 are no multiples of 256: types of smaller blocks take their place.
    **{f"blk.{i}.ffn_down_exps.weight": "Q8_0" for i in _MORE_BITS},
    "ffn_down_exps.weight": "Q5_0",
    **{f"blk.{i}.attn_v.weight": "Q6_K" for i in _MORE_BITS},
    **dict.fromkeys(("ffn_down.weight", "self_cond_down.weight"), "Q8_0"),
    "": "Q4_K",
}
"""Types of matrices by end of name, the first that matches: llama.cpp's mix, which gives the
first, the last and every third layer more bits."""


def write_sparse_model(path: Path, types: Mapping[str, str], dims: Dims = REAL_DIMS) -> Path:
    """Write the header of a model and stretch the file to its full size.

    Args:
        path: the file.
        types: ggml type of the matrices by end of tensor name; the first that matches counts.
        dims: sizes.
    """
    writer = gguf.GGUFWriter(path, ARCHITECTURE)
    for key, value in model_metadata(dims, ARCHITECTURE, None).items():
        add_key(writer, key, value)
    size = 0
    for name, shape, _mean, _std in model_tensors(dims, 1.0, merged=True):
        kind = next(kind for end, kind in types.items() if name.endswith(end))
        target = gguf.GGMLQuantizationType[kind if is_matrix(name, shape) else "F32"]
        block, block_bytes = gguf.GGML_QUANT_SIZES[target]
        size_bytes = math.prod(shape) // block * block_bytes
        # A type of numpy that says nothing: ``raw_dtype`` counts, and the shape is of weights.
        writer.add_tensor_info(name, shape, np.dtype(np.float32), size_bytes, raw_dtype=target)
        size += _padded(size_bytes)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    os.truncate(path, _padded(path.stat().st_size) + size)
    return path


def _padded(size_bytes: int) -> int:
    return gguf.GGUFWriter.ggml_pad(size_bytes, gguf.GGUF_DEFAULT_ALIGNMENT)
