"""An outline around the turn that a search led to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPen

from darkroom.ui.theme import Theme
from darkroom.viewmodels.turn_path import Turn

SHOWN_MS = 1600
_FADES_FROM = 0.6
_REACH_PX, _RADIUS_PX, _WIDTH_PX = 9, 12, 2


class TurnFlash(QObject):
    """Shows an outline for a moment; it fades, or just goes where motion is reduced.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    changed = Signal()
    """It looks different now."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moves = True
        self.turn: Turn | None = None
        """Around which turn it is, None for none."""
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(SHOWN_MS)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.valueChanged.connect(self._on_tick)
        self._clock.finished.connect(self._on_finished)

    def start(self, turn: Turn, *, moves: bool) -> None:
        """Show it around a turn; without ``moves`` nothing fades."""
        self._clock.stop()
        self.turn, self._moves = turn, moves
        self._clock.start()
        self.changed.emit()

    def stop(self) -> None:
        """Take it away."""
        self._clock.stop()
        self._on_finished()

    def paint(self, painter: QPainter, place: QRect) -> None:
        """Draw it around a turn's place."""
        px = self._theme.px
        colour = self._theme.colour("accent")
        colour.setAlphaF(self._strength)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, px(_WIDTH_PX)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.reach(place), px(_RADIUS_PX), px(_RADIUS_PX))

    def reach(self, place: QRect) -> QRect:
        """Where the outline of a turn runs."""
        out = self._theme.px(_REACH_PX)
        return place.adjusted(-out, -out, out, out)

    @property
    def _strength(self) -> float:
        gone = float(self._clock.currentValue())
        return 1.0 if not self._moves else min(1.0, (1.0 - gone) / (1.0 - _FADES_FROM))

    @Slot(object)
    def _on_tick(self, gone: float) -> None:
        if self._moves and gone > _FADES_FROM:
            self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        self.turn = None
        self.changed.emit()
