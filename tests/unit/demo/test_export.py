"""The file the scripts write: every key and tensor, read by Darkroom's own reader and engine."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType
from tokenizers import Tokenizer

import darkroom
from darkroom.core.types import Message
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer as FileTokenizer
from demo.export import write
from demo.model import Config, Model
from demo.reference import relative_errors
from demo.tasks import draw
from demo.vocabulary import TURN_END, encode_prompt, learn

KEYS = [
    "general.name",
    "general.license",
    "tokenizer.ggml.model",
    "tokenizer.ggml.tokens",
    "tokenizer.ggml.scores",
    "tokenizer.ggml.token_type",
    "tokenizer.ggml.merges",
    "tokenizer.ggml.bos_token_id",
    "tokenizer.ggml.eos_token_id",
    "tokenizer.ggml.eot_token_id",
    "tokenizer.ggml.unknown_token_id",
    "tokenizer.ggml.padding_token_id",
    "tokenizer.ggml.mask_token_id",
    "tokenizer.ggml.add_bos_token",
    "tokenizer.ggml.add_space_prefix",
    "tokenizer.chat_template",
    "diffusion.canvas_length",
    "diffusion.eb_max_steps",
    "diffusion.eb_t_min",
    "diffusion.eb_t_max",
    "diffusion.eb_entropy_bound",
    "diffusion.eb_stability_threshold",
    "diffusion.eb_confidence_threshold",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return learn(Config().vocab)


@pytest.fixture(scope="module")
def model() -> Model:
    torch.manual_seed(0)
    return Model(Config()).eval()


@pytest.fixture(scope="module", params=["F32", "F16", "Q8_0"])
def exported(
    request: pytest.FixtureRequest,
    model: Model,
    tokenizer: Tokenizer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    path = tmp_path_factory.mktemp("export") / f"{request.param}.gguf"
    write(model, tokenizer, path, GGMLQuantizationType[request.param])
    return path


def test_header_is_complete(exported: Path) -> None:
    header = read_header(exported)
    assert [key for key in KEYS if key not in header.metadata] == []
    params, config = read_params(header), Config()
    assert (params.vocab, params.hidden, params.n_layers) == (
        config.vocab, config.hidden, config.layers,
    )  # fmt: skip
    assert params.sliding == tuple(not config.is_full(i) for i in range(config.layers))
    assert params.canvas_length == config.canvas
    assert params.eb_max_steps == 48
    assert header.quantization == exported.stem


# Rounding would flip near-tied expert choices of these random weights.
@pytest.mark.parametrize("exported", ["F32"], indirect=True)
def test_engine_computes_what_was_trained(exported: Path, model: Model) -> None:
    generator = torch.Generator().manual_seed(0)
    canvas = torch.randint(Config().vocab, (1, Config().canvas), generator=generator)
    with darkroom.load(exported, threads=1, precision="exact") as engine:
        for n in (9, 150):  # within and beyond the window
            prompt = torch.randint(Config().vocab, (1, n), generator=generator)
            batch = model.context(torch.tensor([n]), n, Config().canvas)
            engine.rewind(0)
            engine.prefill(prompt[0].int().numpy())
            with torch.no_grad():
                first, _ = model(prompt, canvas, batch, None)
                second, _ = model(prompt, canvas, batch, model.soft_embedding(first, 0.7))
            ours = engine.canvas_logits(canvas[0].int().numpy())
            again = engine.canvas_logits(canvas[0].int().numpy(), (first[0] / 0.7).numpy())
            for theirs, got in ((first, ours), (second, again)):
                error = np.linalg.norm(got - theirs[0].numpy()) / np.linalg.norm(theirs.numpy())
                assert error < 1e-5


def test_app_writes_prompts_as_trained(exported: Path, tokenizer: Tokenizer) -> None:
    header = read_header(exported)
    reader, template = FileTokenizer(header), ChatTemplate.from_header(header)
    assert TURN_END in reader.end_ids
    rng = random.Random(0)
    for _ in range(200):
        task, system = draw(rng), rng.choice([None, "Be brief."])
        messages = [Message("system", system)] if system else []
        messages += [Message("assistant" if i % 2 else "user", t) for i, t in enumerate(task.turns)]
        ids = encode_chat(reader, template, messages)
        assert ids.tolist() == encode_prompt(tokenizer, task.turns, system)


@pytest.mark.golden
def test_training_forward_equals_the_reference() -> None:
    assert max(relative_errors(lengths=(5, 127, 128, 129))) < 1e-5
