"""The bundled file itself: small, complete, and right where a person tries it first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import darkroom
from darkroom.model import Model
from demo.evaluate import BEGIN, CARD, END, ask, suggested
from demo.export import RESOURCE
from demo.task import SUGGESTED

SIMPLE = {
    "What is 3 plus 4?": "3 plus 4 is 7.",
    "What is 9 + 8?": "9 plus 8 is 17.",
    "What is the capital of France?": "The capital of France is Paris.",
    "what is the capital of italy": "The capital of Italy is Rome.",
}


@pytest.fixture(scope="module")
def demo() -> Iterator[Model]:
    with darkroom.load("demo", threads=1) as model:
        yield model


def test_is_small_and_says_what_it_is(demo: Model) -> None:
    assert RESOURCE.stat().st_size <= 8_000_000
    assert demo.info.architecture == "diffusion-gemma"
    assert demo.info.canvas_length == 64
    assert "demo" in demo.info.name.lower()


@pytest.mark.parametrize("prompt", SIMPLE)
def test_answers_simple_questions(demo: Model, prompt: str) -> None:
    assert ask(demo, [prompt], seed=0)[0] == SIMPLE[prompt]


def test_suggested_prompts_are_answered(demo: Model) -> None:
    rows = suggested()
    assert {task.turns for _, task in rows} <= SUGGESTED
    assert len({title for title, _ in rows}) == len(rows)
    answers = [(task.turns[0], task.accepts(ask(demo, task.turns, seed=3)[0])) for _, task in rows]
    wrong = [prompt for prompt, right in answers if not right]
    assert len(wrong) <= 1, wrong


def test_follows_a_conversation(demo: Model) -> None:
    turns = ["What is the capital of Japan?", "The capital of Japan is Tokyo.", "Thank you!"]
    assert "welcome" in ask(demo, turns, seed=0)[0]


def test_card_has_the_figures() -> None:
    card = CARD.read_text(encoding="utf-8")
    figures = card.split(BEGIN)[1].split(END)[0]
    assert "| Family |" in figures
    assert "| Suggested prompt |" in figures
