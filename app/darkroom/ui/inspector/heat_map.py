"""How sure the model was of each cell at each step, as a picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from darkroom.ui.figures import number
from darkroom.ui.inspector.ramp import paint
from darkroom.ui.theme import Theme
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.replay.settling import heat

_HEIGHT_PX = 150
_EDGE_PX = 3


class HeatMap(QLabel):
    """Cells from left to right, steps from top to bottom; a click chooses both.

    It is a label for the sake of screen readers, which know what that is.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        parent: Qt parent.
    """

    scrubbed = Signal()
    """Somebody chose a cell and a step."""

    def __init__(
        self, theme: Theme, inspector: InspectorViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inspector = inspector
        self._image: QImage | None = None
        self._painted: tuple[ReplayViewModel, int, int] | None = None
        self.most = 0.0
        """Entropy of the lightest colour, nats."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Entropy of each cell at each step"))
        inspector.changed.connect(self.show_steps)
        inspector.selected.connect(self._on_selected)
        theme.changed.connect(self.updateGeometry)
        self.show_steps()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT_PX))

    @Slot()
    def show_steps(self) -> None:
        """Show the steps as they are now."""
        frames, replay = self._inspector.frames, self._inspector.replay
        key = (replay, replay.block, len(frames)) if replay is not None else None
        if key != self._painted:
            self._painted, self._image = key, None
        if frames and self._image is None and self._inspector.is_open:
            entropy = heat(frames)
            self.most = max(float(entropy.max()), 0.05)
            picture = np.ascontiguousarray(paint(entropy, self.most))
            n_steps, n_cells = entropy.shape
            # Copied, for the array goes.
            self._image = QImage(
                picture.data, n_cells, n_steps, 3 * n_cells, QImage.Format.Format_RGB888
            ).copy()
        self._on_selected()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the shown step and the selected cell."""
        painter = QPainter(self)
        room = self._room
        if self._image is not None:
            painter.drawImage(room, self._image)
            self._mark(painter, room, self._image)
        if self.hasFocus():
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is below the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Likewise."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right are cells, up and down are steps."""
        replay, image = self._inspector.replay, self._image
        if replay is None or image is None:
            event.ignore()
            return
        cell, place = self._inspector.cell, replay.place
        here = 0 if cell is None else cell
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(here - 1, place)
            case Qt.Key.Key_Right:
                self._choose(here + (cell is not None), place)
            case Qt.Key.Key_Up:
                self._choose(here, place - 1)
            case Qt.Key.Key_Down:
                self._choose(here, place + 1)
            case Qt.Key.Key_Home:
                self._choose(0, place)
            case Qt.Key.Key_End:
                self._choose(image.width() - 1, place)
            case _:
                event.ignore()

    # --- inside

    @property
    def _room(self) -> QRectF:
        edge = self._theme.px(_EDGE_PX)
        return QRectF(self.rect().adjusted(edge, edge, -edge, -edge))

    def _mark(self, painter: QPainter, room: QRectF, image: QImage) -> None:
        replay, cells = self._inspector.replay, self._inspector.cells
        wide, tall = room.width() / image.width(), room.height() / image.height()
        marks: list[QRectF] = []
        if replay is not None and replay.place >= 0:
            top = room.top() + replay.place * tall
            marks.append(QRectF(room.left(), top, room.width(), tall))
        if cells:
            left = room.left() + cells.start * wide
            marks.append(QRectF(left, room.top(), len(cells) * wide, room.height()))
        # Twice, so that one of the two is seen on any colour.
        for token, width in (("bg", 3), ("text", 1)):
            painter.setPen(QPen(self._theme.colour(token), self._theme.px(width)))
            for mark in marks:
                painter.drawRect(mark)

    def _choose_at(self, event: QMouseEvent) -> None:
        room, image, point = self._room, self._image, event.position()
        if image is not None:
            across = (point.x() - room.left()) / room.width()
            down = (point.y() - room.top()) / room.height()
            self._choose(int(across * image.width()), int(down * image.height()))

    def _choose(self, cell: int, place: int) -> None:
        replay, image = self._inspector.replay, self._image
        if replay is None or image is None:
            return
        place = min(max(place, 0), image.height() - 1)
        if place != replay.place:
            replay.go_place(place)
        self.scrubbed.emit()
        self._inspector.select(min(max(cell, 0), image.width() - 1))

    @Slot()
    def _on_selected(self) -> None:
        frame, cell = self._inspector.frame, self._inspector.cell
        words = ""
        if frame is not None and cell is not None and cell < len(frame.entropy):
            words = self.tr("cell {n}, step {step}: {nats} nats").format(
                n=number(cell + 1), step=number(frame.step), nats=number(frame.entropy[cell], 2)
            )
        self.setAccessibleDescription(words)
        self.update()
