"""Paints the steps of an answer as pictures of one size, with the brushes of the window."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QLinearGradient, QPainter, QRegion

from darkroom.ui.canvas_changes import Fades
from darkroom.ui.canvas_picture import CanvasPicture
from darkroom.ui.replay.film_card import QuestionCard
from darkroom.ui.theme import ANSWER_PX, SMALL_PX, Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.replay.reel import Reel
from darkroom.viewmodels.replay.words import PageWords

MARGIN_PX: Final = 28
_GAP_PX: Final = 14
_TALLEST_PX: Final = 640
"""Of the answer; what is longer is shown from where it is denoised."""
_SHORTEST_PX: Final = 204
_TALLEST_THOUGHTS_PX: Final = 150
_NAME_PX: Final = 24
_VEIL_PX: Final = 28
_BAR_PX: Final = 3
_GLOWS: Final = (0.7, 0.4, 0.1)
"""How much of a new word's ground is left one, two and three steps later."""
_ENGLISH: Final = PageWords()
_EVERY: Final = 6
"""One step in so many is measured."""


class _Glows(Fades):
    """Grounds that fade by steps: in a film there are no other clocks."""

    def __init__(self) -> None:
        super().__init__()
        self._ages: dict[int, int] = {}

    @property
    def cells(self) -> Collection[int]:
        """Cells that fade."""
        return self._ages

    def move_on(self, last: CanvasContent | None, content: CanvasContent) -> None:
        """Take in the next step of the same canvas."""
        settled = content.states == CellState.SETTLED
        older = {cell: age + 1 for cell, age in self._ages.items() if settled[cell]}
        self._ages = {cell: age for cell, age in older.items() if age < len(_GLOWS)}
        if last is not None:
            new = settled & (last.states == CellState.FRESH)
            self._ages |= dict.fromkeys(np.flatnonzero(new).tolist(), 0)

    def clear(self) -> None:
        """Let nothing fade."""
        self._ages = {}

    def strength(self, cell: int) -> float:
        """How much of a cell's ground is to be seen, 1 … 0."""
        age = self._ages.get(cell)
        return 1.0 if age is None else _GLOWS[age]


class _Strip:
    """Answer or thoughts: a canvas of a fixed height that shows where it is alive.

    Args:
        theme: colours and fonts.
        size_px: of text.
        room: for a line, pixels.
    """

    def __init__(self, theme: Theme, size_px: float, room: int) -> None:
        self._theme = theme
        self._room = room
        self._picture = CanvasPicture(theme, size_px, 1.0)
        self._glows = _Glows()
        self._picture.fades = self._glows
        self._picture.rebuild(room)
        self._block = -1
        self.height = 0

    def measure(self, content: CanvasContent) -> int:
        """Height that a step needs."""
        self._glows.clear()
        self._picture.lay_out(content)
        return self._picture.height

    def show(self, content: CanvasContent, block: int, *, glows: bool) -> None:
        """Take in the next step."""
        same = block == self._block and self._picture.content is not None
        self._block = block
        if same and glows:
            self._glows.move_on(self._picture.content, content)
        else:
            self._glows.clear()
        self._picture.lay_out(content)

    def forget(self) -> None:
        """Begin anew."""
        self._block = -1

    def paint(self, painter: QPainter, place: QPoint) -> None:
        """Draw as much as there is room for."""
        picture, height = self._picture, self.height
        room = self._room + 2 * picture.metrics.inset
        above = picture.metrics.top(picture.layout.first_live_line) - height // 3
        top = max(min(above, picture.height - height), 0)
        view = QRect(0, top, self._room, height)
        painter.save()
        painter.setClipRect(QRect(place, QSize(room, height)).adjusted(-4, 0, 4, 0))
        painter.translate(place.x(), place.y() - top)
        picture.paint(painter, QRegion(view), self._room, everything=True)
        painter.restore()
        below = picture.height - top > height
        for hidden, at in ((top > 0, place.y()), (below, place.y() + height - _VEIL_PX)):
            if hidden:
                self._veil(painter, QRect(place.x() - 4, at, room + 8, _VEIL_PX), at != place.y())

    def _veil(self, painter: QPainter, rect: QRect, falls: bool) -> None:
        """Let lines that are cut off fade out."""
        ground = self._theme.colour("bg")
        clear = QColor(ground)
        clear.setAlpha(0)
        gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        gradient.setColorAt(0, clear if falls else ground)
        gradient.setColorAt(1, ground if falls else clear)
        painter.fillRect(rect, gradient)


