"""Whole answers, token for token the reference's when both are fed the same draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from reference import reference_model
from test_fidelity import engine_of, random_ids
from transformers.models.diffusion_gemma import generation_diffusion_gemma as theirs

from darkroom.core.types import Frame, IntArray
from darkroom.diffusion.draws import PhiloxDraws
from darkroom.generation import Recipe, Tally, answer, encode_prompt
from gguf_files import Dims, write_model

pytestmark = [
    pytest.mark.golden,
    # Transformers imports a part of torch that torch itself calls deprecated.
    pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning"),
]

DIMS = Dims(n_layers=3)
END_IDS = tuple(range(0, 512, 90))
CANVASES, STEPS = 3, 5


class Feed:
    """Hands the reference the draws our loop would make, in the order it asks for them."""

    def __init__(self, seed: int) -> None:
        self._seed, self._block, self._step = seed, -1, 0
        self._drawn = False  # whether this step's candidates were drawn already

    @property
    def _draws(self) -> PhiloxDraws:
        return PhiloxDraws(self._seed, self._block, DIMS.canvas, DIMS.vocab)

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


def _recipe(seed: int) -> Recipe:
    # A random network amplifies a rounding error tenfold per self-conditioned step, so canvases
    # are short here; the demo model below, which converges, runs with its own settings.
    return Recipe(
        max_new_tokens=CANVASES * DIMS.canvas,
        steps=STEPS,
        seed=seed,
        t_min=0.4,
        t_max=0.8,
        entropy_bound=0.5,
        stability=0,
        confidence=0.4,
        top_k=0,
    )


def _theirs(model: Any, prompt: IntArray, seed: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    feed, recipe = Feed(seed), _recipe(seed)
    monkeypatch.setattr(theirs.EntropyBoundSampler, "initialize_canvas", feed.initialize_canvas)
    monkeypatch.setattr(theirs.torch, "multinomial", feed.multinomial)
    out = model.generate(
        torch.from_numpy(prompt.astype(np.int64))[None],
        generation_config=theirs.DiffusionGemmaGenerationConfig(
            max_new_tokens=recipe.max_new_tokens,
            max_denoising_steps=recipe.steps,
            sampler_config=theirs.EntropyBoundSamplerConfig(recipe.entropy_bound),
            t_min=recipe.t_min,
            t_max=recipe.t_max,
            stability_threshold=recipe.stability,
            confidence_threshold=recipe.confidence,
            eos_token_id=list(END_IDS),
            pad_token_id=511,
            return_dict_in_generate=True,
        ),
    )
    monkeypatch.undo()
    return out.sequences[0, len(prompt) :].tolist()


def _ours(engine: Any, prompt: IntArray, seed: int) -> tuple[Tally, list[Frame]]:
    tally = Tally()
    encode_prompt(engine, prompt, tally)
    frames = list(answer(engine, _recipe(seed), tally, end_ids=END_IDS))
    return tally, frames


def test_answers_equal_the_reference_token_for_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS, logit_scale=5.0)
    model, engine = reference_model(path, DIMS), engine_of(path)
    reasons, early = set[str](), 0
    for seed in range(12):
        prompt = random_ids(seed, 5 + 4 * seed)
        wanted = _theirs(model, prompt, seed, monkeypatch)
        tally, frames = _ours(engine, prompt, seed)
        ends = [i for i, token in enumerate(wanted) if token in END_IDS]
        assert tally.tokens == (wanted[: ends[0]] if ends else wanted)
        assert tally.reason == ("end" if ends else "length")
        reasons.add(tally.reason)
        last = {frame.block: frame.step for frame in frames}
        early += sum(steps < STEPS for steps in last.values())
    engine.close()
    # The seeds must have met every way an answer and a canvas can end.
    assert reasons == {"end", "length"}
    assert early > 0
