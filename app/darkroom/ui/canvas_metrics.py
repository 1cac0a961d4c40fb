"""Distances on a canvas for one theme, one size of text and one moment of its settling."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect

from darkroom.ui.theme import Theme

LIVE_LINE_HEIGHT = 2.0
TEXT_LINE_HEIGHT = 1.6
INSET_PX = 4
"""Room at both sides of the text for the grounds of words; whoever stands beside keeps it too."""

# How far the ground of a word reaches from its baseline, and slanted letters out of their word.
_ABOVE_EM, _BELOW_EM, _LEAN_EM = 1.12, 0.40, 0.3


@dataclass(frozen=True, slots=True)
class Metrics:
    """All in pixels; see ``measure``."""

    line_height: float
    first_baseline: float
    above: int
    block_height: int
    lean: int
    inset: int

    def baseline(self, line: int) -> float:
        """Where the letters of a line stand."""
        return line * self.line_height + self.first_baseline

    def top(self, line: int) -> int:
        """Where a line begins."""
        return math.floor(line * self.line_height)

    def height(self, lines: int) -> int:
        """Room that lines need."""
        return round(lines * self.line_height)

    def block_top(self, line: int) -> int:
        """Where the grounds of the words of a line begin."""
        return round(self.baseline(line)) - self.above

    def block(self, line: int, left: float, right: float) -> QRect:
        """Ground of a word."""
        begin = round(left)
        return QRect(begin, self.block_top(line), round(right) - begin, self.block_height)

    def reach(self, block: QRect) -> QRect:
        """All that drawing a word may touch."""
        return block.adjusted(-self.lean, 0, self.lean, 0)


def measure(theme: Theme, size_px: float, eased: float) -> Metrics:
    """Find the distances.

    Args:
        theme: scale and zoom.
        size_px: size of the text in design pixels.
        eased: 0 while the canvas is live … 1 once it stands as finished text.
    """
    live = theme.line_height(size_px, LIVE_LINE_HEIGHT)
    text = theme.line_height(size_px, TEXT_LINE_HEIGHT)
    line_height = live + (text - live) * eased
    return Metrics(
        line_height,
        # The rule of QTextDocument for lines of a fixed height, in its 64ths of a pixel.
        math.floor(0.8 * line_height * 64) / 64,
        theme.line_height(size_px, _ABOVE_EM),
        theme.line_height(size_px, _ABOVE_EM + _BELOW_EM),
        theme.line_height(size_px, _LEAN_EM),
        theme.px(INSET_PX),
    )
