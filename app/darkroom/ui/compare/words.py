"""What distinguishes an answer from another one, in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from darkroom.core.knobs import KNOBS, Knob, Value
from darkroom.core.types import GenerateSettings
from darkroom.ui.chat_panel import words
from darkroom.ui.figures import number

_SEPARATOR: Final = " · "


def differences(mine: GenerateSettings, other: GenerateSettings) -> str:
    """The settings of an answer that are others than those of the one beside it."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    for knob in KNOBS:
        value = getattr(mine, knob.name)
        if knob.name != "seed" and value != getattr(other, knob.name):
            said = translate("Compare", "{title}: {value}")
            parts.append(said.format(title=words.title(knob), value=_value(knob, value)))
    return _SEPARATOR.join(parts) or translate("Compare", "The same settings")


def head(model: str, quantization: str, settings: GenerateSettings) -> str:
    """Who gave an answer, and from which seed."""
    # A seed is a name more than an amount: no separators of thousands.
    seed = QCoreApplication.translate("Compare", "seed {seed}").format(seed=settings.seed)
    return _SEPARATOR.join(filter(None, (model, quantization, seed)))


def place(index: int, count: int) -> str:
    """What an answer is called in a list of siblings; ``index`` is from 1."""
    said = QCoreApplication.translate("Compare", "Answer {n} of {count}")
    return said.format(n=number(index), count=number(count))


def _value(knob: Knob, value: Value) -> str:
    translate = QCoreApplication.translate
    if knob.kind == "bool":
        return translate("Compare", "yes") if value else translate("Compare", "no")
    return translate("Knobs", "the model’s") if value is None else words.amount(knob, value)
