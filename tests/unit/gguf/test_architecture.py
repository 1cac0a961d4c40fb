from pathlib import Path
from typing import Any

import gguf
import pytest

from darkroom.core.errors import ModelFileError, UnsupportedModelError
from darkroom.generation import recipe
from darkroom.gguf import known
from darkroom.gguf.architecture import (
    DIFFUSION_GEMMA,
    MAX_STEPS,
    MIN_TEMPERATURE,
    DiffusionGemmaParams,
    read_params,
)
from darkroom.gguf.header import read_header
from gguf_files import Dims, write_model

PREFIX = "diffusion-gemma."


def params(path: Path, **changes: Any) -> DiffusionGemmaParams:
    return read_params(read_header(write_model(path / "a.gguf", **changes)))


def refusal(path: Path, **changes: Any) -> ModelFileError:
    with pytest.raises(ModelFileError) as caught:
        params(path, **changes)
    return caught.value


@pytest.mark.parametrize(
    "dims",
    [
        Dims(),
        Dims(n_layers=1, full_every=1),
        Dims(n_layers=2, full_every=3),
        Dims(n_layers=7, full_every=4, n_experts=9, n_experts_used=5, canvas=33, window=5),
        Dims(n_heads=6, kv_heads_swa=3, kv_heads_full=2, head_dim_swa=8, head_dim_full=8),
    ],
)
def test_reads_any_sizes(tmp_path: Path, dims: Dims) -> None:
    found = params(tmp_path, dims=dims)
    assert (found.n_layers, found.hidden, found.ffn) == (dims.n_layers, dims.hidden, dims.ffn)
    assert (found.vocab, found.n_heads) == (dims.vocab, dims.n_heads)
    assert found.sliding == tuple(dims.sliding)
    kv_heads = {True: dims.kv_heads_swa, False: dims.kv_heads_full}
    assert found.kv_heads == tuple(kv_heads[sliding] for sliding in dims.sliding)
    assert (found.head_dim, found.head_dim_swa) == (dims.head_dim_full, dims.head_dim_swa)
    assert (found.rope_base, found.rope_base_swa) == (1e6, 1e4)
    assert (found.rope_dims, found.rope_dims_swa) == (dims.head_dim_full, dims.head_dim_swa)
    assert (found.window, found.rms_eps, found.softcap) == (dims.window, 1e-6, 30.0)
    assert (found.n_experts, found.n_experts_used) == (dims.n_experts, dims.n_experts_used)
    assert (found.expert_ffn, found.context_length) == (dims.expert_ffn, dims.context)
    assert found.canvas_length == dims.canvas


def test_sampler_defaults(tmp_path: Path) -> None:
    found = params(tmp_path)
    assert (found.eb_max_steps, found.eb_t_min, found.eb_t_max) == (48, 0.4, 0.8)
    assert (found.eb_entropy_bound, found.eb_stability, found.eb_confidence) == (0.1, 1, 0.005)


def test_sampler_keys(tmp_path: Path) -> None:
    # Read as the decimals that were meant, though the file holds 32 bits.
    values = {"max_steps": 12, "t_min": 0.3, "t_max": 0.7, "entropy_bound": 0.0}
    values |= {"stability_threshold": 0, "confidence_threshold": 0.02}
    found = params(tmp_path, metadata={f"diffusion.eb_{key}": v for key, v in values.items()})
    assert (found.eb_max_steps, found.eb_t_min, found.eb_t_max) == (12, 0.3, 0.7)
    assert (found.eb_entropy_bound, found.eb_stability, found.eb_confidence) == (0.0, 0, 0.02)


def test_split_experts_and_files(tmp_path: Path) -> None:
    assert params(tmp_path, merged_experts=False, parts=3) == params(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"metadata": {PREFIX + "attention.sliding_window_pattern": 3}},
        {"omit": [PREFIX + "attention.sliding_window_pattern"]},
        {"metadata": {PREFIX + "attention.head_count": [4, 4, 4]}},
        {"metadata": {PREFIX + "feed_forward_length": [96, 96, 96]}},
        {"omit": [PREFIX + "rope.dimension_count", PREFIX + "rope.dimension_count_swa"]},
        {"omit": [PREFIX + "final_logit_softcapping"]},
        {"omit": [PREFIX + "attention.value_length", PREFIX + "attention.value_length_swa"]},
    ],
    ids=str,
)
def test_other_ways_to_say_the_same(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert params(tmp_path, **changes) == params(tmp_path)


def test_one_number_of_kv_heads_for_all_layers(tmp_path: Path) -> None:
    dims = Dims(kv_heads_swa=2, kv_heads_full=2)
    key = PREFIX + "attention.head_count_kv"
    assert params(tmp_path, dims=dims, metadata={key: 2}) == params(tmp_path, dims=dims)


@pytest.mark.parametrize("name", ["llada", "llada-moe", "dream", "rnd1"])
def test_kin_are_named(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path, architecture=name)
    assert isinstance(error, UnsupportedModelError)
    assert f"({name}): recognised, but not supported yet" in str(error)
    assert "Supported: diffusion-gemma" in str(error)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("llama", "is an autoregressive model (llama); Darkroom runs diffusion models."),
        ("modern-bert", "'modern-bert', which is no language model to chat with."),
        ("sedd", "'sedd', which is not supported; stock llama.cpp,"),
    ],
)
def test_strangers_are_named_and_learn_what_is_supported(
    tmp_path: Path, name: str, words: str
) -> None:
    error = refusal(tmp_path, architecture=name)
    assert isinstance(error, UnsupportedModelError)
    assert words in str(error)
    assert str(error).endswith(" Supported: diffusion-gemma.")
    assert "recognised" not in str(error)
    assert ("llama.cpp" in error.hint) == (name == "llama")


