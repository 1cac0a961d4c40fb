"""Canvas after canvas behind the prompt, until the answer ends."""

from __future__ import annotations

from collections.abc import Iterator

from darkroom.core.canvas import NOISE
from darkroom.core.errors import CancelledError
from darkroom.core.types import Frame, IntArray
from darkroom.generation.canvas import Beginning, denoise_canvas
from darkroom.generation.encoding import before_end
from darkroom.generation.means import Means


def answer(means: Means, *, first: Beginning | None = None, block: int = 0) -> Iterator[Frame]:
    """Denoise canvases behind the encoded prompt until an end token or the length limit.

    Args:
        means: of the run; ``recipe.max_new_tokens`` counts from canvas 0.
        first: how the first of them begins; None = fresh noise.
        block: its number; the canvases before it are encoded.

    Yields:
        A frame per step.
    """
    engine, tally = means.engine, means.tally
    size = engine.canvas_length
    n_blocks = max(block + 1, -(-means.recipe.max_new_tokens // size))
    start = first or Beginning()
    while True:
        draft = yield from denoise_canvas(means, start, block, size)
        _count(means, draft)
        block, start = block + 1, Beginning()
        room = len(engine.committed) + 2 * size <= engine.context
        if tally.reason != "length" or block == n_blocks or not room:
            return
        try:
            engine.prefill(draft, should_cancel=means.should_cancel)
        except CancelledError:
            tally.reason = "cancelled"
            return


def _count(means: Means, draft: IntArray) -> None:
    tally = means.tally
    kept = before_end(draft[draft != NOISE], means.end_ids)
    tally.tokens += kept.tolist()
    if len(kept) < len(draft) and tally.reason == "length":
        tally.reason = "end"
