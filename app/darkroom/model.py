"""A loaded model: messages in, frames and an answer out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

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
from darkroom.gguf.conversation import conversation, room_for
from darkroom.gguf.prompt import Opening, Prompt, PromptWriter
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.tokenizer import Tokenizer

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
        self._writer = PromptWriter(tokenizer, template, info.thinking)
        self.info = info
        self.defaults = defaults
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

    def count_chat(
        self,
        messages: str | Sequence[Message | Mapping[str, str]],
        *,
        system: str | None = None,
        thinking: bool = False,
    ) -> int:
        """Tokens of the prompt that ``generate`` would make of a conversation.

        Like ``tokenize``, it may be called from another thread while an answer is under way.

        Raises:
            BadInputError: a message makes no sense.
            ChatTemplateError: the model has no usable chat template.
        """
        return len(self._writer.chat(conversation(messages, system), thinking=thinking))

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
        thinking: bool = False,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
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
            thinking: ask for reasoning before the answer, where ``info.can_think``.
            prefix: text of an answer to go on with, as ``Done.text`` gave it.
            prefix_thinking: what was thought before ``prefix``; with it alone, thinking goes on.
            drop_oldest: where the conversation leaves too little room for the answer (whole
                canvases for ``max_new_tokens``, at most half of the context), leave out the oldest
                messages instead of failing. What stays begins with a message of the user; system
                messages and the last message of the user always stay.
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
            Frames, then exactly one Done (its reason is ``"cancelled"`` after a cancel). Its text
            holds no thinking, and of a continued answer only what is new.

        Raises:
            BadInputError: a setting is out of range, or ``prefix_thinking`` is given to a model
                that does not think.
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
        prompt = self._writer.write(
            turns,
            thinking=thinking,
            opening=Opening(prefix, prefix_thinking),
            room=room_for(recipe.max_new_tokens, self.info.canvas_length, self.context)
            if drop_oldest
            else None,
            context=self.context,
        )
        return self._run(prompt, recipe, first, should_cancel, on_prefill, run_id)

    def _run(
        self,
        prompt: Prompt,
        recipe: Recipe,
        first: FirstCanvas,
        should_cancel: ShouldCancel | None,
        on_prefill: Callable[[int, int], None] | None,
        run_id: int,
    ) -> Iterator[Frame | Done]:
        tally, claim = Tally(), self._claim()
        engine = self._engine
        try:
            encode_prompt(
                engine,
                prompt.tokens,
                tally,
                should_cancel=should_cancel,
                on_prefill=on_prefill,
            )
            frames = answer(
                engine,
                recipe,
                tally,
                end_ids=self.info.end_ids,
                first=first,
                # Going on draws what a longer answer would have drawn.
                first_block=-(-len(prompt.begun) // engine.canvas_length),
                should_cancel=should_cancel,
                run_id=run_id,
            )
            for frame in frames:
                yield frame
                self._check_claim(claim)
        except CancelledError:
            tally.reason = "cancelled"
        new = self._writer.read(prompt, tally.tokens)
        stats = _stats(tally, self.used_bytes, prompt.dropped)
        yield Done(tally.reason, new.text, stats, tuple(tally.tokens), new.thinking)

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


def _stats(tally: Tally, used_bytes: dict[str, int], dropped: int) -> RunStats:
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
        dropped_messages=dropped,
    )
