"""The heart of the window: an answer on its way from noise to text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.canvas_changes import FADE_MS, MANY_CELLS, Fades, differ_much
from darkroom.ui.canvas_layout import CanvasLayout, Word
from darkroom.ui.canvas_painter import CanvasPainter
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.markup import LineKind

LIVE_LINE_HEIGHT = 2.0
TEXT_LINE_HEIGHT = 1.6
INSET_PX = 4
"""Room at both sides of the text for the grounds of words; whoever stands beside keeps it too."""
_TICK_MS = 16
# How far the ground of a word reaches from its baseline.
_ABOVE_EM, _BELOW_EM = 1.12, 0.40
_LEAN_EM = 0.3


class CanvasView(QWidget):
    """Paints a ``CanvasContent``; repaints only what changed.

    Args:
        theme: colours and fonts.
        size_px: size of the text in design pixels.
        parent: Qt parent.
    """

    settled = Signal()
    """After ``settle``: lines stand where the finished text will have them, nothing fades."""
    height_changed = Signal()

    def __init__(
        self, theme: Theme, size_px: float = ANSWER_PX, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size_px = size_px
        self._content: CanvasContent | None = None
        self._painter = CanvasPainter(theme, size_px, self.devicePixelRatioF())
        self._layout = CanvasLayout(theme.chat_font(size_px), theme.code_font(size_px), 1)
        self._eased = 0.0
        self._tallest = 0
        self._blocks: list[QRect] = []
        self._solid_blocks: list[QRect] = []
        self._places: dict[object, QRect] = {}
        self._grounds: list[LineKind] = []
        self._fades = Fades()
        self.reduce_motion = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Answer, being denoised"))
        self._fade_timer = QTimer(self)
        self._fade_timer.setInterval(_TICK_MS)
        self._fade_timer.timeout.connect(self._on_fade)
        self._ease = QVariantAnimation(self)
        self._ease.setDuration(FADE_MS)
        self._ease.setStartValue(0.0)
        self._ease.setEndValue(1.0)
        self._ease.valueChanged.connect(self._on_ease)
        self._ease.finished.connect(self._on_eased)
        theme.changed.connect(self._on_theme_changed)

    @property
    def live_top(self) -> int:
        """Where the live canvas begins."""
        return round(self._layout.first_live_line * self._line_height)

    def set_content(self, content: CanvasContent) -> None:
        """Show a frame."""
        last, self._content = self._content, content
        if not self.reduce_motion:
            self._fades.take(last, content)
        if self._fades.any_left:
            self._fade_timer.start()
        self._layout.set_content(content, self._fades.cells)
        self._place()
        self._repaint_changes(last)
        self._fit()

    def settle(self) -> None:
        """Let the lines move together as those of finished text; emits ``settled``."""
        self._tallest = 0
        if self.reduce_motion:
            self._on_eased()
        else:
            self._ease.start()

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(self._theme.px(320), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words that lie in the dirty region."""
        if self._content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._inset, 0)
        self._paint(painter, event.region().translated(-self._inset, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        if event.size().width() != event.oldSize().width():
            self._rebuild()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the system's font."""
        if event.type() == QEvent.Type.FontChange:
            self._rebuild()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Prepare anew for a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_theme_changed()
        return super().event(event)

    # --- painting

    @property
    def _inset(self) -> int:
        return self._theme.px(INSET_PX)

    @property
    def _lean(self) -> int:
        return self._theme.line_height(self._size_px, _LEAN_EM)

    @property
    def _line_height(self) -> float:
        live, text = (
            self._theme.line_height(self._size_px, factor)
            for factor in (LIVE_LINE_HEIGHT, TEXT_LINE_HEIGHT)
        )
        return live + (text - live) * self._eased

    def _paint(self, painter: QPainter, region: QRegion) -> None:
        bounds = region.boundingRect()
        everything = bounds.width() >= self.width() and bounds.height() >= self.height()

        def is_dirty(block: QRect) -> bool:
            return everything or region.intersects(self._reach(block))

        for line, kind in enumerate(self._layout.kinds):
            if kind is not LineKind.PROSE:
                self._painter.code_ground(painter, self._line_rect(line))
        for word, block, strength in self._washes():
            if is_dirty(block):
                self._painter.wash(painter, block, strength, in_code=_in_code(word))
        for word, block in zip(self._layout.words, self._blocks, strict=True):
            if word.state != CellState.FRESH and is_dirty(block):
                self._paint_word(painter, word, block)
        for solid, block in zip(self._layout.solids, self._solid_blocks, strict=True):
            if is_dirty(block):
                top = self._baseline(solid.line) - self._layout.ascents[solid.line]
                self._painter.solid(painter, solid, top)

    def _paint_word(self, painter: QPainter, word: Word, block: QRect) -> None:
        if word.state == CellState.NOISE:
            level, seed = self._grain_of(word.cell)
            self._painter.noise(painter, block, level, seed, in_code=_in_code(word))
        else:
            self._painter.draft(painter, word, self._baseline(word.line))

    def _grain_of(self, cell: int) -> tuple[int, int]:
        content = self._content
        if content is None:
            return 0, 0
        # The pattern changes when the guess does: that is the only thing that moves in noise.
        return int(content.grain[cell]), int(content.tokens[cell]) + cell * 13

    def _washes(self) -> Iterator[tuple[Word, QRect, float]]:
        """Grounds of new words; pieces of one word share theirs."""
        pending: tuple[Word, QRect, float] | None = None
        for word, block in zip(self._layout.words, self._blocks, strict=True):
            strength = self._strength(word)
            if pending and word.glued and strength == pending[2]:
                pending = (word, pending[1].united(block), strength)
                continue
            if pending and pending[2] > 0:
                yield pending
            pending = (word, block, strength)
        if pending and pending[2] > 0:
            yield pending

    def _strength(self, word: Word) -> float:
        if word.state != CellState.FRESH:
            return 0.0
        return self._fades.strength(word.cell)

    def _baseline(self, line: int) -> float:
        # The rule of QTextDocument for lines of a fixed height, in its 64ths of a pixel.
        return line * self._line_height + math.floor(0.8 * self._line_height * 64) / 64

    def _line_rect(self, line: int) -> QRect:
        top = math.floor(line * self._line_height)
        bottom = math.floor((line + 1) * self._line_height)
        return QRect(0, top, self.width() - 2 * self._inset, bottom - top)

    def _place(self) -> None:
        """Find the pixels of every word and every stretch of text."""
        height = self._theme.line_height(self._size_px, _ABOVE_EM + _BELOW_EM)
        above = self._theme.line_height(self._size_px, _ABOVE_EM)
        tops = [round(self._baseline(line)) - above for line in range(self._layout.line_count)]
        self._blocks, self._solid_blocks = (
            [
                QRect(round(p.left), tops[p.line], round(p.right) - round(p.left), height)
                for p in parts
            ]
            for parts in (self._layout.words, self._layout.solids)
        )

    def _reach(self, block: QRect) -> QRect:
        """All that drawing a word may touch: slanted letters lean out of their block."""
        return block.adjusted(-self._lean, 0, self._lean, 0)

    def _touch(self, block: QRect) -> None:
        self.update(self._reach(block).translated(self._inset, 0))

    # --- changes

    def _repaint_changes(self, last: CanvasContent | None) -> None:
        before, self._places = self._places, {}
        grounds, self._grounds = self._grounds, self._layout.kinds
        if last is None or self._content is None or differ_much(last, self._content):
            self.update()
            return
        self._places = self._find_places()
        changed = before.keys() ^ self._places.keys()
        if not before or grounds != self._grounds or len(changed) > MANY_CELLS:
            self.update()
            return
        for key in changed:
            self._touch(before.get(key) or self._places[key])

    def _find_places(self) -> dict[object, QRect]:
        """What is drawn where; a part that looks different has a different key."""
        places: dict[object, QRect] = {}
        for word, block in zip(self._layout.words, self._blocks, strict=True):
            places[word.line, word.left, word.state, word.text, self._grain_of(word.cell)] = block
        for solid, block in zip(self._layout.solids, self._solid_blocks, strict=True):
            places[solid.line, solid.left, solid.text] = block
        return places

    def _fit(self) -> None:
        height = round(self._layout.line_count * self._line_height)
        # While it is live the canvas only grows: what stands below must not dance.
        self._tallest = height if self._eased else max(height, self._tallest)
        if self._tallest != self.minimumHeight():
            self.setFixedHeight(self._tallest)
            self.height_changed.emit()

    def _rebuild(self) -> None:
        room = self.width() - 2 * self._inset
        theme, size_px = self._theme, self._size_px
        self._layout = CanvasLayout(theme.chat_font(size_px), theme.code_font(size_px), room)
        self._tallest = 0
        if self._content is not None:
            self._layout.set_content(self._content, self._fades.cells)
            self._place()
            self._places = self._find_places()
            self._fit()
        self.update()

    @Slot()
    def _on_fade(self) -> None:
        if not self._fades.any_left:
            self._fade_timer.stop()
        for word, block in zip(self._layout.words, self._blocks, strict=True):
            if word.cell in self._fades.cells:
                self._touch(block)

    @Slot(object)
    def _on_ease(self, eased: float) -> None:
        self._eased = eased
        self._place()
        self._fit()
        self.update()

    @Slot()
    def _on_eased(self) -> None:
        self._eased = 1.0
        self._fades.clear()
        self._rebuild()
        self.settled.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._painter = CanvasPainter(self._theme, self._size_px, self.devicePixelRatioF())
        self._rebuild()


def _in_code(word: Word) -> bool:
    return word.kind is not LineKind.PROSE
