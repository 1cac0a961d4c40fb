"""Knobs, their values and presets in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from darkroom.core.knobs import KNOBS, Knob, Unit, Value
from darkroom.core.preset_file import Preset
from darkroom.core.presets import STARTERS
from darkroom.ui import figures

_SHORT = 32
_STARTERS = frozenset(starter.name for starter in STARTERS)


def title(knob: Knob) -> str:
    """What a knob is called."""
    return QCoreApplication.translate("Knobs", knob.title)


def preset(name: str) -> str:
    """What a preset is called; the starters have a name in every language."""
    return QCoreApplication.translate("Presets", name) if name in _STARTERS else name


def short(name: str) -> str:
    """A preset's name for where there is little room."""
    said = preset(name)
    return said if len(said) <= _SHORT else f"{said[: _SHORT - 1]}…"


def unit(name: Unit) -> str:
    """What a value counts; empty for a bare number."""
    translate = QCoreApplication.translate
    units: dict[Unit, str] = {
        "tokens": translate("Knobs", "tokens"),
        "steps": translate("Knobs", "steps"),
        "nats": translate("Knobs", "nats"),
        "": "",
    }
    return units[name]


def typed(knob: Knob, value: float) -> str:
    """A value as one would type it, e.g. ``0.05`` or ``0,05``."""
    if knob.kind == "whole":
        return str(int(value))
    text = f"{value:.{knob.decimals}f}".rstrip("0").rstrip(".")
    return text.replace(".", QLocale().decimalPoint())


def parse(knob: Knob, text: str) -> float | None:
    """The allowed value next to what somebody typed; None for no number."""
    text = text.strip().replace(",", ".")
    digits = text.replace(".", "", 1 if knob.kind == "real" else 0)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 40):
        return None
    return knob.nearest(float(text))


def amount(knob: Knob, value: float) -> str:
    """A value with its unit, e.g. ``1,024 tokens``."""
    number = figures.number(value) if knob.kind == "whole" else typed(knob, value)
    return f"{number} {unit(knob.unit)}".rstrip()


def own(knob: Knob, value: Value) -> str:
    """What stands in an empty field: the model's own value.

    Args:
        knob: which one.
        value: None where there is no model to ask.
    """
    translate = QCoreApplication.translate
    if value is None:
        return translate("Knobs", "the model’s")
    return translate("Knobs", "model’s: {n}").format(n=typed(knob, value))


def about(knob: Knob, usual: Value) -> str:
    """What a knob does, its range, and where it usually is.

    Args:
        knob: which one.
        usual: its value when nobody turns it; None where there is no model to ask.
    """
    translate = QCoreApplication.translate
    parts = [translate("Knobs", knob.explanation)]
    if knob.kind != "bool":
        ends = translate("Knobs", "From {least} to {most}.")
        least = figures.number(knob.least) if knob.kind == "whole" else typed(knob, knob.least)
        parts.append(ends.format(least=least, most=amount(knob, knob.most)))
    if knob.kind != "bool" and knob.name != "seed":
        if usual is None:
            said = translate("Knobs", "Left empty, it is what the model recommends.")
        elif knob.default is None:
            said = translate("Knobs", "Left empty, it is {amount}, as the model recommends.")
        else:
            said = translate("Knobs", "Usually it is {amount}.")
        parts.append(said.format(amount=amount(knob, usual or 0)))
    return "\n".join(filter(None, (parts[0], " ".join(parts[1:]))))


def gist(preset: Preset) -> str:
    """What a preset does, in a few words."""
    translate = QCoreApplication.translate
    parts = [
        f"{title(knob)}: {amount(knob, value)}"
        for knob in KNOBS
        if knob.kind != "bool"
        and (value := getattr(preset.settings, knob.name)) != knob.default
        and (preset.keep_seed or knob.name != "seed")
    ]
    if preset.settings.thinking:
        parts.append(translate("Knobs", "thinks first"))
    if preset.system:
        parts.append(translate("Knobs", "with a system prompt"))
    return " · ".join(parts) or translate("Knobs", "Everything as the model recommends")
