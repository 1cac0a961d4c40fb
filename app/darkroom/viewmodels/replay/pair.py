"""Two answers that are gone through together."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from darkroom.core.types import Frame
from darkroom.viewmodels.replay.replay import ReplayViewModel


class Pair(QObject):
    """One scrubber for two answers: both show the same step of the same canvas.

    The shorter one stays at its end, canvas by canvas.

    Args:
        left: becomes a child of this.
        right: likewise.
        parent: Qt parent.

    Attributes:
        lead: what the scrubber moves; in each canvas it has the frames of the longer answer.
    """

    def __init__(
        self, left: ReplayViewModel, right: ReplayViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.left, self.right = left, right
        for replay in (left, right):
            replay.setParent(self)
        frames = longest(left.frames, right.frames)
        self.lead = ReplayViewModel(frames, left.lexicon, parent=self)
        self.lead.moved.connect(self._on_moved)

    @Slot()
    def _on_moved(self) -> None:
        for replay in (self.left, self.right):
            if self.lead.block in replay.blocks:
                replay.go_to(self.lead.block, self.lead.step)
            else:
                replay.go(len(replay.frames) - 1)


def longest(left: Iterable[Frame], right: Iterable[Frame]) -> list[Frame]:
    """Of each canvas the frames of the answer that took more steps for it, in order."""
    sides = [_by_block(frames) for frames in (left, right)]
    result: list[Frame] = []
    for block in sorted(sides[0].keys() | sides[1].keys()):
        ways = [side[block] for side in sides if block in side]
        result += max(ways, key=lambda frames: frames[-1].step)
    return result


def _by_block(frames: Iterable[Frame]) -> dict[int, list[Frame]]:
    canvases: dict[int, list[Frame]] = {}
    for frame in frames:
        canvases.setdefault(frame.block, []).append(frame)
    return canvases