class Film:
    """All steps of a replay, painted one by one.

    Args:
        reel: the steps.
        theme: colours and fonts.
        width: of the pictures, pixels.
        words: in the viewer's language.
    """

    def __init__(self, reel: Reel, theme: Theme, width: int, words: PageWords = _ENGLISH) -> None:
        self._reel = reel
        self._words = words
        self._theme = theme
        room = width - 2 * MARGIN_PX
        self._card = QuestionCard(theme, reel.caption.question, room)
        self._answer = _Strip(theme, ANSWER_PX, room)
        self._thinking = _Strip(theme, ANSWER_PX - 2, room - _GAP_PX)
        self._measure()
        self._head = theme.px(SMALL_PX) * 2
        heights = [self._card.height, self._head, self._thoughts_height, self._answer.height]
        self.size = QSize(width, sum(heights) + 3 * MARGIN_PX)
        self._next = 0

    def picture(self, index: int) -> QImage:
        """Paint a step; in order, since new words fade from step to step.

        Args:
            index: of the frame.
        """
        if index != self._next:
            self._answer.forget()
            self._thinking.forget()
        self._next = index + 1
        frame, shown = self._reel.frames[index], self._reel.picture(index)
        # What stands still at the end is plain text.
        ends = self._next == len(self._reel.frames)
        self._answer.show(shown.answer, frame.block, glows=not ends)
        if shown.thinking is not None:
            self._thinking.show(shown.thinking, frame.block, glows=not ends)
        image = QImage(self.size, QImage.Format.Format_RGB888)
        image.fill(self._theme.colour("bg"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._card.paint(painter, MARGIN_PX, MARGIN_PX)
        top = self._paint_head(painter, top, self._where(index))
        if self._thoughts_height:
            if shown.thinking is not None:
                self._paint_thoughts(painter, top)
            top += self._thoughts_height
        self._answer.paint(painter, QPoint(MARGIN_PX, top))
        self._paint_foot(painter, (index + 1) / len(self._reel.frames))
        painter.end()
        return image

    def _measure(self) -> None:
        """Find one size for all steps."""
        answers, thoughts = [0], [0]
        end = 0
        for index in range(len(self._reel.frames)):
            last = self._reel.is_last(index)
            if index % _EVERY and not last:
                continue
            picture = self._reel.picture(index)
            answers.append(self._answer.measure(picture.answer))
            end = answers[-1]
            if picture.thinking is not None:
                thoughts.append(self._thinking.measure(picture.thinking))
        # Noise may need more room than the answer does; not all of it has to be seen.
        wanted = min(max(answers), max(2 * end, _SHORTEST_PX))
        self._answer.height = min(wanted, _TALLEST_PX)
        self._thinking.height = min(max(thoughts), _TALLEST_THOUGHTS_PX)
        self._thoughts_height = _NAME_PX + self._thinking.height + _GAP_PX if max(thoughts) else 0

    def _where(self, index: int) -> str:
        frame, blocks = self._reel.frames[index], self._reel.blocks
        step = self._words.step.format(step=frame.step, steps=frame.max_steps)
        if len(blocks) == 1:
            return step
        n = blocks.index(frame.block) + 1
        return f"{self._words.canvas.format(n=n, count=len(blocks))} · {step}"

    def _paint_head(self, painter: QPainter, top: int, where: str) -> int:
        theme, width = self._theme, self.size.width() - 2 * MARGIN_PX
        small = theme.font(SMALL_PX)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        line = QRect(MARGIN_PX, top, width, theme.px(SMALL_PX) + 6)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, where)
        strong = theme.font(SMALL_PX, QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        room = width - QFontMetrics(small).horizontalAdvance(where) - 2 * _GAP_PX
        elide = Qt.TextElideMode.ElideRight
        name = QFontMetrics(strong).elidedText(self._reel.caption.model, elide, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        return top + self._head

    def _paint_thoughts(self, painter: QPainter, top: int) -> None:
        theme = self._theme
        painter.setFont(theme.font(SMALL_PX))
        painter.setPen(theme.colour("muted"))
        name = QRect(MARGIN_PX, top, self.size.width() - 2 * MARGIN_PX, _NAME_PX)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft, self._words.thinking)
        top += _NAME_PX
        line = QRect(MARGIN_PX, top, 2, self._thinking.height)
        painter.fillRect(line, theme.colour("line"))
        self._thinking.paint(painter, QPoint(MARGIN_PX + _GAP_PX, top))

    def _paint_foot(self, painter: QPainter, share: float) -> None:
        theme, width = self._theme, self.size.width() - 2 * MARGIN_PX
        top = self.size.height() - MARGIN_PX
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, length in (("line", width), ("accent", round(width * share))):
            painter.setBrush(theme.colour(colour))
            bar = QRectF(MARGIN_PX, top, length, _BAR_PX)
            painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
