"""Shows which preset a chat follows, and offers others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from darkroom.ui.chat_panel import words
from darkroom.ui.controls import ElidedLabel, label
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.tips import plain_tip


class PresetPicker(QPushButton):
    """A button with the preset's name; its menu has all of them.

    Args:
        theme: sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "picker")
        self._name = ElidedLabel("chip")
        self._mark = label(self.tr("changed"), "unit")
        self._chevron = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self._name, 1)
        layout.addWidget(self._mark)
        layout.addWidget(self._chevron)
        for part in (self._name, self._mark, self._chevron):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.menu_ = QMenu(self)
        self.menu_.setToolTipsVisible(True)
        self.menu_.aboutToShow.connect(self._fill)
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._dress)
        settings.changed.connect(self._show)
        self._dress()
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(self._theme.px(160), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """A short name fits at least."""
        return QSize(self._theme.px(110), self._theme.px(36))

    @Slot()
    def open_menu(self) -> None:
        """Offer the presets."""
        self.menu_.setMinimumWidth(self.width())
        self.menu_.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _fill(self) -> None:
        self.menu_.clear()
        settings, presets = self._settings, self._settings.presets
        group = QActionGroup(self.menu_)
        default = presets.default
        for name in presets.names:
            text = words.short(name).replace("&", "&&")
            if default is not None and default.name == name:
                # Behind the tab it stands at the right edge.
                text = "\t".join((text, self.tr("for new chats")))
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(name == settings.preset)
            preset = presets.find(name)
            if preset is not None:
                action.setToolTip(plain_tip(f"{words.preset(name)}\n{words.gist(preset)}"))
            action.triggered.connect(lambda _=False, name=name: settings.apply_preset(name))
            self.menu_.addAction(action)

    @Slot()
    def _show(self) -> None:
        name, changed = self._settings.preset, self._settings.is_modified
        shown = words.preset(name) if name else self.tr("No preset")
        self._name.setText(shown)
        self._mark.setVisible(changed)
        said = self.tr("Preset: {name}, changed") if changed else self.tr("Preset: {name}")
        self.setAccessibleName(said.format(name=shown))

    @Slot()
    def _dress(self) -> None:
        size = self._theme.px(16)
        self._chevron.setPixmap(icon(self._theme, "chevron").pixmap(size, size))
