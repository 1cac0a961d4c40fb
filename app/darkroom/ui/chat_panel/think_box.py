"""Whether the model thinks before it answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.knobs import knob
from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.knob_row import HelpNote
from darkroom.ui.chat_panel.wrap_check import WrapCheck
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel


class ThinkBox(QWidget):
    """A box to tick; where the model cannot think it says so.

    Args:
        theme: sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._knob = knob("thinking")
        self.check = WrapCheck(theme, words.title(self._knob))
        self.note = HelpNote(theme, self._knob)
        self.note.set_text(words.about(self._knob, None))
        self._reason = WrapLabel(self.tr("The model that is loaded cannot think first."), "muted")
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self.check, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.note.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addWidget(self.note)
        self.check.asked.connect(self._on_asked)
        settings.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        able = self._settings.can_think is not False
        self.check.show_state(bool(self._settings.value("thinking")) and able, enabled=able)
        self.check.box.setAccessibleDescription("" if able else self._reason.text())
        self._reason.setVisible(not able)

    @Slot(bool)
    def _on_asked(self, think: bool) -> None:
        self._settings.turn("thinking", think)
