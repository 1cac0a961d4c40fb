"""The mixture of conversations the demo model learns from, and the part kept for testing."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from demo import writing
from demo.prompts import every_task
from demo.task import Task


def _after_anything(rng: random.Random, task: Task) -> Task:
    """Put a whole exchange before ``task``, or a word of thanks after it."""
    if rng.random() < 0.4:
        ask = rng.choice(writing.TALK["thanks"][0])
        turns = (*task.turns, task.sample(rng), ask)
        return Task("second turn", "thanks", turns, writing.THANKS)
    other = rng.choice(rng.choice(list(families().values())))
    while len(other.turns) > 1 or other.held_out:
        other = rng.choice(rng.choice(list(families().values())))
    return replace(task, turns=(*other.turns, other.sample(rng), *task.turns))


@cache
def families() -> dict[str, tuple[Task, ...]]:
    """Every task there is, by family."""
    table: dict[str, list[Task]] = {}
    for task in every_task():
        table.setdefault(task.family, []).append(task)
    return {family: tuple(tasks) for family, tasks in table.items()}


# How often a family is drawn, in shares of their sum.
WEIGHTS: dict[str, float] = {
    "capitals": 5, "continents": 3, "capital to country": 3, "colours": 3, "animals": 5,
    "opposites": 3.5, "plurals": 2.5, "past tense": 2, "translations": 4, "calendar": 5,
    "definitions": 2, "general": 2.5, "lists": 16, "stories": 9, "poems": 4, "tiny Python": 6,
    "two canvases": 12, "chat": 7, "explain and plan": 11, "refusals": 5, "second turn": 4,
    "sums": 8, "differences": 2, "products": 3, "compare": 1.5, "even or odd": 1.5,
    "counting": 6, "too big": 1.5,
}  # fmt: skip
EARLIER_TURN_SHARE = 0.08


def draw(rng: random.Random) -> Task:
    """One training task; never a held-out one."""
    while True:
        family = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        task = _balanced(rng, family)
        if task.held_out:
            continue
        if len(task.turns) == 1 and rng.random() < EARLIER_TURN_SHARE:
            return _after_anything(rng, task)
        return task


@cache
def _by_subject(family: str) -> tuple[tuple[Task, ...], ...]:
    table: dict[str, list[Task]] = {}
    for task in families()[family]:
        table.setdefault(task.subject, []).append(task)
    return tuple(tuple(tasks) for tasks in table.values())


_EVEN_SUBJECTS = frozenset(("chat", "explain and plan", "two canvases", "poems", "stories"))


def _balanced(rng: random.Random, family: str) -> Task:
    if family in _EVEN_SUBJECTS:
        return rng.choice(rng.choice(_by_subject(family)))
    return rng.choice(families()[family])


def held_out(family: str, most: int, seed: int = 1) -> list[Task]:
    """Up to ``most`` tasks of a family that training never saw."""
    tasks = [t for t in families()[family] if t.held_out]
    random.Random(seed).shuffle(tasks)  # noqa: S311
    return tasks[:most]
