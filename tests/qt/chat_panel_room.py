"""The panel beside a chat, in a window of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from darkroom.core.presets import PresetShelf
from darkroom.core.resources import resource_path
from darkroom.core.types import GenerateSettings
from darkroom.history.records import Chat
from darkroom.ui.chat_panel.panel import PANEL_PX, ChatPanel
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.presets import PresetsViewModel

MODEL = GenerateSettings(
    steps=48, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)


class Room(QWidget):
    """A window that has the panel, and a use of its own for Esc."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setFont(theme.font())
        self.setStyleSheet(style_sheet(theme, resource_path("icons", "tick-dark.svg").as_posix()))
        self.presets = PresetsViewModel(PresetShelf(folder / "presets.json"), self)
        self.settings = ChatSettingsViewModel(self.presets, self)
        self.settings.defaults = MODEL
        self.settings.can_think = True
        self.settings.show(Chat(1, "uid", "", False, 0.0, 0.0, **self.settings.of_new_chat()))
        self.panel = ChatPanel(theme, self.settings)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.escapes: list[str] = []
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.activated.connect(lambda: self.escapes.append("window"))
        self.panel.close_asked.connect(lambda: self.escapes.append("panel"))
        self.resize(theme.px(PANEL_PX), 700)

    def choose(self, text: str) -> None:
        """Take something from the menu of presets."""
        _trigger(self.panel.preset.menu, text)

    def pick(self, name: str) -> None:
        """Choose a preset."""
        _trigger(self.panel.preset.picker.menu_, name)

    def fill(self) -> None:
        """Show everything on the panel that can be there at a time."""
        settings, panel = self.settings, self.panel
        settings.apply_preset("Careful")
        settings.system = "Long\n" * 30
        settings.turn("t_max", 0.3)
        settings.turn("max_new_tokens", 262_144)
        settings.keep_seed = True
        settings.turn("seed", 2**31 - 1)
        settings.last_seed = 2**31 - 2
        settings.can_think = False
        panel.sampler.fold.setChecked(True)
        for row in panel.sampler.rows.values():
            row.note.button.setChecked(True)
        panel.sampler.seed.note.button.setChecked(True)
        panel.think.note.button.setChecked(True)
        self.choose("Save as …")
        panel.preset.names.field.setText("Writer")
        self.presets.delete("Fast draft")


def actions(menu: QMenu) -> dict[str, QAction]:
    """What a menu offers now, by its words."""
    menu.aboutToShow.emit()
    return {a.text().partition("\t")[0]: a for a in menu.actions() if not a.isSeparator()}


def _trigger(menu: QMenu, text: str) -> None:
    action = actions(menu)[text]
    assert action.isEnabled(), text
    action.trigger()
