"""What can be said of an answer that comes about, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from darkroom.core.types import Failure, RunStats
from darkroom.viewmodels.turns import AnswerState


@dataclass(frozen=True, slots=True)
class Ending:
    """How an answer ended, before the display has caught up with it."""

    state: AnswerState
    text: str
    thinking: str
    reason: str = ""
    stats: RunStats | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """What can be said of a run while it goes."""

    block: int
    step: int
    max_steps: int
    settled: int
    cells: int
    ms_per_step: float
