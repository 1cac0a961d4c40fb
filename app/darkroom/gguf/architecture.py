"""Which model a file holds, and the sizes the engine needs to run it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from darkroom.core.errors import UnsupportedModelError
from darkroom.gguf import known
from darkroom.gguf.header import Header
from darkroom.gguf.keys import Keys
from darkroom.gguf.layout import check_tensors
from darkroom.gguf.params import DiffusionGemmaParams

DIFFUSION_GEMMA: Final = "diffusion-gemma"

MAX_STEPS: Final = 1000
MIN_TEMPERATURE: Final = 1e-3
"""What a run accepts; a file with other defaults could never answer."""

__all__ = [
    "MAX_STEPS",
    "MIN_TEMPERATURE",
    "DiffusionGemmaParams",
    "check_architecture",
    "check_supported",
    "read_params",
]


def check_supported(header: Header) -> None:
    """Refuse a file that no engine here runs.

    Raises:
        UnsupportedModelError: with the name of its architecture and of those that run.
    """
    offset = header.key_offsets.get("general.architecture")
    check_architecture(header.path, header.architecture, offset)


def check_architecture(path: Path | str, found: str, offset: int | None = None) -> None:
    """Refuse an architecture that no engine here runs.

    Args:
        path: of the file, for the error.
        found: the architecture.
        offset: where the file says so.

    Raises:
        UnsupportedModelError: with the name of the architecture and of those that run.
    """
    if found == DIFFUSION_GEMMA:
        return
    hint = f"Choose a {DIFFUSION_GEMMA} file, for example a quantization of DiffusionGemma 26B-A4B."
    if found in known.AUTOREGRESSIVE:
        hint = f"Open it with llama.cpp or a program built on it. Here: {hint[0].lower()}{hint[1:]}"
    text = f"{_kind(found)} Supported: {DIFFUSION_GEMMA}."
    raise UnsupportedModelError(path, text, offset=offset, hint=hint)


def _kind(found: str) -> str:
    """What a model is that no engine here runs."""
    if found in known.DIFFUSION:
        return f"is a {known.DIFFUSION[found]} model ({found}): recognised, but not supported yet."
    if found in known.AUTOREGRESSIVE:
        return f"is an autoregressive model ({found}); Darkroom runs diffusion models."
    if found in known.OTHER_KINDS:
        return f"has the architecture {found!r}, which is no language model to chat with."
    return (
        f"has the architecture {found!r}, which is not supported; "
        "stock llama.cpp, as it comes with Darkroom, would refuse it too."
    )


def read_params(header: Header) -> DiffusionGemmaParams:
    """Read the sizes of a DiffusionGemma file and check its tensors against them.

    Raises:
        UnsupportedModelError: another architecture, or a variant of it that no engine here runs.
        ModelFileError: a key is missing or out of range, or the tensors disagree with the keys.
    """
    check_supported(header)
    keys = Keys(header, DIFFUSION_GEMMA)
    _check_variant(header, keys)
    params = _params(header, keys)
    _check_relations(keys, params)
    _check_schedule(keys, params)
    check_tensors(header, params)
    return params


def _params(header: Header, keys: Keys) -> DiffusionGemmaParams:
    n_layers = _n_layers(header, keys)
    n_heads = keys.integer(".attention.head_count")
    head_dim = keys.integer(".attention.key_length")
    head_dim_swa = keys.integer(".attention.key_length_swa", head_dim)
    rope_base = keys.real(".rope.freq_base", 10_000.0)
    return DiffusionGemmaParams(
        n_layers=n_layers,
        hidden=keys.integer(".embedding_length"),
        ffn=keys.integer(".feed_forward_length"),
        vocab=_vocab(header, keys),
        n_heads=n_heads,
        kv_heads=keys.integers(".attention.head_count_kv", n_layers),
        sliding=_sliding(header, keys, n_layers),
        head_dim=head_dim,
        head_dim_swa=head_dim_swa,
        rope_base=rope_base,
        rope_base_swa=keys.real(".rope.freq_base_swa", rope_base),
        rope_dims=keys.integer(".rope.dimension_count", head_dim),
        rope_dims_swa=keys.integer(".rope.dimension_count_swa", head_dim_swa),
        window=keys.integer(".attention.sliding_window"),
        rms_eps=keys.real(".attention.layer_norm_rms_epsilon"),
        n_experts=keys.integer(".expert_count"),
        n_experts_used=keys.integer(".expert_used_count"),
        expert_ffn=keys.integer(".expert_feed_forward_length"),
        softcap=keys.real(".final_logit_softcapping", 30.0),
        context_length=keys.integer(".context_length"),
        canvas_length=keys.integer("diffusion.canvas_length"),
        eb_max_steps=keys.integer("diffusion.eb_max_steps", 48),
        eb_t_min=keys.real("diffusion.eb_t_min", 0.4),
        eb_t_max=keys.real("diffusion.eb_t_max", 0.8),
        eb_entropy_bound=keys.real("diffusion.eb_entropy_bound", 0.1, zero=True),
        eb_stability=keys.integer("diffusion.eb_stability_threshold", 1, least=0),
        eb_confidence=keys.real("diffusion.eb_confidence_threshold", 0.005, zero=True),
    )


def _n_layers(header: Header, keys: Keys) -> int:
    """Layers; bounded by the tensors, so that a broken count fills no memory."""
    key, most = ".block_count", len(header.tensors)
    n_layers = keys.integer(key)
    if n_layers > most:
        raise keys.error(key, f"is {n_layers:,}, but the file has only {most:,} tensors.")
    return n_layers


def _vocab(header: Header, keys: Keys) -> int:
    """Rows of the embedding, else what the header counts; ``check_tensors`` names a missing one."""
    embedding = header.tensors.get("token_embd.weight")
    if embedding is not None and len(embedding.shape) == 2:
        return embedding.shape[1]
    return len(keys.strings("tokenizer.ggml.tokens"))


def _sliding(header: Header, keys: Keys, n_layers: int) -> tuple[bool, ...]:
    """A flag per layer, or "every n-th layer is full", as llama.cpp reads it.

    Without the key the tensors tell: only sliding layers have a value projection.
    """
    key = ".attention.sliding_window_pattern"
    if not keys.has(key):
        return tuple(f"blk.{i}.attn_v.weight" in header.tensors for i in range(n_layers))
    pattern = keys.flags(key, n_layers)
    if isinstance(pattern, tuple):
        return pattern
    return tuple(pattern == 0 or i % pattern < pattern - 1 for i in range(n_layers))


def _check_variant(header: Header, keys: Keys) -> None:
    """Refuse what the keys allow but the model's description does not."""
    for key in (".attention.shared_kv_layers", ".embedding_length_per_layer_input"):
        if keys.integer(key, 0, least=0):
            name = f"{DIFFUSION_GEMMA}{key}"
            text = f"{name} is {header.metadata[name]}, expected 0: this variant is not supported."
            raise UnsupportedModelError(header.path, text, offset=header.key_offsets.get(name))
    for end in ("", "_swa"):
        key = f".attention.value_length{end}"
        length = keys.integer(f".attention.key_length{end}", keys.integer(".attention.key_length"))
        if keys.integer(key, length) != length:
            raise keys.error(key, f"differs from the key length, {length}.")


