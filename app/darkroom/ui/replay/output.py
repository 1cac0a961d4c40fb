"""How far the writing of a file is, and whether anybody still wants it."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Gets how much is done, and of how much."""
ShouldCancel = Callable[[], bool]


def nobody(_done: int, _total: int) -> None:
    """Nobody wants to know."""
