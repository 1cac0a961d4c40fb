"""Bringing the engine's cache to what stands before a canvas."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from darkroom.core.errors import ContextOverflowError
from darkroom.core.types import IntArray
from darkroom.engines.base import BlockDiffusionEngine
from darkroom.generation.tally import Tally

ShouldCancel = Callable[[], bool]
OnProgress = Callable[[int, int], None]
"""(done, of how many)"""

_NOTHING = np.zeros(0, np.int32)


def encode_prompt(
    engine: BlockDiffusionEngine,
    prompt: IntArray,
    tally: Tally,
    *,
    before: IntArray = _NOTHING,
    should_cancel: ShouldCancel | None = None,
    on_prefill: OnProgress | None = None,
) -> None:
    """Bring the cache to ``prompt`` and ``before``, encoding only what it does not hold already.

    Args:
        engine: to bring there.
        prompt: int32[n].
        tally: filled in.
        before: int32[m], canvases of the answer. They are encoded one by one, as they were when
            they were denoised: other pieces would round otherwise.
        should_cancel: polled many times.
        on_prefill: called with (tokens encoded, tokens to encode).

    Raises:
        ContextOverflowError: they leave no room for a canvas.
        CancelledError: what was encoded until then stays in the cache.
    """
    size, tokens = engine.canvas_length, np.concatenate([prompt, before]).astype(np.int32)
    if len(tokens) + size > engine.context:
        raise ContextOverflowError(
            f"The conversation is {len(tokens):,} tokens long; with a canvas of "
            f"{size} it does not fit into the context of {engine.context:,}.",
            "Start a new conversation, or load the model with a larger context.",
        )
    began = time.perf_counter()
    shared = common_prefix(engine.committed, tokens)
    if shared > len(prompt):
        shared -= (shared - len(prompt)) % size
    held = engine.keep(shared)
    tally.prompt_tokens, tally.prefill_tokens = len(tokens), len(tokens) - held
    ends = [len(prompt), *range(len(prompt) + size, len(tokens), size), len(tokens)]
    done = held
    for end in dict.fromkeys(end for end in ends if end > held) or [held]:
        engine.prefill(
            tokens[done:end],
            should_cancel=should_cancel,
            on_progress=_shifted(on_prefill, done - held, len(tokens) - held),
        )
        done = end
    tally.prefill_seconds = time.perf_counter() - began


def _shifted(tell: OnProgress | None, before: int, total: int) -> OnProgress | None:
    return None if tell is None else lambda done, _: tell(before + done, total)


def common_prefix(a: IntArray, b: IntArray) -> int:
    """Number of leading tokens two sequences share."""
    n = min(len(a), len(b))
    differ = np.flatnonzero(a[:n] != b[:n])
    return int(differ[0]) if len(differ) else n


def before_end(canvas: IntArray, end_ids: tuple[int, ...]) -> IntArray:
    """The tokens before the first end token, int32[≤ C]."""
    ends = np.flatnonzero(np.isin(canvas, end_ids))
    return canvas[: ends[0]] if len(ends) else canvas
