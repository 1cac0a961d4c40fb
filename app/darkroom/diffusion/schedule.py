"""Temperature schedules: callables from the steps that remain to a temperature."""

from __future__ import annotations

from collections.abc import Callable

Schedule = Callable[[int, int], float]
"""(steps remaining, this one included; steps in all) → temperature > 0."""


def linear_temperature(t_min: float, t_max: float) -> Schedule:
    """T = t_min + (t_max − t_min) · n / N with n of N steps remaining.

    Source: the Transformers implementation, ``LinearTemperatureScheduleLogitsProcessor``.
    """

    def temperature(remaining: int, steps: int) -> float:
        return t_min + (t_max - t_min) * (remaining / steps)

    return temperature
