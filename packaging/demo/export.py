"""Write a trained checkpoint as a DiffusionGemma GGUF file.

PYTHONPATH=packaging python -m demo.export
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFWriter, TokenType
from numpy.typing import NDArray
from tokenizers import Tokenizer

from demo.model import Config, Layer, Model
from demo.train import OUT
from demo.vocabulary import BOS, BYTES, EOS, MASK, PAD, SPECIAL, TURN_END, UNK, load_or_learn

ARCHITECTURE = "diffusion-gemma"
RESOURCE = Path(__file__).resolve().parents[2] / "resources" / "demo" / "demo.gguf"
BLOCK = 32  # weights per Q8_0 block
NEVER_ROTATED = 1e30
CHAT_TEMPLATE = (
    "{{ bos_token }}"
    "{%- for message in messages %}"
    "{%- set role = 'model' if message['role'] == 'assistant' else message['role'] %}"
    "{{- '<|turn>' + role + '\\n' + message['content'] | trim + '<turn|>\\n' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|turn>model\\n' }}{%- endif %}"
)
SAMPLER: dict[str, int | float] = {
    "eb_max_steps": 48, "eb_t_min": 0.4, "eb_t_max": 0.8, "eb_entropy_bound": 0.1,
    "eb_stability_threshold": 1, "eb_confidence_threshold": 0.005,
}  # fmt: skip

Array = NDArray[np.float32]


def add_sizes(writer: GGUFWriter, c: Config) -> None:
    """Keys under the architecture's name, and the sampler's defaults."""
    full = [c.is_full(i) for i in range(c.layers)]
    writer.add_block_count(c.layers)
    writer.add_context_length(c.context)
    writer.add_embedding_length(c.hidden)
    writer.add_feed_forward_length(c.mlp)
    writer.add_head_count(c.heads)
    writer.add_head_count_kv([c.full_kv if f else c.sliding_kv for f in full])
    writer.add_rope_freq_base(c.rope_full)
    writer.add_rope_freq_base_swa(c.rope_sliding)
    writer.add_layer_norm_rms_eps(c.eps)
    writer.add_expert_count(c.experts)
    writer.add_expert_used_count(c.top_k)
    writer.add_key_length(c.full_dim)
    writer.add_value_length(c.full_dim)
    writer.add_key_length_swa(c.sliding_dim)
    writer.add_value_length_swa(c.sliding_dim)
    writer.add_final_logit_softcapping(c.softcap)
    writer.add_sliding_window(c.window)
    writer.add_array(f"{ARCHITECTURE}.attention.sliding_window_pattern", [not f for f in full])
    writer.add_expert_feed_forward_length(c.expert_mlp)
    writer.add_rope_dimension_count(c.full_dim)
    writer.add_rope_dimension_count_swa(c.sliding_dim)
    writer.add_causal_attention(False)
    writer.add_shared_kv_layers(0)
    writer.add_uint32("diffusion.canvas_length", c.canvas)
    for key, value in SAMPLER.items():
        if isinstance(value, int):
            writer.add_uint32(f"diffusion.{key}", value)
        else:
            writer.add_float32(f"diffusion.{key}", value)


def add_tokenizer(writer: GGUFWriter, tokenizer: Tokenizer) -> None:
    """The vocabulary as Gemma 4 files hold it."""
    count = tokenizer.get_vocab_size()
    tokens = [tokenizer.id_to_token(i) or "" for i in range(count)]
    merges: list[list[str]] = json.loads(tokenizer.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gemma4")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(i) for i in range(count)])
    writer.add_token_types([_token_type(i) for i in range(count)])
    writer.add_token_merges([" ".join(pair) for pair in merges])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_eot_token_id(TURN_END)
    writer.add_unk_token_id(UNK)
    writer.add_pad_token_id(PAD)
    writer.add_mask_token_id(MASK)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _token_type(token: int) -> TokenType:
    if token == UNK:
        return TokenType.UNKNOWN
    if token < len(SPECIAL):
        return TokenType.CONTROL
    return TokenType.BYTE if token < len(SPECIAL) + len(BYTES) else TokenType.NORMAL


def tensors(model: Model) -> Iterator[tuple[str, Array]]:
    """Every tensor of the layout, slowest dimension first."""
    c = model.config
    rotated = int(c.rotary_share * c.full_dim // 2)
    freqs = np.full(c.full_dim // 2, NEVER_ROTATED, np.float32)
    freqs[:rotated] = 1.0
    yield "token_embd.weight", _array(model.embed)
    yield "output_norm.weight", _array(model.out_norm)
    yield "rope_freqs.weight", freqs
    yield "self_cond_pre_norm.weight", _array(model.sc_norm)
    yield "self_cond_gate.weight", _array(model.sc_gate_up[: c.mlp])
    yield "self_cond_up.weight", _array(model.sc_gate_up[c.mlp :])
    yield "self_cond_down.weight", _array(model.sc_down)
    for index, layer in enumerate(model.layers):
        if isinstance(layer, Layer):
            yield from ((f"blk.{index}.{name}", array) for name, array in _layer(layer))


def _layer(layer: Layer) -> Iterator[tuple[str, Array]]:
    c, one = layer.config, np.ones(1, np.float32)
    yield "attn_norm.weight", _array(layer.in_norm)
    yield "attn_q.weight", _array(layer.q)
    yield "attn_k.weight", _array(layer.k)
    if layer.v is not None:
        yield "attn_v.weight", _array(layer.v)
    yield "attn_q_norm.weight", _array(layer.q_norm)
    yield "attn_k_norm.weight", _array(layer.k_norm)
    yield "attn_output.weight", _array(layer.o)
    yield "post_attention_norm.weight", _array(layer.attn_post)
    yield "ffn_norm.weight", _array(layer.ff_norm)
    yield "ffn_gate.weight", _array(layer.gate_up[: c.mlp])
    yield "ffn_up.weight", _array(layer.gate_up[c.mlp :])
    yield "ffn_down.weight", _array(layer.down)
    yield "post_ffw_norm_1.weight", _array(layer.dense_post)
    yield "pre_ffw_norm_2.weight", _array(layer.expert_norm)
    yield "post_ffw_norm_2.weight", _array(layer.expert_post)
    yield "post_ffw_norm.weight", _array(layer.ff_post)
    yield "ffn_gate_inp.weight", _array(layer.router)
    yield "ffn_gate_inp.scale", _array(layer.router_scale)
    yield "ffn_gate_up_exps.weight", _array(expert_gate_up(layer))
    yield "ffn_down_exps.weight", _array(expert_down(layer))
    yield "ffn_down_exps.scale", np.ones(c.experts, np.float32)
    yield "layer_output_scale.weight", one
    yield "enc_layer_output_scale.weight", one


def expert_gate_up(layer: Layer) -> torch.Tensor:
    """[E, 2F, H], gates before ups within an expert."""
    c = layer.config
    shape = (c.experts, c.expert_mlp, c.hidden)
    return torch.cat((layer.expert_gate.view(shape), layer.expert_up.view(shape)), dim=1)


def expert_down(layer: Layer) -> torch.Tensor:
    """[E, H, F]."""
    c = layer.config
    return layer.expert_down.view(c.hidden, c.experts, c.expert_mlp).permute(1, 0, 2)


def _array(tensor: torch.Tensor) -> Array:
    return np.ascontiguousarray(tensor.detach().float().numpy())


def storage(name: str, array: Array, matrices: GGMLQuantizationType) -> GGMLQuantizationType:
    """Norms, scales and the router stay F32; rows a block does not divide become F16."""
    if array.ndim == 1 or "ffn_gate_inp" in name:
        return GGMLQuantizationType.F32
    if matrices == GGMLQuantizationType.Q8_0 and array.shape[-1] % BLOCK:
        return GGMLQuantizationType.F16
    return matrices


def write(model: Model, tokenizer: Tokenizer, path: Path, matrices: GGMLQuantizationType) -> None:
    """Write the whole file."""
    writer = GGUFWriter(path, ARCHITECTURE)
    writer.add_name("Darkroom demo")
    writer.add_description("A tiny DiffusionGemma trained on synthetic conversations.")
    writer.add_license("apache-2.0")
    writer.add_languages(["en"])
    scope = "ALL" if matrices == GGMLQuantizationType.F32 else "MOSTLY"
    writer.add_file_type(gguf.LlamaFileType[f"{scope}_{matrices.name}"])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    add_sizes(writer, model.config)
    add_tokenizer(writer, tokenizer)
    for name, array in tensors(model):
        kind = storage(name, array, matrices)
        writer.add_tensor(name, gguf.quants.quantize(array, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def load_checkpoint(path: Path) -> Model:
    """The model of a training checkpoint."""
    state = torch.load(path, weights_only=True)
    model = Model(Config(**state["config"]))
    model.load_state_dict(state["model"])
    return model.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=OUT / "checkpoint.pt")
    parser.add_argument("--output", type=Path, default=RESOURCE)
    parser.add_argument("--type", choices=("Q8_0", "F16", "F32"), default="Q8_0")
    args = parser.parse_args()
    tokenizer = load_or_learn(OUT / "tokenizer.json")
    model = load_checkpoint(args.checkpoint)
    write(model, tokenizer, args.output, GGMLQuantizationType[args.type])


if __name__ == "__main__":
    main()
