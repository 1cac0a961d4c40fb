"""Child of test_placement: forwards of one model under several placements, saved to a file.

A process of its own, for ggml never forgets a server and aborts when one is gone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from darkroom.core.placement import HOST, KVType, Placement
from darkroom.diffusion.sampler import RowStatistics
from darkroom.engines.ggml_gemma.devices import add_servers
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header

DEVICE = "RPC0"


def placements(n: int) -> dict[str, Placement]:
    """No layer, one, half and all on the device, experts and head there or not."""

    def last(count: int) -> tuple[str, ...]:
        return (HOST,) * (n - count) + (DEVICE,) * count

    return {
        "none": Placement.on_host(n),
        "head": Placement(last(0), last(0), DEVICE),
        "one": Placement(last(1), last(1)),
        "half": Placement(last(n // 2), last(n // 2)),
        "all": Placement(last(n), last(n)),
        "all and head": Placement(last(n), last(n), DEVICE),
        "experts of half": Placement(last(n), last(n // 2), DEVICE),
        "no experts": Placement(last(n), last(0)),
    }


def forwards(engine: GgmlGemmaEngine, given: np.ndarray | None) -> np.ndarray:
    """Logits [4, C, V]: plain, self-conditioned, behind a committed canvas, after a rewind."""
    prompt = np.random.default_rng(5).integers(0, engine.vocab_size, 3 * engine.canvas_length + 5)
    canvas = np.arange(engine.canvas_length, dtype=np.int32)
    engine.prefill(prompt.astype(np.int32))
    plain = engine.canvas_logits(canvas).copy()
    given = plain if given is None else given
    rows = RowStatistics(given, 0.7)
    rows.fill_all()
    soft = engine.soft_embedding(given, 0.7, rows.log_sum)
    conditioned = engine.canvas_logits(canvas, soft).copy()
    engine.prefill(canvas)
    behind = engine.canvas_logits(canvas).copy()
    engine.prefill(prompt[engine.keep(3) : 12].astype(np.int32))
    return np.stack([plain, conditioned, behind, engine.canvas_logits(canvas)])


def main(server: str, model: Path, out: Path, kv_type: KVType) -> None:
    """Run all placements and save what they gave, and what the device held."""
    add_servers((server,))
    header = read_header(model)
    params = read_params(header)
    results: dict[str, np.ndarray] = {}
    for name, placement in placements(params.n_layers).items():
        engine = GgmlGemmaEngine(
            header, params, context=200, threads=1, precision="exact", chunk=16,
            kv_type=kv_type, placement=placement,
        )  # fmt: skip
        given = results["none"][0] if results else None
        results[name] = forwards(engine, given)
        results[f"{name}: bytes"] = np.array(engine.used_bytes.get(DEVICE, 0))
        engine.close()
    np.savez(out, **results)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])  # pyright: ignore[reportArgumentType]
