"""The Transformers implementation with the weights of a GGUF file: the authority for numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers.cache_utils import DynamicCache
from transformers.models.diffusion_gemma import (
    DiffusionGemmaConfig,
    DiffusionGemmaForBlockDiffusion,
    DiffusionGemmaTextConfig,
)
from transformers.models.gemma4 import Gemma4VisionConfig

from gguf_files import Dims, read_weights

_NORMS = {
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "post_ffw_norm_1": "post_feedforward_layernorm_1",
    "pre_ffw_norm_2": "pre_feedforward_layernorm_2",
    "post_ffw_norm_2": "post_feedforward_layernorm_2",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "ffn_gate_inp": "router.proj",
}
_PLAIN = {
    "ffn_gate_inp.scale": "router.scale",
    "ffn_down_exps.scale": "router.per_expert_scale",
    "ffn_gate_up_exps.weight": "experts.gate_up_proj",
    "ffn_down_exps.weight": "experts.down_proj",
}


def config(dims: Dims) -> DiffusionGemmaConfig:
    """The reference's configuration for a test model."""
    text = DiffusionGemmaTextConfig(
        vocab_size=dims.vocab,
        hidden_size=dims.hidden,
        intermediate_size=dims.ffn,
        num_hidden_layers=dims.n_layers,
        num_attention_heads=dims.n_heads,
        num_key_value_heads=dims.kv_heads_swa,
        num_global_key_value_heads=dims.kv_heads_full,
        head_dim=dims.head_dim_swa,
        global_head_dim=dims.head_dim_full,
        max_position_embeddings=dims.context,
        sliding_window=dims.window,
        layer_types=["sliding_attention" if s else "full_attention" for s in dims.sliding],
        num_experts=dims.n_experts,
        top_k_experts=dims.n_experts_used,
        moe_intermediate_size=dims.expert_ffn,
    )
    vision = Gemma4VisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=1,
        num_key_value_heads=1, head_dim=16,
    )  # fmt: skip
    both = DiffusionGemmaConfig(
        text_config=text, vision_config=vision, canvas_length=dims.canvas, image_token_id=-1
    )
    both._attn_implementation = "eager"
    return both


def reference_model(path: Path, dims: Dims, dtype: torch.dtype = torch.float32) -> Any:
    """The reference with the (dequantized) weights of a file, ready to run."""
    with torch.device("meta"):
        model = DiffusionGemmaForBlockDiffusion(config(dims))
    state = _state(read_weights(path), dims)
    wanted = {name for name in model.state_dict() if "vision" not in name}
    if lacking := wanted - state.keys():
        raise AssertionError(f"not filled from the file: {sorted(lacking)[:5]}")
    fresh = DiffusionGemmaForBlockDiffusion(config(dims))  # buffers such as inv_freq need values
    fresh.load_state_dict(state, strict=False)
    return fresh.to(dtype).eval()


def _state(weights: dict[str, NDArray[np.float32]], dims: Dims) -> dict[str, torch.Tensor]:
    tensors = {name: torch.from_numpy(np.array(data)) for name, data in weights.items()}
    embedding = tensors["token_embd.weight"]
    state = {"lm_head.weight": embedding}
    for side in ("encoder.language_model", "decoder"):
        state[f"model.{side}.embed_tokens.weight"] = embedding
        state[f"model.{side}.norm.weight"] = tensors["output_norm.weight"]
        for index in range(dims.n_layers):
            state |= _layer(tensors, index, side)
    own = "model.decoder.self_conditioning"
    state[f"{own}.pre_norm.weight"] = tensors["self_cond_pre_norm.weight"]
    for part in ("gate", "up", "down"):
        state[f"{own}.{part}_proj.weight"] = tensors[f"self_cond_{part}.weight"]
    return state


def _layer(tensors: dict[str, torch.Tensor], index: int, side: str) -> dict[str, torch.Tensor]:
    source, target = f"blk.{index}", f"model.{side}.layers.{index}"
    scale = "layer_output_scale" if side == "decoder" else "enc_layer_output_scale"
    state = {f"{target}.layer_scalar": tensors[f"{source}.{scale}.weight"]}
    for ours, theirs in _NORMS.items():
        if f"{source}.{ours}.weight" in tensors:
            state[f"{target}.{theirs}.weight"] = tensors[f"{source}.{ours}.weight"]
    for ours, theirs in _PLAIN.items():
        if f"{source}.{ours}" in tensors:
            state[f"{target}.{theirs}"] = tensors[f"{source}.{ours}"]
    if f"{source}.ffn_gate_exps.weight" in tensors:
        halves = [tensors[f"{source}.ffn_{part}_exps.weight"] for part in ("gate", "up")]
        state[f"{target}.experts.gate_up_proj"] = torch.cat(halves, dim=1)
    return state


class Reference:
    """The reference behind the interface of our public Model: prefill, canvas_logits, commit."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.ids: list[int] = []
        self._cache = _empty_cache(model)

    @torch.no_grad()
    def prefill(self, ids: NDArray[np.int32]) -> None:
        """Encode tokens behind those encoded already."""
        if len(ids):
            self.model.model.encoder(
                input_ids=torch.from_numpy(ids.astype(np.int64))[None],
                past_key_values=self._cache,
                position_ids=torch.arange(len(self.ids), len(self.ids) + len(ids))[None],
            )
            self.ids += ids.tolist()

    commit = prefill

    def rewind(self, position: int) -> None:
        """Start over with the first ``position`` tokens."""
        kept = np.array(self.ids[:position], np.int32)
        self.ids, self._cache = [], _empty_cache(self.model)
        self.prefill(kept)

    @torch.no_grad()
    def canvas_logits(
        self, canvas: NDArray[np.int32], self_conditioning: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Logits float32[C, V] of a canvas behind the encoded tokens."""
        given = None
        if self_conditioning is not None:
            given = torch.from_numpy(self_conditioning)[None].to(self.model.dtype)
        position = len(self.ids)
        out = self.model(
            decoder_input_ids=torch.from_numpy(canvas.astype(np.int64))[None],
            past_key_values=self._cache,
            self_conditioning_logits=given,
            decoder_position_ids=torch.arange(position, position + len(canvas))[None],
        )
        return out.logits[0].float().numpy()


def _empty_cache(model: Any) -> DynamicCache:
    """A cache the decoder can read before anything was encoded."""
    cache = DynamicCache(config=model.config.text_config)
    for layer, block in zip(cache.layers, model.model.decoder.layers, strict=True):
        head_dim = block.self_attn.head_dim
        heads = block.self_attn.k_proj.out_features // head_dim
        layer.lazy_initialization(*[torch.zeros(1, heads, 0, head_dim, dtype=model.dtype)] * 2)
    return cache
