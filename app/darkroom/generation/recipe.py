"""Settings with nothing left open, each of them in range."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.types import GenerateSettings

MAX_STEPS = 1000
MAX_TOP_K = 64
MIN_TEMPERATURE = 1e-3
_WHOLE = ("max_new_tokens", "steps", "seed", "stability", "top_k")
_REAL = ("t_min", "t_max", "entropy_bound", "confidence")
_ALLOWED = {
    "max_new_tokens": "Use 1 or more.",
    "steps": f"Use 1 … {MAX_STEPS}.",
    "t_min": f"Use a temperature of {MIN_TEMPERATURE} or more.",
    "t_max": "Use a temperature not below t_min.",
    "entropy_bound": "Use 0 nats or more.",
    "stability": "Use 0 steps or more.",
    "confidence": "Use 0 nats or more.",
    "top_k": f"Use 0 … {MAX_TOP_K} alternatives.",
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings with every default filled in; meanings as in :class:`GenerateSettings`."""

    max_new_tokens: int
    steps: int
    seed: int
    t_min: float
    t_max: float
    entropy_bound: float
    stability: int
    confidence: float
    top_k: int

    def __post_init__(self) -> None:
        """Check every range.

        Raises:
            BadInputError: with the setting's name and what it may be.
        """
        for name in _WHOLE:
            if not is_whole(getattr(self, name)):
                raise BadInputError(f"{name} = {getattr(self, name)!r} is no whole number.")
        for name in _REAL:
            if not isinstance(getattr(self, name), int | float):
                raise BadInputError(f"{name} = {getattr(self, name)!r} is no number.")
        ranges = {
            "max_new_tokens": self.max_new_tokens >= 1,
            "steps": 1 <= self.steps <= MAX_STEPS,
            "t_min": MIN_TEMPERATURE <= self.t_min < math.inf,
            "t_max": self.t_min <= self.t_max < math.inf,
            "entropy_bound": self.entropy_bound >= 0,
            "stability": self.stability >= 0,
            "confidence": self.confidence >= 0,
            "top_k": 0 <= self.top_k <= MAX_TOP_K,
        }
        for name, within in ranges.items():
            if not within:
                value = getattr(self, name)
                raise BadInputError(f"{name} = {value} is out of range.", _ALLOWED[name])

    @classmethod
    def fill(cls, settings: GenerateSettings, defaults: GenerateSettings) -> Recipe:
        """Take what ``settings`` leaves open from ``defaults``.

        Raises:
            BadInputError: a setting is out of range.
        """
        chosen: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            value = getattr(settings, name)
            chosen[name] = getattr(defaults, name) if value is None else value
        return cls(**chosen)

    def denoises_like(self, other: Recipe) -> bool:
        """Whether both make the same steps of a canvas, and stop at the same one."""
        same_seed = self.seed % 2**64 == other.seed % 2**64
        others = replace(
            other, max_new_tokens=self.max_new_tokens, top_k=self.top_k, seed=self.seed
        )
        return same_seed and self == others
