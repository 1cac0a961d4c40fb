"""Reads the start of a GGUF file value by value, with the place of every trouble.

Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Final, overload

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import ModelFileError

MAX_HEADER_BYTES: Final = 1 << 28
"""A header longer than this is damage: the largest vocabularies take some 30 MB."""

DOWNLOAD_AGAIN: Final = "Download the file again: a broken download is the usual cause."

_FIRST_READ: Final = 1 << 20
_MOST_AHEAD: Final = 8 << 20  # what is read in vain of a file on the network
_U32: Final = struct.Struct("<I")
_U64: Final = struct.Struct("<Q")
_SCALARS: Final = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: _U32,
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: _U64,
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_BOOL: Final = 7
_STRING: Final = 8
_ARRAY: Final = 9


class StringArray(Sequence[str]):
    """Strings of a header, decoded when first looked at: most readers never do.

    Args:
        raw: the strings as the file holds them, each after its length in eight bytes.
        count: how many there are.
    """

    def __init__(self, raw: bytes, count: int) -> None:
        self._raw = raw
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._decoded[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded)

    def __repr__(self) -> str:
        return f"<StringArray of {self._count:,}>"

    @cached_property
    def _decoded(self) -> tuple[str, ...]:
        return tuple(self._decode())

    def _decode(self) -> Iterator[str]:
        raw, end = self._raw, 0
        for _ in range(self._count):
            start = end + 8
            end = start + int.from_bytes(raw[end:start], "little")
            yield raw[start:end].decode("utf-8", "replace")


Value = bool | int | float | str | StringArray | NDArray[Any]
"""A header value: arrays of numbers as read-only numpy arrays, of strings as StringArray."""


class Reader:
    """Walks forward through a file and reads it a growing piece at a time.

    A memory map would be shorter, but a file cut while it is mapped kills the process.

    Args:
        path: for errors.
        file: opened for reading bytes, at its start.
        size_bytes: of the file.
    """

    def __init__(self, path: Path, file: BinaryIO, size_bytes: int) -> None:
        self.path = path
        self.size_bytes = size_bytes
        self.offset = 0
        self._file = file
        self._buffer = bytearray()

    def error(self, text: str, offset: int, hint: str = DOWNLOAD_AGAIN) -> ModelFileError:
        """A ModelFileError about this file."""
        return ModelFileError(self.path, text, offset=offset, hint=hint)

    def raw(self, length: int, what: str) -> bytes:
        """The next ``length`` bytes."""
        start = self._take(length, what)
        return bytes(self._buffer[start : self.offset])

    def u32(self, what: str) -> int:
        """A 32-bit unsigned number."""
        return self._number(_U32, what)

    def u64(self, what: str) -> int:
        """A 64-bit unsigned number."""
        return self._number(_U64, what)

    def count(self, smallest: int, what: str) -> int:
        """How many entries of at least ``smallest`` bytes follow; more than the file holds fail."""
        start = self.offset
        count = self.u64(what)
        room = self.size_bytes - self.offset
        if count * smallest > room:
            raise self.error(f"{what} is {count:,}, but only {room:,} bytes follow.", start)
        return count

    def name(self, longest: int, what: str) -> str:
        """A key or tensor name: short, and sound UTF-8."""
        start = self.offset
        length = self.u64(f"the length of {what}")
        if not 0 < length <= longest:
            text = f"{what} has {length:,} bytes, expected 1 to {longest:,}."
            raise self.error(text, start)
        try:
            return self.raw(length, what).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.error(f"{what} is not UTF-8 text.", start) from error

    def value(self, what: str) -> Value:
        """A value with its type in front."""
        start = self.offset
        kind = self.u32(f"the type of {what}")
        if kind == _STRING:
            length = self.count(1, f"the length of {what}")
            return self.raw(length, what).decode("utf-8", "replace")
        if kind == _ARRAY:
            return self._array(what)
        if kind not in _SCALARS:
            raise self.error(f"{what} has type {kind}, expected 0 to 12.", start)
        return self._number(_SCALARS[kind], what)

    def _array(self, what: str) -> Value:
        start = self.offset
        kind = self.u32(f"the element type of {what}")
        if kind == _STRING:
            return self._strings(self.count(8, f"the length of {what}"), what)
        if kind not in _SCALARS:
            text = f"{what} is an array of type {kind}, expected numbers or strings."
            raise self.error(text, start)
        layout = _SCALARS[kind]
        length = self.count(layout.size, f"the length of {what}")
        raw = self.raw(length * layout.size, what)
        return (
            np.frombuffer(raw, np.uint8) != 0
            if kind == _BOOL
            else np.frombuffer(raw, layout.format)
        )

    def _strings(self, count: int, what: str) -> StringArray:
        """Find the end of ``count`` strings without decoding them."""
        start = end = self.offset
        unpack, room = _U64.unpack_from, len(self._buffer)
        for _ in range(count):
            if end + 8 > room:
                room = self._fill(end + 8, what, end)
            length = unpack(self._buffer, end)[0]
            if length > self.size_bytes:
                raise self.error(f"a string of {what} has {length:,} bytes.", end)
            end += 8 + length
        self._take(end - start, what)
        return StringArray(bytes(self._buffer[start:end]), count)

    def _number(self, layout: struct.Struct, what: str) -> Any:
        return layout.unpack_from(self._buffer, self._take(layout.size, what))[0]

    def _take(self, length: int, what: str) -> int:
        """Move past ``length`` bytes and return where they start."""
        start, end = self.offset, self.offset + length
        if end > len(self._buffer):
            self._fill(end, what, start)
        self.offset = end
        return start

    def _fill(self, end: int, what: str, start: int) -> int:
        """Read at least up to byte ``end``; return how far was read."""
        if end > self.size_bytes:
            text = f"the file ends inside {what}: expected {end - self.size_bytes:,} bytes more."
            raise self.error(text, start)
        if end > MAX_HEADER_BYTES:
            raise self.error(
                f"{what} makes the header longer than {MAX_HEADER_BYTES:,} bytes.", start
            )
        ahead = min(max(_FIRST_READ, len(self._buffer)), _MOST_AHEAD)
        wanted = max(end - len(self._buffer), ahead)
        self._buffer += self._file.read(wanted)
        if len(self._buffer) < end:
            raise self.error(f"the file became shorter while {what} was read.", start)
        return len(self._buffer)
