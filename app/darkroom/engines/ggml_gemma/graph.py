"""The DiffusionGemma network as ggml graphs: one for a prompt chunk, one for a canvas.

Prompt and canvas share all weights but one scalar per layer. Shapes in comments are in ggml
order, fastest dimension first; N is the number of tokens in the graph.

Source: the Transformers implementation, ``models/diffusion_gemma`` (version 5.11 and later).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.cache import KVCache, LayerCache
from darkroom.engines.ggml_gemma.ops import Ops, Tensor
from darkroom.engines.ggml_gemma.weights import Weights
from darkroom.gguf.architecture import DiffusionGemmaParams

_NODES_PER_LAYER = 160
"""Above what the longest layer needs (about 90, plus two per expert in use)."""


@dataclass(frozen=True, slots=True)
class AttentionInputs:
    """Where the tokens of a graph stand and what they may see.

    Attributes:
        positions: I32 [N].
        full_rows: I64 [N], slots in the full layers' cache.
        ring_rows: I64 [N], slots in the sliding layers' cache.
        full_mask: F16 [full_length, N], or None when all is visible.
        ring_mask: F16 [ring_slots, N].
        full_length: slots of the full layers to attend to.
    """

    positions: Tensor
    full_rows: Tensor
    ring_rows: Tensor
    full_mask: Tensor | None
    ring_mask: Tensor
    full_length: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A built graph with its inputs; ``soft`` and ``logits`` belong to canvas graphs only."""

    ops: Ops
    ids: Tensor
    attention: AttentionInputs
    soft: Tensor | None = None
    logits: Tensor | None = None


