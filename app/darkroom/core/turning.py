"""Turning knobs one at a time, so that what comes of it is always something that runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from darkroom.core.knobs import Value, knob
from darkroom.core.types import GenerateSettings


def turned(
    settings: GenerateSettings, name: str, value: Value, defaults: GenerateSettings | None
) -> GenerateSettings:
    """Settings with one knob turned; of the temperatures the other one follows if it must.

    Args:
        settings: as they were.
        name: of the knob.
        value: its new value.
        defaults: the model's own values, None where no model is known.

    Raises:
        BadInputError: the value is out of range.
    """
    change: dict[str, Any] = {name: knob(name).check(value)}
    new = replace(settings, **change)
    other = {"t_max": "t_min", "t_min": "t_max"}.get(name)
    if other is not None:
        low, high = effective(new, "t_min", defaults), effective(new, "t_max", defaults)
        if low is not None and high is not None and low > high:
            follow: dict[str, Any] = {other: effective(new, name, defaults)}
            new = replace(new, **follow)
    return new


def settled(settings: GenerateSettings, defaults: GenerateSettings | None) -> GenerateSettings:
    """Settings that a model takes: a temperature left to it gives way to one that is set.

    Another model may have a last temperature above the first one that a person chose.
    """
    low, high = effective(settings, "t_min", defaults), effective(settings, "t_max", defaults)
    if low is None or high is None or low <= high:
        return settings
    if settings.t_min is None:
        return replace(settings, t_min=high)
    return replace(settings, t_max=low)


def effective(settings: GenerateSettings, name: str, defaults: GenerateSettings | None) -> Value:
    """What a knob amounts to with a model; None where that is not known."""
    value: Value = getattr(settings, name)
    if value is None and defaults is not None:
        value = getattr(defaults, name)
    return value
