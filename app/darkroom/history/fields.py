"""Strict reading of JSON: what is wrong is named with the place where it stands."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol, TypeVar, cast

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import short
from darkroom.history.parts import number

T = TypeVar("T", covariant=True)

_UID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_LAST_S: Final = 253_402_300_799
"""The end of the year 9999."""
_NEEDED: Final = object()


class Part(Protocol[T]):
    """Makes a record of JSON; raises ``BadInputError``."""

    def __call__(self, raw: object, *, strict: bool) -> T:
        """The record."""
        ...


class Fields:
    """An object of JSON. Every method raises ``BadInputError``.

    Args:
        raw: the object.
        where: its place, e.g. ``"chats[3]"``; empty for the whole file.
    """

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, dict):
            raise BadInputError(f"{where}: {short(raw)} is not an object.")
        self._raw = cast("dict[str, object]", raw)
        self.where = where

    def get(self, name: str, otherwise: object = _NEEDED) -> object:
        """A field as it is; one without ``otherwise`` has to be there."""
        value = self._raw.get(name, otherwise)
        if value is _NEEDED:
            raise BadInputError(f"{self.where}: {name} is missing.")
        return value

    def text(self, name: str, otherwise: object = _NEEDED) -> str:
        """A text."""
        value = self.get(name, otherwise)
        if not isinstance(value, str):
            raise self._wrong(name, value, "a text")
        return value

    def truth(self, name: str) -> bool:
        """True or false; false if it is missing."""
        value = self.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def time(self, name: str) -> float:
        """Seconds since 1970."""
        value = self._made(name, lambda: number(self.get(name)))
        if not 0 <= value <= _LAST_S:
            raise self._wrong(name, value, "a time")
        return value

    def uid(self, name: str) -> str:
        """A name that stays the same everywhere."""
        value = self.get(name)
        if not isinstance(value, str) or not _UID.fullmatch(value):
            raise self._wrong(name, value, "a uid")
        return value

    def known(self, name: str, uids: set[str | None]) -> str | None:
        """The uid of a message that stands before; None if it is missing."""
        value = self.get(name, None)
        if value is not None and (not isinstance(value, str) or value not in uids):
            raise self._wrong(name, value, "the uid of a message before")
        return value

    def one_of(self, name: str, values: Sequence[str], otherwise: object = _NEEDED) -> str:
        """One of some words."""
        value = self.get(name, otherwise)
        if not isinstance(value, str) or value not in values:
            raise self._wrong(name, value, f"one of {', '.join(values)}")
        return value

    def objects(self, name: str) -> list[Fields]:
        """A list of objects."""
        place = name if not self.where else f"{self.where}.{name}"
        return [Fields(raw, f"{place}[{at}]") for at, raw in enumerate(self._list(name, _NEEDED))]

    def part(self, name: str, make: Part[T]) -> T | None:
        """A record; None if it is missing or null."""
        raw = self.get(name, None)
        return None if raw is None else self._made(name, lambda: make(raw, strict=True))

    def parts(self, name: str, make: Part[T]) -> tuple[T, ...]:
        """A list of records; empty if it is missing."""
        raws = self._list(name, [])
        return tuple(self._made(name, lambda raw=raw: make(raw, strict=True)) for raw in raws)

    def chunks(self, name: str) -> list[bytes]:
        """A list of bytes in base64; empty if it is missing."""
        try:
            return [b64decode(text, validate=True) for text in self._list(name, [])]
        except (TypeError, ValueError, binascii.Error) as error:
            raise BadInputError(
                f"{self.where}: {name} holds something else than base64."
            ) from error

    def _list(self, name: str, otherwise: object) -> list[Any]:
        value = self.get(name, otherwise)
        if not isinstance(value, list):
            raise self._wrong(name, value, "a list")
        return cast("list[Any]", value)

    def _made(self, name: str, make: Callable[[], T]) -> T:
        try:
            return make()
        except BadInputError as error:
            raise BadInputError(f"{self.where}: {name}: {error}", error.hint) from error

    def _wrong(self, name: str, value: object, what: str) -> BadInputError:
        return BadInputError(f"{self.where}: {name} = {short(value)} is not {what}.")
