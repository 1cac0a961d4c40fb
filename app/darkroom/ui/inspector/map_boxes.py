"""The two maps: when words settled, and how sure the model was of each cell at each step."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from darkroom.ui.chat_panel.wrap_check import WrapCheck
from darkroom.ui.figures import number
from darkroom.ui.inspector.heat_map import HeatMap
from darkroom.ui.inspector.legend import Legend
from darkroom.ui.inspector.ramp import colours
from darkroom.ui.inspector.section import Section
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.replay.settling import ramp


class SettlingBox(Section):
    """Colours the words of the answer by the step at which they settled.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, inspector: InspectorViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._inspector = inspector
        self.set_title(self.tr("When words settled"))
        self.check = WrapCheck(theme, self.tr("Colour the words by when they settled"))
        self.legend = Legend(theme)
        self.note = WrapLabel(
            self.tr("This is when words settled, not whether they are true."), "muted"
        )
        for part in (self.check, self.legend, self.note):
            self.column.addWidget(part)
        self.check.asked.connect(self._on_asked)
        inspector.changed.connect(self._show)
        inspector.settling_changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        frames, shows = self._inspector.frames, self._inspector.shows_settling
        self.check.show_state(shows)
        last = frames[-1].step if frames else 1
        words = self.tr("Left: settled at step 1. Right: settled at step {last}.")
        self.legend.say(ramp(dark=self._theme.is_dark), words.format(last=number(last)))
        for part in (self.legend, self.note):
            part.setVisible(shows)

    @Slot(bool)
    def _on_asked(self, shows: bool) -> None:
        self._inspector.shows_settling = shows


class HeatBox(Section):
    """The heat map and its legend.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        parent: Qt parent.
    """

    scrubbed = Signal()

    def __init__(
        self, theme: Theme, inspector: InspectorViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._inspector = inspector
        self.set_title(self.tr("Cells and steps"))
        self.map = HeatMap(theme, inspector)
        self.legend = Legend(theme)
        self._help = WrapLabel(
            self.tr("Cells from left to right, steps from top to bottom. Click to choose both."),
            "muted",
        )
        for part in (self.map, self.legend, self._help):
            self.column.addWidget(part)
        self.map.scrubbed.connect(self.scrubbed)
        inspector.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        words = self.tr("Left: sure, 0 nats. Right: unsure, {most} nats of entropy.")
        self.legend.say(colours(), words.format(most=number(self.map.most, 1)))
