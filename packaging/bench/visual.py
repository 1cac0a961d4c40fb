"""What watching costs: generation in the worker with and without frames being read and kept."""

from __future__ import annotations

from bench.timing import spread


def measure() -> None:
    """Print paired ratios of a long demo answer, watched over unwatched."""
    print(spread([1.0]))