def test_what_llama_cpp_knows_is_complete() -> None:
    listed = {*known.AUTOREGRESSIVE, *known.OTHER_KINDS, *known.DIFFUSION}
    assert set(gguf.MODEL_ARCH_NAMES.values()) <= listed
    assert len(listed) == sum(map(len, (known.AUTOREGRESSIVE, known.OTHER_KINDS, known.DIFFUSION)))
    assert DIFFUSION_GEMMA not in listed


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("block_count", 4, "3 numbers, expected 4"),
        ("block_count", 2, "blk.2.attn_norm.weight, .* unexpected"),
        ("block_count", 0, "expected 1 or more"),
        ("block_count", 2_000_000_000, "only 75 tensors"),
        ("block_count", "three", "'three', expected a whole number"),
        ("expert_count", 5, r"\[64, 4\], expected \[64, 5\]"),
        ("expert_used_count", 5, "more than the 4 experts"),
        ("embedding_length", 65, r"token_embd.weight has the shape \[64, 512\]"),
        ("feed_forward_length", 97, "self_cond_gate.weight"),
        ("attention.head_count", 8, "blk.0.attn_q.weight"),
        ("attention.head_count", [4, 4, 8], "an array of 3 numbers, expected a whole number"),
        ("attention.head_count_kv", [2, 2, 3], "does not divide the 4 query heads"),
        ("attention.head_count_kv", [2, 2, 2], "blk.2.attn_k.weight"),
        ("attention.sliding_window_pattern", [True, True], "2 flags, expected 3"),
        ("attention.sliding_window_pattern", [True] * 3, "missing"),
        ("attention.value_length", 16, "differs from the key length"),
        ("attention.layer_norm_rms_epsilon", 0.0, "above 0"),
        ("attention.layer_norm_rms_epsilon", float("nan"), "above 0"),
        ("attention.shared_kv_layers", 2, "variant is not supported"),
        ("rope.dimension_count", 34, "even number up to 32"),
        ("rope.dimension_count_swa", 15, "even number up to 16"),
        ("final_logit_softcapping", True, "expected a number"),
    ],
)
def test_a_header_that_disagrees(tmp_path: Path, key: str, value: Any, words: str) -> None:
    with pytest.raises(ModelFileError, match=words) as caught:
        params(tmp_path, metadata={PREFIX + key: value})
    assert caught.value.offset is not None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (PREFIX + "expert_count", "expert_count is missing from the header"),
        ("diffusion.canvas_length", "diffusion.canvas_length is missing from the header"),
        ("blk.1.attn_v.weight", "3 layers and 4 experts: blk.1.attn_v.weight is missing"),
        ("blk.2.enc_layer_output_scale.weight", "enc_layer_output_scale.weight is missing"),
        ("rope_freqs.weight", "rope_freqs.weight is missing"),
        ("token_embd.weight", "token_embd.weight is missing"),
    ],
)
def test_something_is_missing(tmp_path: Path, name: str, words: str) -> None:
    assert words in str(refusal(tmp_path, omit=[name]))


def test_more_tokens_than_rows(tmp_path: Path) -> None:
    tokens = [f"t{index}" for index in range(513)]
    error = refusal(tmp_path, metadata={"tokenizer.ggml.tokens": tokens})
    assert "513 tokens, but token_embd.weight has 512 rows" in str(error)


def test_a_canvas_longer_than_the_context(tmp_path: Path) -> None:
    error = refusal(tmp_path, metadata={"diffusion.canvas_length": 512})
    assert "the context has 512 tokens" in str(error)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("max_steps", 0),
        ("max_steps", MAX_STEPS + 1),
        ("t_min", 0.0),
        ("t_min", 9e-4),
        ("t_min", -0.5),
        ("t_max", 0.3),
        ("entropy_bound", -0.1),
        ("confidence_threshold", -0.1),
        ("confidence_threshold", float("nan")),
    ],
)
def test_a_schedule_that_no_run_would_accept(tmp_path: Path, key: str, value: float) -> None:
    error = refusal(tmp_path, metadata={f"diffusion.eb_{key}": value})
    assert f"eb_{key}" in str(error)


def test_the_limits_of_a_schedule_are_those_of_a_run(tmp_path: Path) -> None:
    assert (MAX_STEPS, MIN_TEMPERATURE) == (recipe.MAX_STEPS, recipe.MIN_TEMPERATURE)
    limits = {"diffusion.eb_max_steps": MAX_STEPS, "diffusion.eb_t_min": MIN_TEMPERATURE}
    found = params(tmp_path, metadata=limits)
    assert (found.eb_max_steps, found.eb_t_min) == (MAX_STEPS, MIN_TEMPERATURE)


def test_temperatures_in_the_wrong_order(tmp_path: Path) -> None:
    error = refusal(tmp_path, metadata={"diffusion.eb_t_min": 0.9})
    assert "above eb_t_max" in str(error)
