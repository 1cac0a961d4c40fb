"""How sure the model was over the steps of a canvas."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from darkroom.ui.figures import number
from darkroom.ui.inspector.section import Section
from darkroom.ui.inspector.step_plot import StepPlot
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.inspector.curves import accepted_share, mean_entropy
from darkroom.viewmodels.inspector.inspector import InspectorViewModel


class Chart(Section):
    """Two curves below one another, with the same steps.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        parent: Qt parent.
    """

    scrubbed = Signal()
    """Somebody went to another step."""

    def __init__(
        self, theme: Theme, inspector: InspectorViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._inspector = inspector
        self._entropy_words = WrapLabel(role="chip")
        self._accepted_words = WrapLabel(role="chip")
        self.entropy = StepPlot(theme, self.tr("Mean entropy over the steps, in nats"))
        self.accepted = StepPlot(
            theme,
            self.tr("Accepted cells over the steps, in percent"),
            dashed=True,
            steps_named=True,
            most=100.0,
        )
        self.set_title(self.tr("Steps"))
        for part in (self._entropy_words, self.entropy, self._accepted_words, self.accepted):
            self.column.addWidget(part)
        for plot in (self.entropy, self.accepted):
            plot.scrubbed.connect(self._on_scrubbed)
        inspector.changed.connect(self.show_steps)
        self.show_steps()

    @Slot()
    def show_steps(self) -> None:
        """Show the curves as they are now."""
        if not self._inspector.is_open:
            return
        replay, frames = self._inspector.replay, self._inspector.frames
        place = replay.place if replay is not None else -1
        steps = [frame.step for frame in frames]
        entropy, accepted = mean_entropy(frames), accepted_share(frames) * 100
        said = self.tr("Mean entropy (nats), solid line")
        also = self.tr("Accepted cells (%), dashed line")
        if 0 <= place < len(frames):
            said += self._value(number(float(entropy[place]), 2))
            also += self._value(number(float(accepted[place])))
        self._entropy_words.setText(said)
        self._accepted_words.setText(also)
        self.entropy.show_curve(steps, entropy, place, said)
        self.accepted.show_curve(steps, accepted, place, also)

    def _value(self, value: str) -> str:
        return f": {value}"

    @Slot(int)
    def _on_scrubbed(self, place: int) -> None:
        replay = self._inspector.replay
        if replay is not None:
            replay.go_place(place)
            self.scrubbed.emit()
