"""What can be done from the step that a scrubber shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from darkroom.ui.figures import number
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.tips import plain_tip


class StepActions(QObject):
    """Three buttons at the right of a scrubber; what stands in the way is in their tool tips.

    Args:
        scrubber: gets them, and keeps this alive.
        run: the answer.
        instrument: knows what can be done.
    """

    asked = Signal(object)
    """Carries the ``Operation``."""

    def __init__(self, scrubber: Scrubber, run: RunViewModel, instrument: Instrument) -> None:
        super().__init__(scrubber)
        self._replay = scrubber.replay
        self._run = run
        self._instrument = instrument
        texts = {
            Operation.KEEP: self.tr("Good enough"),
            Operation.POLISH: self.tr("Polish…"),
            Operation.FORK: self.tr("Fork…"),
        }
        self.actions: dict[Operation, QAction] = {}
        self.buttons = {}
        for operation, text in texts.items():
            action = QAction(text, self)
            action.triggered.connect(lambda _on, which=operation: self.asked.emit(which))
            self.actions[operation] = action
            self.buttons[operation] = scrubber.add_action(action)
        self._replay.moved.connect(self._on_changed)
        instrument.changed.connect(self._on_changed)
        run.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        step = number(self._replay.step)
        tips = {
            Operation.KEEP: self.tr("Let the draft of step {n} be an answer of its own"),
            Operation.POLISH: self.tr("Go on from step {n} with more steps"),
            Operation.FORK: self.tr("Go on from step {n} with another seed or other settings"),
        }
        for operation, action in self.actions.items():
            why = self._instrument.why_not(self._run, operation)
            if not why and self._replay.frame is None:
                why = self.tr("There is no step yet.")
            tip = why or tips[operation].format(n=step)
            if tip != action.toolTip() or action.isEnabled() == bool(why):
                action.setEnabled(not why)
                action.setToolTip(plain_tip(tip))
                self.buttons[operation].setAccessibleDescription(tip)
