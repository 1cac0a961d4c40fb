"""How tall turns are: measured where they have been on screen, estimated elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QFontMetricsF

from darkroom.ui.canvas_metrics import INSET_PX, TEXT_LINE_HEIGHT
from darkroom.ui.heights import Heights
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Question

GAP_PX, MARGIN_PX = 28, 24
"""Between two turns; above the first and below the last."""

_SAMPLE = "the quick brown fox jumps over a lazy dog, and not only once. "
_BUBBLE_SHARE = 0.85
_BUBBLE_LINE_HEIGHT = 1.5
_BUBBLE_SIDES_PX, _BUBBLE_ENDS_PX = 36, 55
_ANSWER_ENDS_PX = 72


@dataclass(slots=True)
class _Sized:
    """What is known of one turn.

    Attributes:
        known: height by width, pixels.
    """

    turn: Turn
    known: dict[int, int] = field(default_factory=dict[int, int])
    _text: str = ""
    _lengths: tuple[int, ...] = (0,)

    def lengths(self) -> tuple[int, ...]:
        """Characters in each line; an answer under way has its text only at its end."""
        text = self.turn.text
        if text is not self._text:
            self._text, self._lengths = text, tuple(map(len, text.split("\n")))
        return self._lengths


class TurnSizes:
    """Turns and the column that they make, in pixels from its top.

    Args:
        theme: fonts and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sized: list[_Sized] = []
        self._heights = Heights()  # of turns with the gap below them
        self.width = 0

    def __len__(self) -> int:
        return len(self._sized)

    @property
    def gap(self) -> int:
        """Pixels between two turns."""
        return self._theme.px(GAP_PX)

    @property
    def margin(self) -> int:
        """Pixels above the first turn and below the last one."""
        return self._theme.px(MARGIN_PX)

    @property
    def total(self) -> int:
        """Height of the column."""
        return max(self._heights.total - self.gap, 0) + 2 * self.margin

    def turn(self, index: int) -> Turn:
        """The turn at an index."""
        return self._sized[index].turn

    def turns(self, start: int = 0) -> list[Turn]:
        """Turns from an index on."""
        return [sized.turn for sized in self._sized[start:]]

    def find(self, turn: Turn) -> int | None:
        """Where this very turn stands; turns of the same words are others."""
        return next((i for i, sized in enumerate(self._sized) if sized.turn is turn), None)

    def height(self, index: int) -> int:
        """Height of a turn; a guess where it was not on screen yet at this width."""
        return self._heights[index] - self.gap

    def top(self, index: int) -> int:
        """Where a turn begins."""
        return self.margin + self._heights.before(index)

    def at(self, y: int) -> int:
        """Index of the turn at a pixel, which owns the gap below it; the nearest at the ends.

        Raises:
            IndexError: there are no turns.
        """
        return self._heights.at(y - self.margin)

    def replace_from(self, start: int, turns: Sequence[Turn]) -> None:
        """Let other turns stand from an index on; those that stood there before stay measured."""
        old = {id(sized.turn): sized for sized in self._sized[start:]}
        del self._sized[start:]
        self._heights.truncate(start)
        new = [old.get(id(turn)) or _Sized(turn) for turn in turns]
        self._sized += new
        self._heights.extend(self._guess(new))

    def set_width(self, width: int) -> None:
        """Lay out for another width, in pixels."""
        if width != self.width:
            self.width = width
            self._rebuild()

    def measured(self, index: int, height: int) -> None:
        """Take in what a turn really needs at this width."""
        self._sized[index].known[self.width] = height
        self._heights[index] = height + self.gap

    def forget(self) -> None:
        """Nothing measured holds any longer: fonts are others now."""
        for sized in self._sized:
            sized.known.clear()
        self._rebuild()

    def _rebuild(self) -> None:
        self._heights = Heights(self._guess(self._sized))

    def _guess(self, many: Sequence[_Sized]) -> list[int]:
        """Heights with gap; the estimate need only be good enough for the scroll bar."""
        theme, gap, width = self._theme, self.gap, self.width
        px = theme.px
        letter = QFontMetricsF(theme.chat_font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        bubble = _Room(
            max(int((width * _BUBBLE_SHARE - px(_BUBBLE_SIDES_PX)) / letter), 1),
            theme.line_height(ANSWER_PX - 1, _BUBBLE_LINE_HEIGHT),
            px(_BUBBLE_ENDS_PX),
        )
        page = _Room(
            max(int((width - 2 * px(INSET_PX)) / letter), 1),
            theme.line_height(ANSWER_PX, TEXT_LINE_HEIGHT),
            px(_ANSWER_ENDS_PX),
        )
        return [
            gap
            + (
                sized.known.get(width)
                or (bubble if isinstance(sized.turn, Question) else page).height(sized.lengths())
            )
            for sized in many
        ]


@dataclass(frozen=True, slots=True)
class _Room:
    """Where text stands: letters per line, pixels per line, pixels above and below together."""

    letters: int
    line_height: int
    ends: int

    def height(self, lengths: Sequence[int]) -> int:
        lines = sum([(length + self.letters - 1) // self.letters or 1 for length in lengths])
        return self.ends + lines * self.line_height
