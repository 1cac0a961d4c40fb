"""What the window and the inference process say to each other.

Commands flow down, events flow up. Every run ends in exactly one terminal event:
``Finished``, ``Cancelled`` or ``Failed``.
"""

from __future__ import annotations

from dataclasses import dataclass

from darkroom.core.placement import KVType, Placement
from darkroom.core.types import (
    Frame,
    GenerateSettings,
    Message,
    ModelInfo,
    Precision,
    RunStats,
)

NO_RUN = 0
"""Run id of events that belong to no run: loading, start-up."""

INTERNAL = "internal"
"""Kind of a failure that nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Load:
    """Load a model file (or ``"demo"``), replacing the one that is loaded.

    The options are those of ``darkroom.load``.
    """

    path: str
    context: int | None = None
    threads: int | None = None
    device: str = "auto"
    precision: Precision = "fast"
    placement: Placement | None = None
    gpu_layers: int | None = None
    gpu_expert_layers: int | None = None
    kv_type: KVType | None = None
    servers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StartRun:
    """Answer the last message of a conversation."""

    run_id: int
    messages: tuple[Message, ...]
    settings: GenerateSettings
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop a run; a run that has ended already is ignored."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Quit:
    """End the process in good order."""


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """How far loading is: ``fraction`` in [0, 1], ``stage`` in words."""

    fraction: float
    stage: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready; ``context`` is the number of tokens the cache holds."""

    info: ModelInfo
    context: int
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class PrefillProgress:
    """How much of the prompt is encoded, in tokens."""

    run_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The UTF-8 bytes of token ids that no earlier event of this process named.

    Sent before the frame that uses them, so that the window needs no tokenizer. Special tokens
    have no bytes.
    """

    pieces: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is done. ``reason`` is ``"end"`` or ``"length"``."""

    run_id: int
    reason: str
    text: str
    stats: RunStats


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The run was stopped on request; ``text`` is the draft so far.

    Both ``text`` and ``stats`` are missing when the process had to be ended for it.
    """

    run_id: int
    text: str
    stats: RunStats | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Loading (``NO_RUN``) or a run failed.

    ``kind`` is ``DarkroomError.kind`` or ``INTERNAL``; ``details`` are for a bug report.
    """

    run_id: int
    kind: str
    text: str
    hint: str = ""
    details: str = ""


Command = Load | StartRun | Cancel | Quit
Event = LoadProgress | Loaded | PrefillProgress | Pieces | Frame | Finished | Cancelled | Failed
TERMINAL = (Finished, Cancelled, Failed)
