"""Typed reading of header keys: every wrong type or range is an error that names the key."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from darkroom.core.errors import ModelFileError
from darkroom.gguf.header import Header
from darkroom.gguf.reader import DOWNLOAD_AGAIN, StringArray, Value


class Keys:
    """The keys of a header, read as what they must be.

    Args:
        header: the file's header.
        prefix: put in front of keys that begin with a dot.
    """

    def __init__(self, header: Header, prefix: str = "") -> None:
        self._header = header
        self._prefix = prefix

    def error(self, key: str, text: str) -> ModelFileError:
        """A ModelFileError about a key, with its place in the file."""
        name = self._full(key)
        offset = self._header.key_offsets.get(name)
        text = f"{name} {text}"
        return ModelFileError(self._header.path, text, offset=offset, hint=DOWNLOAD_AGAIN)

    def has(self, key: str) -> bool:
        """Whether the header has the key."""
        return self._full(key) in self._header.metadata

    def integer(self, key: str, default: int | None = None, *, least: int = 1) -> int:
        """A whole number; an array whose elements are all the same counts as one.

        Raises:
            ModelFileError: the key is missing without a default, no whole number, or too small.
        """
        value = self._get(key, default)
        if isinstance(value, np.ndarray) and value.size and (value == value[0]).all():
            value = value[0].item()
        return self._whole(key, value, least)

    def real(self, key: str, default: float | None = None, *, zero: bool = False) -> float:
        """A finite number above zero, or zero itself where that is allowed.

        Raises:
            ModelFileError: the key is missing without a default, no number, or out of range.
        """
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, f"is {_show(value)}, expected a number.")
        if not (0 < value < np.inf or (zero and value == 0)):
            raise self.error(key, f"is {value}, expected a number above 0.")
        # Files hold 32 bits; the shortest decimal that gives them is what was meant (0.4, 1e-6).
        short = np.float32(value)
        return float(str(short)) if short == value else float(value)

    def text(self, key: str, default: str | None = None) -> str:
        """A string.

        Raises:
            ModelFileError: the key is missing without a default, or no string.
        """
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self.error(key, f"is {_show(value)}, expected text.")
        return value

    def strings(self, key: str) -> Sequence[str]:
        """An array of strings.

        Raises:
            ModelFileError: the key is missing, or no array of strings.
        """
        value = self._get(key, None)
        if not isinstance(value, StringArray):
            raise self.error(key, f"is {_show(value)}, expected an array of strings.")
        return value

    def integers(self, key: str, length: int, *, least: int = 1) -> tuple[int, ...]:
        """``length`` whole numbers; a single one stands for all of them.

        Raises:
            ModelFileError: the key is missing, has another length, or a number is too small.
        """
        value = self._get(key, None)
        if not isinstance(value, np.ndarray):
            return (self._whole(key, value, least),) * length
        if len(value) < length:
            raise self.error(key, f"has {len(value):,} numbers, expected {length:,}.")
        return tuple(self._whole(key, item, least) for item in value[:length].tolist())

    def flags(self, key: str, length: int) -> tuple[bool, ...] | int:
        """``length`` truth values, or one whole number in their place.

        Raises:
            ModelFileError: the key is missing, has another length, or is neither.
        """
        value = self._get(key, None)
        if not isinstance(value, np.ndarray):
            return self._whole(key, value, 0)
        if len(value) < length:
            raise self.error(key, f"has {len(value):,} flags, expected {length:,}.")
        return tuple(bool(item) for item in value[:length])

    def _whole(self, key: str, value: Value, least: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, f"is {_show(value)}, expected a whole number.")
        if not least <= value < 2**31:
            raise self.error(key, f"is {value:,}, expected {least:,} or more.")
        return value

    def _get(self, key: str, default: Value | None) -> Value:
        value = self._header.metadata.get(self._full(key), default)
        if value is None:
            raise self.error(key, "is missing from the header.")
        return value

    def _full(self, key: str) -> str:
        return self._prefix + key if key.startswith(".") else key


def _show(value: Value) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of {value.size:,} numbers"
    return f"an array of {len(value):,} strings" if isinstance(value, StringArray) else repr(value)
