"""What a form looks like while its blanks are filled: its own words stand. No Qt in here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from darkroom.core.form import Form
from darkroom.core.types import BoolArray, Frame
from darkroom.viewmodels.cells import (
    GRAIN_LEVELS,
    CanvasContent,
    CellState,
    Lexicon,
    decode_cells,
)

_MOST_CELLS = 24
"""A blank of more tokens is not shown longer before its first step."""


def preview(form: Form) -> CanvasContent:
    """A form before its first step: fixed text, and noise for each token of a blank.

    Args:
        form: what is to be filled.
    """
    texts: list[str] = []
    noise: list[bool] = []
    for part in form.parts:
        if isinstance(part, str):
            texts.append(part)
            noise.append(False)
            continue
        widths = [max(map(len, part.choices))] if part.choices else _widths(part.tokens)
        texts.extend(" " * (place > 0) + "n" * width for place, width in enumerate(widths))
        noise.extend([True] * len(widths))
    blank = np.array(noise, np.bool_)
    return CanvasContent(
        "",
        tuple(texts),
        np.where(blank, CellState.NOISE, CellState.SETTLED).astype(np.uint8),
        np.where(blank, GRAIN_LEVELS - 1, 0).astype(np.uint8),
        np.arange(len(texts), dtype=np.int32),
    )


def fixed_cells(first: Frame) -> BoolArray:
    """bool[C], the cells that the form itself says, by the first frame of a canvas.

    What is pinned is accepted from the first step on, without any doubt.
    """
    return first.accepted & (first.entropy == 0)


def standing(content: CanvasContent, fixed: BoolArray) -> CanvasContent:
    """The picture in which words of the form do not look as though they had just come.

    Args:
        content: of one canvas.
        fixed: bool[C], see ``fixed_cells``.
    """
    fresh = fixed & (content.states == CellState.FRESH)
    states = np.where(fresh, np.uint8(CellState.SETTLED), content.states)
    return replace(content, states=states)


def is_noise(content: CanvasContent) -> bool:
    """The picture is that of a canvas before its first step."""
    return bool((content.states == CellState.NOISE).all())


def announced(
    content: CanvasContent, first: Frame, fixed: BoolArray, lexicon: Lexicon
) -> CanvasContent:
    """The picture of a canvas before its first step, in which words of the form stand.

    Args:
        content: the same as noise.
        first: its first step.
        fixed: bool[C], see ``fixed_cells``.
        lexicon: how the model's tokens read.
    """
    words = decode_cells(lexicon.piece(token) for token in first.tokens.tolist())
    texts = [
        word if stands else noise
        for word, noise, stands in zip(words, content.texts, fixed.tolist(), strict=True)
    ]
    states = np.where(fixed, np.uint8(CellState.SETTLED), content.states)
    return replace(content, texts=tuple(texts), states=states)


def _widths(tokens: int) -> list[int]:
    return [2 + (cell * 7 + cell * cell * 3) % 5 for cell in range(min(tokens, _MOST_CELLS))]
