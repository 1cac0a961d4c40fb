"""Data that crosses boundaries: plain, frozen, numpy at most."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]
HalfArray = NDArray[np.float16]
FloatArray = NDArray[np.float32]

Precision = Literal["fast", "exact"]
Role = Literal["system", "user", "assistant"]
FinishReason = Literal["end", "length", "cancelled"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation; ``text`` is plain text, never markup of the model's template."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class ThinkingMarks:
    """The tokens around what a model thinks before it answers.

    Attributes:
        open_id: begins thinking.
        close_id: ends it.
        label: tokens behind the opening one that name what follows (``thought`` and a line
            break); they are part of neither thinking nor answer.
        opened: the prompt itself ends with the opening when thinking is asked for, so that an
            answer begins within thinking.
    """

    open_id: int
    close_id: int
    label: tuple[int, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a model file says of itself.

    Attributes:
        path: the (first) file.
        name: a title for people.
        architecture: ``general.architecture`` of the header.
        canvas_length: cells per canvas, C.
        vocab_size: tokens, V.
        context_length: tokens the model was trained for.
        quantization: type of most of the weight bytes, e.g. ``"Q8_0"``.
        size_bytes: size of all files of the model.
        n_layers: transformer layers.
        parameters: number of weights.
        end_ids: tokens that end an answer.
        thinking: the tokens around its thinking; None where the vocabulary has none.
        can_think: it thinks first when asked to, and its thinking can be told from the answer.
    """

    path: Path
    name: str
    architecture: str
    canvas_length: int
    vocab_size: int
    context_length: int
    quantization: str
    size_bytes: int
    n_layers: int
    parameters: int
    end_ids: tuple[int, ...]
    thinking: ThinkingMarks | None = None
    can_think: bool = False


DEFAULT_MAX_NEW_TOKENS = 1024

DRAFT_ENTROPY_NATS = math.log(2)
"""Up to here the model leans to one word; above it is less decided than a coin toss."""


@dataclass(frozen=True, slots=True)
class GenerateSettings:
    """How to denoise. ``None`` takes the model file's own default.

    Attributes:
        max_new_tokens: upper limit of the answer, tokens; rounded up to whole canvases.
        steps: most denoising steps per canvas, ≥ 1.
        seed: its low 64 bits count; the same seed, settings and tokens give the same answer on
            CPU, but for rounding when an earlier turn was encoded in other pieces.
        t_min: temperature of the last step, > 0.
        t_max: temperature of the first step, ≥ ``t_min``.
        entropy_bound: nats of joint entropy that may be accepted in a step, ≥ 0.
        stability: steps the argmax canvas must stand still before an early stop, ≥ 0.
        confidence: mean entropy in nats below which the canvas may stop, ≥ 0.
        top_k: alternatives captured per cell and step, 0 = none.
        thinking: ask for reasoning before the answer, where the chat template can.
    """

    max_new_tokens: int = DEFAULT_MAX_NEW_TOKENS
    steps: int | None = None
    seed: int = 0
    t_min: float | None = None
    t_max: float | None = None
    entropy_bound: float | None = None
    stability: int | None = None
    confidence: float | None = None
    top_k: int = 0
    thinking: bool = False


Allowed = dict[int, tuple[int, ...]]
"""Cell → the tokens it may take; one token pins the cell."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps of a canvas that are done in one way before it goes on in another.

    Attributes:
        settings: how they are done, seed included; None takes the model file's default.
        until: the last of them, counted from the beginning of the canvas, ≥ 1.
        allowed: what cells may become during these steps.
    """

    settings: GenerateSettings
    until: int
    allowed: Allowed = field(default_factory=Allowed)


@dataclass(frozen=True, slots=True)
class Origin:
    """How one canvas of an answer began, and under which rules its last stage went.

    A canvas without an origin began in fresh noise of the answer's own seed, without rules.

    Attributes:
        block: number of the canvas, from 0.
        tokens: what it began with, C of them, ``core.canvas.NOISE`` where there was noise; empty
            for noise everywhere.
        stages: steps that were done in other ways before the answer's own settings applied.
        allowed: what cells might become from then on.
    """

    block: int
    tokens: tuple[int, ...] = ()
    stages: tuple[Stage, ...] = ()
    allowed: Allowed = field(default_factory=Allowed)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One denoising step of one canvas, as seen from outside.

    Attributes:
        run_id: the run it belongs to.
        block: canvas number, from 0.
        step: steps done in this canvas, 1 … ``max_steps``.
        max_steps: the most steps this canvas may take.
        tokens: int32[C], the draft (argmax) after this step.
        accepted: bool[C], cells within the entropy bound at this step; the rest is noise again.
        entropy: float16[C], nats.
        topk_ids: int32[C, k] most probable first, or None.
        topk_probs: float16[C, k] in [0, 1], or None.
    """

    run_id: int
    block: int
    step: int
    max_steps: int
    tokens: IntArray
    accepted: BoolArray
    entropy: HalfArray
    topk_ids: IntArray | None = None
    topk_probs: HalfArray | None = None


@dataclass(frozen=True, slots=True)
class RunStats:
    """What a finished run cost.

    Attributes:
        steps: denoising steps over all canvases, those done once more in silence included.
        blocks: canvases that were denoised.
        tokens: tokens of the answer, without the end token; only those of this run where it went
            on within an answer.
        ms_per_step: mean wall time of a step, milliseconds.
        prompt_tokens: tokens of the whole prompt.
        prefill_tokens: tokens that had to be encoded (the rest was in the cache).
        prefill_tokens_per_s: encoding speed; 0 when nothing was encoded.
        effective_tokens_per_s: answer tokens over the wall time from the first token encoded to the
            end, the reader's pauses included.
        seconds: that wall time.
        peak_rss_bytes: most resident memory of the process so far.
        device_bytes: what the engine holds on each device but the host, by the engine's names.
        dropped_messages: oldest messages that were left out to make room for the answer.
    """

    steps: int
    blocks: int
    tokens: int
    ms_per_step: float
    prompt_tokens: int
    prefill_tokens: int
    prefill_tokens_per_s: float
    effective_tokens_per_s: float
    seconds: float
    peak_rss_bytes: int
    device_bytes: dict[str, int] = field(default_factory=dict[str, int])
    dropped_messages: int = 0

    @property
    def tokens_per_forward(self) -> float:
        """Answer tokens per denoising step."""
        return self.tokens / self.steps if self.steps else 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """End of a run: the whole answer and its figures.

    Attributes:
        reason: why it ended.
        text: the answer, without thinking; of a continued one only what is new.
        stats: what it cost.
        tokens: everything that was denoised up to the end token, thinking and its marks included;
            so are the canvases that stood before a start within the answer.
        thinking: what the model thought before it answered.
        origins: how its canvases began, where not in fresh noise.
        blanks: what stands in the blanks of a form, by name.
    """

    reason: FinishReason
    text: str
    stats: RunStats
    tokens: tuple[int, ...] = field(default=(), repr=False)
    thinking: str = ""
    origins: tuple[Origin, ...] = field(default=(), repr=False)
    blanks: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something did not work, in words for a person; ``details`` is for a bug report."""

    kind: str
    text: str
    hint: str = ""
    details: str = ""

    @property
    def report(self) -> str:
        """All of it as text, to be copied."""
        return "\n".join(filter(None, [f"[{self.kind}] {self.text}", self.hint, self.details]))
