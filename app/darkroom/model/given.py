"""What callers may hand in besides a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

from darkroom.core.form import Form
from darkroom.core.types import GenerateSettings, Message

_GAP: Final = "…"
_ASKING: Final = "Fill in this form:"


class GivenSettings(TypedDict, total=False):
    """The fields of :class:`GenerateSettings` by keyword; each may be left out."""

    max_new_tokens: int
    steps: int | None
    seed: int
    t_min: float | None
    t_max: float | None
    entropy_bound: float | None
    stability: int | None
    confidence: float | None
    top_k: int
    thinking: bool


def settings_of(given: GivenSettings) -> GenerateSettings:
    """The settings with the defaults of those that are missing."""
    return GenerateSettings(**given)


def request(
    messages: str | Sequence[Message | Mapping[str, str]], form: Form
) -> str | Sequence[Message | Mapping[str, str]]:
    """The conversation that a form answers; where there is none, a request to fill it in."""
    if messages if not isinstance(messages, str) else messages.strip():
        return messages
    gaps = {blank.name: _GAP for blank in form.blanks}
    return f"{_ASKING}\n\n{form.text(gaps)}"
