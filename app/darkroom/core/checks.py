"""Checks of what callers hand in, before any of it reaches native code."""

from __future__ import annotations

from collections.abc import Sequence

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


def is_whole(value: object) -> bool:
    """Whether a value is a whole number; True and False are none."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
