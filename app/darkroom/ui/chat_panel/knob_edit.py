"""A field for a number that may be left to the model, and a slider of usual values."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSlider, QWidget

from darkroom.core.knobs import Knob, Value
from darkroom.ui.chat_panel import words
from darkroom.ui.theme import Theme


class KnobEdit(QAbstractSpinBox):
    """Holds a number, or nothing: then the model's own value stands there in grey.

    Args:
        theme: sizes.
        knob: what is set.
        parent: Qt parent.
    """

    chosen = Signal(object)
    """Carries a value other than the one shown; None where the field was emptied."""

    font_changed = Signal()
    """It needs more room than before, or less."""

    def __init__(self, theme: Theme, knob: Knob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._knob = knob
        self._value: Value = None
        self._own: Value = None
        self.setAccessibleName(self._name())
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(theme.px(6), 0, theme.px(6), 0)
        self.editingFinished.connect(self._on_edited)

    def _read(self) -> float:
        shown = self._own if self._value is None else self._value
        return float(shown or 0)

    # Screen readers ask for these.
    value = Property(float, _read)
    minimum = Property(float, lambda self: self._knob.least)
    maximum = Property(float, lambda self: self._knob.most)
    singleStep = Property(float, lambda self: self._knob.stride)

    def show_value(self, value: Value, own: Value, placeholder: str | None = None) -> None:
        """Show where the knob stands.

        Args:
            value: None for nothing.
            own: the model's own value, None where there is no model to ask.
            placeholder: what stands in the empty field; None takes the model's own value.
        """
        self._value, self._own = value, own
        text = "" if value is None else words.typed(self._knob, value)
        if text != self.text():
            self.lineEdit().setText(text)
        hint = words.own(self._knob, own) if placeholder is None else placeholder
        self.lineEdit().setPlaceholderText(hint)
        self.setAccessibleDescription(hint if value is None else "")
        self.updateGeometry()

    def stepBy(self, steps: int) -> None:
        """Go to round values, from the model's own if nothing is set."""
        start = words.parse(self._knob, self.text()) if self.text() else self._read()
        self._choose(self._knob.stepped(self._read() if start is None else start, steps))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Up and down, but not beyond the ends."""
        flags = QAbstractSpinBox.StepEnabledFlag
        up = flags.StepUpEnabled if self._read() < self._knob.most else flags.StepNone
        down = flags.StepDownEnabled if self._read() > self._knob.least else flags.StepNone
        return up | down

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Take digits and one decimal point, or nothing."""
        fits = not text.strip() or words.parse(self._knob, text) is not None
        half = text.strip() in (".", ",") and self._knob.kind == "real"
        states = QValidator.State
        if fits or half:
            return (states.Acceptable if fits else states.Intermediate, text, pos)
        return (states.Invalid, text, pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        typed = "" if self._value is None else words.typed(self._knob, self._value)
        if event.key() == Qt.Key.Key_Escape and self.text() != typed:
            self.lineEdit().setText(typed)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless the field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Tell of another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.font_changed.emit()

    def sizeHint(self) -> QSize:
        """Room for the longest of what may stand here."""
        longest = max(
            self.lineEdit().placeholderText(),
            words.typed(self._knob, self._knob.most),
            "0" * (6 if self._knob.kind == "whole" else 5),
            key=self.fontMetrics().horizontalAdvance,
        )
        width = self.fontMetrics().horizontalAdvance(longest) + self._theme.px(22)
        return QSize(width, self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _name(self) -> str:
        unit = words.unit(self._knob.unit)
        title = words.title(self._knob)
        return self.tr("{title}, {unit}").format(title=title, unit=unit) if unit else title

    def _choose(self, value: Value) -> None:
        if value != self._value:
            self.chosen.emit(value)

    @Slot()
    def _on_edited(self) -> None:
        text = self.text().strip()
        value = words.parse(self._knob, text) if text else self._knob.default
        before = self._value
        self._choose(before if text and value is None else value)
        # What was out of range, or is as before, is written as it counts.
        self.show_value(self._value, self._own, self.lineEdit().placeholderText())


class KnobSlider(QSlider):
    """Goes through values in common use.

    Args:
        theme: sizes.
        knob: what is set; it has stops.
        parent: Qt parent.
    """

    chosen = Signal(object)
    """Carries the value of a stop."""

    def __init__(self, theme: Theme, knob: Knob, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumWidth(theme.px(44))
        self._knob = knob
        self.setRange(0, len(knob.stops) - 1)
        self.setPageStep(1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("{title}, usual values").format(title=words.title(knob)))
        self.valueChanged.connect(self._on_value_changed)

    def show_value(self, value: Value) -> None:
        """Stand at the stop next to a value; for None there is no slider."""
        # Without a value there is no place to stand at.
        self.setVisible(value is not None)
        if value is not None:
            stops = self._knob.stops
            nearest = min(range(len(stops)), key=lambda n: abs(stops[n] - value))
            self.setAccessibleDescription(words.amount(self._knob, value))
            with QSignalBlocker(self):
                self.setValue(nearest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is for the panel."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless the slider is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot(int)
    def _on_value_changed(self, stop: int) -> None:
        self.chosen.emit(self._knob.nearest(self._knob.stops[stop]))
