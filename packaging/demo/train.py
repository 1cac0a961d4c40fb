"""Train the demo model on this machine's CPU for a given number of minutes; can be resumed.

PYTHONPATH=packaging python -m demo.train --minutes 90
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from demo.data import Examples, batches
from demo.model import Config, Model
from demo.vocabulary import TURN_END, load_or_learn

OUT = Path(__file__).resolve().parents[2] / "out" / "demo"
MUON_RATE, ADAM_RATE, WARM_UP_STEPS, DECAY_FROM = 0.01, 3e-3, 100, 0.35
SHORT_CANVAS, SHORT_UNTIL = 32, 0.6
SAVE_EVERY_S, LOG_EVERY = 150.0, 20
PURE_NOISE_SHARE = 0.12
AFTER_END_WEIGHT, CLEAN_WEIGHT, BALANCE_WEIGHT = 0.1, 0.4, 0.01

log = logging.getLogger("train")


def rate_factor(step: int, done: float) -> float:
    """Learning-rate factor from the step and the share of the time budget that is spent."""
    warm = min(1.0, (step + 1) / WARM_UP_STEPS)
    return warm * min(1.0, max(0.0, (1 - done) / (1 - DECAY_FROM)))


def corrupt(target: Tensor, t: Tensor, vocab: int) -> Tensor:
    """Replace each cell by a uniform random token with probability t (float32[B])."""
    noise = torch.randint(vocab, target.shape)
    return torch.where(torch.rand(target.shape) < t[:, None], noise, target)


def cell_weights(target: Tensor, canvas: Tensor) -> Tensor:
    """Weight of each cell in the loss."""
    ended = (target == TURN_END).cumsum(1) - (target == TURN_END).long() > 0
    weight = torch.where(ended, AFTER_END_WEIGHT, 1.0)
    return weight * torch.where(canvas == target, CLEAN_WEIGHT, 1.0)


def loss_of(model: Model, item: Examples) -> Tensor:
    """Loss of one batch; half of it is self-conditioned on a guess from a noisier canvas."""
    rows, vocab = item.target.shape[0], model.config.vocab
    t = torch.rand(rows)
    t = torch.where(torch.rand(rows) < PURE_NOISE_SHARE, 1.0, t)
    canvas = corrupt(item.target, t, vocab)
    batch = model.context(item.lengths, item.prompt.shape[1], item.target.shape[1])
    soft = torch.zeros(*canvas.shape, model.config.hidden)
    half = slice(0, rows // 2)
    soft[half] = guessed(model, item, t, half)
    logits, balance = model(item.prompt, canvas, batch, soft)
    losses = functional.cross_entropy(logits.flatten(0, 1), item.target.flatten(), reduction="none")
    weight = cell_weights(item.target, canvas).flatten()
    return (losses * weight).sum() / weight.sum() + BALANCE_WEIGHT * balance


@torch.no_grad()
def guessed(model: Model, item: Examples, t: Tensor, rows: slice) -> Tensor:
    """Soft embedding of what the model makes of a noisier, re-drawn canvas."""
    t, target = t[rows], item.target[rows]
    earlier = corrupt(target, t + (1 - t) * torch.rand(t.shape), model.config.vocab)
    prompt = item.prompt[rows]
    batch = model.context(item.lengths[rows], prompt.shape[1], target.shape[1])
    guess, _ = model(prompt, earlier, batch, torch.zeros(*target.shape, model.config.hidden))
    return model.soft_embedding(guess, 0.4 + 0.6 * torch.rand(t.shape[0], 1, 1))


class Trainer:
    """Model, optimizers and clock of one run."""

    def __init__(self, config: Config, minutes: float, seed: int) -> None:
        torch.manual_seed(seed)
        self.model = Model(config)
        matrices = [p for n, p in self.model.named_parameters() if p.ndim == 2 and _is_matrix(n)]
        chosen = {id(p) for p in matrices}
        rest = [p for p in self.model.parameters() if id(p) not in chosen]
        self.muon = torch.optim.Muon(matrices, lr=MUON_RATE, weight_decay=0.1)
        self.adam = torch.optim.Adam(rest, lr=ADAM_RATE, betas=(0.9, 0.98))
        self.budget_s, self.spent_s, self.step = minutes * 60, 0.0, 0

    @property
    def done(self) -> float:
        """Share of the time budget that is spent."""
        return self.spent_s / self.budget_s

    def compile(self) -> None:
        """Compile each layer; the sequence length stays dynamic."""
        for layer in self.model.layers:
            layer.compile(dynamic=True)

    def train_on(self, item: Examples) -> float:
        """One optimizer step; returns the loss."""
        started = time.monotonic()
        factor = rate_factor(self.step, self.done)
        for optimizer, rate in ((self.muon, MUON_RATE), (self.adam, ADAM_RATE)):
            optimizer.param_groups[0]["lr"] = rate * factor
            optimizer.zero_grad(set_to_none=True)
        # bfloat16 products are three to four times as fast here; norms and the loss stay float32.
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(self.model, item)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.muon.step()
        self.adam.step()
        self.step += 1
        self.spent_s += time.monotonic() - started
        return float(loss.detach())

    def save(self, path: Path) -> None:
        """Write a checkpoint; a broken write leaves the old one."""
        state: dict[str, Any] = {
            "config": self.model.config.as_dict(), "model": self.model.state_dict(),
            "muon": self.muon.state_dict(), "adam": self.adam.state_dict(),
            "spent_s": self.spent_s, "step": self.step,
        }  # fmt: skip
        part = path.with_suffix(".part")
        torch.save(state, part)
        part.replace(path)

    def restore(self, path: Path) -> None:
        """Continue from a checkpoint."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.muon.load_state_dict(state["muon"])
        self.adam.load_state_dict(state["adam"])
        self.spent_s, self.step = state["spent_s"], state["step"]


def _is_matrix(name: str) -> bool:
    return not name.endswith(("embed", "router"))


def stream(trainer: Trainer, size: int, seed: int) -> Iterator[Examples]:
    """Short canvases first, the real one to the end."""
    tokenizer, cells = load_or_learn(OUT / "tokenizer.json"), trainer.model.config.canvas
    short = batches(tokenizer, seed + trainer.step, size, cells, SHORT_CANVAS)
    real = batches(tokenizer, seed + trainer.step + 1, size, cells, None)
    while trainer.done < 1:
        yield next(short if trainer.done < SHORT_UNTIL else real)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, required=True, help="training time, in all")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fresh", action="store_true", help="ignore an earlier checkpoint")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    path = OUT / "checkpoint.pt"
    trainer = Trainer(Config(), args.minutes, args.seed)
    if path.exists() and not args.fresh:
        trainer.restore(path)
    trainer.compile()
    saved, losses = time.monotonic(), list[float]()
    for item in stream(trainer, args.batch, args.seed):
        losses.append(trainer.train_on(item))
        if trainer.step % LOG_EVERY == 0:
            mean = sum(losses) / len(losses)
            log.info("step %d loss %.4f done %.3f", trainer.step, mean, trainer.done)
            losses.clear()
        if time.monotonic() - saved > SAVE_EVERY_S:
            trainer.save(path)
            saved = time.monotonic()
    trainer.save(path)


if __name__ == "__main__":
    main()