class GraphBuilder:
    """Builds graphs of one model.

    Args:
        lib: the bound ggml functions.
        params: the model's hyper-parameters.
        weights: its tensors.
        cache: its keys and values.
        exact: gelu in F32 instead of ggml's F16 table.
    """

    def __init__(
        self,
        lib: SimpleNamespace,
        params: DiffusionGemmaParams,
        weights: Weights,
        cache: KVCache,
        *,
        exact: bool,
    ) -> None:
        self._lib = lib
        self._params = params
        self._weights = weights
        self._cache = cache
        self._exact = exact
        per_layer = _NODES_PER_LAYER + 2 * params.n_experts_used
        self.max_nodes = per_layer * params.n_layers + 64

    def prompt(self, start: int, count: int) -> Graph:
        """Encode ``count`` prompt tokens at ``start``: fills the cache, no output."""
        ops = Ops(self._lib, self.max_nodes)
        ids, inputs = self._inputs(ops, count, full_length=start + count, masked=True)
        x = ops.scale(ops.rows(self._weights["token_embd.weight"], ids), self._root_hidden)
        last = self._params.n_layers - 1
        for index in range(last):
            x = self._layer(ops, x, index, inputs, count, "enc_layer_output_scale.weight")
        self._store(ops, self._attention_norm(ops, x, last), last, inputs, count, expand=True)
        return Graph(ops, ids, inputs)

    def canvas(self, start: int) -> Graph:
        """Denoise the canvas that stands at ``start``: soft embedding and ids in, logits out."""
        ops, params = Ops(self._lib, self.max_nodes), self._params
        count = params.canvas_length
        ids, inputs = self._inputs(ops, count, full_length=start + count, masked=False)
        soft = ops.input(ggml.F32, params.hidden, count)
        x = ops.scale(ops.rows(self._weights["token_embd.weight"], ids), self._root_hidden)
        x = ops.rms_norm(ops.add(x, self._self_conditioning(ops, soft)), params.rms_eps)
        for index in range(params.n_layers):
            x = self._layer(ops, x, index, inputs, count, "layer_output_scale.weight")
        x = ops.rms_norm(x, params.rms_eps, self._weights["output_norm.weight"])
        logits = ops.output(ops.matmul(self._weights["token_embd.weight"], x))
        return Graph(ops, ids, inputs, soft, logits)

    @property
    def _root_hidden(self) -> float:
        return self._params.hidden**0.5

    def _inputs(
        self, ops: Ops, count: int, *, full_length: int, masked: bool
    ) -> tuple[Tensor, AttentionInputs]:
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
        return ops.matmul(weights["self_cond_down.weight"], self._geglu(ops, gate, up))

    def _geglu(self, ops: Ops, gate: Tensor, up: Tensor) -> Tensor:
        return ops.geglu_exact(gate, up) if self._exact else ops.geglu(gate, up)

    def _layer(
        self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs, count: int, scale: str
    ) -> Tensor:
        eps = self._params.rms_eps
        attended = self._attention(ops, self._attention_norm(ops, x, index), index, inputs, count)
        norm = self._weight(index, "post_attention_norm.weight")
        x = ops.add(x, ops.rms_norm(attended, eps, norm))
        both = ops.add(self._dense(ops, x, index), self._experts(ops, x, index, count))
        norm = self._weight(index, "post_ffw_norm.weight")
        x = ops.add(x, ops.rms_norm(both, eps, norm))
        return ops.mul(x, self._weight(index, scale))

    def _weight(self, index: int, name: str) -> Tensor:
        return self._weights[f"blk.{index}.{name}"]

    def _attention_norm(self, ops: Ops, x: Tensor, index: int) -> Tensor:
        return ops.rms_norm(x, self._params.rms_eps, self._weight(index, "attn_norm.weight"))

    def _rope(self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs) -> Tensor:
        params = self._params
        if params.sliding[index]:
            dims, base, factors = params.rope_dims_swa, params.rope_base_swa, None
        else:
            dims, base = params.rope_dims, params.rope_base
            factors = self._weights.get("rope_freqs.weight")
        return ops.rope(x, inputs.positions, factors, dims, base)

    def _store(
        self,
        ops: Ops,
        x: Tensor,
        index: int,
        inputs: AttentionInputs,
        count: int,
        *,
        expand: bool = False,
    ) -> tuple[Tensor, Tensor]:
        """Compute keys and values of N tokens and write them; returns the caches after it."""
        params, cache = self._params, self._cache.layers[index]
        shape = (cache.head_dim, cache.kv_heads, count)
        raw = ops.matmul(self._weight(index, "attn_k.weight"), x)
        projection = self._weights.get(f"blk.{index}.attn_v.weight")
        # Full layers have no V projection: V is K's, before K's norm and rope.
        values = raw if projection is None else ops.matmul(projection, x)
        norm = self._weight(index, "attn_k_norm.weight")
        keys = ops.rms_norm(ops.reshape(raw, *shape), params.rms_eps, norm)
        keys = self._rope(ops, keys, index, inputs)
        values = ops.rms_norm(ops.reshape(values, *shape), params.rms_eps)
        rows = inputs.ring_rows if params.sliding[index] else inputs.full_rows
        flat = (cache.head_dim * cache.kv_heads, count)
        stored = (
            ops.store_rows(cache.keys, ops.reshape(keys, *flat), rows),
            ops.store_rows(cache.values, ops.reshape(values, *flat), rows),
        )
        if expand:
            for tensor in stored:
                ops.expand(tensor)
        return stored

    def _attention(
        self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs, count: int
    ) -> Tensor:
        params, cache = self._params, self._cache.layers[index]
        stored = self._store(ops, x, index, inputs, count)
        q = ops.matmul(self._weight(index, "attn_q.weight"), x)
        q = ops.reshape(q, cache.head_dim, params.n_heads, count)
        q = ops.rms_norm(q, params.rms_eps, self._weight(index, "attn_q_norm.weight"))
        q = ops.swap_12(self._rope(ops, q, index, inputs))  # [head_dim, N, heads]
        if params.sliding[index]:
            length, mask = self._cache.ring_slots, inputs.ring_mask
        else:
            length, mask = inputs.full_length, inputs.full_mask
        k, v = (_heads_of(ops, tensor, cache, length) for tensor in stored)
        out = ops.attention(q, k, v, mask)  # [head_dim, heads, N]
        out = ops.reshape(out, cache.head_dim * params.n_heads, count)
        return ops.matmul(self._weight(index, "attn_output.weight"), out)

    def _dense(self, ops: Ops, x: Tensor, index: int) -> Tensor:
        eps = self._params.rms_eps
        h = ops.rms_norm(x, eps, self._weight(index, "ffn_norm.weight"))
        gate = ops.matmul(self._weight(index, "ffn_gate.weight"), h)
        up = ops.matmul(self._weight(index, "ffn_up.weight"), h)
        out = ops.matmul(self._weight(index, "ffn_down.weight"), self._geglu(ops, gate, up))
        return ops.rms_norm(out, eps, self._weight(index, "post_ffw_norm_1.weight"))

    def _route(self, ops: Ops, x: Tensor, index: int, count: int) -> tuple[Tensor, Tensor]:
        """Ids I32 [k, N] and weights F32 [1, k, N] of the experts, from the un-normed residual."""
        params = self._params
        h = ops.rms_norm(x, params.rms_eps, self._weight(index, "ffn_gate_inp.scale"))
        h = ops.scale(h, params.hidden**-0.5)
        p = ops.softmax(ops.matmul(self._weight(index, "ffn_gate_inp.weight"), h))  # [E, N]
        ids = ops.top_k(p, params.n_experts_used)
        columns = (1, params.n_experts, count)
        k = params.n_experts_used
        chosen = ops.reshape(ops.rows(ops.reshape(p, *columns), ids), k, count)
        scaled = ops.mul(p, self._weight(index, "ffn_down_exps.scale"))
        scaled = ops.reshape(ops.rows(ops.reshape(scaled, *columns), ids), k, count)
        return ids, ops.reshape(ops.div(scaled, ops.sum_rows(chosen)), 1, k, count)

    def _experts(self, ops: Ops, x: Tensor, index: int, count: int) -> Tensor:
        params = self._params
        k, width = params.n_experts_used, params.expert_ffn
        ids, weights = self._route(ops, x, index, count)
        h = ops.rms_norm(x, params.rms_eps, self._weight(index, "pre_ffw_norm_2.weight"))
        gate, up = self._gate_up(ops, ops.reshape(h, params.hidden, 1, count), ids, index, count)
        act = self._geglu(ops, gate, up)  # [width, k, N]
        down = self._weight(index, "ffn_down_exps.weight")
        out = ops.mul(ops.matmul_experts(down, ops.reshape(act, width, k, count), ids), weights)
        row = params.hidden * 4
        total = ops.view_2d(out, params.hidden, count, k * row, 0)
        for i in range(1, k):
            total = ops.add(total, ops.view_2d(out, params.hidden, count, k * row, i * row))
        if k == 1:
            total = ops.contiguous(total)
        return ops.rms_norm(total, params.rms_eps, self._weight(index, "post_ffw_norm_2.weight"))

    def _gate_up(
        self, ops: Ops, h: Tensor, ids: Tensor, index: int, count: int
    ) -> tuple[Tensor, Tensor]:
        params = self._params
        merged = self._weights.get(f"blk.{index}.ffn_gate_up_exps.weight")
        if merged is None:  # older files keep the two apart
            gate = ops.matmul_experts(self._weight(index, "ffn_gate_exps.weight"), h, ids)
            up = ops.matmul_experts(self._weight(index, "ffn_up_exps.weight"), h, ids)
            return gate, up
        width, k = params.expert_ffn, params.n_experts_used
        both = ops.matmul_experts(merged, h, ids)  # [2·width, k, N]
        shape, strides = (width, k, count), (2 * width * 4, 2 * width * 4 * k)
        return (
            ops.view_3d(both, shape, strides),
            ops.view_3d(both, shape, strides, width * 4),
        )


def _heads_of(ops: Ops, tensor: Tensor, cache: LayerCache, length: int) -> Tensor:
    """The first ``length`` slots as [head_dim, length, kv_heads]."""
    row = cache.row_bytes
    head = cache.head_dim * cache.element_bytes
    return ops.view_3d(tensor, (cache.head_dim, length, cache.kv_heads), (row, head))
