"""Every knob of the sampler: what it is called, what it may be, what it does.

One table for the panel, its explanations, and the check of settings that come from elsewhere.
Titles and explanations are marked for translation in the context ``"Knobs"``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.texts import QT_TRANSLATE_NOOP
from darkroom.core.types import GenerateSettings

Kind = Literal["whole", "real", "bool"]
Unit = Literal["tokens", "steps", "nats", ""]
Value = float | bool | None
"""Of a knob; None is the model's own."""

SEED_BITS: Final = 31


@dataclass(frozen=True, slots=True)
class Knob:
    """One setting.

    Attributes:
        name: field of ``GenerateSettings``.
        title: for people.
        explanation: what it does and which way to turn it.
        kind: of its values.
        unit: of its values, empty for a bare number.
        least, most: range, both included.
        stride: how far an arrow key goes, to a multiple of it.
        decimals: places behind the point that count.
        stops: values in common use, ascending, for a slider; empty for none.
        advanced: few people need it.
    """

    name: str
    title: str
    explanation: str
    kind: Kind
    unit: Unit = ""
    least: float = 0
    most: float = 1
    stride: float = 1
    decimals: int = 0
    stops: tuple[float, ...] = ()
    advanced: bool = False

    @property
    def default(self) -> Value:
        """What it is unless somebody turns it; None = the model's own."""
        return getattr(GenerateSettings(), self.name)

    @property
    def allowed(self) -> str:
        """Its range in words, e.g. ``"1 … 1,000 steps"``."""
        if self.kind == "bool":
            return "true or false"
        ends = f"{self.least:,g} … {self.most:,.0f}"
        return f"{ends} {self.unit}".rstrip()

    def check(self, value: object) -> Value:
        """The value as its kind has it.

        Raises:
            BadInputError: with the knob's name and its range.
        """
        if value is None and self.default is None:
            return None
        if self.kind == "bool" and isinstance(value, bool):
            return value
        number = is_whole(value) or (self.kind == "real" and isinstance(value, float))
        # Compared before any cast: a whole number may be too large for a float, and NaN fails too.
        if self.kind == "bool" or not number or not self.least <= value <= self.most:  # type: ignore[operator]
            or_none = " or null for the model's own" if self.default is None else ""
            raise BadInputError(
                f"{self.name} = {short(value)} cannot be used.", f"Use {self.allowed}{or_none}."
            )
        return float(value) if self.kind == "real" else int(value)  # type: ignore[call-overload]

    def nearest(self, value: float) -> float:
        """The allowed value next to a finite number, in as many decimals as count."""
        inside = min(max(value, self.least), self.most)
        return round(float(inside), self.decimals) if self.kind == "real" else round(inside)

    def stepped(self, value: float, strides: int) -> float:
        """The value so many strides up (> 0) or down, on the grid of multiples and in range."""
        # Rounded, or 0.3 would lie just below its own place on the grid.
        place = round(value / self.stride, 6)
        grid = math.floor(place) if strides > 0 else math.ceil(place)
        return self.nearest((grid + strides) * self.stride)


