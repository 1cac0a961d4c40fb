"""Shows that the training forward equals Transformers' DiffusionGemma, weight for weight."""

from __future__ import annotations

import sys

import torch
from transformers import DiffusionGemmaConfig, DiffusionGemmaForBlockDiffusion
from transformers.models.diffusion_gemma import DiffusionGemmaTextConfig

from demo.model import Config, Layer, Model


def reference(model: Model) -> DiffusionGemmaForBlockDiffusion:
    """Transformers' model with the weights of ours."""
    c = model.config
    text = DiffusionGemmaTextConfig(
        vocab_size=c.vocab, hidden_size=c.hidden, intermediate_size=c.mlp,
        num_hidden_layers=c.layers, num_attention_heads=c.heads, num_key_value_heads=c.sliding_kv,
        head_dim=c.sliding_dim, global_head_dim=c.full_dim, num_global_key_value_heads=c.full_kv,
        sliding_window=c.window, num_experts=c.experts, top_k_experts=c.top_k,
        moe_intermediate_size=c.expert_mlp, max_position_embeddings=c.context,
        layer_types=["full_attention" if c.is_full(i) else "sliding_attention"
                     for i in range(c.layers)],
    )  # fmt: skip
    vision = {
        "model_type": "gemma4_vision", "hidden_size": 32, "intermediate_size": 32,
        "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 2, "head_dim": 16,
    }  # fmt: skip
    whole = DiffusionGemmaConfig(
        text_config=text.to_dict(), vision_config=vision, canvas_length=c.canvas
    )
    twin = DiffusionGemmaForBlockDiffusion(whole).eval()
    copy_weights(model, twin)
    return twin


def copy_weights(model: Model, twin: DiffusionGemmaForBlockDiffusion) -> None:
    """Copy ours into the decoder; the encoder and the head are tied to it."""
    decoder, c = twin.model.decoder, model.config
    pairs = [
        (decoder.embed_tokens.weight, model.embed),
        (decoder.norm.weight, model.out_norm),
        (decoder.self_conditioning.pre_norm.weight, model.sc_norm),
        (decoder.self_conditioning.gate_proj.weight, model.sc_gate_up[: c.mlp]),
        (decoder.self_conditioning.up_proj.weight, model.sc_gate_up[c.mlp :]),
        (decoder.self_conditioning.down_proj.weight, model.sc_down),
    ]
    for theirs, ours in zip(decoder.layers, model.layers, strict=True):
        pairs += layer_pairs(theirs, ours)
    with torch.no_grad():
        for target, source in pairs:
            target.copy_(source)


def layer_pairs(theirs: torch.nn.Module, ours: Layer) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Their tensor, our tensor."""
    c, a = ours.config, theirs.self_attn
    gate = ours.expert_gate.view(c.experts, c.expert_mlp, c.hidden)
    up = ours.expert_up.view(c.experts, c.expert_mlp, c.hidden)
    down = ours.expert_down.view(c.hidden, c.experts, c.expert_mlp).permute(1, 0, 2)
    pairs = [
        (a.q_proj.weight, ours.q), (a.k_proj.weight, ours.k), (a.o_proj.weight, ours.o),
        (a.q_norm.weight, ours.q_norm), (a.k_norm.weight, ours.k_norm),
        (theirs.mlp.gate_proj.weight, ours.gate_up[: c.mlp]),
        (theirs.mlp.up_proj.weight, ours.gate_up[c.mlp :]),
        (theirs.mlp.down_proj.weight, ours.down),
        (theirs.experts.gate_up_proj, torch.cat((gate, up), dim=1)),
        (theirs.experts.down_proj, down),
        (theirs.router.proj.weight, ours.router), (theirs.router.scale, ours.router_scale),
        (theirs.input_layernorm.weight, ours.in_norm),
        (theirs.post_attention_layernorm.weight, ours.attn_post),
        (theirs.pre_feedforward_layernorm.weight, ours.ff_norm),
        (theirs.post_feedforward_layernorm.weight, ours.ff_post),
        (theirs.post_feedforward_layernorm_1.weight, ours.dense_post),
        (theirs.post_feedforward_layernorm_2.weight, ours.expert_post),
        (theirs.pre_feedforward_layernorm_2.weight, ours.expert_norm),
    ]  # fmt: skip
    return pairs if ours.v is None else [*pairs, (a.v_proj.weight, ours.v)]


@torch.no_grad()
def relative_errors(
    seed: int = 0, lengths: tuple[int, ...] = (5, 127, 128, 129, 300)
) -> list[float]:
    """‖ours − theirs‖ / ‖theirs‖ of the logits, without and with self-conditioning."""
    torch.manual_seed(seed)
    model = Model(Config())
    for parameter in model.parameters():
        if parameter.ndim == 1:
            parameter.mul_(1 + 0.1 * torch.randn_like(parameter))
    twin, c = reference(model), model.config
    errors: list[float] = []
    for n in lengths:
        prompt = torch.randint(c.vocab, (1, n))
        padded = torch.cat((prompt, torch.zeros(1, 7, dtype=torch.long)), dim=1)
        batch = model.context(torch.tensor([n]), n + 7, c.canvas)
        canvas, last, soft = torch.randint(c.vocab, (1, c.canvas)), None, None
        for _ in range(2):
            ours, _ = model(padded, canvas, batch, soft)
            theirs = twin(
                input_ids=prompt, decoder_input_ids=canvas, self_conditioning_logits=last
            ).logits
            errors.append(float((ours - theirs).norm() / theirs.norm()))
            last = theirs / 0.7
            soft = model.soft_embedding(theirs, 0.7)
    return errors


if __name__ == "__main__":
    sys.stdout.write("\n".join(f"{e:.2e}" for e in relative_errors()) + "\n")
