"""The heart of the window: an answer on its way from noise to text."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from darkroom.ui.canvas_changes import FADE_MS, MANY_CELLS, differ_much
from darkroom.ui.canvas_choice import CanvasChoice
from darkroom.ui.canvas_marks import Overlay
from darkroom.ui.canvas_picture import CanvasPicture
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.viewmodels.cells import CanvasContent
from darkroom.viewmodels.markup import LineKind

_TICK_MS = 40


class CanvasView(QLabel):
    """Paints a ``CanvasContent``; repaints only what changed.

    It is a label for the sake of screen readers, which know what that is.

    Args:
        theme: colours and fonts.
        size_px: size of the text in design pixels.
        parent: Qt parent.
    """

    settled = Signal()
    """After ``settle``: lines stand where the finished text will have them, nothing fades."""
    height_changed = Signal()
    cells_selected = Signal(int, int)
    """The first selected cell and the one behind the last; both are 0 for none."""
    left = Signal()
    """Escape was pressed, and there was no selection to take back."""

    def __init__(
        self, theme: Theme, size_px: float = ANSWER_PX, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = CanvasPicture(theme, size_px, self.devicePixelRatioF())
        self._choice = CanvasChoice()
        self._tallest = 0
        self._stands = False
        self._places: dict[object, QRect] = {}
        self._grounds: list[LineKind] = []
        self.reduce_motion = False
        self.setTextFormat(Qt.TextFormat.PlainText)
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
        return self._picture.metrics.top(self._picture.layout.first_live_line)

    @property
    def content(self) -> CanvasContent | None:
        """What is shown."""
        return self._picture.content

    def set_content(self, content: CanvasContent, *, fades: bool = True) -> None:
        """Show a frame.

        Args:
            content: the frame.
            fades: what was new in the frame before fades.
        """
        picture = self._picture
        last = picture.content
        if fades and not self.reduce_motion:
            picture.fades.take(last, content)
        else:
            picture.fades.clear()
        if picture.fades.any_left:
            self._fade_timer.start()
        picture.lay_out(content)
        self._repaint_changes(last)
        self._fit()

    def settle(self) -> None:
        """Let the lines move together as those of finished text; emits ``settled``."""
        self._tallest, self._stands = 0, True
        if self.reduce_motion:
            self._on_eased()
        else:
            self._ease.start()

    def stand(self, least: int) -> None:
        """From now on lines have the distances of finished text, and the height only grows.

        Args:
            least: the height it begins with, pixels.
        """
        self._picture.eased, self._stands = 1.0, False
        self._rebuild()
        self._tallest = least

    def shrink(self) -> None:
        """Be as tall as the next picture, whatever was shown before."""
        self._tallest = 0

    # --- cells

    @property
    def selectable(self) -> bool:
        """Cells can be selected, with the mouse and the keyboard."""
        return self.focusPolicy() != Qt.FocusPolicy.NoFocus

    @selectable.setter
    def selectable(self, selectable: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor if selectable else Qt.CursorShape.ArrowCursor)
        if not selectable:
            self.select(0, 0)

    @property
    def selection(self) -> tuple[int, int]:
        """The first selected cell and the one behind the last."""
        return self._picture.marks.selection

    @property
    def selected_text(self) -> str:
        """What the selected cells read as."""
        content, (first, stop) = self._picture.content, self.selection
        return "" if content is None else "".join(content.texts[first:stop]).strip()

    def select(self, first: int, stop: int) -> None:
        """Select cells; none if ``stop`` is not behind ``first``."""
        self._choice.put(first, stop)
        self._on_chosen()

    def cell_at(self, point: QPoint) -> int | None:
        """The cell of the live canvas below a point of this widget."""
        return self._picture.cells.cell_at(self._inside(point))

    def cell_rects(self, first: int, stop: int) -> list[QRect]:
        """Where cells are in this widget, line by line."""
        inset = self._picture.metrics.inset
        rects = self._picture.cells.rects(first, stop, ink=True)
        return [rect.translated(inset, 0) for rect in rects]

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Give each cell a ground of its own, uint8[C, 3] in red, green, blue; None for none."""
        self._picture.marks.overlay = overlay
        self.update()

    def set_locked(self, cells: frozenset[int]) -> None:
        """Mark cells as locked."""
        if cells != self._picture.marks.locked:
            self._picture.marks.locked = cells
            self.update()

    # --- events

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(self._theme.px(320), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words that lie in the dirty region."""
        inset = self._picture.metrics.inset
        bounds = event.region().boundingRect()
        everything = bounds.width() >= self.width() and bounds.height() >= self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(inset, 0)
        region = event.region().translated(-inset, 0)
        self._picture.paint(painter, region, self._room, everything=everything)
        if self.hasFocus() and self.selection[0] >= self.selection[1]:
            painter.translate(-inset, 0)
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
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
        """Prepare anew for a screen of another density; take keys before the window does."""
        if self.selectable and _is_escape(event):
            event.accept()
            return True
        done = super().event(event)
        match event.type():
            case QEvent.Type.Polish | QEvent.Type.StyleChange:
                # It paints its own ground, so nothing below it is painted for each frame; style
                # sheets think otherwise of labels.
                self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
            case QEvent.Type.DevicePixelRatioChange:
                self._on_theme_changed()
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut:
                self.update()
            case _:
                pass
        return done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or take it back where there is no cell."""
        if not self.selectable or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        cell = self.cell_at(event.position().toPoint())
        self._choice.press(cell, extends=extends)
        self._on_chosen()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection."""
        if self.selectable and event.buttons() & Qt.MouseButton.LeftButton:
            point = self._inside(event.position().toPoint())
            self._choice.drag(self._picture.cells.nearest(point))
            self._on_chosen()
        else:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection or copy it; Escape takes it back, or leaves."""
        if not self.selectable:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.selected_text:
            QGuiApplication.clipboard().setText(self.selected_text)
        elif event.key() == Qt.Key.Key_Escape:
            if self.selection == (0, 0):
                self.left.emit()
            self._choice.put(0, 0)
            self._on_chosen()
        elif self._choice.key(event, self._picture.cells):
            self._on_chosen()
        else:
            super().keyPressEvent(event)

    # --- inside

    @property
    def _room(self) -> int:
        return self.width() - 2 * self._picture.metrics.inset

    def _inside(self, point: QPoint) -> QPoint:
        return point - QPoint(self._picture.metrics.inset, 0)

    def _touch(self, block: QRect) -> None:
        metrics = self._picture.metrics
        self.update(metrics.reach(block).translated(metrics.inset, 0))

    def _repaint_changes(self, last: CanvasContent | None) -> None:
        picture = self._picture
        before, self._places = self._places, {}
        grounds, self._grounds = self._grounds, picture.layout.kinds
        content = picture.content
        if picture.marks.any or last is None or content is None or differ_much(last, content):
            self.update()
            return
        self._places = picture.find_places()
        changed = before.keys() ^ self._places.keys()
        if not before or grounds != self._grounds or len(changed) > MANY_CELLS:
            self.update()
            return
        for key in changed:
            self._touch(before.get(key) or self._places[key])

    def _fit(self) -> None:
        height = self._picture.height
        # While it is live the canvas only grows: what stands below must not dance.
        self._tallest = height if self._stands else max(height, self._tallest)
        if self._tallest != self.minimumHeight():
            self.setFixedHeight(self._tallest)
            self.height_changed.emit()

    def _rebuild(self) -> None:
        self._picture.rebuild(self._room)
        self._tallest = 0
        if self._picture.content is not None:
            self._places = self._picture.find_places()
            self._fit()
        self.update()

    @Slot()
    def _on_chosen(self) -> None:
        if self._choice.range != self.selection:
            self._picture.marks.selection = self._choice.range
            self.update()
            self.cells_selected.emit(*self._choice.range)

    @Slot()
    def _on_fade(self) -> None:
        if not self._picture.fades.any_left:
            self._fade_timer.stop()
        for block in self._picture.fading():
            self._touch(block)

    @Slot(object)
    def _on_ease(self, eased: float) -> None:
        self._picture.ease(eased)
        self._fit()
        self.update()

    @Slot()
    def _on_eased(self) -> None:
        self._picture.eased = 1.0
        self._picture.fades.clear()
        self._rebuild()
        self.settled.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._picture.restyle(self.devicePixelRatioF())
        self._rebuild()


def _is_escape(event: QEvent) -> bool:
    """Whether the window would take Escape for itself."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape
