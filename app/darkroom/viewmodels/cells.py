"""What the eye sees of a canvas: the state and the words of every cell. No Qt in here."""

from __future__ import annotations

import codecs
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import DRAFT_ENTROPY_NATS, BoolArray, Frame, IntArray, ThinkingMarks

StateArray = NDArray[np.uint8]

GRAIN_LEVELS = 4
"""Densities of noise that can be told apart."""

PLACEHOLDER = "\u200bnnn"
"""Stands for a cell without a word of its own; the zero-width space lets a line break there."""

_UNPRINTABLE = {code: "·" for code in range(32) if code not in (9, 10)} | {
    0x0D: None,
    0x2028: "\n",
    0x2029: "\n",
    0xFFFD: "·",
}


class CellState(IntEnum):
    """How one cell looks."""

    NOISE = 0
    DRAFT = 1
    FRESH = 2
    """Accepted at this step and not at the step before."""
    SETTLED = 3
    HIDDEN = 4
    """Behind the end of the answer."""


@dataclass(slots=True)
class Lexicon:
    """How the tokens of one model read; grows as the inference process names more of them.

    Attributes:
        pieces: UTF-8 bytes by token id.
        end_ids: tokens that end an answer.
        vocab_size: tokens there are.
        marks: the tokens around thinking, None where the model has none.
    """

    pieces: dict[int, bytes] = field(default_factory=dict[int, bytes])
    end_ids: tuple[int, ...] = ()
    vocab_size: int = 2
    marks: ThinkingMarks | None = None

    def piece(self, token: int) -> bytes:
        """Bytes of a token; none for a special one."""
        return self.pieces.get(token, b"")

    def learn(self, other: Lexicon) -> None:
        """Take over what another one knows of the tokens of the same model."""
        self.pieces.update({t: p for t, p in other.pieces.items() if t not in self.pieces})


@dataclass(frozen=True, slots=True, eq=False)
class CanvasContent:
    """All that is needed to paint an answer.

    Attributes:
        prefix: text of the canvases that are committed.
        texts: what each cell of the live canvas reads as; joined, the draft.
        states: uint8[C], a ``CellState`` per cell.
        grain: uint8[C], noise density in [0, GRAIN_LEVELS).
        tokens: int32[C], the draft's token ids (seed of the grain's pattern).
    """

    prefix: str
    texts: tuple[str, ...]
    states: StateArray
    grain: NDArray[np.uint8]
    tokens: IntArray

    @property
    def visible(self) -> int:
        """Cells before the end of the answer, as far as it is known."""
        return int((self.states != CellState.HIDDEN).sum())

    @property
    def settled(self) -> int:
        """Cells that are accepted now."""
        return int(np.isin(self.states, (CellState.FRESH, CellState.SETTLED)).sum())


def compose(
    frame: Frame,
    accepted_before: BoolArray | None,
    shown_before: Sequence[str],
    prefix: str,
    lexicon: Lexicon,
    only: BoolArray | None = None,
) -> CanvasContent:
    """Make the picture of a step.

    Args:
        frame: the step.
        accepted_before: bool[C] of the frame shown before; None at the first of a canvas.
        shown_before: texts of the picture before; those of ``untouched_noise`` at the first.
        prefix: text of the canvases before this one.
        lexicon: how the model's tokens read.
        only: bool[C], the cells that are shown; None shows all.
    """
    states = cell_states(frame, accepted_before, lexicon.end_ids)
    _hide_others(states, only)
    return _content(frame, states, shown_before, prefix, lexicon)


def compose_settled(
    frame: Frame, prefix: str, lexicon: Lexicon, only: BoolArray | None = None
) -> CanvasContent:
    """Make the picture of a canvas that is committed: every cell up to the end is text."""
    states = np.full(len(frame.tokens), CellState.SETTLED, np.uint8)
    _hide_after_end(states, frame.tokens, lexicon.end_ids)
    _hide_others(states, only)
    return _content(frame, states, ("",) * len(states), prefix, lexicon)


def untouched_noise(canvas_length: int, prefix: str = "") -> CanvasContent:
    """Make the picture of a canvas before its first step: noise of word-like widths."""
    cells = np.arange(canvas_length, dtype=np.int32)
    widths = (2 + (cells * 7 + cells * cells * 3) % 6).tolist()
    words = [f" {'n' * width}" for width in widths]
    if words and not prefix:
        words[0] = words[0].lstrip()
    return CanvasContent(
        prefix,
        texts=tuple(words),
        states=np.full(canvas_length, CellState.NOISE, np.uint8),
        grain=np.full(canvas_length, GRAIN_LEVELS - 1, np.uint8),
        tokens=cells,
    )


