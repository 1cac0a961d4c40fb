"""One figure over the steps of a canvas; the shown step is a line that can be dragged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from darkroom.ui.figures import number
from darkroom.ui.theme import LABEL_PX, Theme
from darkroom.viewmodels.inspector.curves import Curve

_HEIGHT_PX = 92
_AXIS_HEIGHT_PX = 40
_MARGIN_PX = 6
_AXIS_PX = 44
_FINGER_PX = 8
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -(10**6),
    Qt.Key.Key_End: 10**6,
}


class StepPlot(QLabel):
    """A curve; click, drag or arrows choose a step.

    It is a label for the sake of screen readers, which know what that is.

    Args:
        theme: colours and sizes.
        name: accessible name: what is shown, and its unit.
        dashed: the line is dashed, so that two plots are told apart without colour.
        steps_named: the axis of steps has words below.
        most: end of the vertical axis; 0 lets the curve decide.
        parent: Qt parent.
    """

    scrubbed = Signal(int)
    """Carries the index of the frame that is wanted."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        dashed: bool = False,
        steps_named: bool = False,
        most: float = 0.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dashed = dashed
        self._steps_named = steps_named
        self._most = most
        self._steps: list[int] = []
        self._place = -1
        self._values: Curve | None = None
        self.setObjectName("plot")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        axes = {side: _Axis(side) for side in ("left", "bottom")}
        self.view = pg.PlotWidget(self, background="#00000000", axisItems=axes)
        # Keys and mouse are dealt with here, and pyqtgraph's own ways do not get in between.
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.view)
        self.item: Any = self.view.getPlotItem()
        self.item.hideButtons()
        self.item.setMenuEnabled(False)
        self.item.setMouseEnabled(False, False)
        self.curve: Any = self.item.plot([], antialias=True)
        self.line = pg.InfiniteLine(0, angle=90, movable=False)
        self.item.addItem(self.line, ignoreBounds=True)
        theme.changed.connect(self._dress)
        self._dress()

    def show_curve(self, steps: list[int], values: Curve, place: int, words: str) -> None:
        """Show a curve.

        Args:
            steps: numbers of the steps, ascending.
            values: float64[steps].
            place: index of the one that is shown.
            words: what its value is, for those who hear it.
        """
        self._steps, self._values, self._place = steps, values, place
        self.curve.setData(steps, values)
        first, last = (steps[0], steps[-1]) if steps else (0, 1)
        self.item.setXRange(first, max(last, first + 1), padding=0.03)
        top = self._most or (float(values.max()) if len(values) else 0.0)
        self.item.setYRange(0.0, max(top, 0.05), padding=0.08)
        self.line.setVisible(place >= 0)
        if place >= 0:
            self.line.setValue(steps[place])
        self.setAccessibleDescription(words)

    # --- what people do

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step below the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the line."""
        near = abs(self._x_of_line() - event.position().x()) <= self._theme.px(_FINGER_PX)
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scrub(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None:
            event.ignore()
        elif self._steps:
            self.scrubbed.emit(min(max(self._place + move, 0), len(self._steps) - 1))

    # --- inside

    def _x_of_line(self) -> float:
        point = self.item.vb.mapViewToScene(pg.Point(self.line.value(), 0))
        return self.view.mapTo(self, self.view.mapFromScene(point)).x()

    def _scrub(self, event: QMouseEvent) -> None:
        if not self._steps:
            return
        point = self.view.mapFrom(self, event.position().toPoint())
        x = self.item.vb.mapSceneToView(self.view.mapToScene(point)).x()
        distances = [abs(step - x) for step in self._steps]
        self.scrubbed.emit(distances.index(min(distances)))

    @Slot()
    def _dress(self) -> None:
        theme, px = self._theme, self._theme.px
        below = _AXIS_HEIGHT_PX if self._steps_named else 6
        margin = px(_MARGIN_PX)
        self.setFixedHeight(px(_HEIGHT_PX + below) + 2 * margin)
        self.item.layout.setContentsMargins(margin, margin, margin, margin)
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        colour = theme.colour("process" if self._dashed else "text")
        self.curve.setPen(pg.mkPen(colour, width=px(2), style=style))
        self.line.setPen(pg.mkPen(theme.colour("accent"), width=px(2)))
        font = theme.font(LABEL_PX)
        for name in ("left", "bottom"):
            axis = self.item.getAxis(name)
            axis.setPen(pg.mkPen(theme.colour("outline")))
            axis.setTextPen(pg.mkPen(theme.colour("muted")))
            axis.setStyle(tickFont=font, tickLength=px(-3), maxTickLevel=0)
        self.item.getAxis("left").setWidth(px(_AXIS_PX))
        bottom = self.item.getAxis("bottom")
        bottom.setStyle(showValues=self._steps_named)
        bottom.setHeight(px(below))
        if self._steps_named:
            size = f"{px(LABEL_PX)}px"
            bottom.setLabel(self.tr("Step"), color=theme.tokens.muted, **{"font-size": size})


class _Axis(pg.AxisItem):
    """Writes numbers as people here do."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Words of the ticks, with as many decimals as tell them apart."""
        decimals = max(0, math.ceil(-math.log10(spacing * scale) - 1e-9))
        return [number(value * scale, decimals) for value in values]
