"""Checks of what callers hand in, before any of it reaches native code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address
from typing import Final

import numpy as np

from darkroom.core.errors import BadInputError
from darkroom.core.types import IntArray


def token_ids(ids: Sequence[int] | IntArray, vocab_size: int) -> IntArray:
    """The ids as int32[n].

    Args:
        ids: whole numbers in 0 … ``vocab_size`` − 1.
        vocab_size: tokens of the vocabulary, V.

    Raises:
        BadInputError: not one row of such numbers.
    """
    try:
        array = np.asarray(ids)
    except (TypeError, ValueError, OverflowError):
        array = np.asarray(None)
    if array.shape == (0,):
        return np.zeros(0, np.int32)
    # Before the cast, which would wrap or cut without a word.
    whole = array.ndim == 1 and array.dtype.kind in "iu"
    if not whole or array.min() < 0 or array.max() >= vocab_size:
        raise BadInputError(
            f"Token ids must be one row of whole numbers in 0 … {vocab_size - 1:,}."
        )
    return array.astype(np.int32)


LAST_PORT: Final = 65535
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII | re.IGNORECASE)
_LIKE_THIS = "Write it like 192.168.1.5:50052 or studio.local:50052."


def endpoint(text: str) -> tuple[str, int]:
    """Where another computer lends a device: its host, by name or IPv4 address, and the port.

    Args:
        text: ``"host:port"``; the port in 1 … 65535.

    Raises:
        BadInputError: it is no such address, or an IPv6 one, which ggml cannot connect to.
    """
    host, colon, port = text.rpartition(":")
    if _is_ipv6(host) or _is_ipv6(text):
        raise BadInputError(
            f"{text!r} is an IPv6 address, and the link to another computer speaks IPv4 only.",
            _LIKE_THIS,
        )
    if not (colon and _is_host(host)):
        raise BadInputError(f"{text!r} is not the address of a computer with a port.", _LIKE_THIS)
    if not (port.isascii() and port.isdecimal() and 1 <= int(port[:6]) <= LAST_PORT):
        raise BadInputError(f"The port of {text!r} is not in 1 … {LAST_PORT}.", _LIKE_THIS)
    return host, int(port)


def _is_ipv6(host: str) -> bool:
    try:
        IPv6Address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdecimal():  # no top-level domain is a number
        try:
            IPv4Address(host)
        except ValueError:
            return False
        return True
    return len(host) <= 253 and all(map(_LABEL.fullmatch, labels))


def is_whole(value: object) -> bool:
    """Whether a value is a whole number; True and False are none."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
