"""One number of a form: what it is, the field, and what it may be."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.knobs import Knob, Value
from darkroom.ui import figures
from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.knob_edit import KnobEdit
from darkroom.ui.controls import label
from darkroom.ui.theme import Theme


class KnobField(QWidget):
    """A knob with its unit and its range in sight.

    Args:
        theme: sizes.
        knob: what is set.
        value: where it stands; None leaves it to the model.
        own: the model's own value, None where there is no model to ask.
        least: the lowest value that makes sense here, None for the knob's own.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        knob: Knob,
        value: Value,
        own: Value,
        least: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.knob = knob if least is None else replace(knob, least=least)
        self._own = own
        self.value = value
        self.edit = KnobEdit(theme, self.knob)
        self.edit.show_value(value, own)
        self.edit.chosen.connect(self.choose)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.px(4))
        self._line.addWidget(self.edit, 1)
        title = label(words.title(knob), "chip")
        title.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(title)
        column.addLayout(self._line)
        column.addWidget(label(_range(self.knob), "unit"))

    def add_beside(self, part: QWidget) -> None:
        """Put something to the right of the field."""
        self._line.addWidget(part)

    def choose(self, value: Value) -> None:
        """Let it stand somewhere else."""
        self.value = value
        self.edit.show_value(value, self._own)


def _range(knob: Knob) -> str:
    least = figures.number(knob.least) if knob.kind == "whole" else words.typed(knob, knob.least)
    return f"{least} … {words.amount(knob, knob.most)}"
