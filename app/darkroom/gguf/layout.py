"""The tensors a DiffusionGemma file must hold, name by name, and the check that it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from darkroom.core.errors import ModelFileError
from darkroom.gguf.header import Header
from darkroom.gguf.params import DiffusionGemmaParams
from darkroom.gguf.reader import DOWNLOAD_AGAIN, StringArray

Shape = tuple[int, ...]

_NAMED_AT_MOST: Final = 3


def check_tensors(header: Header, params: DiffusionGemmaParams) -> None:
    """Check that every tensor of the model is there, in its shape, and no other.

    Raises:
        ModelFileError: names what is missing, of another shape or type, or unexpected.
    """
    merged = "blk.0.ffn_gate_exps.weight" not in header.tensors
    factors = "rope_freqs.weight" in header.tensors
    expected = dict(tensor_shapes(params, merged=merged, factors=factors))
    missing = [name for name in expected if name not in header.tensors]
    if missing:
        raise _disagreement(header, f"{_some(missing)} missing", params)
    extra = [name for name in header.tensors if name not in expected]
    if extra:
        raise _disagreement(header, f"{_some(extra)} unexpected", params)
    for name, shape in expected.items():
        _check_tensor(header, name, shape)
    _check_vocabulary(header, params.vocab)


def _check_tensor(header: Header, name: str, shape: Shape) -> None:
    found = header.tensors[name]
    path = header.paths[found.file_index]
    if found.shape != shape:
        text = f"tensor {name} has the shape {list(found.shape)}, expected {list(shape)}."
        raise ModelFileError(path, text, offset=found.offset, hint=DOWNLOAD_AGAIN)
    if len(shape) == 1 and found.type_name != "F32":
        text = f"tensor {name} is {found.type_name}, expected F32 as for every norm and scale."
        raise ModelFileError(path, text, offset=found.offset)


def _check_vocabulary(header: Header, rows: int) -> None:
    key = "tokenizer.ggml.tokens"
    tokens = header.metadata.get(key)
    if isinstance(tokens, StringArray) and len(tokens) != rows:
        text = f"{key} has {len(tokens):,} tokens, but token_embd.weight has {rows:,} rows."
        raise ModelFileError(header.path, text, offset=header.key_offsets[key], hint=DOWNLOAD_AGAIN)


def _disagreement(header: Header, what: str, params: DiffusionGemmaParams) -> ModelFileError:
    return ModelFileError(
        header.path,
        f"its tensors disagree with its header, which names {params.n_layers} layers and "
        f"{params.n_experts} experts: {what}.",
        offset=header.key_offsets.get("diffusion-gemma.block_count"),
        hint="Download the file again, or another conversion of the model.",
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED_AT_MOST])
    more = len(names) - _NAMED_AT_MOST
    verb = "is" if len(names) == 1 else "are"
    return f"{shown} and {more:,} more {verb}" if more > 0 else f"{shown} {verb}"


def tensor_shapes(
    p: DiffusionGemmaParams, *, merged: bool = True, factors: bool = False
) -> Iterator[tuple[str, Shape]]:
    """Name and shape of every tensor, the fastest dimension first.

    Args:
        p: the sizes of the model.
        merged: gate and up of the experts are one tensor.
        factors: there are rope factors even where no layer needs them.
    """
    yield "token_embd.weight", (p.hidden, p.vocab)
    yield "output_norm.weight", (p.hidden,)
    if factors or not all(p.sliding):
        yield "rope_freqs.weight", (p.head_dim // 2,)
    yield "self_cond_pre_norm.weight", (p.hidden,)
    yield "self_cond_gate.weight", (p.hidden, p.ffn)
    yield "self_cond_up.weight", (p.hidden, p.ffn)
    yield "self_cond_down.weight", (p.ffn, p.hidden)
    for index in range(p.n_layers):
        block = f"blk.{index}."
        for part in (_attention(p, index), _dense(p), _experts(p, merged)):
            yield from ((block + name, shape) for name, shape in part)


def _attention(p: DiffusionGemmaParams, index: int) -> Iterator[tuple[str, Shape]]:
    sliding = p.sliding[index]
    head = p.head_dim_swa if sliding else p.head_dim
    q, kv = head * p.n_heads, head * p.kv_heads[index]
    yield "attn_norm.weight", (p.hidden,)
    yield "attn_q.weight", (p.hidden, q)
    yield "attn_k.weight", (p.hidden, kv)
    if sliding:  # on full layers the values are the keys before their norm
        yield "attn_v.weight", (p.hidden, kv)
    yield "attn_q_norm.weight", (head,)
    yield "attn_k_norm.weight", (head,)
    yield "attn_output.weight", (q, p.hidden)
    yield "post_attention_norm.weight", (p.hidden,)


def _dense(p: DiffusionGemmaParams) -> Iterator[tuple[str, Shape]]:
    yield "ffn_norm.weight", (p.hidden,)
    yield "ffn_gate.weight", (p.hidden, p.ffn)
    yield "ffn_up.weight", (p.hidden, p.ffn)
    yield "ffn_down.weight", (p.ffn, p.hidden)
    yield "post_ffw_norm_1.weight", (p.hidden,)
    yield "post_ffw_norm.weight", (p.hidden,)
    yield "layer_output_scale.weight", (1,)
    yield "enc_layer_output_scale.weight", (1,)


def _experts(p: DiffusionGemmaParams, merged: bool) -> Iterator[tuple[str, Shape]]:
    yield "pre_ffw_norm_2.weight", (p.hidden,)
    yield "post_ffw_norm_2.weight", (p.hidden,)
    yield "ffn_gate_inp.weight", (p.hidden, p.n_experts)
    yield "ffn_gate_inp.scale", (p.hidden,)
    if merged:
        yield "ffn_gate_up_exps.weight", (p.hidden, 2 * p.expert_ffn, p.n_experts)
    else:
        yield "ffn_gate_exps.weight", (p.hidden, p.expert_ffn, p.n_experts)
        yield "ffn_up_exps.weight", (p.hidden, p.expert_ffn, p.n_experts)
    yield "ffn_down_exps.weight", (p.expert_ffn, p.hidden, p.n_experts)
    yield "ffn_down_exps.scale", (p.n_experts,)
