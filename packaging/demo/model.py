"""DiffusionGemma at toy size, with a forward made for training: prompt and canvas in one pass."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Config:
    """Sizes of the model; a full-attention layer stands at every third place."""

    vocab: int = 2816
    hidden: int = 128
    layers: int = 6
    full_every: int = 3
    heads: int = 4
    sliding_dim: int = 32
    sliding_kv: int = 2
    full_dim: int = 64
    full_kv: int = 1
    mlp: int = 256
    experts: int = 4
    top_k: int = 2
    expert_mlp: int = 64
    canvas: int = 64
    window: int = 128
    context: int = 1024
    eps: float = 1e-6
    softcap: float = 30.0
    rope_sliding: float = 1e4
    rope_full: float = 1e6
    rotary_share: float = 0.25

    def is_full(self, layer: int) -> bool:
        """Whether a layer sees the whole prompt."""
        return (layer + 1) % self.full_every == 0

    def as_dict(self) -> dict[str, int | float]:
        """For checkpoints."""
        return asdict(self)


@dataclass(frozen=True)
class Batch:
    """What a layer needs to know about the sequence besides its states.

    Attributes:
        full, sliding: additive masks, float32[B, 1, T, T].
        rope: cos and sin, float32[B, T, 1, dim], for sliding and for full layers.
    """

    full: Tensor
    sliding: Tensor
    rope: dict[bool, tuple[Tensor, Tensor]]


def rms(x: Tensor, eps: float, weight: Tensor | None = None) -> Tensor:
    """X / sqrt(mean x² + eps), times ``weight``."""
    x = x.float()
    y = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)
    return y if weight is None else y * weight


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """NEOX rotary embedding."""
    a, b = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-b, a), dim=-1) * sin


def inverse_frequencies(config: Config, full: bool) -> Tensor:
    """Rotary frequencies; full layers rotate only the first share of the dimensions."""
    dim = config.full_dim if full else config.sliding_dim
    base = config.rope_full if full else config.rope_sliding
    freq = 1.0 / base ** (torch.arange(0, dim, 2).float() / dim)
    if full:
        freq[int(config.rotary_share * dim // 2) :] = 0.0
    return freq


def _filled(size: int, value: float) -> nn.Parameter:
    return nn.Parameter(torch.full((size,), value))


class Layer(nn.Module):
    """One transformer layer: attention, then a dense and an expert feed-forward side by side."""

    def __init__(self, config: Config, full: bool) -> None:
        super().__init__()
        h, self.config, self.full = config.hidden, config, full
        self.dim = config.full_dim if full else config.sliding_dim
        self.kv = config.full_kv if full else config.sliding_kv
        self.q = nn.Parameter(torch.empty(config.heads * self.dim, h))
        self.k = nn.Parameter(torch.empty(self.kv * self.dim, h))
        self.v = None if full else nn.Parameter(torch.empty(self.kv * self.dim, h))
        self.o = nn.Parameter(torch.empty(h, config.heads * self.dim))
        self.gate_up = nn.Parameter(torch.empty(2 * config.mlp, h))
        self.down = nn.Parameter(torch.empty(h, config.mlp))
        self.expert_gate = nn.Parameter(torch.empty(config.experts * config.expert_mlp, h))
        self.expert_up = nn.Parameter(torch.empty(config.experts * config.expert_mlp, h))
        self.expert_down = nn.Parameter(torch.empty(h, config.experts * config.expert_mlp))
        self.router = nn.Parameter(torch.empty(config.experts, h))
        self.router_scale = nn.Parameter(torch.ones(h))
        self.q_norm = _filled(self.dim, self.dim**-0.25)
        self.k_norm = _filled(self.dim, self.dim**-0.25)
        self.in_norm, self.ff_norm, self.expert_norm = (_filled(h, 1.0) for _ in range(3))
        self.attn_post, self.ff_post = _filled(h, 0.5), _filled(h, 0.5)
        self.dense_post, self.expert_post = _filled(h, 0.5), _filled(h, 0.5)

    def attend(self, x: Tensor, mask: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """Attention over ``x`` [B, T, H]; the scale is 1, the norms' weights carry it."""
        b, t, _ = x.shape
        eps = self.config.eps
        q = functional.linear(x, self.q).view(b, t, -1, self.dim)
        k = functional.linear(x, self.k).view(b, t, self.kv, self.dim)
        v = k if self.v is None else functional.linear(x, self.v).view(b, t, self.kv, self.dim)
        q = rotate(rms(q, eps, self.q_norm), cos, sin)
        k = rotate(rms(k, eps, self.k_norm), cos, sin)
        v = rms(v, eps)
        repeat = self.config.heads // self.kv
        k = k.transpose(1, 2).repeat_interleave(repeat, 1)
        v = v.transpose(1, 2).repeat_interleave(repeat, 1)
        weights = torch.softmax(q.transpose(1, 2) @ k.transpose(2, 3) + mask, dim=-1)
        return functional.linear((weights @ v).transpose(1, 2).reshape(b, t, -1), self.o)

    def route(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Weights [B, T, E] of the chosen experts, and the balance loss."""
        c = self.config
        scores = functional.linear(rms(x, c.eps) * self.router_scale * c.hidden**-0.5, self.router)
        probs = torch.softmax(scores.float(), dim=-1)
        chosen = probs >= probs.topk(c.top_k, dim=-1).values[..., -1:]
        weights = probs * chosen
        load, mean = chosen.float().mean((0, 1)) / c.top_k, probs.mean((0, 1))
        return weights / weights.sum(-1, keepdim=True), c.experts * (load.detach() * mean).sum()

    def experts(self, x: Tensor, weights: Tensor) -> Tensor:
        """All experts as two products: cheaper than gathering at this size."""
        c = self.config
        gate = functional.gelu(functional.linear(x, self.expert_gate), approximate="tanh")
        y = gate * functional.linear(x, self.expert_up)
        y = y * weights.repeat_interleave(c.expert_mlp, dim=-1)
        return functional.linear(y, self.expert_down)

    def forward(self, x: Tensor, mask: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor]:
        """States [B, T, H] and the expert balance loss."""
        eps = self.config.eps
        y = self.attend(rms(x, eps, self.in_norm), mask, cos, sin)
        x = x + rms(y, eps, self.attn_post)
        gate, up = functional.linear(rms(x, eps, self.ff_norm), self.gate_up).chunk(2, dim=-1)
        dense = functional.linear(functional.gelu(gate, approximate="tanh") * up, self.down)
        dense = rms(dense, eps, self.dense_post)
        weights, balance = self.route(x)
        expert = self.experts(rms(x, eps, self.expert_norm), weights)
        expert = rms(expert, eps, self.expert_post)
        return x + rms(dense + expert, eps, self.ff_post), balance


class Model(nn.Module):
    """Embedding, self-conditioning, layers and the tied, soft-capped head."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        h = config.hidden
        self.embed = nn.Parameter(torch.empty(config.vocab, h))
        self.out_norm = nn.Parameter(torch.ones(h))
        self.sc_norm = nn.Parameter(torch.ones(h))
        self.sc_gate_up = nn.Parameter(torch.empty(2 * config.mlp, h))
        self.sc_down = nn.Parameter(torch.empty(h, config.mlp))
        self.layers = nn.ModuleList(Layer(config, config.is_full(i)) for i in range(config.layers))
        for full in (False, True):
            freq = inverse_frequencies(config, full)
            self.register_buffer(f"freq_{int(full)}", freq, persistent=False)
        for parameter in self.parameters():
            if parameter.ndim == 2:
                nn.init.normal_(parameter, std=parameter.shape[1] ** -0.5)
        nn.init.normal_(self.embed, std=h**-0.5)

    def context(self, lengths: Tensor, prompt: int, canvas: int) -> Batch:
        """Masks and rotations of right-padded prompts followed by a canvas.

        Args:
            lengths: int64[B], real prompt lengths.
            prompt: padded prompt length.
            canvas: cells.
        """
        b, t = lengths.shape[0], prompt + canvas
        index = torch.arange(t)
        on_canvas = index >= prompt
        position = torch.where(on_canvas, lengths[:, None] + index - prompt, index[None])
        real = on_canvas | (index < lengths[:, None])
        causal = index[None, :] <= index[:, None]
        seen = real[:, None, :] & torch.where(on_canvas[:, None], True, causal & ~on_canvas[None])
        distance = position[:, :, None] - position[:, None, :]
        near = distance < self.config.window
        # Every canvas cell sees the same prompt tokens: the window counts from the canvas' start.
        from_start = lengths[:, None] - position < self.config.window
        near = torch.where(on_canvas[None, :, None], (from_start | on_canvas)[:, None, :], near)
        rope: dict[bool, tuple[Tensor, Tensor]] = {}
        for full in (False, True):
            angle = position[..., None].float() * getattr(self, f"freq_{int(full)}")
            angle = torch.cat((angle, angle), dim=-1)[:, :, None, :]
            rope[full] = (angle.cos(), angle.sin())
        zero = torch.zeros(b, 1, t, t)
        seen = seen | torch.eye(t, dtype=torch.bool)  # a padded row needs one key
        full_mask = zero.masked_fill(~seen[:, None], -1e9)
        return Batch(full_mask, full_mask.masked_fill(~near[:, None], -1e9), rope)

    def forward(
        self, prompt: Tensor, canvas: Tensor, batch: Batch, soft: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Logits float32[B, C, V] of the canvas and the expert balance loss.

        Args:
            prompt: int64[B, P], right-padded.
            canvas: int64[B, C].
            batch: from ``context``.
            soft: float32[B, C, H], mean embedding of the last prediction, or None.
        """
        c, scale = self.config, math.sqrt(self.config.hidden)
        cells = functional.embedding(canvas, self.embed) * scale
        if soft is not None:
            n = rms(soft * scale, c.eps, self.sc_norm)
            gate, up = functional.linear(n, self.sc_gate_up).chunk(2, dim=-1)
            guess = functional.gelu(gate, approximate="tanh") * up
            cells = cells + functional.linear(guess, self.sc_down)
        x = torch.cat((functional.embedding(prompt, self.embed) * scale, rms(cells, c.eps)), dim=1)
        balance = x.new_zeros(())
        for layer in self.layers:
            full = bool(layer.full)
            mask = batch.full if full else batch.sliding
            x, extra = layer(x, mask, *batch.rope[full])
            balance = balance + extra
        x = rms(x[:, prompt.shape[1] :], c.eps, self.out_norm)
        return c.softcap * torch.tanh(functional.linear(x, self.embed).float() / c.softcap), balance

    def soft_embedding(self, logits: Tensor, temperature: Tensor | float) -> Tensor:
        """Mean embedding under softmax(logits / temperature), as the next step is given."""
        return torch.softmax(logits / temperature, dim=-1) @ self.embed
