"""Where the parts of a bar stand: in one row, or in more of them where it is narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from darkroom.ui.theme import Theme

_GAP_PX = 6
_ROOM_PX = 140
"""The part that takes what is left should have this much, rather than others stand beside it."""


class BarRows:
    """The first row begins with what is always there; one part of it takes the room that is left.

    Args:
        owner: parent of all parts.
        theme: sizes.
        wide: the part of ``head`` that takes the room.
        head: parts that stay together.
        tail: follow in the same row as far as they fit.
    """

    def __init__(
        self,
        owner: QWidget,
        theme: Theme,
        wide: QWidget,
        head: list[QWidget],
        tail: list[QWidget],
    ) -> None:
        self._owner = owner
        self._theme = theme
        self._wide = wide
        self._head = head
        self._tail = tail
        self._actions: list[QWidget] = []
        self._heights: dict[int, int] = {}

    def add(self, widget: QWidget) -> None:
        """Append something; all that is appended stays together where it can."""
        self._actions.append(widget)

    def forget(self) -> None:
        """Some part has another size now, came or went."""
        self._heights.clear()

    def height(self, width: int) -> int:
        """Room that the rows need, pixels."""
        if width not in self._heights:
            self._heights[width] = sum(_tallest(row) for row in self._plan(width))
        return self._heights[width]

    def place(self, width: int) -> None:
        """Put every part where it belongs; in right-to-left languages the other way round."""
        gap, y = self._theme.px(_GAP_PX), 0
        mirrored = self._owner.isRightToLeft()
        for row in self._plan(width):
            tall = _tallest(row)
            taken = sum(self._width(part) + gap for part in row) - gap
            left_over = max(width - taken, 0)
            x = 0 if self._wide in row else left_over
            for part in row:
                wide = self._width(part) + (left_over if part is self._wide else 0)
                high = part.sizeHint().height()
                left = width - x - wide if mirrored else x
                part.setGeometry(left, y + (tall - high) // 2, wide, high)
                x += wide + gap
            y += tall

    def _plan(self, width: int) -> list[list[QWidget]]:
        gap = self._theme.px(_GAP_PX)

        extra = max(self._theme.px(_ROOM_PX) - self._width(self._wide), 0)

        def fits(row: list[QWidget], more: list[QWidget]) -> bool:
            taken = sum(self._width(part) + gap for part in (*row, *more)) - gap
            return taken + (extra if self._wide in row else 0) <= width

        rows = [list(self._head)]
        for part in filter(_is_there, self._tail):
            if not fits(rows[-1], [part]):
                rows.append([])
            rows[-1].append(part)
        actions = [part for part in self._actions if _is_there(part)]
        if actions and not fits(rows[-1], actions):
            rows.append([])
        for part in actions:
            if rows[-1] and not fits(rows[-1], [part]):
                rows.append([])
            rows[-1].append(part)
        return rows

    def _width(self, part: QWidget) -> int:
        if part is self._wide:
            return part.minimumWidth()
        return max(part.sizeHint().width(), part.minimumWidth())


def _is_there(part: QWidget) -> bool:
    return not part.isHidden()


def _tallest(row: list[QWidget]) -> int:
    return max((part.sizeHint().height() for part in row), default=0)
