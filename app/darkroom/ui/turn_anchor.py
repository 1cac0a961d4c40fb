"""Which part of a column of turns is on the screen."""

from __future__ import annotations

from darkroom.ui.turn_sizes import TurnSizes

Place = tuple[int, int]
"""Index of a turn, and the pixel of the screen where it begins; negative above the screen."""


class Anchor:
    """One turn has a place on the screen, and all others follow from it.

    A height that changes above the screen therefore moves nothing in sight; only ``y`` changes.

    Args:
        sizes: the turns; there must be some for everything but ``put`` and ``hold``.
    """

    def __init__(self, sizes: TurnSizes) -> None:
        self._sizes = sizes
        self._share: float | None = None
        self.index = 0
        self.offset = sizes.margin

    @property
    def y(self) -> int:
        """The pixel of the column at the top of the screen."""
        return self._sizes.top(self.index) - self.offset

    def put(self, place: Place) -> None:
        """Put a turn somewhere."""
        self.index, self.offset = place
        self._share = None

    def scroll(self, down: int) -> None:
        """Move by pixels, towards the end of the column if positive."""
        self.offset -= down

    def jump(self, y: int) -> None:
        """Go to a pixel of the column."""
        index = self._sizes.at(y)
        self.put((index, self._sizes.top(index) - y))

    def hold(self) -> None:
        """Remember how much of the turn is above the screen; all heights will be others."""
        if self._share is None and self.offset < 0 and self.index < len(self._sizes):
            self._share = self.offset / max(self._sizes.height(self.index), 1)

    def release(self) -> bool:
        """Put the same share of the turn above the screen again; False if nothing was held."""
        if self._share is None:
            return False
        self.offset = round(self._share * self._sizes.height(self.index))
        self._share = None
        return True

    def clamp(self, limit: int) -> bool:
        """Keep ``y`` between 0 and ``limit``; True if it had to change."""
        y = self.y
        kept = min(max(y, 0), limit)
        self.offset += y - kept
        return kept != y

    def settle(self) -> None:
        """Let the topmost turn in sight be the anchor, without moving anything."""
        y = self.y
        index = self._sizes.at(y)
        in_gap = self._sizes.top(index) + self._sizes.height(index) <= y
        if in_gap and index + 1 < len(self._sizes):
            index += 1
        self.index, self.offset = index, self._sizes.top(index) - y
