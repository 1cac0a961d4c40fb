"""Messages as bytes: the length of a JSON header, the header, then the raw arrays.

Whatever arrives is checked against the message's field types and refused with a ``WireError``
if it does not fit. Nothing is ever executed or unpickled.
"""

from __future__ import annotations

import json
import struct
from typing import Any, TypeVar, get_args

from darkroom.worker.codec import Blobs, WireError, pack, unpack_fields
from darkroom.worker.protocol import Command, Event

__all__ = ["WireError", "decode_command", "decode_event", "encode"]

_LENGTH = struct.Struct("<I")
_Message = TypeVar("_Message")


def _by_name(union: Any) -> dict[str, type]:
    return {cls.__name__: cls for cls in get_args(union)}


_COMMANDS = _by_name(Command)
_EVENTS = _by_name(Event)


def encode(message: Command | Event) -> bytes:
    """Turn a message into bytes.

    Raises:
        WireError: a field holds something that the protocol cannot carry.
    """
    blobs: list[bytes] = []
    name = type(message).__name__
    header = json.dumps([name, pack(message, blobs)], separators=(",", ":")).encode("ascii")
    return b"".join([_LENGTH.pack(len(header)), header, *blobs])


def decode_command(data: bytes) -> Command:
    """Read a message for the inference process.

    Raises:
        WireError: the bytes are not a command.
    """
    return _decode(data, _COMMANDS)


def decode_event(data: bytes) -> Event:
    """Read a message from the inference process; its arrays are read-only.

    Raises:
        WireError: the bytes are not an event.
    """
    return _decode(data, _EVENTS)


def _decode(data: bytes, known: dict[str, type]) -> Any:
    header, blobs = _split(data)
    match header:
        case [str(name), body] if name in known:
            message = _build(known[name], body, blobs)
        case _:
            raise WireError(f"The message is none of {', '.join(known)}.")
    blobs.finish()
    return message


def _build(cls: type, body: object, blobs: Blobs) -> Any:
    try:
        return unpack_fields(cls, body, blobs)
    except (ValueError, OverflowError) as error:  # sizes and numbers that nothing can hold
        raise WireError(f"{cls.__name__} cannot be built: {error}.") from error


def _split(data: bytes) -> tuple[Any, Blobs]:
    if len(data) < _LENGTH.size:
        raise WireError(f"A message has at least {_LENGTH.size} bytes, this one {len(data)}.")
    (length,) = _LENGTH.unpack_from(data)
    view = memoryview(data)[_LENGTH.size :]
    if length > len(view):
        raise WireError(f"A header of {length} bytes was announced, {len(view)} are left.")
    try:
        return json.loads(bytes(view[:length]).decode("ascii")), Blobs(view[length:])
    except (ValueError, RecursionError) as error:
        raise WireError(f"The header is not JSON: {error}.") from error
