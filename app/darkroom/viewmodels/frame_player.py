"""Shows frames at a pace that the eye can follow, never far behind the engine."""

from __future__ import annotations

import math
from collections import deque
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.types import Frame

REPAINT_MS = 16
"""Painting more often than this shows nothing more."""
PACE_MS = 75
"""How long a frame stays at least, while the display keeps up."""
NOISE_BEATS = 3
"""A canvas is to be seen as noise this many times as long as a frame, before it clears."""
LAG_MS = 1500
"""The display is at most this far behind the engine."""


def next_turn(backlog: int, budget_ms: float) -> tuple[int, int]:
    """Plan the next frame.

    Args:
        backlog: frames that wait, ≥ 1.
        budget_ms: time until the last of them must be on screen.

    Returns:
        Delay in milliseconds, ≥ ``REPAINT_MS``, and how many frames the next repaint takes in.
    """
    share = max(budget_ms, 0.0) / backlog
    if share >= REPAINT_MS:
        return int(min(share, PACE_MS)), 1
    turns = max(1, int(budget_ms // REPAINT_MS))
    return REPAINT_MS, math.ceil(backlog / turns)


class FramePlayer(QObject):
    """A queue of frames with a clock.

    Each canvas begins as noise for a moment, then its frames follow; those that pile up are shown
    faster, then skipped.

    Args:
        lag_ms: how far the display may fall behind; 0 shows the newest frame at once.
        parent: Qt parent.
    """

    canvas_due = Signal(object)
    """Carries the first ``Frame`` of a canvas that is to be shown as noise now."""
    frame_due = Signal(object)
    """Carries the ``Frame`` to show now."""
    drained = Signal()
    """After ``finish``: the last frame is on screen and had its time."""

    def __init__(self, lag_ms: int = LAG_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lag_ms = lag_ms
        self._queue: deque[tuple[Frame, bool]] = deque()  # frame, only announces its canvas
        self._block = -1
        self._deadline = 0.0
        self._finishing = False
        self._skip = 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_idle(self) -> bool:
        """No frame waits."""
        return not self._queue

    def push(self, frame: Frame) -> None:
        """Take in a frame."""
        if frame.block != self._block:
            self._block = frame.block
            self._queue.append((frame, True))
        self._queue.append((frame, False))
        self._deadline = monotonic() * 1000 + self._lag_ms
        if not self._timer.isActive():
            self._timer.start(0)

    def finish(self) -> None:
        """No more frames will come: emit ``drained`` once those that wait were shown."""
        self._finishing = True
        if not self._timer.isActive():
            self._timer.start(0)

    def flush(self) -> None:
        """Show the newest frame now and forget the others."""
        self._timer.stop()
        if self._queue:
            last, _ = self._queue[-1]
            self._queue.clear()
            self.frame_due.emit(last)

    @Slot()
    def _on_timeout(self) -> None:
        if self._queue:
            frame, announces = self._queue.popleft()
            for _ in range(min(self._skip - 1, len(self._queue))):
                frame, announces = self._queue.popleft()
            self._plan(NOISE_BEATS if announces else 1)
            (self.canvas_due if announces else self.frame_due).emit(frame)
        elif self._finishing:
            self._finishing = False
            self.drained.emit()

    def _plan(self, beats: int) -> None:
        # The timer also runs after the last frame, so that the next one cannot come too soon.
        budget = self._deadline - monotonic() * 1000
        delay, self._skip = next_turn(max(len(self._queue), 1), budget)
        self._timer.start(delay * beats)
