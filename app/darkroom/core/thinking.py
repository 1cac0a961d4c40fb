"""Telling thinking from the answer, by the ids of tokens and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from darkroom.core.types import IntArray, ThinkingMarks


class Part(IntEnum):
    """What a token of an answer belongs to."""

    TEXT = 0
    THINKING = 1
    MARK = 2
    """Around thinking: its opening with the label, its closing, and strays of them."""


class ThinkingSplitter:
    """Follows the tokens of an answer, canvas after canvas.

    Thinking that is never closed goes on to the end of the answer; what was opened twice is
    closed once.

    Args:
        marks: of the model; None where it has none, then everything is text.
        inside: the answer begins within thinking.

    Attributes:
        inside: the next token is within thinking.
    """

    def __init__(self, marks: ThinkingMarks | None, *, inside: bool = False) -> None:
        self._marks = marks
        self.inside = inside and marks is not None
        self._label: tuple[int, ...] = ()  # what is still to come of it

    def copy(self) -> ThinkingSplitter:
        """Another one that goes on from here, as for the next canvas of a draft."""
        other = ThinkingSplitter(self._marks, inside=self.inside)
        other._label = self._label
        return other

    def split(self, tokens: Sequence[int] | IntArray) -> NDArray[np.int8]:
        """Take in the next tokens.

        Args:
            tokens: int32[n], without what stands behind the end of the answer.

        Returns:
            int8[n], the ``Part`` of each.
        """
        marks, parts = self._marks, np.zeros(len(tokens), np.int8)
        if marks is None:
            return parts
        quiet = not (self.inside or self._label)
        if quiet and not np.isin(tokens, (marks.open_id, marks.close_id)).any():
            return parts
        for index, token in enumerate(np.asarray(tokens).tolist()):
            parts[index] = self._part(int(token), marks)
        return parts

    def _part(self, token: int, marks: ThinkingMarks) -> Part:
        if token == marks.open_id:
            self.inside, self._label = True, marks.label
            return Part.MARK
        if token == marks.close_id:
            self.inside, self._label = False, ()
            return Part.MARK
        if self._label[:1] == (token,):
            self._label = self._label[1:]
            return Part.MARK
        self._label = ()
        return Part.THINKING if self.inside else Part.TEXT
