"""The DiffusionGemma network as ggml graphs: one for a prompt chunk, one for a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.cache import KVCache
from darkroom.engines.ggml_gemma.layers import AttentionInputs, Layers
from darkroom.engines.ggml_gemma.logits import Logits, slice_tokens
from darkroom.engines.ggml_gemma.ops import Ops, Tensor
from darkroom.engines.ggml_gemma.weights import Weights
from darkroom.gguf.architecture import DiffusionGemmaParams
from darkroom.gguf.footprint import EMBEDDING, OUTPUT_NORM

_NODES_PER_LAYER = 160
"""Above what the longest layer needs (about 90, plus two per expert in use)."""


def max_nodes(params: DiffusionGemmaParams) -> int:
    """Upper limit of a graph's operations."""
    slices = params.vocab // slice_tokens(params.hidden, params.canvas_length) + 1
    return (_NODES_PER_LAYER + 2 * params.n_experts_used) * params.n_layers + 2 * slices + 64


@dataclass(frozen=True, slots=True)
class Graph:
    """A built graph with its inputs; ``soft`` belongs to canvas graphs only."""

    ops: Ops
    ids: Tensor
    attention: AttentionInputs
    soft: Tensor | None = None


class GraphBuilder:
    """Builds graphs of one model.

    Args:
        lib: the bound ggml functions.
        params: the model's hyper-parameters.
        weights: its tensors.
        cache: its keys and values.
        logits: where canvas graphs write theirs.
        exact: gelu in F32 instead of ggml's F16 table.
    """

    def __init__(
        self,
        lib: SimpleNamespace,
        params: DiffusionGemmaParams,
        weights: Weights,
        cache: KVCache,
        logits: Logits,
        *,
        exact: bool,
    ) -> None:
        self._lib = lib
        self._logits = logits
        self._params = params
        self._weights = weights
        self._cache = cache
        self._layers = Layers(params, weights, cache, exact=exact)
        self._max_nodes = max_nodes(params)

    def prompt(self, start: int, count: int) -> Graph:
        """Encode ``count`` prompt tokens at ``start``: fills the cache, no output."""
        ops = Ops(self._lib, self._max_nodes)
        ids, inputs = self._inputs(ops, start, count, masked=True)
        x = ops.scale(ops.rows(self._weights[EMBEDDING], ids), self._root_hidden)
        last = self._params.n_layers - 1
        for index in range(last):
            x = self._layers.layer(ops, x, index, inputs, count, "enc_layer_output_scale.weight")
        self._layers.fill_cache(ops, x, last, inputs, count)  # nothing reads past its K and V
        return Graph(ops, ids, inputs)

    def canvas(self, start: int) -> Graph:
        """Denoise the canvas that stands at ``start``: fills the logits."""
        ops, params = Ops(self._lib, self._max_nodes), self._params
        count = params.canvas_length
        # The processor attends to any number of keys; a GPU to whole tiles, so that a mask is due.
        ids, inputs = self._inputs(ops, start, count, masked=self._cache.tile > 1)
        soft = ops.input(ggml.F32, params.hidden, count)
        x = ops.scale(ops.rows(self._weights[EMBEDDING], ids), self._root_hidden)
        x = ops.rms_norm(ops.add(x, self._self_conditioning(ops, soft)), params.rms_eps)
        for index in range(params.n_layers):
            x = self._layers.layer(ops, x, index, inputs, count, "layer_output_scale.weight")
        x = ops.rms_norm(x, params.rms_eps, self._weights[OUTPUT_NORM])
        row_bytes = self._weights.info(EMBEDDING).size_bytes // params.vocab
        self._logits.compute(ops, self._weights.head, row_bytes, x, params.hidden)
        return Graph(ops, ids, inputs, soft)

    @property
    def _root_hidden(self) -> float:
        return self._params.hidden**0.5

    def _inputs(
        self, ops: Ops, start: int, count: int, *, masked: bool
    ) -> tuple[Tensor, AttentionInputs]:
        full_length = self._cache.full_length(start + count)
        inputs = AttentionInputs(
            positions=ops.input(ggml.I32, count),
            full_rows=ops.input(ggml.I64, count),
            ring_rows=ops.input(ggml.I64, count),
            full_mask=ops.input(ggml.F16, full_length, count) if masked else None,
            ring_mask=ops.input(ggml.F16, self._cache.ring_slots, count),
            full_length=full_length,
        )
        return ops.input(ggml.I32, count), inputs

    def _self_conditioning(self, ops: Ops, soft: Tensor) -> Tensor:
        weights = self._weights
        normed = ops.rms_norm(soft, self._params.rms_eps, weights["self_cond_pre_norm.weight"])
        gate = ops.matmul(weights["self_cond_gate.weight"], normed)
        up = ops.matmul(weights["self_cond_up.weight"], normed)
        return ops.matmul(weights["self_cond_down.weight"], self._layers.geglu(ops, gate, up))
