"""Whole answers, token for token the reference's when both are fed the same draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from reference import reference_model
from test_fidelity import engine_of, random_ids
from transformers.models.diffusion_gemma import generation_diffusion_gemma as module

from darkroom.core.resources import resource_path
from darkroom.core.types import IntArray, Message
from darkroom.diffusion.draws import PhiloxDraws
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.generation.answering import answer
from darkroom.generation.encoding import encode_prompt
from darkroom.generation.means import Means
from darkroom.generation.recipe import Recipe
from darkroom.generation.tally import Tally
from darkroom.gguf.architecture import DiffusionGemmaParams, read_params
from darkroom.gguf.header import read_header
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, as_f32, write_model

pytestmark = [
    pytest.mark.golden,
    # Transformers imports a part of torch that torch itself calls deprecated.
    pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning"),
]

DIMS = Dims(n_layers=3)


class Feed:
    """Hands the reference the draws our loop would make, in the order it asks for them."""

    def __init__(self, seed: int, dims: Dims) -> None:
        self._seed, self._dims, self._block, self._step = seed, dims, -1, 0
        self._drawn = False  # whether this step's candidates were drawn already

    @property
    def _draws(self) -> PhiloxDraws:
        return PhiloxDraws(self._seed, self._block, self._dims.canvas, self._dims.vocab)

    def initialize_canvas(self, *_args: Any, **_kwargs: Any) -> torch.Tensor:
        """New noise: of a new canvas when no candidates were drawn since the last."""
        if not self._drawn:
            self._block, self._step = self._block + 1, 0
        self._drawn = False
        return torch.from_numpy(self._draws.noise(self._step).astype(np.int64))[None]

    def multinomial(self, p: torch.Tensor, num_samples: int) -> torch.Tensor:
        """Candidates by inverse CDF of our uniform draws."""
        assert num_samples == 1
        self._step, self._drawn = self._step + 1, True
        u = torch.from_numpy(self._draws.uniform(self._step))[:, None]
        cumulative = p.double().cumsum(1)
        return torch.searchsorted(cumulative, u * cumulative[:, -1:], right=True)


def theirs(
    model: Any, prompt: IntArray, recipe: Recipe, dims: Dims, end_ids: tuple[int, ...]
) -> list[int]:
    """The tokens the reference answers with, fed our draws."""
    feed = Feed(recipe.seed, dims)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.EntropyBoundSampler, "initialize_canvas", feed.initialize_canvas)
        patch.setattr(torch, "multinomial", feed.multinomial)
        out = model.generate(
            torch.from_numpy(prompt.astype(np.int64))[None],
            generation_config=module.DiffusionGemmaGenerationConfig(
                max_new_tokens=recipe.max_new_tokens,
                max_denoising_steps=recipe.steps,
                sampler_config=module.EntropyBoundSamplerConfig(recipe.entropy_bound),
                t_min=recipe.t_min,
                t_max=recipe.t_max,
                stability_threshold=recipe.stability,
                confidence_threshold=recipe.confidence,
                eos_token_id=list(end_ids),
                pad_token_id=0,
                return_dict_in_generate=True,
            ),
        )
    return out.sequences[0, len(prompt) :].tolist()


class Outcomes:
    """Which ways an answer and a canvas ended, so that a test knows it met them all."""

    def __init__(self) -> None:
        self.reasons: set[str] = set()
        self.early = self.blocks = 0

    def compare(
        self,
        model: Any,
        engine: GgmlGemmaEngine,
        prompt: IntArray,
        recipe: Recipe,
        dims: Dims,
        end_ids: tuple[int, ...],
    ) -> None:
        """Assert that both answer with the same tokens and end for the same reason."""
        wanted = theirs(model, prompt, recipe, dims, end_ids)
        tally = Tally()
        encode_prompt(engine, prompt, tally)
        frames = list(answer(Means(engine, recipe, tally, end_ids)))
        ends = [i for i, token in enumerate(wanted) if token in end_ids]
        assert tally.tokens == (wanted[: ends[0]] if ends else wanted)
        assert tally.reason == ("end" if ends else "length")
        self.reasons.add(tally.reason)
        last = {frame.block: frame.step for frame in frames}
        self.early += sum(steps < recipe.steps for steps in last.values())
        self.blocks = max(self.blocks, tally.blocks)


def test_random_networks_answer_token_for_token_alike(tmp_path: Path) -> None:
    end_ids = tuple(range(0, DIMS.vocab, 90))
    path = write_model(tmp_path / "m.gguf", dims=DIMS, logit_scale=5.0)
    model, engine, met = reference_model(path, DIMS), engine_of(path), Outcomes()
    for seed in range(12):
        recipe = Recipe(
            max_new_tokens=3 * DIMS.canvas,
            # A random network amplifies a rounding error tenfold per self-conditioned step, so
            # canvases are short here; the demo model below converges and runs as it is.
            steps=5,
            seed=seed,
            t_min=0.4,
            t_max=0.8,
            entropy_bound=0.5,
            stability=0,
            confidence=0.4,
            top_k=0,
        )
        met.compare(model, engine, random_ids(seed, 5 + 4 * seed), recipe, DIMS, end_ids)
    engine.close()
    assert met.reasons == {"end", "length"}
    assert met.early > 0
    assert met.blocks > 1


QUESTIONS = ("What is 3 plus 4?", "How do you work?", "Tell me a short story.", "hello")


@pytest.mark.timeout(300)  # the reference takes its time
def test_the_demo_model_answers_token_for_token_alike(tmp_path: Path) -> None:
    header = read_header(resource_path("demo", "demo.gguf"))
    params, tokenizer = read_params(header), Tokenizer(header)
    dims = _dims(params)
    # In F32, so that both sides multiply the same numbers.
    path = as_f32(header.path, tmp_path / "demo.gguf")
    model, engine, met = reference_model(path, dims), engine_of(path), Outcomes()
    template = ChatTemplate.from_header(header)
    for seed in range(10):
        question = Message("user", QUESTIONS[seed % len(QUESTIONS)])
        recipe = Recipe(
            max_new_tokens=2 * dims.canvas,
            steps=params.eb_max_steps,
            seed=seed,
            t_min=params.eb_t_min,
            t_max=params.eb_t_max,
            entropy_bound=params.eb_entropy_bound,
            stability=params.eb_stability,
            confidence=params.eb_confidence,
            top_k=0,
        )
        prompt = encode_chat(tokenizer, template, [question])
        met.compare(model, engine, prompt, recipe, dims, tokenizer.end_ids)
    engine.close()
    assert "end" in met.reasons
    assert met.early > 0


def _dims(params: DiffusionGemmaParams) -> Dims:
    """The test helper's sizes of a real file."""
    full = params.sliding.index(False)
    return Dims(
        hidden=params.hidden,
        n_layers=params.n_layers,
        full_every=full + 1,
        n_heads=params.n_heads,
        head_dim_swa=params.head_dim_swa,
        head_dim_full=params.head_dim,
        kv_heads_swa=params.kv_heads[0],
        kv_heads_full=params.kv_heads[full],
        ffn=params.ffn,
        n_experts=params.n_experts,
        n_experts_used=params.n_experts_used,
        expert_ffn=params.expert_ffn,
        vocab=params.vocab,
        window=params.window,
        canvas=params.canvas_length,
        context=params.context_length,
    )
