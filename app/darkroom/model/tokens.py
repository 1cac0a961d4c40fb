"""A loaded model below the level of conversations: tokens, cache, single forwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import numpy as np

from darkroom.core.checks import token_ids
from darkroom.core.errors import BadInputError
from darkroom.core.placement import Placement
from darkroom.core.types import FloatArray, GenerateSettings, IntArray, Message, ModelInfo
from darkroom.diffusion.sampler import RowStatistics
from darkroom.engines.base import BlockDiffusionEngine
from darkroom.gguf.conversation import conversation
from darkroom.gguf.prompt import PromptWriter
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.tokenizer import Tokenizer


class TokenModel:
    """Tokens in, logits out; what :class:`Model` is made on.

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
        marks = info.thinking
        thinking = {marks.open_id, marks.close_id} if marks else set[int]()
        self._barred = tuple(i for i in tokenizer.control_ids if i not in thinking)
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

    @property
    def end_id(self) -> int:
        """The token that stands behind an answer, of all that end one."""
        return self._writer.end_id

    @property
    def pad_id(self) -> int:
        """The token that fills the canvas up behind the end of an answer.

        Measured on the demo model: with end tokens in its place, sums come out wrong.
        """
        pad = self._tokenizer.pad_id
        return self.end_id if pad is None else pad

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
