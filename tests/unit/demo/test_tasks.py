"""The synthetic conversations: the same every time, right, and honestly split."""

from __future__ import annotations

import random
import re

import pytest

from demo import writing
from demo.facts import DAYS, MONTHS
from demo.prompts import every_task
from demo.task import SUGGESTED, Task
from demo.tasks import WEIGHTS, draw, families, held_out
from demo.template import Template

OPERATIONS = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
}


def _first(family: str, prompt: str) -> Task:
    return next(t for t in families()[family] if t.turns == (prompt,))


def test_same_seed_same_conversations() -> None:
    def texts(seed: int) -> list[tuple[tuple[str, ...], str]]:
        rng = random.Random(seed)
        return [(task.turns, task.sample(rng)) for task in (draw(rng) for _ in range(300))]

    assert texts(7) == texts(7)
    assert texts(7) != texts(8)


def test_every_task_accepts_its_own_answers() -> None:
    rng = random.Random(0)
    for task in every_task():
        for _ in range(3):
            assert task.accepts(task.sample(rng)), task


@pytest.mark.parametrize("family", ["sums", "differences", "products", "sums, unseen pairs"])
def test_sums_are_right_by_python(family: str) -> None:
    rng = random.Random(0)
    for task in families()[family]:
        a, word, b, result = re.fullmatch(
            r"(\d+) (\w+) (\d+) is (\d+)\.", task.sample(rng)
        ).groups()  # type: ignore[union-attr]
        assert OPERATIONS[word](int(a), int(b)) == int(result)
        asked = sorted(map(int, re.findall(r"\d+", task.turns[-1])))
        assert asked == sorted((int(a), int(b))), task
        if family == "differences" and "Subtract" not in task.turns[-1]:
            assert re.findall(r"\d+", task.turns[-1]) == [a, b]


def test_comparing_counting_and_parity_are_right_by_python() -> None:
    rng = random.Random(0)
    for task in families()["compare"]:
        larger, smaller = map(int, re.findall(r"\d+", task.sample(rng)))
        assert larger > smaller
    for task in families()["even or odd"]:
        number, kind = re.fullmatch(r"(\d+) is (\w+)\.", task.sample(rng)).groups()  # type: ignore[union-attr]
        assert kind == ("odd", "even")[int(number) % 2 == 0]
    for task in families()["counting"]:
        first, *_, last = numbers = list(map(int, re.findall(r"\d+", task.sample(rng))))
        step = 1 if last > first else -1
        assert numbers == list(range(first, last + step, step))
        assert ("down" in task.turns[0]) == (step < 0)


def test_calendar_goes_round() -> None:
    for names in (DAYS, MONTHS):
        for name, following in zip(names, (*names[1:], names[0]), strict=True):
            kind = "day" if names is DAYS else "month"
            after = _first("calendar", f"Which {kind} comes after {name}?")
            before = _first("calendar", f"Which {kind} comes before {following}?")
            assert after.accepts(f"{following} comes after {name}.")
            assert before.accepts(f"{name} comes before {following}.")


def test_tiny_python_runs() -> None:
    rng = random.Random(0)
    made: dict[str, object] = {}
    for task in families()["tiny Python"]:
        code = re.search(r"```python\n(.*)\n```", task.sample(rng), re.DOTALL)
        assert code is not None
        exec(code[1], made)  # noqa: S102  the code under test is our own table
    calls = {
        "add(3, 4)": 7, "subtract(3, 4)": -1, "multiply(3, 4)": 12, "divide(3, 4)": 0.75,
        "square(5)": 25, "double(5)": 10, "is_even(4)": True, "is_odd(4)": False,
        "maximum(3, 4)": 4, "minimum(3, 4)": 3, "greet('Mia')": "Hello, Mia",
        "total([1, 2, 3])": 6, "count_down(0)": None, "factorial(5)": 120,
        "reverse('abc')": "cba", "length([1, 2])": 2, "first([1, 2])": 1, "is_empty([])": True,
    }  # fmt: skip
    for call, result in calls.items():
        assert eval(call, made) == result, call  # noqa: S307


def test_wrong_answers_are_refused() -> None:
    capital = _first("capitals", "What is the capital of France?")
    assert not capital.accepts("The capital of France is Rome.")
    story = _first("stories", "Tell me a story about a fox.")
    right = story.sample(random.Random(1))
    assert story.accepts(right)
    assert not story.accepts(right.replace("fox", "owl"))
    assert not story.accepts(right.replace("the fox", "the owl", 1))
    assert not story.accepts(right[:-5])
    fruits = _first("lists", "Name three fruits.")
    assert fruits.accepts("Here are three fruits:\n1. plums\n2. pears\n3. grapes")
    assert not fruits.accepts("Here are three fruits:\n1. plums\n2. pears\n3. plums")


def test_training_never_draws_what_is_held_out() -> None:
    rng = random.Random(0)
    kept = {(t.family, t.turns) for t in every_task() if t.held_out}
    assert len(kept) > 500
    drawn = [draw(rng) for _ in range(4000)]
    assert not {(t.family, t.turns) for t in drawn} & kept
    assert {t.family for t in drawn} >= set(WEIGHTS) - {"second turn"}


def test_every_family_is_tested_and_no_suggested_prompt_is_held_out() -> None:
    for family in families():
        assert held_out(family, 40), family
    assert not [t for t in every_task() if t.turns in SUGGESTED and t.held_out]


def test_template_references_and_pools() -> None:
    template = Template("{a=x|y} {a} {@colour} {@colour}", writing.POOLS)
    text = template.sample(random.Random(0))
    assert template.accepts(text)
    first, second, *colours = text.split()
    assert first == second
    assert len(set(colours)) == 2
    assert template.accepts("x x red blue", {"a": "x"})
    assert not template.accepts("y y red blue", {"a": "x"})
    assert not template.accepts("x y red blue")
    assert not template.accepts("x x red red")
