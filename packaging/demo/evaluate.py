"""Measure the demo model through Darkroom's own engine: held-out prompts and suggested prompts.

PYTHONPATH=packaging:app python -m demo.evaluate [--write-card]
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import darkroom
from darkroom.core.types import Done, Message
from darkroom.model import Model
from demo.export import RESOURCE
from demo.task import Task
from demo.tasks import families, held_out

PROMPTS = RESOURCE.with_name("prompts.json")
CARD = RESOURCE.with_name("MODEL_CARD.md")
BEGIN, END = "<!-- figures: written by demo.evaluate -->", "<!-- end of figures -->"
SEEDS = 10
# What the aim of 90 % is over.
AIMED = frozenset((
    "capitals", "continents", "capital to country", "colours", "animals", "opposites", "plurals",
    "past tense", "translations", "calendar", "definitions", "general", "lists", "tiny Python",
    "sums",
))  # fmt: skip

log = logging.getLogger("evaluate")


@dataclass(frozen=True)
class Score:
    """Right answers of a family and the mean number of visible steps."""

    name: str
    right: int
    asked: int
    steps: float

    @property
    def share(self) -> float:
        """Right answers per question."""
        return self.right / self.asked if self.asked else 0.0


def ask(model: Model, turns: Sequence[str], seed: int) -> tuple[str, int]:
    """The answer and the denoising steps it took."""
    roles = ("user", "assistant")
    messages = [Message(roles[i % 2], turn) for i, turn in enumerate(turns)]  # type: ignore[arg-type]
    done = [e for e in model.generate(messages, seed=seed, max_new_tokens=256)][-1]
    if not isinstance(done, Done):
        raise TypeError(f"The run ended with {type(done).__name__}, expected Done.")
    return done.text, done.stats.steps


def score(model: Model, name: str, tasks: Iterable[Task], seeds: Iterable[int]) -> Score:
    """Ask every task with every seed; wrong answers go to the log."""
    results: list[tuple[bool, int]] = []
    seeds = list(seeds)
    for task in tasks:
        for seed in seeds:
            text, steps = ask(model, task.turns, seed)
            right = task.accepts(text)
            results.append((right, steps))
            if not right:
                log.info("wrong [%s] %s -> %r", name, task.turns[-1], text)
    steps = statistics.fmean(s for _, s in results) if results else 0.0
    return Score(name, sum(r for r, _ in results), len(results), steps)


def lower_case(task: Task) -> Task:
    """The same question without capitals and end mark."""
    turns = (*task.turns[:-1], task.turns[-1].lower().rstrip(".?!"))
    return Task(task.family, task.subject, turns, task.answer, task.fixed)


def suggested() -> list[tuple[str, Task]]:
    """Title and task of every prompt the window suggests.

    Raises:
        ValueError: no task has such a prompt, so nothing says what is right.
    """
    known = {t.turns: t for tasks in families().values() for t in tasks}
    rows: list[dict[str, str]] = json.loads(PROMPTS.read_text(encoding="utf-8"))
    missing = [row["prompt"] for row in rows if (row["prompt"],) not in known]
    if missing:
        raise ValueError(f"{PROMPTS} suggests prompts that no task covers: {missing}")
    return [(row["title"], known[(row["prompt"],)]) for row in rows]


def report(family_scores: list[Score], prompt_scores: list[Score], lower: Score) -> str:
    """The figures as Markdown."""
    aimed = [s for s in family_scores if s.name in AIMED]
    right, asked = sum(s.right for s in aimed), sum(s.asked for s in aimed)
    lines = [
        f"Facts, lists, tiny Python and sums of 0–12, held-out wordings: **{right} of {asked} "
        f"({right / asked:.1%})**; the aim is 90 %. Families that count towards it are marked *.",
        f"The same kind of questions in lower case without an end mark: {lower.right} of "
        f"{lower.asked} ({lower.share:.1%}).", "",
        "| Family | Right | Share | Mean steps |", "|---|---|---|---|",
    ]  # fmt: skip
    for s in family_scores:
        star = " *" if s.name in AIMED else ""
        lines.append(f"| {s.name}{star} | {s.right}/{s.asked} | {s.share:.0%} | {s.steps:.1f} |")
    lines += ["", "| Suggested prompt | Right of 10 seeds | Mean steps |", "|---|---|---|"]
    lines += [f"| {s.name} | {s.right}/{s.asked} | {s.steps:.1f} |" for s in prompt_scores]
    return "\n".join(lines)


def write_card(text: str) -> None:
    """Put the figures between the card's marks."""
    card = CARD.read_text(encoding="utf-8")
    before, after = card.split(BEGIN)[0], card.split(END)[1]
    CARD.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=RESOURCE)
    parser.add_argument("--most", type=int, default=40, help="questions per family")
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--write-card", action="store_true")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with darkroom.load(args.model, threads=args.threads) as model:
        prompts = [score(model, task.turns[0], [task], range(SEEDS)) for _, task in suggested()]
        scores = [score(model, f, held_out(f, args.most), [0]) for f in sorted(families())]
        plain = [lower_case(t) for f in sorted(AIMED) for t in held_out(f, 10)]
        lower = score(model, "lower case", plain, [0])
    text = report(scores, prompts, lower)
    log.info("%s", text)
    if args.write_card:
        write_card(text)


if __name__ == "__main__":
    main()
