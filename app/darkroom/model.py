"""A loaded model: messages in, frames and an answer out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, cast

import numpy as np

from darkroom.core.checks import is_whole, token_ids
from darkroom.core.errors import BadInputError, CancelledError
from darkroom.core.placement import HOST, Placement
from darkroom.core.process import peak_rss_bytes
from darkroom.core.types import (
    DEFAULT_MAX_NEW_TOKENS,
    BoolArray,
    Done,
    FloatArray,
    Frame,
    GenerateSettings,
    IntArray,
    Message,
    ModelInfo,
    RunStats,
)
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import RowStatistics
from darkroom.engines.base import BlockDiffusionEngine
from darkroom.generation import (
    FirstCanvas,
    Recipe,
    ShouldCancel,
    Tally,
    answer,
    encode_prompt,
)
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer

ANSWERS_KEPT = 256
"""Answers whose tokens are remembered; more than the turns a context holds."""

Pinned = Mapping[int, Sequence[int]] | BoolArray
"""Allowed tokens per cell, or a mask of the initial canvas's cells to keep."""


class Model:
    """A model ready to denoise. Made by :func:`darkroom.load`; use as a context manager.

    Attributes:
        info: what the file says of itself.
        defaults: the sampler settings the file recommends.
    """

    def __init__(
        self,
        engine: BlockDiffusionEngine,
        tokenizer: Tokenizer,
        template: ChatTemplate | None,
        info: ModelInfo,
        defaults: GenerateSettings,
    ) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._template = template
        self.info = info
        self.defaults = defaults
        # Answers as they were denoised: encoding their text again may cut it into other tokens,
        # which would throw the cache away on the next turn.
        self._answers: dict[str, tuple[int, ...]] = {}
        self._claims = 0  # counts who used the cache last; see _claim

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back; the model can't be used after it."""
        self._engine.close()

    @property
    def context(self) -> int:
        """Tokens of prompt and answer the cache holds."""
        return self._engine.context

    @property
    def placement(self) -> Placement:
        """Which device holds which part of the model."""
        return self._engine.placement

    @property
    def used_bytes(self) -> dict[str, int]:
        """Bytes held on each device; on the host without the map of the weights."""
        return self._engine.used_bytes

    @property
    def position(self) -> int:
        """Tokens committed to the cache."""
        return len(self._engine.committed)

    def tokenize(self, text: str, special: bool = False) -> IntArray:
        """Text to token ids, int32[n].

        Args:
            text: any text; no start token is added.
            special: read the names of special tokens in it as those tokens.
        """
        return self._tokenizer.encode(text, special=special)

    def detokenize(self, ids: Sequence[int] | IntArray) -> str:
        """Token ids to text; special tokens have none."""
        return self._tokenizer.decode(ids)

    def piece(self, token_id: int) -> bytes:
        """UTF-8 bytes of one token; empty for special tokens."""
        return self._tokenizer.piece(token_id)

    def prefill(self, ids: Sequence[int] | IntArray) -> None:
        """Encode tokens behind the committed ones.

        Raises:
            BadInputError: an id is outside the vocabulary.
            ContextOverflowError: they do not fit.
        """
        self._claim()
        self._engine.prefill(token_ids(ids, self.info.vocab_size))

    def rewind(self, position: int) -> None:
        """Forget the committed tokens from ``position`` on.

        Where a sliding layer's window was overwritten since, the rest is encoded again.

        Raises:
            BadInputError: ``position`` is not within the committed tokens.
        """
        self._claim()
        kept = self._engine.committed[:position]
        held = self._engine.keep(position)
        self._engine.prefill(kept[held:])

    def commit(self, canvas_ids: Sequence[int] | IntArray) -> None:
        """Encode a finished canvas; the next one stands behind it."""
        self.prefill(canvas_ids)

    def canvas_logits(
        self,
        canvas_ids: Sequence[int] | IntArray,
        self_conditioning: FloatArray | None = None,
    ) -> FloatArray:
        """One denoising forward behind the committed tokens.

        Args:
            canvas_ids: int32[C].
            self_conditioning: float32[C, V], the previous step's logits divided by its
                temperature; None on the first step.

        Returns:
            float32[C, V], a copy.

        Raises:
            BadInputError: wrong shape, or an id outside the vocabulary.
        """
        self._claim()
        canvas = token_ids(canvas_ids, self.info.vocab_size)
        soft = None
        if self_conditioning is not None:
            shape = (self.info.canvas_length, self.info.vocab_size)
            logits = np.ascontiguousarray(self_conditioning, np.float32)
            if logits.shape != shape:
                raise BadInputError(f"Self-conditioning must be {shape}, not {logits.shape}.")
            rows = RowStatistics(logits, 1.0)
            rows.fill_all(self._engine.threads)
            soft = self._engine.soft_embedding(logits, 1.0, rows.log_sum)
        return self._engine.canvas_logits(canvas, soft).copy()

    def generate(
        self,
        messages: str | Sequence[Message | Mapping[str, str]],
        *,
        system: str | None = None,
        max_new_tokens: int = DEFAULT_MAX_NEW_TOKENS,
        steps: int | None = None,
        seed: int = 0,
        t_min: float | None = None,
        t_max: float | None = None,
        entropy_bound: float | None = None,
        stability: int | None = None,
        confidence: float | None = None,
        initial_canvas: Sequence[int] | IntArray | None = None,
        pinned: Pinned | None = None,
        start_step: int | None = None,
        top_k: int = 0,
        should_cancel: ShouldCancel | None = None,
        on_prefill: Callable[[int, int], None] | None = None,
        run_id: int = 0,
    ) -> Iterator[Frame | Done]:
        """Answer the last message, a frame per denoising step.

        Args:
            messages: the conversation; a plain string is one user message.
            system: system prompt.
            max_new_tokens: upper limit of the answer; rounded up to whole canvases.
            steps: most denoising steps per canvas; this and the next five default to the file's.
            seed: its low 64 bits count; the same seed, settings and tokens give the same answer
                on CPU, but for rounding when a turn was encoded in other pieces before.
            t_min: temperature of the last step, > 0.
            t_max: temperature of the first step, ≥ ``t_min``.
            entropy_bound: nats of joint entropy accepted per step, ≥ 0.
            stability: steps the draft must stand still before an early stop, ≥ 0.
            confidence: mean entropy in nats below which the canvas may stop, ≥ 0.
            top_k: alternatives captured per cell and step, 0 … 64.
            initial_canvas: int32[C], where the first canvas begins; None = uniform noise.
            pinned: allowed tokens per cell of the first canvas, or bool[C]: cells of
                ``initial_canvas`` to keep.
            start_step: steps of the schedule the first canvas has done already.
            should_cancel: polled many times per step.
            on_prefill: called with (tokens encoded, tokens to encode).
            run_id: copied into the frames.

        Yields:
            Frames, then exactly one Done (its reason is ``"cancelled"`` after a cancel).

        Raises:
            BadInputError: a setting is out of range.
            ChatTemplateError: the model has no usable chat template.
            ContextOverflowError: at the first item, when the conversation leaves no room for a
                canvas.
        """
        settings = GenerateSettings(
            max_new_tokens, steps, seed, t_min, t_max, entropy_bound, stability, confidence, top_k
        )
        recipe = Recipe.fill(settings, self.defaults)
        first = self._first_canvas(initial_canvas, pinned, start_step or 0, recipe.steps)
        turns = conversation(messages, system)
        prompt = encode_chat(self._tokenizer, self._template, turns, known=self._answers)
        return self._run(prompt, recipe, first, should_cancel, on_prefill, run_id)

    def _run(
        self,
        prompt: IntArray,
        recipe: Recipe,
        first: FirstCanvas,
        should_cancel: ShouldCancel | None,
        on_prefill: Callable[[int, int], None] | None,
        run_id: int,
    ) -> Iterator[Frame | Done]:
        tally, claim = Tally(), self._claim()
        engine = self._engine
        try:
            encode_prompt(engine, prompt, tally, should_cancel=should_cancel, on_prefill=on_prefill)
            frames = answer(
                engine,
                recipe,
                tally,
                end_ids=self.info.end_ids,
                first=first,
                should_cancel=should_cancel,
                run_id=run_id,
            )
            for frame in frames:
                yield frame
                self._check_claim(claim)
        except CancelledError:
            tally.reason = "cancelled"
        text = self.detokenize(tally.tokens)
        self._remember(text, tally.tokens)
        yield Done(tally.reason, text, _stats(tally, self.used_bytes), tuple(tally.tokens))

    def _claim(self) -> int:
        """Take the cache; a run that is under way can't go on after it."""
        self._claims += 1
        return self._claims

    def _check_claim(self, claim: int) -> None:
        if claim != self._claims:
            raise BadInputError(
                "Another call has used this model while this run was under way.",
                "Finish one run before the next, or load the model twice.",
            )

    def _remember(self, text: str, tokens: Sequence[int]) -> None:
        # A window shows and keeps answers without the white space around them.
        self._answers[text] = self._answers[text.strip()] = tuple(tokens)
        while len(self._answers) > ANSWERS_KEPT:
            del self._answers[next(iter(self._answers))]

    def _first_canvas(
        self,
        initial: Sequence[int] | IntArray | None,
        pinned: Pinned | None,
        start_step: int,
        steps: int,
    ) -> FirstCanvas:
        size, vocab = self.info.canvas_length, self.info.vocab_size
        if not (is_whole(start_step) and 0 <= start_step < steps):
            raise BadInputError(f"start_step must be in 0 … {steps - 1}, not {start_step}.")
        canvas = None if initial is None else token_ids(initial, vocab)
        if canvas is not None and canvas.shape != (size,):
            raise BadInputError(f"initial_canvas must have {size} cells, not {canvas.shape}.")
        if pinned is None:
            return FirstCanvas(canvas, None, start_step)
        if not isinstance(pinned, Mapping):
            mask = np.asarray(pinned, np.bool_)
            if canvas is None or mask.shape != (size,):
                raise BadInputError(f"A pinned mask needs an initial_canvas and {size} cells.")
            pinned = {int(cell): [int(canvas[cell])] for cell in np.flatnonzero(mask)}
        return FirstCanvas(canvas, Pins(pinned, size, vocab), start_step)


