"""Denoising only the holes of an answer, window after window."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from darkroom.core.canvas import NOISE, Allowed, Infill, Origin
from darkroom.core.checks import token_ids
from darkroom.core.errors import BadInputError, CancelledError, ContextOverflowError
from darkroom.core.types import Frame, IntArray
from darkroom.diffusion.pins import Pins
from darkroom.generation.canvas import Beginning, denoise_canvas, inner_cells
from darkroom.generation.encoding import before_end
from darkroom.generation.means import Means


@dataclass
class Holes:
    """A sequence of which some cells are free; it fills as they are denoised.

    Attributes:
        tokens: int32[n], ``NOISE`` in the free cells.
        allowed: position → the tokens that it may take, for free cells.
    """

    tokens: IntArray
    allowed: Allowed = field(default_factory=Allowed)

    def settle(self, means: Means, start: int, block: int) -> None:
        """Decide what must be known before a window is denoised.

        Args:
            means: of the run.
            start: first cell of the window; all cells before it are settled, and encoded.
            block: its number.
        """


def checked(infill: Infill, canvas_length: int, vocab_size: int) -> Holes:
    """The sequence of an infill.

    Raises:
        BadInputError: it is empty, a token is outside the vocabulary, a rule is for a cell that is
            not free or allows nothing, or a hole is longer than a canvas.
    """
    tokens = np.asarray(infill.tokens)
    if tokens.ndim != 1 or not len(tokens):
        raise BadInputError("An infill needs one row of tokens, at least one.")
    token_ids(tokens[tokens != NOISE], vocab_size)
    for position, choices in infill.allowed.items():
        if not (0 <= position < len(tokens) and tokens[position] == NOISE):
            raise BadInputError(f"Cell {position} of the infill is not free.")
        Pins({0: choices}, 1, vocab_size)
    for start, stop in holes(tokens):
        if stop - start > canvas_length:
            raise BadInputError(
                f"A hole of {stop - start} tokens is longer than a canvas of {canvas_length}.",
                "Leave some of its text as it is, or allow fewer tokens.",
            )
    return Holes(tokens.astype(np.int32), {**infill.allowed})


def holes(tokens: IntArray) -> list[tuple[int, int]]:
    """First and last + 1 cell of each run of free cells."""
    free = np.concatenate([[False], tokens == NOISE, [False]])
    edges = np.flatnonzero(free[1:] != free[:-1])
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def window_end(tokens: IntArray, start: int, canvas_length: int) -> int:
    """Where the window from ``start`` on ends: at a multiple of C, or before a hole cut there."""
    end = (start // canvas_length + 1) * canvas_length
    for first, last in holes(tokens):
        if first == start and last > end:
            end = start + canvas_length
        if start < first < end < last:
            end = first
    return min(end, len(tokens))


def holed_windows(tokens: IntArray, canvas_length: int) -> list[int]:
    """Where the windows with holes begin."""
    starts: list[int] = []
    start = 0
    while start < len(tokens):
        end = window_end(tokens, start, canvas_length)
        if (tokens[start:end] == NOISE).any():
            starts.append(start)
        start = end
    return starts


def first_window(sequence: Holes, canvas_length: int) -> int:
    """Where the first window with a hole begins; the length of the sequence where none has one."""
    starts = holed_windows(sequence.tokens, canvas_length)
    return starts[0] if starts else len(sequence.tokens)


def infill_frames(means: Means, sequence: Holes, pad_id: int) -> Iterator[Frame]:
    """Denoise the holes of a sequence behind the encoded prompt.

    Args:
        means: of the run; the engine holds the prompt, and what it shares with the sequence.
        sequence: fills up as the run goes.
        pad_id: stands behind a sequence that ends within a canvas.

    Yields:
        A frame per step of the windows with holes, and one for each of the others.

    Raises:
        ContextOverflowError: before the first frame, where the last hole is too far behind.
    """
    tally, size = means.tally, means.engine.canvas_length
    # The windows before the first hole are encoded with the prompt.
    encoded, start, block = first_window(sequence, size), 0, 0
    _check_room(means, sequence, encoded)
    try:
        while start < len(sequence.tokens):
            sequence.settle(means, start, block)
            end = window_end(sequence.tokens, start, size)
            if (sequence.tokens[start:end] == NOISE).any():
                draft = yield from _denoise(means, sequence, pad_id, start, end, block)
                free = sequence.tokens[start:end] == NOISE
                sequence.tokens[start:end][free] = draft[: end - start][free]
            else:
                yield _still(means.run_id, block, sequence.tokens[start:end])
            if tally.reason == "cancelled":
                break
            if start >= encoded and (sequence.tokens[end:] == NOISE).any():
                means.engine.prefill(sequence.tokens[start:end], should_cancel=means.should_cancel)
            start, block = end, block + 1
    except CancelledError:
        tally.reason = "cancelled"
    done = sequence.tokens[sequence.tokens != NOISE]
    kept = before_end(done, means.end_ids)
    tally.tokens += kept.tolist()
    if len(kept) < len(done) and tally.reason == "length":
        tally.reason = "end"


def _check_room(means: Means, sequence: Holes, encoded: int) -> None:
    size, context = means.engine.canvas_length, means.engine.context
    starts = holed_windows(sequence.tokens, size)
    wanted = len(means.engine.committed) - encoded + (starts[-1] + size if starts else 0)
    if wanted > context:
        raise ContextOverflowError(
            f"The conversation and the text with holes take {wanted:,} tokens; the context holds "
            f"{context:,}.",
            "Shorten the conversation or the text, or load the model with a larger context.",
        )


def canvas_of(holes: Holes, start: int, canvas_length: int, pad_id: int) -> IntArray:
    """The canvas from a cell on: what lies behind the window is looked ahead at, int32[C]."""
    ahead = holes.tokens[start : start + canvas_length]
    canvas = np.full(canvas_length, pad_id, np.int32)
    canvas[: len(ahead)] = ahead
    return canvas


def _denoise(
    means: Means, holes: Holes, pad_id: int, start: int, end: int, block: int
) -> Generator[Frame, None, IntArray]:
    size, vocab = means.engine.canvas_length, means.engine.vocab_size
    canvas = canvas_of(holes, start, size, pad_id)
    allowed = {
        position - start: choices
        for position, choices in holes.allowed.items()
        if start <= position < start + size
    }
    allowed |= {cell: (int(canvas[cell]),) for cell in np.flatnonzero(canvas != NOISE).tolist()}
    means.tally.origins.append(Origin(block, tuple(canvas.tolist()), (), allowed))
    # Text far behind the canvas keeps the answer from ending here, too.
    rest = holes.tokens[start:]
    inner = [cell for cell in inner_cells(rest, means.end_ids) if cell < size]
    pins = Pins(allowed, size, vocab, barred=means.barred, within=inner)
    return (yield from denoise_canvas(means, Beginning(canvas, pins), block, end - start))


def _still(run_id: int, block: int, tokens: IntArray) -> Frame:
    """A window in which nothing changes."""
    cells = len(tokens)
    return Frame(
        run_id=run_id,
        block=block,
        step=1,
        max_steps=1,
        tokens=tokens.copy(),
        accepted=np.ones(cells, np.bool_),
        entropy=np.zeros(cells, np.float16),
    )