KNOBS: Final = (
    Knob(
        "max_new_tokens",
        QT_TRANSLATE_NOOP("Knobs", "Longest answer"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "An answer ends here at the latest; it is rounded up to whole canvases. "
            "Turn it up if answers are cut off, and down to spare time.",
        ),
        "whole", "tokens", 1, 262_144, 256,
        stops=(256, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192),
    ),
    Knob(
        "steps",
        QT_TRANSLATE_NOOP("Knobs", "Most steps per canvas"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "How often the model may go over a canvas; one that has settled ends sooner. "
            "More steps are slower and leave more time to settle, fewer are faster and rougher.",
        ),
        "whole", "steps", 1, 1000,
        stops=(4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256),
    ),
    Knob(
        "entropy_bound",
        QT_TRANSLATE_NOOP("Knobs", "Entropy bound"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "In each step the surest tokens are accepted until their uncertainty adds up to this. "
            "Lower accepts fewer at a time, which is slower and more careful; higher is faster "
            "and more likely to clash.",
        ),
        "real", "nats", 0, 100, 0.05, 3,
        stops=(0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5),
    ),
    Knob(
        "t_max",
        QT_TRANSLATE_NOOP("Knobs", "First temperature"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "How freely tokens are drawn in the first step; from there the temperature falls "
            "evenly to the last one. Higher brings variety, lower brings what is most expected.",
        ),
        "real", "", 1e-3, 5, 0.05, 3,
        stops=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5),
        advanced=True,
    ),
    Knob(
        "t_min",
        QT_TRANSLATE_NOOP("Knobs", "Last temperature"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "How freely tokens are drawn in the last step; never above the first temperature. "
            "Higher keeps the last words loose, lower makes them the most probable ones.",
        ),
        "real", "", 1e-3, 5, 0.05, 3,
        stops=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5),
        advanced=True,
    ),
    Knob(
        "stability",
        QT_TRANSLATE_NOOP("Knobs", "Steps without change"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "A canvas ends early only when its draft has stood still for so many steps. "
            "Higher waits longer to be sure; 0 does not wait at all.",
        ),
        "whole", "steps", 0, 1000,
        stops=(0, 1, 2, 3, 4, 5, 6, 8, 12, 16),
        advanced=True,
    ),
    Knob(
        "confidence",
        QT_TRANSLATE_NOOP("Knobs", "Mean entropy to end at"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "A canvas ends early only when its tokens are less uncertain than this on average. "
            "Higher ends sooner; at 0 every canvas takes all of its steps.",
        ),
        "real", "nats", 0, 10, 0.005, 4,
        stops=(0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
        advanced=True,
    ),
    Knob(
        "seed",
        QT_TRANSLATE_NOOP("Knobs", "Seed"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "The number that chance starts from: on a CPU the same seed, settings and words give "
            "the same answer. Lock it to compare settings; otherwise each answer draws its own.",
        ),
        "whole", "", 0, 2**SEED_BITS - 1,
    ),
    Knob(
        "thinking",
        QT_TRANSLATE_NOOP("Knobs", "Think first"),
        QT_TRANSLATE_NOOP(
            "Knobs",
            "The model reasons before it answers. That helps with hard questions, takes longer, "
            "and counts towards the longest answer.",
        ),
        "bool",
    ),
)  # fmt: skip
"""What a person can turn, in the order of the panel."""

TOP_K: Final = Knob("top_k", "", "", "whole", "", 0, 64)
"""Alternatives that a run captures; no part of the sampler, so no knob of the panel."""

_BY_NAME: Final = {knob.name: knob for knob in (*KNOBS, TOP_K)}


def knob(name: str) -> Knob:
    """The knob of a field of ``GenerateSettings``.

    Raises:
        BadInputError: there is none.
    """
    if name not in _BY_NAME:
        raise BadInputError(f"There is no setting {short(name)}.", f"Use {', '.join(_BY_NAME)}.")
    return _BY_NAME[name]


def short(value: object) -> str:
    """A value that somebody else wrote, at a length that fits into a sentence."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def validated(settings: GenerateSettings) -> GenerateSettings:
    """The same settings, every value checked and of its proper type.

    Raises:
        BadInputError: a value is out of range; with the knob's name and what it may be.
    """
    values: dict[str, Any] = {
        field.name: knob(field.name).check(getattr(settings, field.name))
        for field in fields(GenerateSettings)
    }
    checked = GenerateSettings(**values)
    low, high = checked.t_min, checked.t_max
    if low is not None and high is not None and low > high:
        raise BadInputError(
            f"t_max = {high:g} is below t_min = {low:g}.",
            "Use a first temperature, t_max, that is not below the last one, t_min.",
        )
    return checked
