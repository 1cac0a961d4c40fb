"""Does a repaint mend a wrong word? The demo model, facts and sums it was taught.

Of each question the right answer is taken, one word of it is replaced by one that stands there in
another answer of the same family, and that word alone is repainted, the rest pinned. The hole is
as long as the wrong word, as the window would make it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

import darkroom
from darkroom.core.canvas import NOISE, Infill
from darkroom.core.types import Done
from darkroom.model import Model
from demo.task import Task
from demo.tasks import families

FAMILIES = (
    "sums", "differences", "products", "capitals", "continents", "colours", "animals", "opposites",
    "plurals", "past tense", "translations", "calendar",
)  # fmt: skip
PER_FAMILY, SEED, AIM = 10, 1, 0.8


@dataclass(frozen=True)
class Planted:
    """A right answer in which one word is wrong.

    Attributes:
        task: whose answer it is.
        text: the answer with the wrong word.
        start, stop: characters of the wrong word, with the space before it.
    """

    task: Task
    text: str
    start: int
    stop: int


def plant(rng: random.Random, task: Task, others: list[Task]) -> Planted | None:
    """Put a word of another answer into the answer of a task; None where none fits."""
    words = task.sample(rng).split(" ")
    for other in rng.sample(others, len(others)):
        theirs = other.sample(rng).split(" ")
        # Only where the question tells which word is right: not in what it names itself.
        places = [
            i
            for i, (mine, their) in enumerate(zip(words, theirs, strict=False))
            if mine != their and mine.strip(".,").lower() not in _asked(task)
        ]
        if len(theirs) != len(words) or not places:
            continue
        place = rng.choice(places)
        wrong = [*words[:place], theirs[place], *words[place + 1 :]]
        start = len(" ".join(wrong[:place]))
        end = start + len(theirs[place].rstrip(".,")) + bool(place)
        planted = Planted(task, " ".join(wrong), start, end)
        if not task.accepts(planted.text):
            return planted
    return None


def _asked(task: Task) -> set[str]:
    return {word.strip(".,?!").lower() for word in task.turns[-1].split()}


def repaint(model: Model, planted: Planted, seed: int) -> str:
    """The answer after its wrong word was repainted."""
    parts = (planted.text[: planted.start], planted.text[planted.start : planted.stop])
    before, wrong = (model.tokenize(part) for part in parts)
    after = model.tokenize(planted.text[planted.stop :])
    hole = np.full(len(wrong), NOISE, np.int32)
    tokens = np.concatenate([before, hole, after, [model.end_id]]).astype(np.int32)
    *_, done = model.infill(planted.task.turns[-1], Infill(tokens), seed=seed)
    if not isinstance(done, Done):
        raise TypeError(f"The run ended with {type(done).__name__}, expected Done.")
    return done.text


def measure() -> None:
    """Print how many wrong words were mended, by family."""
    rng = random.Random(SEED)  # noqa: S311
    mended: dict[str, list[bool]] = defaultdict(list)
    with darkroom.load("demo") as model:
        for family in FAMILIES:
            tasks = [t for t in families()[family] if not t.held_out and len(t.turns) == 1]
            rng.shuffle(tasks)
            for task in tasks:
                planted = plant(rng, task, tasks[:200])
                if planted is None:
                    continue
                text = repaint(model, planted, SEED)
                mended[family].append(task.accepts(text))
                if not mended[family][-1]:
                    print(f"  not mended: {task.turns[-1]}  {planted.text} -> {text}")
                if len(mended[family]) == PER_FAMILY:
                    break
    for family, results in mended.items():
        print(f"{family:14} {sum(results)}/{len(results)}")
    right = sum(map(sum, mended.values()))
    asked = sum(map(len, mended.values()))
    print(f"mended: {right}/{asked} = {right / asked:.0%}; aim: {AIM:.0%}")
