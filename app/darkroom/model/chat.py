"""A loaded model: messages in, frames and an answer out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Unpack

from darkroom.core.canvas import CanvasStart, Infill
from darkroom.core.errors import BadInputError
from darkroom.core.form import Form, parse_form
from darkroom.core.types import (
    DEFAULT_MAX_NEW_TOKENS,
    Done,
    Frame,
    GenerateSettings,
    IntArray,
    Message,
)
from darkroom.generation.answering import answer
from darkroom.generation.blanks import FormHoles
from darkroom.generation.encoding import OnProgress, ShouldCancel
from darkroom.generation.infilling import checked, first_window, infill_frames
from darkroom.generation.means import Means
from darkroom.generation.recipe import Recipe
from darkroom.generation.tally import Tally
from darkroom.gguf.conversation import conversation, room_for
from darkroom.gguf.prompt import Opening, Prompt
from darkroom.gguf.template import encode_text
from darkroom.model.beginnings import Pinned, first_canvas, started
from darkroom.model.given import GivenSettings, request, settings_of
from darkroom.model.run import NOTHING, Desk, run
from darkroom.model.tokens import TokenModel


class Model(TokenModel):
    """A model ready to denoise. Made by :func:`darkroom.load`; use as a context manager.

    Attributes:
        info: what the file says of itself.
        defaults: the sampler settings the file recommends.
    """

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
        start: CanvasStart | None = None,
        top_k: int = 0,
        should_cancel: ShouldCancel | None = None,
        on_prefill: OnProgress | None = None,
        on_rewind: OnProgress | None = None,
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
            max_new_tokens: upper limit of the answer; rounded up to whole canvases, those before
                ``start`` included.
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
            start: where to go on within an answer: behind ``prefix``, its canvases stand there
                already, the steps of the next one are done once more in silence, and the settings
                of this call apply from then on. With unchanged settings all frames and the answer
                are those of the run that was not interrupted. Not together with
                ``initial_canvas``, ``pinned`` and ``start_step``.
            should_cancel: polled many times per step.
            on_prefill: called with (tokens encoded, tokens to encode).
            on_rewind: called with (steps done once more, of how many).
            run_id: copied into the frames.

        Yields:
            Frames, then exactly one Done (its reason is ``"cancelled"`` after a cancel). Its text
            holds no thinking, and of a continued answer only what is new; what stands before
            ``start`` is part of it.

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
        before, block = NOTHING, 0
        if start is None:
            first = first_canvas(self.info, initial_canvas, pinned, start_step or 0, recipe.steps)
        else:
            if (initial_canvas, pinned, start_step) != (None, None, None):
                raise BadInputError("A start says itself how the canvas begins.")
            before, first = started(self.info, start, recipe, self.defaults, self._barred)
            block = start.origin.block
        prompt = self._write(
            conversation(messages, system), recipe, thinking, Opening(prefix, prefix_thinking),
            drop_oldest=drop_oldest,
        )  # fmt: skip
        means = self._means(recipe, prompt, should_cancel, run_id, on_rewind)
        if start is not None:
            means.tally.tokens, means.tally.before = before.tolist(), len(before)
            means.tally.origins += [start.origin]
        frames = answer(means, first=first, block=block)
        return run(self._desk, means, prompt, frames, before=before, on_prefill=on_prefill)

    def infill(
        self,
        messages: str | Sequence[Message | Mapping[str, str]],
        infill: Infill,
        *,
        system: str | None = None,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
        should_cancel: ShouldCancel | None = None,
        on_prefill: OnProgress | None = None,
        run_id: int = 0,
        **settings: Unpack[GivenSettings],
    ) -> Iterator[Frame | Done]:
        """Denoise the holes of an answer; everything else stays as it is.

        The answer is cut into windows of at most a canvas, at multiples of a canvas but before a
        hole that would be cut. Windows without a hole have one frame. While a hole is denoised,
        the canvas also holds what follows its window.

        Args:
            messages: the conversation that the answer belongs to.
            infill: the answer with its holes. Where text stands behind a hole, no token in it may
                end the answer.
            system: system prompt.
            prefix: text of the answer that was gone on with, as for ``generate``.
            prefix_thinking: likewise.
            drop_oldest: likewise.
            should_cancel: polled many times per step.
            on_prefill: called with (tokens encoded, tokens to encode).
            run_id: copied into the frames.
            settings: as for ``generate``; how long the answer is says ``infill``.

        Yields:
            Frames, of as many cells as their window, and with its number as block; then exactly
            one Done. Its origins tell how each denoised window began.

        Raises:
            BadInputError: a setting is out of range, or the infill is none of this model's.
            ChatTemplateError: the model has no usable chat template.
            ContextOverflowError: at the first item, when it does not fit into the context.
        """
        given = settings_of(settings)
        recipe = Recipe.fill(given, self.defaults)
        holes = checked(infill, self.info.canvas_length, self.info.vocab_size)
        prompt = self._write(
            conversation(messages, system), recipe, given.thinking,
            Opening(prefix, prefix_thinking), drop_oldest=drop_oldest,
        )  # fmt: skip
        means = self._means(recipe, prompt, should_cancel, run_id)
        before = holes.tokens[: first_window(holes, self.info.canvas_length)].copy()
        frames = infill_frames(means, holes, self.pad_id)
        return run(self._desk, means, prompt, frames, before=before, on_prefill=on_prefill)

    def fill(
        self,
        messages: str | Sequence[Message | Mapping[str, str]],
        form: str | Form,
        *,
        system: str | None = None,
        should_cancel: ShouldCancel | None = None,
        on_prefill: OnProgress | None = None,
        run_id: int = 0,
        **settings: Unpack[GivenSettings],
    ) -> Iterator[Frame | Done]:
        """Fill in the blanks of a form; see :mod:`darkroom.core.form` for how it is written.

        Args:
            messages: a conversation that the form answers; without a word in it, the form itself
                is what is asked to be filled in.
            form: fixed text with blanks.
            system: system prompt.
            should_cancel: polled many times per step.
            on_prefill: called with (tokens encoded, tokens to encode).
            run_id: copied into the frames.
            settings: as for ``generate``; forms are filled in without thinking.

        Yields:
            Frames as those of ``infill``, then exactly one Done. Its blanks hold what was filled
            in, by name, and its text is the form with just that.

        Raises:
            FormError: the form cannot be read.
            BadInputError: a setting is out of range, or a blank is longer than a canvas.
            ChatTemplateError: the model has no usable chat template.
            ContextOverflowError: at the first item, when it does not fit into the context.
        """
        recipe = Recipe.fill(settings_of(settings), self.defaults)
        form = parse_form(form) if isinstance(form, str) else form
        holes = FormHoles(
            form,
            lambda text: encode_text(self._tokenizer, text),
            self._tokenizer.decode,
            (self.end_id,),
            self.info.canvas_length,
            self.pad_id,
        )
        prompt = self._write(conversation(request(messages, form), system), recipe)
        means = self._means(recipe, prompt, should_cancel, run_id)
        before = holes.tokens[: first_window(holes, self.info.canvas_length)].copy()
        frames = infill_frames(means, holes, self.pad_id)

        def finish() -> None:
            means.tally.blanks = holes.values(means.end_ids)
            means.tally.text = holes.text(means.tally.blanks)

        return run(
            self._desk, means, prompt, frames, before=before, on_prefill=on_prefill, finish=finish
        )

    def _write(
        self,
        turns: Sequence[Message],
        recipe: Recipe,
        thinking: bool = False,
        opening: Opening | None = None,
        *,
        drop_oldest: bool = False,
    ) -> Prompt:
        room = room_for(recipe.max_new_tokens, self.info.canvas_length, self.context)
        return self._writer.write(
            turns,
            thinking=thinking,
            opening=opening,
            room=room if drop_oldest else None,
            context=self.context,
        )

    def _means(
        self,
        recipe: Recipe,
        prompt: Prompt,
        should_cancel: ShouldCancel | None,
        run_id: int,
        on_rewind: OnProgress | None = None,
    ) -> Means:
        return Means(
            self._engine,
            recipe,
            Tally(),
            self.info.end_ids,
            self._barred,
            # Going on draws what a longer answer would have drawn.
            first_block=-(-len(prompt.begun) // self.info.canvas_length),
            should_cancel=should_cancel,
            on_rewind=on_rewind,
            run_id=run_id,
        )

    @property
    def _desk(self) -> Desk:
        return Desk(self._writer, self._claim, self._check_claim, lambda: self.used_bytes)
