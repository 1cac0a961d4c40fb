"""How many steps more a draft is to get."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from darkroom.core.knobs import knob
from darkroom.ui.controls import button, label
from darkroom.ui.figures import number
from darkroom.ui.instrument.card import Card, paragraph
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme

USUAL_STEPS: Final = 8


class PolishForm(Card):
    """One number, and a button.

    Args:
        theme: colours and sizes.
        step: where it goes on, from 1.
        parent: Qt parent.
    """

    asked = Signal(int)
    """Carries the number of further steps."""

    def __init__(self, theme: Theme, step: int, parent: QWidget | None = None) -> None:
        words = self.tr("Polish from step {n}").format(n=number(step))
        super().__init__(theme, words, parent)
        self.steps = QSpinBox()
        # The style sheet's padding does not reach the text of a spin box.
        self.steps.lineEdit().setTextMargins(theme.px(6), 0, theme.px(6), 0)
        self.steps.setRange(1, max(int(knob("steps").most) - step, 1))
        self.steps.setValue(USUAL_STEPS)
        self.steps.setFixedWidth(theme.px(72))
        self.steps.setAccessibleName(self.tr("Further steps"))
        self.polish = button(self.tr("Polish"), "primary")
        self.polish.setProperty("small", True)
        self.polish.clicked.connect(self._on_polish)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.closed)
        self.put(
            paragraph(
                self.tr(
                    "The model goes over this draft again, all of the steps, without ending "
                    "early. This answer stays, the polished one stands beside it."
                ),
                "muted",
            )
        )
        row = FlowRow(theme.px(8))
        name = label(self.tr("Further steps"))
        name.setBuddy(self.steps)
        row.add(name, self.steps, self.polish, self.cancel)
        self.put(row)

    def focus(self) -> None:
        """Begin with the number."""
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)
        self.steps.selectAll()

    @Slot()
    def _on_polish(self) -> None:
        self.steps.interpretText()
        self.asked.emit(self.steps.value())
