"""One run of a model, from the written prompt to its last word."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from darkroom.core.errors import CancelledError
from darkroom.core.types import Done, Frame, IntArray
from darkroom.generation.encoding import OnProgress, encode_prompt
from darkroom.generation.means import Means
from darkroom.gguf.prompt import Prompt, PromptWriter

NOTHING: IntArray = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run needs of its model.

    Attributes:
        writer: puts what was denoised into words.
        claim: takes the cache; returns the number of the claim.
        check: raises BadInputError where another claim came after this one.
        used_bytes: held on each device now, by name.
    """

    writer: PromptWriter
    claim: Callable[[], int]
    check: Callable[[int], None]
    used_bytes: Callable[[], dict[str, int]]


def run(
    desk: Desk,
    means: Means,
    prompt: Prompt,
    frames: Iterator[Frame],
    *,
    before: IntArray = NOTHING,
    on_prefill: OnProgress | None = None,
    finish: Callable[[], None] | None = None,
) -> Iterator[Frame | Done]:
    """Encode, pass the frames on, and put the answer into words.

    Args:
        desk: of the model.
        means: of the run.
        prompt: as it was written.
        frames: of what is denoised; not begun yet.
        before: canvases behind the prompt that are encoded with it.
        on_prefill: told of the encoding.
        finish: done before the last word, whatever the end.

    Raises:
        BadInputError: another call used the model meanwhile.
    """
    tally, claim = means.tally, desk.claim()
    tally.started = time.perf_counter()
    try:
        encode_prompt(
            means.engine,
            prompt.tokens,
            tally,
            before=before,
            should_cancel=means.should_cancel,
            on_prefill=on_prefill,
        )
        for frame in frames:
            yield frame
            desk.check(claim)
    except CancelledError:
        tally.reason = "cancelled"
    if finish:
        finish()
    new = desk.writer.read(prompt, tally.tokens)
    yield Done(
        tally.reason,
        new.text if tally.text is None else tally.text,
        tally.stats(desk.used_bytes(), prompt.dropped),
        tuple(tally.tokens),
        new.thinking if tally.text is None else "",
        tuple(tally.origins),
        tally.blanks,
    )
