"""Dataclasses to JSON and back, with the arrays beside it; the field types are the schema."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Literal, Union, cast, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import DarkroomError


class WireError(DarkroomError):
    """Bytes on the pipe are not a message of the protocol, or a value cannot become one."""

    kind: ClassVar[str] = "wire"


def pack(value: object, blobs: list[bytes]) -> object:
    """Turn a value into JSON; the bytes of its arrays are appended to ``blobs`` in order.

    Raises:
        WireError: the value is of a type that the protocol does not use.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Path():
            return str(value)
        case bytes():
            return b64encode(value).decode("ascii")
        case tuple():
            return [pack(item, blobs) for item in cast("tuple[object, ...]", value)]
        case dict():
            pairs = cast("dict[object, object]", value).items()
            return [[pack(key, blobs), pack(item, blobs)] for key, item in pairs]
        case np.ndarray():
            array = cast("NDArray[Any]", value)
            blobs.append(array.tobytes())
            return list(array.shape)
        case _ if is_dataclass(value):
            return {f.name: pack(getattr(value, f.name), blobs) for f in fields(value)}
        case _:
            raise WireError(f"A {type(value).__name__} cannot be sent to another process.")


class Blobs:
    """The raw part of a message, read from front to back.

    Args:
        data: the bytes of all arrays, one behind the other.
    """

    def __init__(self, data: memoryview) -> None:
        self._data = data

    def take(self, dtype: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
        """Read the next array; it shares memory with the message and is read-only."""
        size = math.prod(shape) * dtype.itemsize
        if size > len(self._data):
            raise WireError(f"An array of {size} bytes was announced, {len(self._data)} are left.")
        array = np.frombuffer(self._data[:size], dtype).reshape(shape)
        self._data = self._data[size:]
        return array

    def finish(self) -> None:
        """Check that nothing is left over."""
        if self._data:
            raise WireError(f"{len(self._data)} bytes are left over behind the last array.")


def unpack(hint: Any, value: object, blobs: Blobs) -> Any:
    """Check a JSON value against a type and build that type from it.

    Args:
        hint: a resolved type annotation, e.g. ``int | None`` or a dataclass.
        value: what ``json.loads`` gave.
        blobs: where arrays are taken from.

    Raises:
        WireError: the value does not fit the type.
    """
    if is_dataclass(hint):
        return unpack_fields(cast("type", hint), value, blobs)
    return _READERS[get_origin(hint) or hint](hint, value, blobs)


def unpack_fields(cls: type, value: object, blobs: Blobs) -> Any:
    """Build a dataclass from a JSON object that names each of its fields, and no others."""
    hints = _hints(cls)
    given = _expect(dict, value)
    if given.keys() != hints.keys():
        odd = ", ".join(sorted(map(str, given.keys() ^ hints.keys())))
        raise WireError(f"{cls.__name__} has missing or unknown fields: {odd}.")
    return cls(**{name: unpack(hint, given[name], blobs) for name, hint in hints.items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _expect(kind: type, value: object) -> Any:
    # bool is an int to Python, never to the protocol
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise WireError(f"{kind.__name__} expected, {type(value).__name__} found.")
    return value


def _read_plain(hint: Any, value: object, _: Blobs) -> object:
    return _expect(hint, value)


def _read_float(_: Any, value: object, __: Blobs) -> float:
    return value if isinstance(value, float) else float(_expect(int, value))


def _read_path(_: Any, value: object, __: Blobs) -> Path:
    return Path(_expect(str, value))


def _read_bytes(_: Any, value: object, __: Blobs) -> bytes:
    try:
        return b64decode(_expect(str, value), validate=True)
    except ValueError as error:
        raise WireError(f"Base64 expected: {error}.") from error


def _read_literal(hint: Any, value: object, _: Blobs) -> object:
    if value not in get_args(hint):
        raise WireError(f"One of {get_args(hint)} expected, {value!r} found.")
    return value


def _read_union(hint: Any, value: object, blobs: Blobs) -> object:
    (other,) = (arg for arg in get_args(hint) if arg is not type(None))
    return None if value is None else unpack(other, value, blobs)


def _read_tuple(hint: Any, value: object, blobs: Blobs) -> tuple[object, ...]:
    return tuple(unpack(get_args(hint)[0], item, blobs) for item in _expect(list, value))


def _read_dict(hint: Any, value: object, blobs: Blobs) -> dict[object, object]:
    key_hint, item_hint = get_args(hint)
    result: dict[object, object] = {}
    for pair in _expect(list, value):
        if len(_expect(list, pair)) != 2:
            raise WireError("A pair of key and value expected.")
        result[unpack(key_hint, pair[0], blobs)] = unpack(item_hint, pair[1], blobs)
    return result


def _read_array(hint: Any, value: object, blobs: Blobs) -> NDArray[Any]:
    shape = tuple(_expect(int, size) for size in _expect(list, value))
    if any(size < 0 for size in shape):
        raise WireError(f"An array cannot have the shape {shape}.")
    (scalar,) = get_args(get_args(hint)[1])
    return blobs.take(np.dtype(scalar), shape)


_READERS: dict[Any, Callable[[Any, object, Blobs], Any]] = {
    bool: _read_plain,
    int: _read_plain,
    str: _read_plain,
    float: _read_float,
    Path: _read_path,
    bytes: _read_bytes,
    Literal: _read_literal,
    UnionType: _read_union,
    Union: _read_union,  # what Literal | None makes
    tuple: _read_tuple,
    dict: _read_dict,
    np.ndarray: _read_array,
}
