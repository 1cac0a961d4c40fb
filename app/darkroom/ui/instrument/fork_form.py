"""What is to be different from a step on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import SEED_BITS, knob, validated
from darkroom.core.types import GenerateSettings
from darkroom.ui.controls import IconButton, button
from darkroom.ui.figures import number
from darkroom.ui.instrument.card import Card, paragraph
from darkroom.ui.instrument.field import KnobField
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme

_KNOBS: Final = ("seed", "t_max", "t_min", "entropy_bound", "steps")


class ForkForm(Card):
    """Seed, temperatures, entropy bound and steps, as the answer had them until somebody turns.

    Args:
        theme: colours and sizes.
        step: the last step that stays as it was, from 1.
        settings: of the answer.
        defaults: the model's own, None where it is not loaded.
        parent: Qt parent.
    """

    asked = Signal(object)
    """Carries the ``GenerateSettings`` to go on with."""

    def __init__(
        self,
        theme: Theme,
        step: int,
        settings: GenerateSettings,
        defaults: GenerateSettings | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._settings = settings
        words = self.tr("Fork from step {n}").format(n=number(step))
        self.title.setText(words)
        self.setAccessibleName(words)
        self.fields = {
            name: KnobField(
                theme,
                knob(name),
                getattr(settings, name),
                getattr(defaults, name) if defaults is not None else None,
                step + 1 if name == "steps" else None,
            )
            for name in _KNOBS
        }
        dice = IconButton(theme, "dice", self.tr("Draw a new seed"))
        dice.clicked.connect(self._on_dice)
        self.fields["seed"].add_beside(dice)
        self.dice = dice
        self.fork = button(words, "primary")
        self.fork.setProperty("small", True)
        self.fork.clicked.connect(self._on_fork)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.closed)
        rest = self.tr(
            "The steps up to there stay as they were; from then on it goes like this. "
            "This answer stays too, the new one stands beside it."
        )
        self.put(paragraph(rest, "muted"))
        numbers = FlowRow(theme.px(14))
        numbers.add(*self.fields.values())
        self.put(numbers)
        ends = FlowRow(theme.px(8))
        ends.add(self.fork, self.cancel)
        self.put(ends)

    def focus(self) -> None:
        """Begin with the seed."""
        self.fields["seed"].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields["seed"].edit.selectAll()

    @Slot()
    def _on_dice(self) -> None:
        self.fields["seed"].choose(secrets.randbits(SEED_BITS))

    @Slot()
    def _on_fork(self) -> None:
        turned: dict[str, Any] = {name: field.value for name, field in self.fields.items()}
        try:
            settings = validated(replace(self._settings, **turned))
        except BadInputError as error:
            self.say_trouble(f"{error.text} {error.hint}")
            return
        self.asked.emit(settings)