def conversation(
    messages: str | Sequence[Message | Mapping[str, str]], system: str | None
) -> list[Message]:
    """The turns as Messages, the system prompt first.

    Raises:
        BadInputError: no message, or one without a known role and a text.
    """
    if isinstance(messages, str):
        messages = [Message("user", messages)]
    turns = [Message("system", system)] if system else []
    turns += [_message(message) for message in messages]
    if not any(turn.role == "user" and turn.text.strip() for turn in turns):
        raise BadInputError("There is no message to answer.", "Write a message first.")
    return turns


def _message(message: object) -> Message:
    role: Any = None
    text: Any = None
    if isinstance(message, Message):
        role, text = message.role, message.text
    elif isinstance(message, Mapping):
        named = cast("Mapping[str, Any]", message)
        role, text = named.get("role"), named.get("content")
    if role not in ("system", "user", "assistant") or not isinstance(text, str):
        raise BadInputError(
            "A message needs a role (system, user or assistant) and its text as content.",
            'Write it as {"role": "user", "content": "…"}.',
        )
    return Message(role, text)


def _stats(tally: Tally, used_bytes: dict[str, int]) -> RunStats:
    seconds = time.perf_counter() - tally.started
    prefill = tally.prefill_tokens / tally.prefill_seconds if tally.prefill_seconds else 0.0
    return RunStats(
        steps=tally.steps,
        blocks=tally.blocks,
        tokens=len(tally.tokens),
        ms_per_step=1000 * tally.step_seconds / tally.steps if tally.steps else 0.0,
        prompt_tokens=tally.prompt_tokens,
        prefill_tokens=tally.prefill_tokens,
        prefill_tokens_per_s=prefill if tally.prefill_tokens else 0.0,
        effective_tokens_per_s=len(tally.tokens) / seconds if seconds else 0.0,
        seconds=seconds,
        peak_rss_bytes=peak_rss_bytes(),
        device_bytes={name: size for name, size in used_bytes.items() if name != HOST},
    )
