"""One knob: its title and unit, a way to set it, a way back, and what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.knobs import Knob
from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.knob_edit import KnobEdit, KnobSlider
from darkroom.ui.controls import IconButton, label
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel


class HelpNote(QFrame):
    """What a knob does, below it, while its help button is down.

    Args:
        theme: sizes.
        knob: what is explained.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, knob: Knob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.button = IconButton(
            theme, "help", self.tr("What “{title}” does").format(title=words.title(knob))
        )
        self.button.setCheckable(True)
        self.button.toggled.connect(self.setVisible)
        self._text = WrapLabel(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        layout.addWidget(self._text)
        self.hide()

    def set_text(self, text: str) -> None:
        """Say what the knob does."""
        if text != self._text.text():
            self._text.setText(text)
            self.button.setAccessibleDescription(text)


class KnobRow(QWidget):
    """Shows a knob and turns it.

    Args:
        theme: sizes.
        knob: which one; a number with stops.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        knob: Knob,
        settings: ChatSettingsViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.knob = knob
        self._settings = settings
        self.edit = KnobEdit(theme, knob)
        self.slider = KnobSlider(theme, knob)
        self.note = HelpNote(theme, knob)
        reset = self.tr("Set “{title}” back").format(title=words.title(knob))
        self.reset = IconButton(theme, "reset", reset)
        # Units stay in line whether there is a way back or not.
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self._build()
        self.edit.chosen.connect(self._on_chosen)
        self.slider.chosen.connect(self._on_chosen)
        self.reset.clicked.connect(self._on_reset)

    def show_value(self) -> None:
        """Show where the knob stands now."""
        name, settings = self.knob.name, self._settings
        own = settings.own(name)
        self.edit.show_value(settings.value(name), own)
        self.slider.show_value(settings.effective(name))
        self.reset.setVisible(settings.is_turned(name))
        self.note.set_text(words.about(self.knob, own))

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(2))
        head.addWidget(WrapLabel(words.title(self.knob), "chip"), 1)
        head.addWidget(label(words.unit(self.knob.unit), "unit"))
        head.addWidget(self.reset)
        head.addWidget(self.note.button)
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.slider, 1)
        line.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.note)

    @Slot(object)
    def _on_chosen(self, value: float | None) -> None:
        self._settings.turn(self.knob.name, value)

    @Slot()
    def _on_reset(self) -> None:
        # The button goes with the change; the keyboard must not go with it.
        if self.reset.hasFocus():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settings.reset(self.knob.name)
