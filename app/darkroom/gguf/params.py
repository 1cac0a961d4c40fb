"""The sizes of a model, as its engine needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiffusionGemmaParams:
    """The sizes of a DiffusionGemma model.

    Attributes:
        n_layers: transformer layers.
        hidden: width of the residual stream.
        ffn: width of the dense feed-forward branch.
        vocab: tokens.
        n_heads: query heads.
        kv_heads: key/value heads of each layer.
        sliding: whether each layer sees a sliding window; the others see everything.
        head_dim, head_dim_swa: width of a head on full and on sliding layers.
        rope_base, rope_base_swa: base of the rotary frequencies, likewise.
        rope_dims, rope_dims_swa: rotated dimensions of a head, likewise.
        window: tokens a sliding layer sees, the token itself included.
        rms_eps: added to the mean square in every norm.
        n_experts, n_experts_used: experts per layer, and how many of them a token takes.
        expert_ffn: width of an expert.
        softcap: logits are ``softcap · tanh(z / softcap)``.
        context_length: tokens the model was trained for.
        canvas_length: cells per canvas.
        eb_max_steps: denoising steps per canvas.
        eb_t_min, eb_t_max: temperature of the last and of the first step.
        eb_entropy_bound: nats of joint entropy accepted per step.
        eb_stability: steps the canvas must stand still before an early stop.
        eb_confidence: mean entropy in nats below which it may stop.
    """

    n_layers: int
    hidden: int
    ffn: int
    vocab: int
    n_heads: int
    kv_heads: tuple[int, ...]
    sliding: tuple[bool, ...]
    head_dim: int
    head_dim_swa: int
    rope_base: float
    rope_base_swa: float
    rope_dims: int
    rope_dims_swa: int
    window: int
    rms_eps: float
    n_experts: int
    n_experts_used: int
    expert_ffn: int
    softcap: float
    context_length: int
    canvas_length: int
    eb_max_steps: int
    eb_t_min: float
    eb_t_max: float
    eb_entropy_bound: float
    eb_stability: int
    eb_confidence: float
