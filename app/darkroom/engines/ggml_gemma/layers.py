"""One transformer layer of DiffusionGemma: attention over the cache, dense and expert branch.

Prompt and canvas share all weights but one scalar per layer. Shapes in comments are in ggml
order, fastest dimension first; N is the number of tokens in the graph.

Source: the Transformers implementation, ``models/diffusion_gemma`` (version 5.11 and later).
"""

from __future__ import annotations

from dataclasses import dataclass

from darkroom.engines.ggml_gemma.cache import KVCache, LayerCache
from darkroom.engines.ggml_gemma.ops import Ops, Tensor
from darkroom.engines.ggml_gemma.weights import Weights
from darkroom.gguf.architecture import DiffusionGemmaParams


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


class Layers:
    """The layers of one model; every method adds nodes to the graph it is given.

    Args:
        params: the model's hyper-parameters.
        weights: its tensors.
        cache: its keys and values.
        exact: gelu in F32 instead of ggml's F16 table.
    """

    def __init__(
        self, params: DiffusionGemmaParams, weights: Weights, cache: KVCache, *, exact: bool
    ) -> None:
        self._params = params
        self._weights = weights
        self._cache = cache
        self._exact = exact

    def geglu(self, ops: Ops, gate: Tensor, up: Tensor) -> Tensor:
        """gelu_tanh(gate) ⊙ up."""
        return ops.geglu_exact(gate, up) if self._exact else ops.geglu(gate, up)

    def layer(
        self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs, count: int, scale: str
    ) -> Tensor:
        """The residual stream [hidden, N] after layer ``index``; its scalar is named ``scale``."""
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

    def fill_cache(
        self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs, count: int
    ) -> None:
        """Only write the keys and values of layer ``index``."""
        for tensor in self._store(ops, self._attention_norm(ops, x, index), index, inputs, count):
            ops.expand(tensor)

    def _store(
        self, ops: Ops, x: Tensor, index: int, inputs: AttentionInputs, count: int
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
        return (
            ops.store_rows(cache.keys, ops.reshape(keys, *flat), rows),
            ops.store_rows(cache.values, ops.reshape(values, *flat), rows),
        )

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
        out = ops.matmul(self._weight(index, "ffn_down.weight"), self.geglu(ops, gate, up))
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
        act = self.geglu(ops, gate, up)  # [width, k, N]
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
    shape, strides = (cache.head_dim, length, cache.kv_heads), (cache.row_bytes, cache.head_bytes)
    return ops.view_3d(tensor, shape, strides)
