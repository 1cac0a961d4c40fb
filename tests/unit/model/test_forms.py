"""Forms with the demo model: blanks are filled, fixed text stays, choices are respected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import darkroom
from darkroom import Done, Frame, Model
from darkroom.core.errors import BadInputError
from darkroom.core.form import Form, parse_form

SEEDS = 200


@pytest.fixture(scope="module")
def demo() -> Iterator[Model]:
    with darkroom.load("demo") as made:
        yield made


def fill(
    model: Model, form: str | Form, question: str = "", *, seed: int = 0, steps: int | None = None
) -> Done:
    *frames, done = model.fill(question, form, seed=seed, steps=steps)
    assert isinstance(done, Done)
    assert all(isinstance(frame, Frame) for frame in frames)
    return done


@pytest.mark.parametrize(
    ("form", "question", "blanks"),
    [
        ("The opposite of hot is {{word:1}}.", "What is the opposite of hot?", {"word": "cold"}),
        ("The opposite of hot is {{word:6}}.", "What is the opposite of hot?", {"word": "cold"}),
        ("3 plus 4 is {{sum:3}}.", "What is 3 plus 4?", {"sum": "7"}),
        (
            "The capital of France is {{city:5}}.",
            "What is the capital of France?",
            {"city": "Paris"},
        ),
        ("3 plus 4 is {{sum|5|7|12}}.", "What is 3 plus 4?", {"sum": "7"}),
        (
            "The capital of France is {{city|London|Paris|Rome}}.",
            "What is the capital of France?",
            {"city": "Paris"},
        ),
    ],
)
def test_blanks_say_what_the_model_knows_and_are_no_longer_than_that(
    demo: Model, form: str, question: str, blanks: dict[str, str]
) -> None:
    for seed in range(3):
        done = fill(demo, form, question, seed=seed)
        assert done.blanks == blanks
        assert done.text == parse_form(form).text(blanks)
        assert done.reason == "end"


FORM = "{{yes|Yes|No}}, {{n|1|2|5}} is {{kind|even|a very odd one}}!"


def test_choices_are_always_respected(demo: Model) -> None:
    """Of one token, and of several; two steps are the fewest that can go wrong twice."""
    form = parse_form(FORM)
    choices = {blank.name: blank.choices for blank in form.blanks if blank.choices}
    seen: set[tuple[str, ...]] = set()
    for seed in range(SEEDS):
        done = fill(demo, form, "Is it even?", seed=seed, steps=2)
        for name, allowed in choices.items():
            assert done.blanks[name] in allowed
        said = f"{done.blanks['yes']}, {done.blanks['n']} is {done.blanks['kind']}!"
        assert done.text == said
        seen.add(tuple(done.blanks[name] for name in choices))
    assert len(seen) > 1  # seeds matter, or there was nothing to respect


def test_a_blank_never_ends_the_form(demo: Model) -> None:
    for seed in range(10):
        done = fill(demo, "{{all:9}} and that was all.", "How do you work?", seed=seed, steps=3)
        assert done.text.endswith(" and that was all.")


def test_a_form_longer_than_a_canvas_is_filled_window_by_window(demo: Model) -> None:
    line = "The opposite of hot is {{{{a{}:1}}}}. "
    form = "".join(line.format(n) for n in range(30))
    assert len(demo.tokenize(form)) > 2 * demo.info.canvas_length
    done = fill(demo, form, "What is the opposite of hot?", steps=4)
    assert list(done.blanks) == [f"a{n}" for n in range(30)]
    assert done.text.count("The opposite of hot is ") == 30
    assert len(done.origins) > 1


def test_the_same_seed_fills_it_alike(demo: Model) -> None:
    form = "Once there was a {{who:3}} in the {{where:3}}."
    one, two = (fill(demo, form, seed=4) for _ in range(2))
    assert one.tokens == two.tokens


def test_what_cannot_be_is_refused(demo: Model) -> None:
    with pytest.raises(BadInputError):
        fill(demo, "no blank")
    with pytest.raises(BadInputError, match="longer than a canvas"):
        fill(demo, "{{a:60}} and {{b:65}}", steps=2)
