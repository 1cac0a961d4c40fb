"""Where an answer goes on from when something is done to another one. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from darkroom.core.canvas import NOISE, Allowed, CanvasStart, Infill, Origin, rewound
from darkroom.core.types import Frame, GenerateSettings, IntArray
from darkroom.history.records import Provenance
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.draft import Draft
from darkroom.viewmodels.replay.pictures import Opening


@dataclass(frozen=True, slots=True)
class Source:
    """An answer that something is done to.

    Attributes:
        frames: all there are, oldest first, at least one.
        settings: how it was denoised, seed included.
        provenance: how it came about.
    """

    frames: Sequence[Frame]
    settings: GenerateSettings
    provenance: Provenance

    def has(self, block: int, step: int) -> bool:
        """Whether a step of a canvas is there; step 0 is before the first."""
        return any(f.block == block and step in (0, f.step) for f in self.frames)

    def until(self, block: int, step: int) -> tuple[Frame, ...]:
        """All frames up to and with a step of a canvas."""
        return tuple(
            frame
            for frame in self.frames
            if frame.block < block or (frame.block == block and frame.step <= step)
        )

    def tokens(self) -> IntArray:
        """All canvases one after the other as they ended, int32[n]."""
        return sequence(self.frames)

    def can_resume(self, block: int, cells: int) -> bool:
        """Whether a canvas can go on from its steps.

        Args:
            block: number of the canvas.
            cells: that a canvas of the model has.
        """
        last = {frame.block: frame for frame in self.frames}
        whole = all(len(f.tokens) == cells for f in last.values() if f.block <= block)
        origins = {o.block for o in self.provenance.origins if o.tokens}
        if not origins and self.provenance.span is None:
            return whole
        # What lies behind a canvas of a repaint was there before it: only the last can go on.
        return whole and block in origins and block == max(last)

    def resumed(
        self, block: int, step: int, settings: GenerateSettings, allowed: Allowed
    ) -> tuple[CanvasStart, tuple[Origin, ...]]:
        """Go on from a step of a canvas.

        Args:
            block: number of the canvas.
            step: the last step that stays, ≥ 0.
            settings: for the steps behind it.
            allowed: what cells may become from there on, besides the rules there were.

        Returns:
            Where the engine goes on, and how the canvases up to this one began.
        """
        before = sequence(frame for frame in self.frames if frame.block < block)
        origin = self.provenance.origin(block)
        start = rewound(before, origin, self.settings, step)
        rules = start.origin.allowed | allowed
        start = replace(start, origin=replace(start.origin, allowed=rules))
        origins = [self._kept(number, settings) for number in range(block)]
        told = (*origins, start.origin)
        return start, tuple(each for each in told if each != Origin(each.block))

    def _kept(self, block: int, settings: GenerateSettings) -> Origin:
        """How a canvas began that stays as it is, whatever settings hold from now on."""
        origin = self.provenance.origin(block)
        last = max((frame.step for frame in self.frames if frame.block == block), default=0)
        if _denoises_alike(settings, self.settings) or not last:
            return origin
        return rewound(np.zeros(0, np.int32), origin, self.settings, last).origin


def sequence(frames: Iterable[Frame]) -> IntArray:
    """The canvases one after the other as their last frames have them, int32[n]."""
    last = {frame.block: frame.tokens for frame in frames}
    return np.concatenate([np.zeros(0, np.int32), *(last[b] for b in sorted(last))])


def drafted(frames: Sequence[Frame], lexicon: Lexicon, opening: Opening) -> tuple[str, str]:
    """Text and thinking of an answer that broke off after these frames."""
    text, thinking, inside = opening
    return Draft(lexicon, text, thinking, inside=inside).texts(frames)


def holed(
    tokens: IntArray, start: int, stop: int, n_tokens: int, end_ids: Sequence[int], cells: int
) -> Infill:
    """An answer with a hole in the place of some of its tokens.

    What is left over behind its end is cut off, so that no canvas is denoised for nothing.

    Args:
        tokens: int32[n], of the whole answer.
        start: of the first token that goes.
        stop: behind the last one.
        n_tokens: length of the hole.
        end_ids: tokens that end an answer.
        cells: that a canvas has.
    """
    hole = np.full(n_tokens, NOISE, np.int32)
    holed = np.concatenate([tokens[:start], hole, tokens[stop:]]).astype(np.int32)
    ends = np.flatnonzero(np.isin(holed, end_ids))
    # An end before the hole would cut it off.
    ends = ends[ends >= start]
    if len(ends):
        whole = -(-(int(ends[0]) + 1) // cells) * cells
        holed = holed[:whole]
    return Infill(holed)


def _denoises_alike(one: GenerateSettings, other: GenerateSettings) -> bool:
    def decisive(settings: GenerateSettings) -> GenerateSettings:
        return replace(settings, max_new_tokens=1, top_k=0)

    return decisive(one) == decisive(other)
