"""The steps of one answer: which of them is shown, and what it looks like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from darkroom.core.types import Frame
from darkroom.viewmodels.cells import Lexicon, untouched_noise
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.frame_player import PACE_MS
from darkroom.viewmodels.replay.pictures import NO_OPENING, Opening, Pictures

SPEEDS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)


class ReplayViewModel(QObject):
    """Goes back and forth in the frames of an answer, by hand or by itself.

    While the answer is under way it follows the newest frame until somebody moves; ``follow``
    returns there.

    Args:
        frames: oldest first; ``append`` adds to a copy of them.
        lexicon: how their tokens read.
        opening: text and thinking that the answer goes on from, and whether its first canvas
            begins within thinking.
        parent: Qt parent.
        live: more frames will come.
    """

    moved = Signal()
    """Another step is shown."""
    extended = Signal()
    """There are more frames."""
    state_changed = Signal()
    """It plays, follows or ended now, or no longer; or its speed is another one."""

    def __init__(
        self,
        frames: Iterable[Frame],
        lexicon: Lexicon,
        opening: Opening = NO_OPENING,
        parent: QObject | None = None,
        *,
        live: bool = False,
    ) -> None:
        super().__init__(parent)
        self.frames: list[Frame] = []
        self.lexicon = lexicon
        self._places: dict[int, list[int]] = {}
        self._pictures = Pictures(self.frames, lexicon, opening)
        self._is_open_ended = self._is_live = live
        self._speed = 1.0
        self._timer: QTimer | None = None
        for frame in sorted(frames, key=lambda frame: frame.block):
            self._take(frame)
        self._index = len(self.frames) - 1

    # --- where it stands

    @property
    def index(self) -> int:
        """Of the frame that is shown; -1 while there is none."""
        return self._index

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown."""
        return self.frames[self._index] if self._index >= 0 else None

    @property
    def block(self) -> int:
        """Number of its canvas, from 0."""
        return self.frame.block if self.frame is not None else 0

    @property
    def step(self) -> int:
        """Its number in the canvas, from 1; 0 while there is none."""
        return self.frame.step if self.frame is not None else 0

    @property
    def blocks(self) -> list[int]:
        """Numbers of the canvases there are, in order."""
        return list(self._places)

    @property
    def is_live(self) -> bool:
        """It follows the newest frame of an answer that is under way."""
        return self._is_live

    @property
    def is_open_ended(self) -> bool:
        """More frames will come."""
        return self._is_open_ended

    @property
    def at_end(self) -> bool:
        """The newest frame is shown."""
        return self._index == len(self.frames) - 1

    def of_block(self, block: int) -> list[Frame]:
        """All frames of a canvas, oldest first."""
        return [self.frames[index] for index in self._places.get(block, ())]

    @property
    def place(self) -> int:
        """Index of the shown frame among those of its canvas; -1 while there is none."""
        places = self._places.get(self.block)
        return self._index - places[0] if places and self._index >= 0 else -1

    @property
    def places(self) -> int:
        """Frames of the shown canvas."""
        return len(self._places.get(self.block, ()))

    # --- moving

    def go(self, index: int) -> None:
        """Show a frame, or the nearest one there is; no longer follow or play."""
        self._stop()
        self._show(index)

    def go_to(self, block: int, step: int) -> None:
        """Show a step of a canvas, or the last one before it."""
        places = self._places.get(block)
        if places:
            there = (index for index in reversed(places) if self.frames[index].step <= step)
            self.go(next(there, places[0]))

    def step_by(self, n: int) -> None:
        """Show another step, counted from the one that is shown."""
        self.go(self._index + n)

    def go_block(self, block: int) -> None:
        """Show another canvas, at the same step; at its last one if that is shown now."""
        if self.place == self.places - 1:
            self.go_to(block, max((frame.step for frame in self.of_block(block)), default=0))
        else:
            self.go_to(block, self.step)

    def go_place(self, place: int) -> None:
        """Show the frame of the shown canvas with this index among its frames."""
        places = self._places.get(self.block)
        if places:
            self.go(places[min(max(place, 0), len(places) - 1)])

    def follow(self) -> None:
        """Show the newest frame, and stay there while more come."""
        self._stop()
        if self._is_open_ended:
            self._is_live = True
            self.state_changed.emit()
        self._show(len(self.frames) - 1)

    # --- playing

    @property
    def playing(self) -> bool:
        """It moves by itself."""
        return self._timer is not None and self._timer.isActive()

    @property
    def speed(self) -> float:
        """1.0 is the pace at which answers come about on screen."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Play at another pace, in [0.25, 4]."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self._speed:
            self._speed = speed
            if self._timer is not None:
                self._timer.setInterval(self._interval_ms)
            self.state_changed.emit()

    def play(self) -> None:
        """Move on by itself, from the beginning if the end is shown."""
        if self.playing or self._is_live or len(self.frames) < 2:
            return
        if self.at_end and self._is_open_ended:
            self.follow()
            return
        if self.at_end:
            self._show(0)
        if self._timer is None:
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._on_timeout)
        self._timer.start(self._interval_ms)
        self.state_changed.emit()

    def pause(self) -> None:
        """Stay at the frame that is shown."""
        self._stop()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing or self._is_live:
            self.pause()
        else:
            self.play()

    # --- growing

    def append(self, frame: Frame) -> None:
        """Take in the next frame of the answer."""
        self._take(frame)
        self.extended.emit()
        if self._is_live:
            self._show(len(self.frames) - 1)

    def finish(self) -> None:
        """No more frames will come; what is shown stays."""
        if self._is_open_ended:
            self._is_open_ended = self._is_live = False
            self.state_changed.emit()

    # --- what is seen

    def picture(self) -> Picture:
        """What the shown step looks like; it depends on the frames and on nothing else."""
        frame = self.frame
        if frame is None:
            return Picture(untouched_noise(0))
        places = self._places[frame.block]
        place = self._index - places[0]
        before = self.frames[places[place - 1]] if place > 0 else None
        is_last = place == len(places) - 1
        more = self._is_open_ended and places[-1] == len(self.frames) - 1
        last = self.frames[places[-1]]
        return self._pictures.at(before, frame, last, committed=is_last and not more)

    # --- inside

    @property
    def _interval_ms(self) -> int:
        return round(PACE_MS / self._speed)

    def _take(self, frame: Frame) -> None:
        self._places.setdefault(frame.block, []).append(len(self.frames))
        self.frames.append(frame)

    def _show(self, index: int) -> None:
        index = min(max(index, 0), len(self.frames) - 1)
        if index != self._index:
            self._index = index
            self.moved.emit()

    def _stop(self) -> None:
        stops = self.playing or self._is_live
        self._is_live = False
        if self._timer is not None:
            self._timer.stop()
        if stops:
            self.state_changed.emit()

    @Slot()
    def _on_timeout(self) -> None:
        self._show(self._index + 1)
        if self.at_end:
            if self._is_open_ended:
                self.follow()
            else:
                self._stop()
