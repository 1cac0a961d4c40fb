"""Batches: conversations to token ids, with the prompt's case, typing slips and system prompts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from demo.tasks import draw
from demo.vocabulary import PAD, TURN_END, encode_prompt

SYSTEM_PROMPTS = (
    "You are a helpful assistant.", "Be brief.", "Answer in one sentence.", "You are friendly.",
    "You are a helpful assistant. Answer briefly.", "Answer the question.",
)  # fmt: skip
SYSTEM_SHARE, LOWER_SHARE, UNDOTTED_SHARE, SLIP_SHARE = 0.12, 0.12, 0.08, 0.05


@dataclass(frozen=True)
class Example:
    """One canvas to learn: what comes before it and what it becomes."""

    prompt: list[int]
    target: list[int]


@dataclass(frozen=True)
class Examples:
    """A batch; prompts are right-padded to one length."""

    prompt: Tensor
    lengths: Tensor
    target: Tensor


def slip(text: str, rng: random.Random) -> str:
    """Drop or swap one letter, as fingers do."""
    if len(text) < 6:
        return text
    i = rng.randrange(1, len(text) - 2)
    if rng.random() < 0.5:
        return text[:i] + text[i + 1 :]
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def augment(text: str, rng: random.Random) -> str:
    """The same prompt, less carefully typed."""
    if rng.random() < LOWER_SHARE:
        text = text.lower()
    if rng.random() < UNDOTTED_SHARE:
        text = text.rstrip(".?!")
    return slip(text, rng) if rng.random() < SLIP_SHARE and not _has_digit(text) else text


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def example(tokenizer: Tokenizer, rng: random.Random, canvas: int) -> Example:
    """One random canvas of one random conversation."""
    task = draw(rng)
    system = rng.choice(SYSTEM_PROMPTS) if rng.random() < SYSTEM_SHARE else None
    turns = (*task.turns[:-1], augment(task.turns[-1], rng))
    prompt = encode_prompt(tokenizer, turns, system)
    answer = [*tokenizer.encode(task.sample(rng), add_special_tokens=False).ids, TURN_END]
    start = canvas * rng.randrange((len(answer) + canvas - 1) // canvas)
    target = answer[start : start + canvas]
    return Example(prompt + answer[:start], target)


def batches(
    tokenizer: Tokenizer, seed: int, size: int, canvas: int, short: int | None, pool: int = 64
) -> Iterator[Examples]:
    """Endless batches of like lengths.

    Args:
        tokenizer: of the model.
        seed: of the whole stream.
        size: examples in a batch.
        canvas: cells of the real canvas.
        short: cells for answers that fit in so many, or None for the real canvas always.
        pool: batches drawn and sorted together.
    """
    rng = random.Random(seed)  # noqa: S311
    while True:
        drawn = [example(tokenizer, rng, canvas) for _ in range(size * pool)]
        drawn.sort(key=lambda e: (_cells(e, canvas, short), len(e.prompt)))
        groups = [drawn[i : i + size] for i in range(0, len(drawn), size)]
        rng.shuffle(groups)
        for group in groups:
            yield _stack(group, max(_cells(e, canvas, short) for e in group))


def _cells(item: Example, canvas: int, short: int | None) -> int:
    return short if short and len(item.target) <= short else canvas


def _stack(group: list[Example], cells: int) -> Examples:
    lengths = [len(e.prompt) for e in group]
    width = -(-max(lengths) // 8) * 8
    prompt = torch.full((len(group), width), PAD)
    target = torch.full((len(group), cells), PAD)
    for row, e in enumerate(group):
        prompt[row, : len(e.prompt)] = torch.tensor(e.prompt)
        target[row, : len(e.target)] = torch.tensor(e.target)
    return Examples(prompt, torch.tensor(lengths), target)
