"""Where chance starts from: a seed that is kept, or a new one each time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.knobs import knob
from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.knob_edit import KnobEdit
from darkroom.ui.chat_panel.knob_row import HelpNote
from darkroom.ui.chat_panel.wrap_check import WrapCheck
from darkroom.ui.controls import IconButton, button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel


class SeedRow(QWidget):
    """The seed, its lock, a new one, and that of the last answer.

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
        self._knob = knob("seed")
        self.note = HelpNote(theme, self._knob)
        self.lock = WrapCheck(theme, self.tr("Same seed for every answer"))
        self.edit = KnobEdit(theme, self._knob)
        self.dice = IconButton(theme, "dice", self.tr("Draw a new seed and keep it"))
        self.last = button(self.tr("Keep the last answer’s"), "quiet")
        self._build(theme)
        self.lock.asked.connect(self._on_lock)
        self.edit.chosen.connect(self._on_chosen)
        self.dice.clicked.connect(settings.keep_new_seed)
        self.last.clicked.connect(self._on_last)

    def show_value(self) -> None:
        """Show how the seed stands now."""
        settings = self._settings
        kept, last = settings.keep_seed, settings.last_seed
        self.lock.show_state(kept)
        self.edit.setEnabled(kept)
        value = settings.value("seed") if kept else None
        self.edit.show_value(value, 0, self.tr("a new one each time"))
        self.note.set_text(words.about(self._knob, None))
        offered = last is not None and not (kept and settings.value("seed") == last)
        self.last.setVisible(offered)
        if last is not None:
            said = self.tr("Keep the seed of the last answer, {seed}").format(seed=last)
            self.last.setAccessibleName(said)
            self.last.setToolTip(said)

    def _build(self, theme: Theme) -> None:
        px = theme.px
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(WrapLabel(words.title(self._knob), "chip"), 1)
        head.addWidget(self.note.button)
        line = QHBoxLayout()
        line.setSpacing(px(6))
        line.addWidget(self.edit, 1)
        line.addWidget(self.dice)
        more = WrapRow(px(6))
        more.add(self.last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.lock)
        column.addLayout(line)
        column.addWidget(more)

    @Slot(bool)
    def _on_lock(self, kept: bool) -> None:
        self._settings.keep_seed = kept

    @Slot(object)
    def _on_chosen(self, seed: int | None) -> None:
        if self._settings.keep_seed and seed is not None:
            self._settings.turn("seed", seed)

    @Slot()
    def _on_last(self) -> None:
        # The button goes with the change; the keyboard must not go with it.
        if self.last.hasFocus():
            self.lock.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settings.keep_last_seed()
