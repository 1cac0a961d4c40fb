"""Cells whose tokens are given or limited: a mask on the logits, reasserted at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from darkroom.core.errors import BadInputError
from darkroom.core.types import BoolArray, FloatArray, IntArray


class Pins:
    """Allowed tokens per cell; cells without an entry are free.

    Args:
        allowed: cell index → the tokens it may take; one token pins the cell.
        canvas_length: cells, C.
        vocab_size: tokens, V.
        barred: tokens that no cell ``within`` may take, unless ``allowed`` says so.
        within: cells.

    Raises:
        BadInputError: a cell or token is out of range, or a cell allows no token.
    """

    def __init__(
        self,
        allowed: Mapping[int, Sequence[int] | IntArray],
        canvas_length: int,
        vocab_size: int,
        *,
        barred: Sequence[int] = (),
        within: Sequence[int] = (),
    ) -> None:
        self._allowed = {
            cell: np.unique(np.asarray(tokens, np.int32)) for cell, tokens in allowed.items()
        }
        for cell, tokens in self._allowed.items():
            if not 0 <= cell < canvas_length:
                raise BadInputError(f"Cell {cell} is outside the canvas of {canvas_length} cells.")
            if not len(tokens) or tokens[0] < 0 or tokens[-1] >= vocab_size:
                raise BadInputError(f"Cell {cell} must allow one or more tokens of the vocabulary.")
        cells = [cell for cell in within if cell not in self._allowed]
        self._barred = np.ix_(cells, barred) if cells and barred else None
        self.free: BoolArray = np.ones(canvas_length, np.bool_)
        self.free[[cell for cell, tokens in self._allowed.items() if len(tokens) == 1]] = False

    def hold(self, canvas: IntArray) -> IntArray:
        """The canvas with every pinned cell at its token, int32[C]."""
        if self.free.all():
            return canvas
        held = canvas.copy()
        for cell, tokens in self._allowed.items():
            if len(tokens) == 1:
                held[cell] = tokens[0]
        return held

    def mask(self, logits: FloatArray) -> None:
        """Set the logits of tokens that are not allowed to −inf, in place; float32[C, V]."""
        if self._barred is not None:
            logits[self._barred] = -np.inf
        for cell, tokens in self._allowed.items():
            kept = logits[cell, tokens]
            logits[cell] = -np.inf
            logits[cell, tokens] = kept
