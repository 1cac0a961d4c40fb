"""Writes small random DiffusionGemma model files for tests: any size, type, split or damage."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import gguf
import gguf.quants
import numpy as np
from numpy.typing import NDArray

from gguf_vocab import CHAT_TEMPLATE, small_vocabulary

ARCHITECTURE = "diffusion-gemma"
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Dims:
    """Sizes of a model; the defaults are the smallest that use every feature.

    Layer ``i`` is full attention where ``(i + 1) % full_every == 0``, else sliding.
    """

    hidden: int = 64
    n_layers: int = 3
    full_every: int = 3
    n_heads: int = 4
    head_dim_swa: int = 16
    head_dim_full: int = 32
    kv_heads_swa: int = 2
    kv_heads_full: int = 1
    ffn: int = 96
    n_experts: int = 4
    n_experts_used: int = 2
    expert_ffn: int = 32
    vocab: int = 512
    window: int = 16
    canvas: int = 16
    context: int = 512

    @property
    def sliding(self) -> list[bool]:
        """Whether each layer is a sliding-window layer."""
        return [(i + 1) % self.full_every != 0 for i in range(self.n_layers)]


KQUANT_DIMS = Dims(
    hidden=256, ffn=256, expert_ffn=256, head_dim_swa=64, head_dim_full=128, window=32, canvas=32
)
"""Every matrix row is a multiple of 256, as the K-quants want."""


def write_model(
    path: Path,
    *,
    dims: Dims | None = None,
    matrix_type: str = "F32",
    embedding_type: str | None = None,
    seed: int = 0,
    types: Mapping[str, str] | None = None,
    merged_experts: bool = True,
    parts: int = 1,
    logit_scale: float = 3.0,
    metadata: Mapping[str, Any] | None = None,
    omit: Collection[str] = (),
    chat_template: str | None = CHAT_TEMPLATE,
    architecture: str = ARCHITECTURE,
) -> Path:
    """Write a random model and return its (first) file.

    Args:
        path: the file; with ``parts`` > 1 its stem gets ``-00001-of-0000N``.
        dims: sizes.
        matrix_type: ggml type of the matrices: F32, F16, BF16, Q8_0, Q4_0, Q4_K, Q5_K, Q6_K, ….
            Where a row does not divide into the type's blocks, Q8_0, then F16 takes its place.
        embedding_type: type of ``token_embd``; ``matrix_type`` if None.
        seed: of the weights.
        types: ggml type by end of tensor name, e.g. ``{"ffn_down_exps.weight": "Q6_K"}``.
        merged_experts: one ``ffn_gate_up_exps`` tensor, or ``ffn_gate_exps`` and ``ffn_up_exps``.
        parts: files to split the tensors over.
        logit_scale: standard deviation of the logits, roughly.
        metadata: header keys to add or to replace.
        omit: header keys and tensor names to leave out.
        chat_template: None leaves it out.
        architecture: ``general.architecture`` and prefix of its keys.
    """
    dims = dims or Dims()
    tensors = {
        name: (shape, mean, std)
        for name, shape, mean, std in model_tensors(dims, logit_scale, merged_experts)
        if name not in omit
    }
    per_file = math.ceil(len(tensors) / parts) if parts > 1 else 0
    writer = gguf.GGUFWriter(path, architecture, split_max_tensors=per_file)
    for key, value in model_metadata(dims, architecture, chat_template).items():
        if key not in omit and key not in (metadata or {}):
            add_key(writer, key, value)
    for key, value in (metadata or {}).items():
        add_key(writer, key, value)
    rng = np.random.default_rng(seed)
    for name, (shape, mean, std) in tensors.items():
        values = _values(rng, name, shape, mean, std)
        wanted = embedding_type if name.startswith("token_embd") else None
        wanted = next((t for end, t in (types or {}).items() if name.endswith(end)), wanted)
        kind = _fitting(wanted or matrix_type, shape[-1]) if is_matrix(name, shape) else "F32"
        data, raw_type = quantize(values, kind)
        writer.add_tensor(name, data, raw_dtype=raw_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path if parts == 1 else path.with_name(f"{path.stem}-00001-of-{parts:05d}.gguf")


def read_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """What the weights of a file mean, as float32 in numpy order (slowest dimension first)."""
    files = [path]
    if "-00001-of-" in path.name:
        files = sorted(path.parent.glob(path.name.replace("-00001-of-", "-*-of-")))
    return {
        tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        .astype(np.float32)
        .reshape([int(n) for n in reversed(tensor.shape)])
        for file in files
        for tensor in gguf.GGUFReader(file).tensors
    }


def as_f32(source: Path, target: Path) -> Path:
    """Write a model again with all weights as the F32 values they stand for; returns ``target``."""
    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, reader.get_field("general.architecture").contents())
    for field in reader.fields.values():
        if not field.name.startswith("GGUF.") and field.name != "general.architecture":
            kind, *item = field.types
            writer.add_key_value(field.name, field.contents(), kind, item[0] if item else None)
    for name, values in read_weights(source).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target


def quantize(values: NDArray[np.float32], kind: str) -> tuple[Array, Any]:
    """Values in a ggml type: the array and type that ``GGUFWriter.add_tensor`` wants."""
    target = gguf.GGMLQuantizationType[kind]
    if kind == "F32":
        return values, None
    if kind == "F16":
        return values.astype(np.float16), None
    try:
        return gguf.quants.quantize(values, target), target
    except NotImplementedError:
        return _quantize_by_ggml(values, target), target


def _quantize_by_ggml(values: NDArray[np.float32], target: gguf.GGMLQuantizationType) -> Array:
    block, size = gguf.GGML_QUANT_SIZES[target]
    *outer, row = values.shape
    out = np.empty((*outer, row // block * size), np.uint8)
    source = np.ascontiguousarray(values)
    _ggml_quantize()(
        int(target), source.ctypes.data, out.ctypes.data, 0, values.size // row, row, None
    )
    return out


@cache
def _ggml_quantize() -> Any:
    from llama_cpp import llama_cpp

    function = llama_cpp._lib.ggml_quantize_chunk
    function.restype = ctypes.c_size_t
    pointer, long = ctypes.c_void_p, ctypes.c_int64
    function.argtypes = [ctypes.c_int, pointer, pointer, long, long, long, pointer]
    return function


def is_matrix(name: str, shape: tuple[int, ...]) -> bool:
    return len(shape) > 1 and "ffn_gate_inp" not in name


def _fitting(kind: str, row: int) -> str:
    for candidate in (kind, "Q8_0"):
        if row % gguf.GGML_QUANT_SIZES[gguf.GGMLQuantizationType[candidate]][0] == 0:
            return candidate
    return "F16"


def _values(
    rng: np.random.Generator, name: str, shape: tuple[int, ...], mean: float, std: float
) -> NDArray[np.float32]:
    if name == "rope_freqs.weight":
        turning = shape[0] // 4
        return np.where(np.arange(shape[0]) < turning, 1.0, 1e30).astype(np.float32)
    values = rng.standard_normal(shape, dtype=np.float32)
    values *= std
    values += mean
    return values


def model_tensors(
    d: Dims, logit_scale: float, merged: bool
) -> Iterator[tuple[str, tuple[int, ...], float, float]]:
    """Name, numpy shape, mean and standard deviation of every tensor."""
    h = d.hidden
    yield "token_embd.weight", (d.vocab, h), 0.0, h**-0.5
    yield "output_norm.weight", (h,), logit_scale, 0.1 * logit_scale
    yield "rope_freqs.weight", (d.head_dim_full // 2,), 0.0, 0.0
    yield "self_cond_pre_norm.weight", (h,), 1.0, 0.1
    yield "self_cond_gate.weight", (d.ffn, h), 0.0, h**-0.5
    yield "self_cond_up.weight", (d.ffn, h), 0.0, h**-0.5
    yield "self_cond_down.weight", (h, d.ffn), 0.0, d.ffn**-0.5
    for i, sliding in enumerate(d.sliding):
        for name, shape, mean, std in _layer(d, sliding, merged):
            yield f"blk.{i}.{name}", shape, mean, std


def _layer(
    d: Dims, sliding: bool, merged: bool
) -> Iterator[tuple[str, tuple[int, ...], float, float]]:
    h = d.hidden
    head = d.head_dim_swa if sliding else d.head_dim_full
    kv = head * (d.kv_heads_swa if sliding else d.kv_heads_full)
    yield "attn_norm.weight", (h,), 1.0, 0.1
    yield "attn_q.weight", (head * d.n_heads, h), 0.0, h**-0.5
    yield "attn_k.weight", (kv, h), 0.0, h**-0.5
    if sliding:
        yield "attn_v.weight", (kv, h), 0.0, h**-0.5
    # The attention scale is 1, so that norms of head_dim^-1/4 keep scores near unit size.
    yield "attn_q_norm.weight", (head,), 1.5 * head**-0.25, 0.1 * head**-0.25
    yield "attn_k_norm.weight", (head,), 1.5 * head**-0.25, 0.1 * head**-0.25
    yield "attn_output.weight", (h, head * d.n_heads), 0.0, (head * d.n_heads) ** -0.5
    yield "post_attention_norm.weight", (h,), 0.7, 0.1
    yield "ffn_norm.weight", (h,), 1.0, 0.1
    yield "ffn_gate.weight", (d.ffn, h), 0.0, h**-0.5
    yield "ffn_up.weight", (d.ffn, h), 0.0, h**-0.5
    yield "ffn_down.weight", (h, d.ffn), 0.0, d.ffn**-0.5
    yield "post_ffw_norm_1.weight", (h,), 0.7, 0.1
    yield "pre_ffw_norm_2.weight", (h,), 1.0, 0.1
    yield "post_ffw_norm_2.weight", (h,), 0.7, 0.1
    yield "post_ffw_norm.weight", (h,), 0.7, 0.1
    yield "ffn_gate_inp.weight", (d.n_experts, h), 0.0, 2.0
    yield "ffn_gate_inp.scale", (h,), 1.0, 0.1
    if merged:
        yield "ffn_gate_up_exps.weight", (d.n_experts, 2 * d.expert_ffn, h), 0.0, h**-0.5
    else:
        yield "ffn_gate_exps.weight", (d.n_experts, d.expert_ffn, h), 0.0, h**-0.5
        yield "ffn_up_exps.weight", (d.n_experts, d.expert_ffn, h), 0.0, h**-0.5
    yield "ffn_down_exps.weight", (d.n_experts, h, d.expert_ffn), 0.0, d.expert_ffn**-0.5
    yield "ffn_down_exps.scale", (d.n_experts,), 1.0, 0.1
    yield "layer_output_scale.weight", (1,), 0.9, 0.05
    yield "enc_layer_output_scale.weight", (1,), 0.9, 0.05


def model_metadata(d: Dims, arch: str, chat_template: str | None) -> dict[str, Any]:
    own: dict[str, Any] = {
        "block_count": d.n_layers,
        "context_length": d.context,
        "embedding_length": d.hidden,
        "feed_forward_length": d.ffn,
        "attention.head_count": d.n_heads,
        "attention.head_count_kv": [d.kv_heads_swa if s else d.kv_heads_full for s in d.sliding],
        "rope.freq_base": 1e6,
        "rope.freq_base_swa": 1e4,
        "attention.layer_norm_rms_epsilon": 1e-6,
        "expert_count": d.n_experts,
        "expert_used_count": d.n_experts_used,
        "attention.key_length": d.head_dim_full,
        "attention.value_length": d.head_dim_full,
        "attention.key_length_swa": d.head_dim_swa,
        "attention.value_length_swa": d.head_dim_swa,
        "final_logit_softcapping": 30.0,
        "attention.sliding_window": d.window,
        "attention.sliding_window_pattern": d.sliding,
        "expert_feed_forward_length": d.expert_ffn,
        "rope.dimension_count": d.head_dim_full,
        "rope.dimension_count_swa": d.head_dim_swa,
        "attention.causal": False,
        "attention.shared_kv_layers": 0,
    }
    found = {"general.name": "Random tiny model", "diffusion.canvas_length": d.canvas}
    found |= {f"{arch}.{key}": value for key, value in own.items()}
    found |= small_vocabulary(d.vocab)
    return found if chat_template is None else found | {"tokenizer.chat_template": chat_template}


def add_key(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    """Add a key with the type its Python value suggests."""
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    elif isinstance(value, str):
        writer.add_string(key, value)
    else:
        writer.add_array(key, value)
