"""One picture of a canvas: laid out for a width, drawn by any painter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from darkroom.ui.canvas_cells import CellPlaces
from darkroom.ui.canvas_changes import Fades
from darkroom.ui.canvas_layout import CanvasLayout, Solid, Word
from darkroom.ui.canvas_marks import CanvasMarks
from darkroom.ui.canvas_metrics import measure
from darkroom.ui.canvas_painter import CanvasPainter, Grain
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.markup import LineKind

_Part = TypeVar("_Part", Word, Solid)


class CanvasPicture:
    """Everything of a canvas that is to be seen, without a widget.

    Args:
        theme: colours and fonts.
        size_px: size of the text in design pixels.
        pixel_ratio: device pixels per pixel of the screen.
    """

    def __init__(self, theme: Theme, size_px: float, pixel_ratio: float) -> None:
        self._theme = theme
        self._size_px = size_px
        self.content: CanvasContent | None = None
        self.fades = Fades()
        self.marks = CanvasMarks(theme)
        self.painter = CanvasPainter(theme, size_px, pixel_ratio)
        self.layout = CanvasLayout(theme.chat_font(size_px), theme.code_font(size_px), 1)
        self.eased = 0.0
        self.metrics = measure(theme, size_px, self.eased)
        self._cells: CellPlaces | None = None
        self._grains: list[tuple[int, int]] = []

    @property
    def height(self) -> int:
        """Room that the lines need, pixels."""
        return self.metrics.height(self.layout.line_count)

    @property
    def cells(self) -> CellPlaces:
        """Where each cell is."""
        if self._cells is None:
            self._cells = CellPlaces(self.layout.boxes(), self.metrics)
        return self._cells

    def restyle(self, pixel_ratio: float) -> None:
        """Take on other colours, or another screen; ``rebuild`` follows."""
        self.painter = CanvasPainter(self._theme, self._size_px, pixel_ratio)

    def rebuild(self, room: int) -> None:
        """Break the lines anew.

        Args:
            room: for a line, pixels.
        """
        theme, size_px = self._theme, self._size_px
        self.metrics = measure(theme, size_px, self.eased)
        self.layout = CanvasLayout(theme.chat_font(size_px), theme.code_font(size_px), room)
        if self.content is not None:
            self.lay_out(self.content)

    def lay_out(self, content: CanvasContent) -> None:
        """Take in a frame."""
        self.content = content
        self._grains = list(zip(content.grain.tolist(), content.tokens.tolist(), strict=True))
        self.layout.set_content(content, self.fades.cells)
        self._cells = None

    def ease(self, eased: float) -> None:
        """Move the lines; see ``measure``."""
        self.eased = eased
        self.metrics = measure(self._theme, self._size_px, eased)
        self._cells = None

    def paint(self, painter: QPainter, region: QRegion, room: int, *, everything: bool) -> None:
        """Draw what lies in a region.

        Args:
            painter: target; its origin is where text begins.
            region: what has to be drawn.
            room: for a line, pixels.
            everything: the region is all of the canvas.
        """
        metrics = self.metrics
        # A stripe as wide as the text is drawn whole; whatever lies beside it is cut off.
        bounds = region.boundingRect()
        everything = everything or (region.rectCount() == 1 and bounds.width() >= room)

        def is_dirty(block: QRect) -> bool:
            return everything or region.intersects(metrics.reach(block))

        self._paint_ground(painter, region, room)
        words = self._parts_in(bounds, self.layout.words)
        for word, block, strength in self._washes(words):
            if is_dirty(block):
                self.painter.wash(painter, block, strength, in_code=_in_code(word))
        left = [w for w in words if w.state != CellState.FRESH]
        if not everything:
            left = [word for word in left if is_dirty(self._block(word))]
        self.painter.noise(painter, self._noise_of(left), metrics.block_height)
        baseline = metrics.baseline
        drafts = ((w, baseline(w.line)) for w in left if w.state != CellState.NOISE)
        self.painter.drafts(painter, drafts)
        for solid in self._parts_in(bounds, self.layout.solids):
            if everything or is_dirty(self._block(solid)):
                top = metrics.baseline(solid.line) - self.layout.ascents[solid.line]
                self.painter.solid(painter, solid, top)
        if self.marks.any:
            self.marks.paint_above(painter, self.cells)

    def find_places(self) -> dict[object, QRect]:
        """What is drawn where; a part that looks different has a different key."""
        places: dict[object, QRect] = {}
        for word in self.layout.words:
            block = self._block(word)
            places[word.line, word.left, word.state, word.text, self._grain_of(word.cell)] = block
        for solid in self.layout.solids:
            places[solid.line, solid.left, solid.text] = self._block(solid)
        return places

    def fading(self) -> Iterator[QRect]:
        """Grounds of words that are new, or were a moment ago."""
        for word in self.layout.words:
            if word.cell in self.fades.cells:
                yield self._block(word)

    def _paint_ground(self, painter: QPainter, region: QRegion, room: int) -> None:
        metrics = self.metrics
        painter.fillRect(region.boundingRect(), self.painter.ground)
        for line, kind in enumerate(self.layout.kinds):
            if kind is not LineKind.PROSE:
                top, end = metrics.top(line), metrics.top(line + 1)
                self.painter.code_ground(painter, QRect(0, top, room, end - top))
        if self.marks.any and self.content is not None:
            self.marks.paint_below(painter, self.cells, self.content.states)

    def _noise_of(self, words: list[Word]) -> Iterator[Grain]:
        line, top = -1, 0
        for word in words:
            if word.state == CellState.NOISE:
                if word.line != line:
                    line = word.line
                    top = self.metrics.block_top(line)
                begin = round(word.left)
                level, seed = self._grain_of(word.cell)
                yield begin, top, round(word.right) - begin, level, seed, _in_code(word)

    def _grain_of(self, cell: int) -> tuple[int, int]:
        # The pattern changes when the guess does: that is the only thing that moves in noise.
        level, token = self._grains[cell]
        return level, token + cell * 13

    def _washes(self, words: list[Word]) -> Iterator[tuple[Word, QRect, float]]:
        """Grounds of new words; pieces of one word share theirs."""
        if self.marks.overlay is not None:
            return
        pending: tuple[Word, QRect, float] | None = None
        for word in words:
            strength = self._strength(word)
            if not strength:
                if pending:
                    yield pending
                pending = None
                continue
            block = self._block(word)
            if pending and word.glued and strength == pending[2]:
                pending = (word, pending[1].united(block), strength)
                continue
            if pending:
                yield pending
            pending = (word, block, strength)
        if pending:
            yield pending

    def _strength(self, word: Word) -> float:
        if word.state != CellState.FRESH:
            return 0.0
        return self.fades.strength(word.cell)

    def _block(self, part: Word | Solid) -> QRect:
        """Ground of a part, pixels."""
        return self.metrics.block(part.line, part.left, part.right)

    def _parts_in(self, bounds: QRect, parts: list[_Part]) -> list[_Part]:
        """Those on lines that reach into a rectangle; parts are in the order of lines."""
        tall = self.metrics.line_height
        first, last = bounds.top() // tall - 1, bounds.bottom() // tall + 2
        begin = bisect_left(parts, first, key=_line_of)
        return parts[begin : bisect_left(parts, last, begin, key=_line_of)]


def _line_of(part: Word | Solid) -> int:
    return part.line


def _in_code(word: Word) -> bool:
    return word.kind is not LineKind.PROSE
