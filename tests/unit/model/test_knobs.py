"""The table of knobs and the run agree on what each setting may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import KNOBS, TOP_K, Knob
from darkroom.core.presets import STARTERS
from darkroom.core.turning import settled
from darkroom.core.types import GenerateSettings
from darkroom.generation.recipe import Recipe

MODEL = GenerateSettings(
    steps=48, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)
NUMBERS = [k for k in (*KNOBS, TOP_K) if k.kind != "bool"]
LIMITED_BELOW = [k for k in NUMBERS if k.name != "seed"]
LIMITED_ABOVE = [k for k in NUMBERS if k.name in ("steps", "top_k")]


def _recipe(**values: Any) -> Recipe:
    """Of settings in which the other temperature is out of the way."""
    room = {"t_min": {"t_max": 5.0}, "t_max": {"t_min": 1e-3}}
    name = next(iter(values))
    return Recipe.fill(replace(GenerateSettings(), **room.get(name, {}) | values), MODEL)


@pytest.mark.parametrize("k", NUMBERS, ids=lambda k: k.name)
def test_both_ends_of_a_range_run(k: Knob) -> None:
    for end in (k.least, k.most, *k.stops):
        assert getattr(_recipe(**{k.name: k.nearest(end)}), k.name) == end


@pytest.mark.parametrize("k", LIMITED_BELOW, ids=lambda k: k.name)
def test_nothing_runs_below_a_range(k: Knob) -> None:
    one = 1 if k.kind == "whole" else 10.0 ** -(k.decimals + 1)
    with pytest.raises(BadInputError, match=k.name):
        _recipe(**{k.name: k.least - one})


@pytest.mark.parametrize("k", LIMITED_ABOVE, ids=lambda k: k.name)
def test_nothing_runs_above_a_limit_of_the_run(k: Knob) -> None:
    with pytest.raises(BadInputError, match=k.name):
        _recipe(**{k.name: k.most + 1})


@given(st.data())
def test_whatever_a_knob_takes_runs(data: st.DataObject) -> None:
    k = data.draw(st.sampled_from(NUMBERS))
    numbers = st.integers if k.kind == "whole" else st.floats
    value = k.check(data.draw(numbers(k.least, k.most)))
    assert getattr(_recipe(**{k.name: value}), k.name) == value


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_every_starter_runs(starter: Any) -> None:
    Recipe.fill(starter.settings, MODEL)


def test_settings_for_one_model_run_on_another() -> None:
    hot = replace(MODEL, t_min=0.9, t_max=1.1)
    wish = GenerateSettings(t_max=0.5)
    with pytest.raises(BadInputError, match="t_max"):
        Recipe.fill(wish, hot)
    assert Recipe.fill(settled(wish, hot), hot).t_min == 0.5
