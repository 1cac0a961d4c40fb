"""The page "Settings": every setting, what it does, and what else people look for here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.core.setting import Section
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.controls import IconButton, button, label
from darkroom.ui.settings.about_section import AboutSection
from darkroom.ui.settings.find_field import FindField
from darkroom.ui.settings.key_table import KeySection
from darkroom.ui.settings.sections import (
    ChatSection,
    DataSection,
    ModelsSection,
    SectionBox,
    SettingSection,
)
from darkroom.ui.settings.sheet import sheet
from darkroom.ui.slim_notice import SlimNotice
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.settings import SettingsViewModel

_SCROLL_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SettingsPage(ColumnScroll):
    """One section at a time, or all that a search finds.

    Args:
        theme: colours and sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    back_asked = Signal()

    def __init__(
        self, theme: Theme, settings: SettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "settingsPage", parent)
        self.setAccessibleName(self.tr("Settings"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settings = settings
        self.back = IconButton(theme, "back", self.tr("Back to the chat"), "Esc")
        self.reset_all = button(self.tr("Reset all"))
        self.reset_all.setToolTip(self.tr("Set every setting back; it can be undone"))
        self.search = FindField(theme)
        self.undo = SlimNotice(theme, self.tr("Undo"))
        self.appearance = SettingSection(theme, Section.APPEARANCE, settings)
        self.chat = ChatSection(theme, settings)
        self.models = ModelsSection(theme, settings)
        self.data = DataSection(theme, settings)
        self.language = SettingSection(theme, Section.LANGUAGE, settings)
        self.keys = KeySection(theme, settings)
        self.about = AboutSection(theme, settings)
        self.sections: tuple[SectionBox, ...] = (
            self.appearance, self.chat, self.models, self.data, self.language, self.keys,
            self.about,
        )  # fmt: skip
        self.tabs: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._tab_row = WrapRow(theme.px(4))
        self._nothing = WrapLabel(role="lead")
        self._build()
        self._connect()
        self._dress()
        self._on_reset_changed()
        self._on_changed()
        self.show_section(self.appearance)

    @property
    def section(self) -> SectionBox:
        """The one that is shown while nothing is looked for."""
        return self.sections[self._group.checkedId()]

    def show_section(self, section: SectionBox) -> None:
        """Show a section."""
        self.tabs[self.sections.index(section)].setChecked(True)
        self.search.clear()
        self._show()

    def focus(self) -> None:
        """Put the keyboard where reading begins."""
        self.tabs[self._group.checkedId()].setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take the keys that scroll before the window does, which has a chat to scroll."""
        is_claim = event.type() == QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and event.key() in _SCROLL_KEYS:
            event.accept()
            return True
        return super().event(event)

    def _build(self) -> None:
        px = self._theme.px
        for number, section in enumerate(self.sections):
            tab = button(section.title, "tab")
            tab.setCheckable(True)
            self._group.addButton(tab, number)
            self.tabs.append(tab)
            self._tab_row.add(tab)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(label(self.tr("Settings"), "title"))
        head.addStretch(1)
        head.addWidget(self.reset_all)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), px(16))
        column.setSpacing(px(12))
        for part in (self.undo, self.search, self._tab_row, self._nothing):
            column.addWidget(part)
        column.insertLayout(0, head)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)

    def _connect(self) -> None:
        settings, preferences = self._settings, self._settings.preferences
        self.back.clicked.connect(self.back_asked)
        self.reset_all.clicked.connect(self._on_reset_all)
        self.undo.pressed.connect(self._on_undo)
        self.search.textChanged.connect(settings.look_for)
        self._group.idClicked.connect(self._on_tab)
        settings.sought.connect(self._show)
        preferences.changed.connect(self._on_changed)
        preferences.reset_changed.connect(self._on_reset_changed)
        self._theme.changed.connect(self._dress)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find)

    @Slot()
    def _show(self) -> None:
        seeking = self._settings.is_seeking
        shown = [s for s in self.sections if s.filter() and (seeking or s is self.section)]
        for section in self.sections:
            section.setVisible(section in shown)
        self._tab_row.setVisible(not seeking)
        self._nothing.setVisible(not shown)
        said = self.tr("No setting has to do with “{text}”.")
        self._nothing.setText(said.format(text=self.search.text().strip()))
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _on_tab(self) -> None:
        self._show()

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _on_changed(self) -> None:
        self.reset_all.setEnabled(not self._settings.preferences.is_untouched)

    @Slot()
    def _on_reset_changed(self) -> None:
        can_undo = self._settings.preferences.can_undo_reset
        words = self.tr("All settings are as they were when Darkroom was new.")
        self.undo.say(words if can_undo else "")

    @Slot()
    def _on_reset_all(self) -> None:
        had_focus = self.reset_all.hasFocus()
        self._settings.preferences.reset_all()
        # The button that was pressed goes; the keyboard must not go with it.
        if had_focus:
            self.undo.action.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_undo(self) -> None:
        had_focus = self.undo.action.hasFocus()
        self._settings.preferences.undo_reset()
        if had_focus:
            self.reset_all.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
