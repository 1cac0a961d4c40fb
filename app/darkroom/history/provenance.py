"""How an answer came about, as JSON and back; see ``parts`` for the two ways of reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar, cast, get_args

from darkroom.core.canvas import NOISE, Allowed, Origin, Stage
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import short
from darkroom.history.parts import settings_of, text_of, whole_of
from darkroom.history.records import Kind, Provenance, Span

T = TypeVar("T")


def as_plain(provenance: Provenance) -> dict[str, Any]:
    """For JSON; what is as usual is left out."""
    span = provenance.span
    plain: dict[str, Any] = {
        "kind": provenance.kind,
        "source": provenance.source,
        "prefix": provenance.prefix,
        "prefix_thinking": provenance.prefix_thinking,
        "origins": [_plain_origin(origin) for origin in provenance.origins],
        "system": provenance.system,
        "wish": provenance.wish,
        "span": None if span is None else [span.start, span.stop, span.n_tokens],
    }
    told = {name: value for name, value in plain.items() if value}
    return told if provenance.accepted else told | {"accepted": False}


def provenance_of(raw: object, *, strict: bool = False) -> Provenance:
    """Provenance from JSON.

    Raises:
        BadInputError: something cannot be; only if ``strict``.
    """
    if not isinstance(raw, dict):
        if strict:
            raise BadInputError(f"{short(raw)} is not an object.")
        return Provenance()
    given = cast("dict[str, object]", raw)
    values: dict[str, Any] = {}
    for name in _FIELDS.keys() & given.keys():
        try:
            values[name] = _FIELDS[name](given[name])
        except BadInputError as error:
            if strict:
                raise BadInputError(f"{name}: {error}", error.hint) from error
    return Provenance(**values)


def _plain_origin(origin: Origin) -> dict[str, Any]:
    return {
        "block": origin.block,
        "tokens": list(origin.tokens),
        "stages": [
            {
                "settings": asdict(stage.settings),
                "until": stage.until,
                "allowed": _plain_allowed(stage.allowed),
            }
            for stage in origin.stages
        ],
        "allowed": _plain_allowed(origin.allowed),
    }


def _plain_allowed(allowed: Allowed) -> dict[str, list[int]]:
    return {str(cell): list(tokens) for cell, tokens in allowed.items()}


def _kind(value: object) -> Kind:
    if value not in get_args(Kind):
        raise BadInputError(f"{short(value)} is not a kind of answer.")
    return cast("Kind", value)


def _accepted(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadInputError(f"{short(value)} is not true or false.")
    return value


def _span(value: object) -> Span:
    numbers = _list(value, whole_of)
    match numbers:
        case (start, stop, n_tokens) if start < stop:
            return Span(start, stop, n_tokens)
        case _:
            raise BadInputError(f"{short(value)} is not a span.")


def _origin(value: object) -> Origin:
    raw = _object(value)
    return Origin(
        whole_of(raw.get("block")),
        _list(raw.get("tokens", []), _token),
        _list(raw.get("stages", []), _stage),
        _allowed(raw.get("allowed", {})),
    )


def _stage(value: object) -> Stage:
    raw = _object(value)
    until = whole_of(raw.get("until"))
    if not until:
        raise BadInputError("A stage has at least one step.")
    settings = settings_of(raw.get("settings"), strict=True)
    return Stage(settings, until, _allowed(raw.get("allowed", {})))


def _allowed(value: object) -> Allowed:
    allowed: Allowed = {}
    for cell, tokens in _object(value).items():
        if not cell.isascii() or not cell.isdigit():
            raise BadInputError(f"{short(cell)} is not the number of a cell.")
        allowed[whole_of(int(cell))] = _list(tokens, whole_of)
    return allowed


def _token(value: object) -> int:
    return NOISE if value == NOISE and not isinstance(value, bool | float) else whole_of(value)


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadInputError(f"{short(value)} is not an object.")
    return cast("dict[str, object]", value)


def _list(value: object, each: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise BadInputError(f"{short(value)} is not a list.")
    return tuple(each(item) for item in cast("list[object]", value))


def _origins(value: object) -> tuple[Origin, ...]:
    return _list(value, _origin)


_FIELDS: Final[Mapping[str, Callable[[object], object]]] = {
    "kind": _kind,
    "source": text_of,
    "prefix": text_of,
    "prefix_thinking": text_of,
    "origins": _origins,
    "system": text_of,
    "wish": text_of,
    "span": _span,
    "accepted": _accepted,
}
