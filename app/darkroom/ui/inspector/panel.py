"""The panel beside a chat that shows an answer's steps from inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from darkroom.ui.controls import IconButton, label
from darkroom.ui.figures import number
from darkroom.ui.inspector.alternatives_box import AlternativesBox
from darkroom.ui.inspector.chart import Chart
from darkroom.ui.inspector.map_boxes import HeatBox, SettlingBox
from darkroom.ui.inspector.pins_box import PinsBox
from darkroom.ui.inspector.sheet import sheet
from darkroom.ui.theme import PANEL_PX, Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.instrument import Instrument


class InspectorPanel(QFrame):
    """Curves, maps, alternatives and pins of the answer that is watched.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        instrument: what can be done to the answer.
        parent: Qt parent.
    """

    close_asked = Signal()
    steps_asked = Signal()
    """Somebody went to a step here: it is to be seen in the answer."""

    def __init__(
        self,
        theme: Theme,
        inspector: InspectorViewModel,
        instrument: Instrument,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._theme = theme
        self._inspector = inspector
        self.close_ = IconButton(theme, "close", self.tr("Close the inspector"), "Esc")
        self.where = WrapLabel(role="muted")
        self.chart = Chart(theme, inspector)
        self.settling = SettlingBox(theme, inspector)
        self.heat = HeatBox(theme, inspector)
        self.alternatives = AlternativesBox(theme, inspector)
        self.pins = PinsBox(theme, inspector, instrument)
        self._build()
        self.close_.clicked.connect(self.close_asked)
        self.chart.scrubbed.connect(self.steps_asked)
        self.heat.scrubbed.connect(self.steps_asked)
        inspector.changed.connect(self._show)
        theme.changed.connect(self._dress)
        self._dress()
        self._show()

    def focus(self) -> None:
        """Put the keyboard here."""
        there = self.chart.entropy if self._inspector.frames else self.close_
        there.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """As wide as the other panels."""
        return QSize(self._theme.px(PANEL_PX), self._theme.px(600))

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(18), px(14), px(12), px(2))
        head.addWidget(label(self.tr("Inspector"), "strong"), 1)
        head.addWidget(self.close_)
        where = QVBoxLayout()
        where.setContentsMargins(px(18), 0, px(18), px(6))
        where.addWidget(self.where)
        inside = QWidget()
        inside.setObjectName("inspectorInside")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(px(18), px(6), px(18), px(18))
        inner.setSpacing(px(22))
        for part in (self.chart, self.settling, self.heat, self.alternatives, self.pins):
            inner.addWidget(part)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(where)
        column.addWidget(area, 1)

    def _words(self) -> str:
        run, replay, frame = self._inspector.run, self._inspector.replay, self._inspector.frame
        if run is None:
            return self.tr(
                "There is no answer yet. Ask something, and see here how the model makes up its "
                "mind, step by step."
            )
        if replay is None or frame is None:
            if not run.state.is_final:
                return self.tr("The first step is on its way …")
            failure = run.replay_failure
            if failure is None and run.can_replay:
                return self.tr("Looking for the steps of the answer …")
            plain = self.tr("The steps of this answer were not kept.")
            return (failure.text if failure is not None else "") or plain
        # One that stopped early has no more steps; of one under way nobody knows.
        last = frame.max_steps if replay.is_open_ended else self._inspector.frames[-1].step
        said = self.tr("Step {n} of {count}").format(n=number(frame.step), count=number(last))
        if len(replay.blocks) < 2:
            return said
        canvas = self.tr("canvas {n} of {count}").format(
            n=number(replay.block + 1), count=number(len(replay.blocks))
        )
        return f"{said} · {canvas}"

    @Slot()
    def _show(self) -> None:
        self.where.setText(self._words())
        there = bool(self._inspector.frames)
        for part in (self.chart, self.settling, self.heat, self.pins):
            part.setVisible(there)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
