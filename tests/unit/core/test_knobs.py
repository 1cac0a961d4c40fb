"""The table of knobs: complete, consistent with itself, and strict with what others wrote."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import KNOBS, Knob, knob, validated
from darkroom.core.turning import effective, settled, turned
from darkroom.core.types import GenerateSettings

MODEL = GenerateSettings(
    steps=48, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)
NUMBERS = [k for k in KNOBS if k.kind != "bool"]
TEMPERATURES = st.none() | st.floats(1e-3, 5)


def _cools(settings: GenerateSettings, model: GenerateSettings) -> bool:
    low, high = effective(settings, "t_min", model), effective(settings, "t_max", model)
    return low is not None and high is not None and low <= high


def test_every_setting_has_a_knob() -> None:
    names = [k.name for k in KNOBS]
    assert len(set(names)) == len(names)
    assert {*names, "top_k"} == {field.name for field in fields(GenerateSettings)}


@pytest.mark.parametrize("k", KNOBS, ids=lambda k: k.name)
def test_every_knob_explains_itself(k: Knob) -> None:
    assert k.title
    assert len(k.title) <= 24, "a title stands on one line beside its unit"
    assert k.explanation.endswith(".")
    assert 1 <= k.explanation.replace(";", ".").count(". ") + 1 <= 3
    assert k.default is None or k.check(k.default) == k.default


@pytest.mark.parametrize("k", NUMBERS, ids=lambda k: k.name)
def test_stops_are_allowed_values_in_order(k: Knob) -> None:
    assert list(k.stops) == sorted(set(k.stops))
    for stop in k.stops:
        assert k.check(int(stop) if k.kind == "whole" else float(stop)) == stop
        assert k.nearest(stop) == stop


@pytest.mark.parametrize("k", NUMBERS, ids=lambda k: k.name)
def test_the_ends_of_a_range_belong_to_it_and_nothing_beyond(k: Knob) -> None:
    one = 1 if k.kind == "whole" else 10.0**-k.decimals
    for end in (k.least, k.most):
        assert k.check(end) == end
    for beyond in (k.least - one, k.most + one, -(10**400), 10**400):
        with pytest.raises(BadInputError) as caught:
            k.check(beyond)
        assert k.name in str(caught.value)
        assert k.allowed in caught.value.hint
        assert len(str(caught.value)) < 100


@pytest.mark.parametrize("k", NUMBERS, ids=lambda k: k.name)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, "3", True, False, [1], {}, b"1"])
def test_what_is_no_number_is_refused(k: Knob, value: object) -> None:
    with pytest.raises(BadInputError, match=k.name):
        k.check(value)


def test_kinds_are_kept_apart() -> None:
    assert knob("steps").check(12) == 12
    with pytest.raises(BadInputError, match="steps"):
        knob("steps").check(12.0)
    assert type(knob("t_max").check(1)) is float
    assert knob("thinking").check(True) is True
    for value in (1, 0, "true", None):
        with pytest.raises(BadInputError, match="thinking"):
            knob("thinking").check(value)
    assert knob("steps").check(None) is None
    with pytest.raises(BadInputError, match="max_new_tokens"):
        knob("max_new_tokens").check(None)


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(BadInputError, match="no setting 'heat'"):
        knob("heat")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_nearest_value_is_always_allowed(value: float) -> None:
    for k in NUMBERS:
        nearest = k.nearest(value)
        assert k.check(nearest) == nearest
        assert type(nearest) is (int if k.kind == "whole" else float)


def test_a_step_leads_to_the_next_round_value() -> None:
    length = knob("max_new_tokens")
    assert [length.stepped(1024, n) for n in (1, -1, 10)] == [1280, 768, 3584]
    assert [length.stepped(1000, n) for n in (1, -1)] == [1024, 768]
    assert [length.stepped(1, n) for n in (1, -1)] == [256, 1]
    assert length.stepped(262_144, 1) == 262_144
    bound = knob("entropy_bound")
    assert [bound.stepped(0.3, n) for n in (1, -1)] == [0.35, 0.25]
    assert [bound.stepped(0.12, n) for n in (1, -1)] == [0.15, 0.1]
    assert bound.stepped(0, -1) == 0
    warm = knob("t_max")
    assert warm.stepped(warm.least, 1) == 0.05
    assert warm.stepped(0.05, -1) == warm.least


def test_settings_are_checked_one_by_one() -> None:
    fine = GenerateSettings(steps=9, t_min=1, t_max=1, entropy_bound=0, seed=7, thinking=True)
    assert validated(fine) == fine
    assert type(validated(fine).t_min) is float
    for field in fields(GenerateSettings):
        wrong = replace(fine, **{field.name: "much"})
        with pytest.raises(BadInputError, match=field.name):
            validated(wrong)
    with pytest.raises(BadInputError, match=r"t_max = 0\.5 is below t_min = 1"):
        validated(replace(fine, t_max=0.5))
    assert validated(replace(fine, t_max=0.5, t_min=None)).t_max == 0.5


def test_a_turned_temperature_takes_the_other_one_along() -> None:
    cold = turned(GenerateSettings(), "t_max", 0.3, MODEL)
    assert (cold.t_max, cold.t_min) == (0.3, 0.3)
    hot = turned(GenerateSettings(), "t_min", 1.2, MODEL)
    assert (hot.t_max, hot.t_min) == (1.2, 1.2)
    # Back to the model's own first temperature, 0.8: the last one cannot stay above it.
    back = turned(hot, "t_max", None, MODEL)
    assert (back.t_max, back.t_min) == (None, 0.8)
    apart = turned(GenerateSettings(), "t_max", 0.9, MODEL)
    assert (apart.t_max, apart.t_min) == (0.9, None)
    assert turned(GenerateSettings(), "t_max", 0.3, None).t_min is None


def test_other_knobs_turn_alone() -> None:
    assert turned(GenerateSettings(), "steps", 12, MODEL) == GenerateSettings(steps=12)
    with pytest.raises(BadInputError, match="steps"):
        turned(GenerateSettings(), "steps", 0, MODEL)


@given(TEMPERATURES, TEMPERATURES, st.floats(1e-3, 5), st.floats(1e-3, 5))
def test_settled_settings_suit_every_model(
    low: float | None, high: float | None, one: float, other: float
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    model = replace(MODEL, t_min=min(one, other), t_max=max(one, other))
    wished = GenerateSettings(t_min=low, t_max=high)
    settings = settled(wished, model)
    assert _cools(settings, model)
    # What a person set stays.
    assert low is None or settings.t_min == low
    assert high is None or settings.t_max == high


@given(st.lists(st.tuples(st.sampled_from(["t_min", "t_max"]), TEMPERATURES), max_size=6))
def test_turning_never_ends_in_something_that_is_refused(
    turns: list[tuple[str, float | None]],
) -> None:
    settings = GenerateSettings()
    for name, value in turns:
        settings = turned(settings, name, value, MODEL)
        assert getattr(settings, name) == value
        assert _cools(settings, MODEL)
    assert validated(settings) == settings
