"""An answer as it stands while it is denoised: its pictures, and its text so far. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import DRAFT_ENTROPY_NATS, BoolArray, Frame
from darkroom.viewmodels.cells import (
    CanvasContent,
    CellState,
    Lexicon,
    committed_bytes,
    compose,
    compose_settled,
    untouched_noise,
)

_NO_TOKEN = -1
"""In the place of noise, where a mark says nothing yet."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is painted of an answer; ``thinking`` is None where there is none in sight."""

    answer: CanvasContent
    thinking: CanvasContent | None = None


class Draft:
    """Knows what the canvases before the live one say, and draws the live one.

    Args:
        lexicon: how the model's tokens read; its owner adds to it before frames need it.
        text: of the answer that this one goes on from.
        thinking: likewise.
        inside: the first canvas begins within thinking.
    """

    def __init__(
        self, lexicon: Lexicon, text: str = "", thinking: str = "", *, inside: bool = False
    ) -> None:
        self._lexicon = lexicon
        self._before = (text.encode(), thinking.encode())
        self._begins_inside = inside
        self._committed = self._before
        self._splitter = ThinkingSplitter(lexicon.marks, inside=inside)
        self.block = 0

    @property
    def prefix(self) -> str:
        """Text of the answer before the live canvas."""
        return _decoded(self._committed[0])

    def commit_before(self, block: int, frames: Iterable[Frame]) -> None:
        """Go on to a canvas: what came before it is text now.

        Args:
            block: number of the canvas.
            frames: of the whole run; the last of each canvas counts.
        """
        # From the trace, not from the screen: the display may have skipped the last frames.
        self.block = block
        self._committed, self._splitter = self._read(f for f in frames if f.block < block)

    def noise(self, cells: int) -> Picture:
        """The live canvas before its first step."""
        noise = untouched_noise(cells, self.prefix)
        if not self._splitter.inside:
            return Picture(noise, self._finished_thinking(cells))
        nothing = np.zeros(cells, np.bool_)
        return Picture(_masked(noise, nothing), untouched_noise(cells, self._thought))

    def step(self, frame: Frame, before: Frame | None, shown: Picture) -> Picture:
        """The live canvas after a step.

        Args:
            frame: the step.
            before: the one shown before, of the same canvas; None at its first.
            shown: the picture that is replaced.
        """
        known = frame.accepted | (frame.entropy <= DRAFT_ENTROPY_NATS)
        answer, thinking = self._parts(frame, known)
        accepted = None if before is None else before.accepted
        blank = ("",) * len(frame.tokens)
        texts = shown.answer.texts if len(shown.answer.texts) == len(blank) else blank
        picture = compose(frame, accepted, texts, self.prefix, self._lexicon, answer)
        if thinking is None:
            return Picture(picture)
        old = shown.thinking.texts if shown.thinking else blank
        old = old if len(old) == len(blank) else blank
        return Picture(
            picture, compose(frame, accepted, old, self._thought, self._lexicon, thinking)
        )

    def settled(self, frame: Frame) -> Picture:
        """The live canvas when every cell of it is text."""
        answer, thinking = self._parts(frame, None)
        picture = compose_settled(frame, self.prefix, self._lexicon, answer)
        if thinking is None:
            return Picture(picture)
        return Picture(picture, compose_settled(frame, self._thought, self._lexicon, thinking))

    def texts(self, frames: Iterable[Frame]) -> tuple[str, str]:
        """Answer and thinking, if the run broke off after these frames."""
        (text, thinking), _ = self._read(frames)
        return _decoded(text).strip(), _decoded(thinking).strip()

    @property
    def _thought(self) -> str:
        return _decoded(self._committed[1])

    def _finished_thinking(self, cells: int) -> CanvasContent | None:
        if not self._committed[1]:
            return None
        return _masked(untouched_noise(cells, self._thought), np.zeros(cells, np.bool_))

    def _parts(self, frame: Frame, known: BoolArray | None) -> tuple[BoolArray, BoolArray | None]:
        tokens = frame.tokens if known is None else np.where(known, frame.tokens, _NO_TOKEN)
        parts = self._splitter.copy().split(tokens)
        thinking = parts == Part.THINKING
        shown = bool(self._committed[1]) or bool(thinking.any())
        return parts == Part.TEXT, thinking if shown else None

    def _read(self, frames: Iterable[Frame]) -> tuple[tuple[bytes, bytes], ThinkingSplitter]:
        """Bytes of answer and thinking, and where the next canvas goes on."""
        text, thinking = self._before
        splitter = ThinkingSplitter(self._lexicon.marks, inside=self._begins_inside)
        last = {frame.block: frame.tokens for frame in frames}
        for _, tokens in sorted(last.items()):
            parts = splitter.split(tokens)
            text += committed_bytes(tokens, self._lexicon, parts == Part.TEXT)
            thinking += committed_bytes(tokens, self._lexicon, parts == Part.THINKING)
        return (text, thinking), splitter


def _masked(content: CanvasContent, only: BoolArray) -> CanvasContent:
    states = content.states.copy()
    states[~only] = CellState.HIDDEN
    texts = tuple(text if shown else "" for text, shown in zip(content.texts, only, strict=True))
    return replace(content, states=states, texts=texts)


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace").lstrip()
