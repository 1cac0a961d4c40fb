"""What every step of an answer looked like, in any order. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from darkroom.core.types import Frame
from darkroom.viewmodels.cells import (
    CanvasContent,
    CellState,
    Lexicon,
    decode_cells,
    untouched_noise,
)
from darkroom.viewmodels.draft import Draft, Picture

Opening = tuple[str, str, bool]
"""Text and thinking that an answer goes on from, and whether it begins within thinking."""

NO_OPENING: Opening = ("", "", False)


@dataclass(slots=True)
class _Canvas:
    """What all pictures of a canvas share.

    Attributes:
        draft: knows what the canvases before say.
        last: the frame that the widths were taken from.
        widths: texts that stand below noise.
    """

    draft: Draft
    last: Frame | None = None
    widths: Picture | None = None


class Pictures:
    """Draws any step of an answer from its frames alone, whatever was drawn before.

    Noise takes the room of the word that its cell ends with, so lines stand still from step to
    step, as far as the text lets them.

    Args:
        frames: oldest first; may grow.
        lexicon: how their tokens read.
        opening: see ``Opening``.
    """

    def __init__(
        self, frames: Sequence[Frame], lexicon: Lexicon, opening: Opening = NO_OPENING
    ) -> None:
        self._frames = frames
        self._lexicon = lexicon
        self._opening = opening
        self._canvases: dict[int, _Canvas] = {}

    def at(self, before: Frame | None, frame: Frame, last: Frame, *, committed: bool) -> Picture:
        """The canvas after a step.

        Args:
            before: the step before of the same canvas; None at its first.
            frame: the step.
            last: the last step of the canvas that there is.
            committed: all of it is text now.
        """
        canvas = self._canvas(frame.block)
        if committed:
            return canvas.draft.settled(frame)
        if canvas.last is not last or canvas.widths is None:
            canvas.last, canvas.widths = last, self._widths(canvas.draft, last)
        return canvas.draft.step(frame, before, canvas.widths)

    def _canvas(self, block: int) -> _Canvas:
        canvas = self._canvases.get(block)
        if canvas is None:
            text, thinking, inside = self._opening
            draft = Draft(self._lexicon, text, thinking, inside=inside)
            draft.commit_before(block, self._frames)
            canvas = self._canvases[block] = _Canvas(draft)
        return canvas

    def _widths(self, draft: Draft, last: Frame) -> Picture:
        """Texts that are shown in a cell while it is noise, for answer and thinking alike."""
        end = draft.settled(last)
        there = end.answer.states != CellState.HIDDEN
        if end.thinking is not None:
            there |= end.thinking.states != CellState.HIDDEN
        words = decode_cells(self._lexicon.piece(token) for token in last.tokens.tolist())
        noise = untouched_noise(len(words))
        texts = tuple(
            word if seen and word.strip() else blank
            for word, seen, blank in zip(words, there.tolist(), noise.texts, strict=True)
        )
        content = CanvasContent("", texts, noise.states, noise.grain, noise.tokens)
        return Picture(content, content)


def settled_since(frames: Sequence[Frame], cell: int) -> int:
    """The step at which a cell took the token that it ends with, and kept it.

    Args:
        frames: of one canvas, oldest first, at least one.
        cell: index in the canvas.
    """
    tokens = np.array([frame.tokens[cell] for frame in frames])
    others = np.flatnonzero(tokens != tokens[-1])
    return frames[int(others[-1]) + 1 if len(others) else 0].step
