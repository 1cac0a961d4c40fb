"""The heart of the window: an answer on its way from noise to text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.canvas_changes import FADE_MS, MANY_CELLS, Fades, differ_much
from darkroom.ui.canvas_layout import CanvasLayout, Word
from darkroom.ui.canvas_metrics import measure
from darkroom.ui.canvas_painter import CanvasPainter
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.markup import LineKind

_TICK_MS = 40


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
        self._metrics = measure(theme, size_px, self._eased)
        self._tallest = 0
        self._blocks: list[QRect] = []
        self._solid_blocks: list[QRect] = []
        self._places: dict[object, QRect] = {}
        self._grounds: list[LineKind] = []
        self._fades = Fades()
        self.reduce_motion = False
        # It paints its own ground, so nothing below it is painted for each frame.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        return self._metrics.top(self._layout.first_live_line)

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._metrics.inset, 0)
        self._paint(painter, event.region().translated(-self._metrics.inset, 0))
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
    def _room(self) -> int:
        return self.width() - 2 * self._metrics.inset

    def _paint(self, painter: QPainter, region: QRegion) -> None:
        bounds = region.boundingRect()
        everything = bounds.width() >= self.width() and bounds.height() >= self.height()
        metrics = self._metrics

        def is_dirty(block: QRect) -> bool:
            return everything or region.intersects(metrics.reach(block))

        painter.fillRect(bounds, self._painter.ground)
        for line, kind in enumerate(self._layout.kinds):
            if kind is not LineKind.PROSE:
                top, end = metrics.top(line), metrics.top(line + 1)
                self._painter.code_ground(painter, QRect(0, top, self._room, end - top))
        for word, block, strength in self._washes():
            if is_dirty(block):
                self._painter.wash(painter, block, strength, in_code=_in_code(word))
        for word, block in zip(self._layout.words, self._blocks, strict=True):
            if word.state != CellState.FRESH and is_dirty(block):
                self._paint_word(painter, word, block)
        for solid, block in zip(self._layout.solids, self._solid_blocks, strict=True):
            if is_dirty(block):
                top = metrics.baseline(solid.line) - self._layout.ascents[solid.line]
                self._painter.solid(painter, solid, top)

    def _paint_word(self, painter: QPainter, word: Word, block: QRect) -> None:
        if word.state == CellState.NOISE:
            level, seed = self._grain_of(word.cell)
            self._painter.noise(painter, block, level, seed, in_code=_in_code(word))
        else:
            self._painter.draft(painter, word, self._metrics.baseline(word.line))

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

    def _place(self) -> None:
        """Find the pixels of every word and every stretch of text."""
        self._blocks, self._solid_blocks = (
            [self._metrics.block(part.line, part.left, part.right) for part in parts]
            for parts in (self._layout.words, self._layout.solids)
        )

    def _touch(self, block: QRect) -> None:
        self.update(self._metrics.reach(block).translated(self._metrics.inset, 0))

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
        height = self._metrics.height(self._layout.line_count)
        # While it is live the canvas only grows: what stands below must not dance.
        self._tallest = height if self._eased else max(height, self._tallest)
        if self._tallest != self.minimumHeight():
            self.setFixedHeight(self._tallest)
            self.height_changed.emit()

    def _rebuild(self) -> None:
        theme, size_px = self._theme, self._size_px
        self._metrics = measure(theme, size_px, self._eased)
        code_font = theme.code_font(size_px)
        self._layout = CanvasLayout(theme.chat_font(size_px), code_font, self._room)
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
        self._metrics = measure(self._theme, self._size_px, eased)
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
