"""What the window and the inference process say to each other.

Commands flow down, events flow up. Every run ends in exactly one terminal event:
``Finished``, ``Cancelled`` or ``Failed``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from darkroom.core.canvas import CanvasStart, Infill, Origin
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
    """Answer the last message of a conversation, or go on with an answer to it.

    Attributes:
        run_id: grows from run to run.
        messages: oldest first; the last one is of the user.
        settings: how to denoise.
        system: system prompt.
        prefix: text of an answer to go on with.
        prefix_thinking: what was thought before ``prefix``; with it alone, thinking goes on.
        drop_oldest: leave out the oldest messages instead of failing for want of context.
        start: go on within an answer that is there already; excludes ``infill`` and ``form``.
        infill: denoise the holes of an answer only.
        form: likewise of a form, as people write it; empty for none.
    """

    run_id: int
    messages: tuple[Message, ...]
    settings: GenerateSettings
    system: str | None = None
    prefix: str = ""
    prefix_thinking: str = ""
    drop_oldest: bool = False
    start: CanvasStart | None = None
    infill: Infill | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop a run; a run that has ended already is ignored."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many tokens is each of these texts? ``request_id`` is copied into the answer."""

    request_id: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountChat:
    """How many tokens is the prompt for an answer to this conversation?"""

    request_id: int
    messages: tuple[Message, ...]
    system: str | None = None
    thinking: bool = False


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
    """The model is ready.

    Attributes:
        info: what its file says of itself.
        context: tokens that the cache holds.
        placement: which device holds which part.
        defaults: the sampler settings the file recommends, all of them filled in.
    """

    info: ModelInfo
    context: int
    placement: Placement | None = None
    defaults: GenerateSettings = field(default_factory=GenerateSettings)


@dataclass(frozen=True, slots=True)
class PrefillProgress:
    """How much of the prompt is encoded, in tokens."""

    run_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class RewindProgress:
    """How many of the steps before the new ones are done once more."""

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
    """The run is done.

    Attributes:
        run_id: of its ``StartRun``.
        reason: ``"end"`` or ``"length"``.
        text: the answer, without thinking; only what is new where one was continued.
        stats: what it cost.
        thinking: what was thought, likewise; a ``text`` without words beside it was cut off.
        origins: how its canvases began, where not in fresh noise.
        blanks: what stands in the blanks of a form, by name.
    """

    run_id: int
    reason: str
    text: str
    stats: RunStats
    thinking: str = ""
    origins: tuple[Origin, ...] = ()
    blanks: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The run was stopped on request; ``text`` and ``thinking`` are the draft so far.

    They and ``stats`` are missing when the process had to be ended for it.
    """

    run_id: int
    text: str
    stats: RunStats | None = None
    thinking: str = ""


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


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a ``Count`` (a number for each text) or a ``CountChat`` (one number).

    ``tokens`` is empty when there was nothing to count with, no model or no usable chat template,
    and when a newer request of the same kind overtook a very long one.
    """

    request_id: int
    tokens: tuple[int, ...] = ()


Command = Load | StartRun | Cancel | Count | CountChat | Quit
Event = (
    LoadProgress
    | Loaded
    | PrefillProgress
    | RewindProgress
    | Pieces
    | Frame
    | Finished
    | Cancelled
    | Failed
    | Counted
)
TERMINAL = (Finished, Cancelled, Failed)