def _check_relations(keys: Keys, params: DiffusionGemmaParams) -> None:
    if params.n_experts_used > params.n_experts:
        raise keys.error(".expert_used_count", f"is more than the {params.n_experts} experts.")
    if any(params.n_heads % heads for heads in params.kv_heads):
        text = f"has a number that does not divide the {params.n_heads} query heads."
        raise keys.error(".attention.head_count_kv", text)
    for key, dims, head in (
        (".rope.dimension_count", params.rope_dims, params.head_dim),
        (".rope.dimension_count_swa", params.rope_dims_swa, params.head_dim_swa),
    ):
        if dims > head or dims % 2:
            raise keys.error(key, f"is {dims}, expected an even number up to {head}.")
    if params.canvas_length >= params.context_length:
        text = f"is {params.canvas_length:,}, but the context has {params.context_length:,} tokens."
        raise keys.error("diffusion.canvas_length", text)


def _check_schedule(keys: Keys, params: DiffusionGemmaParams) -> None:
    if params.eb_max_steps > MAX_STEPS:
        text = f"is {params.eb_max_steps:,}, expected at most {MAX_STEPS:,}."
        raise keys.error("diffusion.eb_max_steps", text)
    if params.eb_t_min < MIN_TEMPERATURE:
        text = f"is {params.eb_t_min}, expected {MIN_TEMPERATURE} or more."
        raise keys.error("diffusion.eb_t_min", text)
    if params.eb_t_min > params.eb_t_max:
        raise keys.error("diffusion.eb_t_min", f"is above eb_t_max, {params.eb_t_max}.")
