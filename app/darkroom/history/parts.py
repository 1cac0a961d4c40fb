"""The parts of a message that are kept as JSON: settings, figures, failure, attachments.

Read back tolerantly, so that older and newer versions understand each other: what is unknown is
ignored, what is missing or cannot be is as usual. What comes from elsewhere is read strictly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar, cast

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import knob, short, validated
from darkroom.core.types import Failure, GenerateSettings, RunStats
from darkroom.history.records import Attachment

Part = GenerateSettings | RunStats | Failure | Attachment
P = TypeVar("P", GenerateSettings, RunStats, Failure, Attachment)
Check = Callable[[object], object]

_MOST: Final = 2**53
"""Whole numbers up to here are the same in every program that reads JSON."""


def settings_of(raw: object, *, strict: bool = False) -> GenerateSettings:
    """Settings from JSON.

    Raises:
        BadInputError: something cannot be; only if ``strict``.
    """
    settings = _made(GenerateSettings(), raw, _SETTINGS, strict)
    if settings.t_min is None or settings.t_max is None:
        return settings
    # Only these two have to go together.
    try:
        return validated(settings)
    except BadInputError:
        if strict:
            raise
        return GenerateSettings(seed=settings.seed)


def stats_of(raw: object, *, strict: bool = False) -> RunStats:
    """Figures of a run from JSON; like ``settings_of``."""
    return _made(_NO_STATS, raw, _STATS, strict)


def failure_of(raw: object, *, strict: bool = False) -> Failure:
    """A failure from JSON; like ``settings_of``."""
    return _made(Failure("error", ""), raw, _FAILURE, strict)


def attachment_of(raw: object, *, strict: bool = False) -> Attachment:
    """An attachment from JSON; like ``settings_of``."""
    return _made(Attachment("", ""), raw, _ATTACHMENT, strict)


def _made(usual: P, raw: object, checks: Mapping[str, Check], strict: bool) -> P:
    if strict and not isinstance(raw, dict):
        raise BadInputError(f"{short(raw)} is not an object.")
    given = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    values: dict[str, Any] = {}
    for name in checks.keys() & given.keys():
        try:
            values[name] = checks[name](given[name])
        except BadInputError as error:
            if strict:
                raise BadInputError(f"{name}: {error}", error.hint) from error
    return replace(usual, **values)


def text_of(value: object) -> str:
    """A text from JSON; raises ``BadInputError``."""
    if not isinstance(value, str):
        raise BadInputError(f"{short(value)} is not a text.")
    return value


def whole_of(value: object) -> int:
    """A whole number from 0 up from JSON; raises ``BadInputError``."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise BadInputError(f"{short(value)} is not a whole number from 0 up.")
    return value


def number(value: object) -> float:
    """A finite number from JSON.

    Raises:
        BadInputError: it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            if math.isfinite(value):
                return float(value)
        except OverflowError:
            pass
    raise BadInputError(f"{short(value)} is not a number.")


def _sizes(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise BadInputError(f"{short(value)} is not an object.")
    return {name: whole_of(size) for name, size in cast("dict[str, object]", value).items()}


_SETTINGS: Final[Mapping[str, Check]] = {
    field.name: knob(field.name).check for field in fields(GenerateSettings)
}
_NO_STATS: Final = RunStats(0, 0, 0, 0.0, 0, 0, 0.0, 0.0, 0.0, 0)
_STATS: Final[Mapping[str, Check]] = {
    field.name: _sizes
    if field.name == "device_bytes"
    else whole_of
    if isinstance(getattr(_NO_STATS, field.name), int)
    else number
    for field in fields(RunStats)
}
_FAILURE: Final[Mapping[str, Check]] = {field.name: text_of for field in fields(Failure)}
_ATTACHMENT: Final[Mapping[str, Check]] = {"name": text_of, "text": text_of, "tokens": whole_of}
