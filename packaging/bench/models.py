"""The random model the benchmarks run: the real vocabulary, window and canvas, fewer layers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gguf_files import Dims, write_model

FOLDER = Path(__file__).resolve().parents[2] / "out" / "bench"

DIMS = Dims(
    hidden=768,
    n_layers=6,
    full_every=6,
    n_heads=8,
    head_dim_swa=64,
    head_dim_full=128,
    kv_heads_swa=4,
    kv_heads_full=1,
    ffn=1536,
    n_experts=16,
    n_experts_used=4,
    expert_ffn=256,
    vocab=262_144,
    window=1024,
    canvas=256,
    context=4096,
)
"""290 million parameters, 201 of them in the vocabulary."""


MEMORY_DIMS = replace(DIMS, n_layers=18, context=32_768)
"""470 million parameters: 320 MB as Q5_K, 500 MB as Q8_0."""


def bench_model(kind: str, dims: Dims = DIMS) -> Path:
    """The model with matrices of a ggml type; written once and kept."""
    path = FOLDER / f"random-{dims.hidden}x{dims.n_layers}-{kind}.gguf"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        print(f"   writing {path.name} …", flush=True)
        # Logits of a spread that leaves real uncertainty, so that no shortcut is flattered.
        write_model(path.with_suffix(".part"), dims=dims, matrix_type=kind, logit_scale=2.5)
        path.with_suffix(".part").rename(path)
    return path
