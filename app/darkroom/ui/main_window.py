"""The window: puts the parts together and passes what people do to the view models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from darkroom.core.resources import resource_path
from darkroom.ui.chat_files.door import ChatFilesDoor
from darkroom.ui.chat_page import ChatPage
from darkroom.ui.chat_sidebar.sidebar import ChatSidebar
from darkroom.ui.column_box import ColumnBox
from darkroom.ui.compare.door import CompareDoor
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.dialogs import ask_for_model
from darkroom.ui.drop_hint import DropHint
from darkroom.ui.drops import Drops
from darkroom.ui.form.door import FormDoor
from darkroom.ui.load_banner import LoadBanner
from darkroom.ui.models.door import ModelsDoor
from darkroom.ui.parts import Parts
from darkroom.ui.prompt_box import PromptBox
from darkroom.ui.replay.export_door import ExportDoor
from darkroom.ui.settings.door import SettingsDoor
from darkroom.ui.shell import Shell
from darkroom.ui.side_panels import CHAT, INSPECTOR, NONE, SidePanels
from darkroom.ui.status_bar import StatusBar
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.top_bar import TopBar
from darkroom.ui.welcome import Welcome
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.exports import asked_of
from darkroom.viewmodels.model import DEMO
from darkroom.viewmodels.prompts import SuggestedPrompt
from darkroom.viewmodels.settings import SettingsViewModel

if TYPE_CHECKING:
    from darkroom.ui.chat_panel.panel import ChatPanel
    from darkroom.ui.machine_page import MachinePage

_USUAL_SIZE = (1180, 800)
_SMALLEST_SIZE = (420, 440)


class MainWindow(QMainWindow):
    """Darkroom's window.

    Args:
        parts: what it shows and talks to.
        prompts: suggestions for the empty state.
    """

    first_painted = Signal()
    """The person sees the window; heavy work may begin."""
    closing = Signal()

    def __init__(self, parts: Parts, prompts: Sequence[SuggestedPrompt]) -> None:
        super().__init__()
        self.setWindowTitle("Darkroom")
        theme = parts.theme
        self._parts = parts
        self._theme = theme
        self._fit = parts.fit
        self._preferences = parts.preferences
        self._painted = False
        self.top_bar = TopBar(theme, parts.model, parts.fit, parts.preferences)
        self.banner = LoadBanner(theme, parts.model, parts.fit)
        self.chat_page = ChatPage(parts, prompts)
        self.sidebar = ChatSidebar(theme, parts.chats)
        self.status_bar = StatusBar(theme, parts.model, parts.meter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chat_page)
        self._machine_page: MachinePage | None = None
        self.models = ModelsDoor(theme, parts.models, self._stack, self)
        self.settings = SettingsDoor(
            theme, SettingsViewModel(parts.preferences, self), self._stack, self
        )
        self.forms = FormDoor(theme, parts.forms, parts.preferences, self._stack, self)
        self.compare = CompareDoor(theme, parts.chat, parts.preferences, self._stack, self)
        self.files = ChatFilesDoor(theme, parts.files, self)
        self.exports = ExportDoor(
            theme, parts.exports, lambda run: asked_of(parts.chat.turns, run), self
        )
        self.shell = Shell(theme, self.sidebar, self._page())
        self.setCentralWidget(self.shell)
        self.panels = SidePanels(parts, self.shell, self.conversation)
        self.drop_hint = DropHint(theme, self.shell)
        self.drops = Drops(self, self.drop_hint, parts, lambda: self._in_chat)
        self._dress()
        self._connect()
        self._connect_models()
        self._connect_forms()
        self._connect_settings()
        self.files.listen_to(self.sidebar, self.settings)
        self.exports.listen_to(self.conversation.acted)
        self._restore()

    @property
    def prompt(self) -> PromptBox:
        """Where questions are written."""
        return self.chat_page.prompt

    @property
    def panel(self) -> ChatPanel | None:
        """The settings of the chat, once they were wanted."""
        return self.panels.chat

    @property
    def conversation(self) -> ConversationView:
        """The turns."""
        return self.chat_page.conversation

    @property
    def welcome(self) -> Welcome:
        """What a chat without turns shows."""
        return self.chat_page.welcome

    def event(self, event: QEvent) -> bool:
        """Tell when the window was painted for the first time."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was being written, and the window's place."""
        self._preferences.geometry = bytes(self.saveGeometry().data())
        self._parts.chat.save_draft()
        self.closing.emit()
        super().closeEvent(event)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(ColumnBox(self._theme, self.banner, 12, 0))
        layout.addWidget(ColumnBox(self._theme, self.models.place, 12, 0))
        layout.addWidget(ColumnBox(self._theme, self.files.place, 12, 0))
        layout.addWidget(ColumnBox(self._theme, self.exports.place, 12, 0))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status_bar)
        return page

    def _connect(self) -> None:
        chats = self._parts.chats
        self._theme.changed.connect(self._dress)
        self.top_bar.sidebar_asked.connect(self.shell.toggle_sidebar)
        self.top_bar.open_asked.connect(self.choose_file)
        self.top_bar.model_chosen.connect(self._on_model_chosen)
        self.top_bar.machine_asked.connect(self.show_machine)
        self.banner.machine_asked.connect(self.show_machine)
        self.welcome.machine_asked.connect(self._on_see_what_fits)
        self.status_bar.machine_asked.connect(self.show_machine)
        self.top_bar.chat_settings_asked.connect(self.toggle_panel)
        self.top_bar.inspector_asked.connect(self.toggle_inspector)
        self.panels.close_asked.connect(self.close_panel)
        self.banner.open_asked.connect(self.choose_file)
        self.sidebar.used.connect(self._on_sidebar_used)
        self.sidebar.new_chat_asked.connect(self.new_chat)
        self.chat_page.left.connect(self.show_chat)
        chats.chosen.connect(self._on_chat_chosen)
        self._parts.model.loaded.connect(self._on_loaded)

    def _connect_models(self) -> None:
        door, models = self.models, self._parts.models
        door.entered.connect(self._on_page_entered)
        door.back_asked.connect(self.show_chat)
        door.open_asked.connect(self._on_open_from_page)
        self.sidebar.models_asked.connect(door.show_last)
        models.progressed.connect(self._on_downloads)
        self._on_downloads()
        self.welcome.models_asked.connect(door.show_catalogue)
        self.top_bar.models_asked.connect(door.show_here)
        self.top_bar.download_asked.connect(door.download)

    def _connect_forms(self) -> None:
        self.forms.entered.connect(self._on_page_entered)
        self.forms.back_asked.connect(self.show_chat)
        self.sidebar.forms_asked.connect(self.forms.show)
        self.compare.entered.connect(self._on_page_entered)
        self.compare.back_asked.connect(self.show_chat)
        self.chat_page.tools.compare_asked.connect(self.compare.compare)

    def _connect_settings(self) -> None:
        door = self.settings
        self.top_bar.settings_asked.connect(door.show_last)
        self.sidebar.settings_asked.connect(door.show_last)
        door.entered.connect(self._on_page_entered)
        door.back_asked.connect(self.show_chat)
        door.machine_asked.connect(self.show_machine)
        door.models_asked.connect(self.models.show_last)
        door.chat_settings_asked.connect(lambda: self.show_panel(True))

    def _restore(self) -> None:
        self.setMinimumSize(*(self._theme.px(size) for size in _SMALLEST_SIZE))
        self.resize(*(self._theme.px(size) for size in _USUAL_SIZE))
        if self._preferences.geometry:
            self.restoreGeometry(QByteArray(self._preferences.geometry))
        self.prompt.focus()

    def take_place_of(self, other: MainWindow) -> None:
        """Stand where another window stood, and show what it showed."""
        self.setGeometry(other.geometry())
        self.setWindowState(other.windowState())
        self.shell.open_beside = other.shell.open_beside
        self._show_side(other.panels.shown)
        self.settings.show_like(other.settings)
        if other.forms.is_open:
            self.forms.show()
        # A window that was not shown yet is too narrow for a panel beside the page.
        self.shell.show_panel(other.shell.panel_open)
        self.show()
        other.hide()
        other.deleteLater()

    # --- pages

    @Slot()
    def show_chat(self) -> None:
        """Go back to the chat."""
        self._stack.setCurrentWidget(self.chat_page)
        self.prompt.focus()

    @Slot()
    def show_machine(self) -> None:
        """Show what fits this machine."""
        page = self._machine_page
        if page is None:
            from darkroom.ui.machine_page import MachinePage  # not for the first paint

            page = self._machine_page = MachinePage(self._theme, self._fit)
            page.back_asked.connect(self.show_chat)
            page.open_asked.connect(self.choose_file)
            page.download_asked.connect(self.models.download)
            self._stack.addWidget(page)
        self._fit.look_if_needed()
        self._stack.setCurrentWidget(page)
        self._on_page_entered()
        page.focus()

    @Slot()
    def toggle_panel(self) -> None:
        """Show the settings of the chat, or hide them."""
        self.show_panel(not (self.panels.shown == CHAT and self._in_chat))

    @Slot()
    def toggle_inspector(self) -> None:
        """Show what an answer's steps look like from inside, or hide it."""
        is_there = self.panels.shown == INSPECTOR and self._in_chat
        self._show_side(NONE if is_there else INSPECTOR)

    @Slot()
    def close_panel(self) -> None:
        """Hide the panel beside the chat, whichever it is."""
        self._show_side(NONE)

    def show_panel(self, is_open: bool) -> None:
        """Show the settings of the chat beside it, or hide them."""
        self._show_side(CHAT if is_open else NONE)

    def _show_side(self, name: str) -> None:
        # The page first: the panel takes the keyboard from it.
        self.show_chat()
        self.panels.show(name)

    def open_sidebar(self) -> None:
        """Bring the chats into sight."""
        if not self.shell.sidebar_open:
            self.shell.toggle_sidebar()

    @property
    def _in_chat(self) -> bool:
        return self._stack.currentWidget() is self.chat_page

    # --- what people do

    @Slot()
    def choose_file(self) -> None:
        """Ask for a model file."""
        recent = self._preferences.recent_files
        folder = Path(recent[0]).parent if recent else Path.home()
        ask_for_model(self, self.tr("Open a model"), folder, self._fit.open)

    @Slot(str)
    def _on_model_chosen(self, path: str) -> None:
        if path == CATALOGUE:
            self._fit.consider(path)
        else:
            self._fit.open(path)

    @Slot(int, object)
    def _on_chat_chosen(self, chat: int, message: int | None) -> None:
        self._parts.chat.open(chat, message)
        self.show_chat()
        self.chat_page.reveal(message)

    @Slot()
    def _on_page_entered(self) -> None:
        self.shell.close_overlay()

    @Slot(str)
    def _on_open_from_page(self, path: str) -> None:
        self.show_chat()
        self._fit.open(path)

    @Slot()
    def _on_downloads(self) -> None:
        downloads = self._parts.models.downloads
        self.sidebar.show_downloads(downloads.share if downloads.under_way else None)

    @Slot()
    def _on_see_what_fits(self) -> None:
        # The demo fits everywhere; whoever asks has a larger model in mind.
        if self._fit.path == DEMO:
            self._fit.consider(CATALOGUE)
        self.show_machine()

    @Slot()
    def new_chat(self) -> None:
        """Show an empty chat."""
        self._parts.chat.new_chat()
        self.show_chat()
        self._on_sidebar_used()

    @Slot()
    def _on_sidebar_used(self) -> None:
        self.shell.close_overlay()
        self.prompt.focus()

    @Slot()
    def on_escape(self) -> None:
        """Leave what lies over the chat, stop the answer, or close the panel."""
        if self.shell.overlay_open:
            self.shell.close_overlay()
        elif not self._in_chat:
            self.show_chat()
        elif self._parts.chat.busy or not self.shell.panel_open:
            self._parts.chat.stop()
        else:
            self.close_panel()

    @Slot()
    def _on_loaded(self) -> None:
        path = self._parts.model.path
        if path != DEMO:
            self._preferences.remember_file(path)

    @Slot()
    def _dress(self) -> None:
        theme = self._theme
        QGuiApplication.setPalette(theme.palette())
        tick = resource_path("icons", "tick-dark.svg" if theme.is_dark else "tick-light.svg")
        self.setFont(theme.font())
        self.setStyleSheet(style_sheet(theme, tick.as_posix()))