def _content(
    frame: Frame,
    states: StateArray,
    shown_before: Sequence[str],
    prefix: str,
    lexicon: Lexicon,
) -> CanvasContent:
    pieces = lexicon.pieces
    texts = decode_cells([pieces.get(token, b"") for token in frame.tokens.tolist()])
    return CanvasContent(
        prefix,
        shown_texts(texts, states, shown_before, at_start=not prefix),
        states,
        grain_levels(frame, lexicon.vocab_size),
        frame.tokens,
    )


def cell_states(
    frame: Frame, accepted_before: BoolArray | None, end_ids: Collection[int]
) -> StateArray:
    """Tell how each cell looks after a step.

    Args:
        frame: the step.
        accepted_before: bool[C], what was accepted in the frame shown before; None at the first.
        end_ids: tokens that end an answer.

    Returns:
        uint8[C] of ``CellState``.
    """
    states = np.where(
        frame.entropy <= DRAFT_ENTROPY_NATS, np.uint8(CellState.DRAFT), np.uint8(CellState.NOISE)
    )
    known = np.zeros_like(frame.accepted) if accepted_before is None else accepted_before
    states[frame.accepted & ~known] = CellState.FRESH
    states[frame.accepted & known] = CellState.SETTLED
    _hide_after_end(states, frame.tokens, end_ids)
    return states


def _hide_after_end(states: StateArray, tokens: IntArray, end_ids: Collection[int]) -> None:
    # An end token that is still noise says nothing about where the answer will end.
    ends = np.isin(tokens, list(end_ids)) & (states != CellState.NOISE)
    if ends.any():
        states[int(ends.argmax()) :] = CellState.HIDDEN


def _hide_others(states: StateArray, only: BoolArray | None) -> None:
    if only is not None:
        states[~only] = CellState.HIDDEN


def grain_levels(frame: Frame, vocab_size: int) -> NDArray[np.uint8]:
    """Grade the noise of each cell by its entropy.

    Args:
        frame: the step.
        vocab_size: tokens the entropy is spread over; half its logarithm counts as full noise.

    Returns:
        uint8[C] in [0, GRAIN_LEVELS).
    """
    full = 0.5 * math.log(max(vocab_size, 2))
    share = (frame.entropy.astype(np.float32) - DRAFT_ENTROPY_NATS) / max(
        full - DRAFT_ENTROPY_NATS, 0.1
    )
    return np.clip(share * GRAIN_LEVELS, 0, GRAIN_LEVELS - 1).astype(np.uint8)


def decode_cells(pieces: Iterable[bytes]) -> list[str]:
    """Read pieces as text, cell by cell.

    A character whose bytes lie in several cells belongs to the cell that completes it.

    Args:
        pieces: UTF-8 bytes of each cell, possibly partial.

    Returns:
        One string per piece; bytes that are no text become a middle dot.
    """
    pieces = list(pieces)
    try:
        # Nearly always every cell holds whole characters.
        texts = [piece.decode() for piece in pieces]
    except UnicodeDecodeError:
        texts = _decode_in_turn(pieces)
    # What stands for bytes that are no text counts as printable.
    return [
        text if text.isprintable() and "\ufffd" not in text else text.translate(_UNPRINTABLE)
        for text in texts
    ]


def _decode_in_turn(pieces: Sequence[bytes]) -> list[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces]
    if texts:
        texts[-1] += decoder.decode(b"", final=True)
    return texts


def committed_bytes(tokens: IntArray, lexicon: Lexicon, only: BoolArray | None = None) -> bytes:
    """Bytes of a finished canvas up to its end token.

    Args:
        tokens: int32[C], the canvas.
        lexicon: how the model's tokens read.
        only: bool[C], the cells that count; None counts all.
    """
    kept: list[bytes] = []
    for cell, token in enumerate(tokens.tolist()):
        if token in lexicon.end_ids:
            break
        if only is None or only[cell]:
            kept.append(lexicon.piece(token))
    return b"".join(kept)


def shown_texts(
    texts: Sequence[str], states: StateArray, shown_before: Sequence[str], *, at_start: bool
) -> tuple[str, ...]:
    """Turn what cells read as into what is laid out.

    Noise keeps the width that its cell had before, whatever the model guesses below it: lines move
    when words appear, not when noise changes its mind. Noise never breaks a line. Nothing is shown
    behind the end, and an answer does not start with white space.

    Args:
        texts: one string per cell.
        states: uint8[C] of ``CellState``.
        shown_before: what this function gave for the picture before; empty strings if nothing.
        at_start: no committed text comes before.
    """
    shown: list[str] = []
    blank = at_start
    for text, state, before in zip(texts, states.tolist(), shown_before, strict=True):
        if state == CellState.HIDDEN:
            shown.append("")
            continue
        if state == CellState.NOISE:
            text = _as_noise(before) or _as_noise(text) or PLACEHOLDER
        if blank:
            text = text.lstrip()
            blank = not text
        shown.append(text)
    return tuple(shown)


def _as_noise(text: str) -> str:
    """The text without line breaks; empty if it has no visible width."""
    return text.replace("\n", " ") if text.strip() else ""
