"""The window: puts the parts together and passes what people do to the view models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from darkroom.core.resources import resource_path
from darkroom.ui.column_box import ColumnBox
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.dialogs import ask_for_model
from darkroom.ui.drop_hint import DropHint, model_file_of
from darkroom.ui.load_banner import LoadBanner
from darkroom.ui.models.door import ModelsDoor
from darkroom.ui.prompt_box import PromptBox
from darkroom.ui.shell import Shell
from darkroom.ui.sidebar import Sidebar
from darkroom.ui.status_bar import StatusBar
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.ui.top_bar import TopBar
from darkroom.ui.welcome import Welcome
from darkroom.viewmodels.chat import ChatViewModel, Turn
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.machine import MachineMeter
from darkroom.viewmodels.model import DEMO, ModelViewModel
from darkroom.viewmodels.models.manager import ModelsViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt

if TYPE_CHECKING:
    from darkroom.ui.machine_page import MachinePage

_USUAL_SIZE = (1180, 800)
_SMALLEST_SIZE = (420, 440)


class MainWindow(QMainWindow):
    """Darkroom's window.

    Args:
        theme: colours and fonts.
        chat: the conversations.
        model: the model.
        fit: what fits this machine.
        models: catalogue, library and downloads.
        meter: memory.
        preferences: what the person likes.
        prompts: suggestions for the empty state.
    """

    first_painted = Signal()
    """The person sees the window; heavy work may begin."""
    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        chat: ChatViewModel,
        model: ModelViewModel,
        fit: FitViewModel,
        models: ModelsViewModel,
        meter: MachineMeter,
        preferences: Preferences,
        prompts: Sequence[SuggestedPrompt],
    ) -> None:
        super().__init__()
        self.setWindowTitle("Darkroom")
        self.setAcceptDrops(True)
        self._theme = theme
        self._chat = chat
        self._model = model
        self._models = models
        self._fit = fit
        self._preferences = preferences
        self._shown = chat.current
        self._painted = False
        self.top_bar = TopBar(theme, model, fit, preferences)
        self.banner = LoadBanner(theme, model, fit)
        self.welcome = Welcome(theme, prompts, preferences)
        self.conversation = ConversationView(theme, fit)
        self.prompt = PromptBox(theme)
        self.sidebar = Sidebar(theme, chat)
        self.status_bar = StatusBar(theme, model, meter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.conversation)
        self._machine_page: MachinePage | None = None
        self.models = ModelsDoor(theme, models, self._stack, self)
        self.shell = Shell(theme, self.sidebar, self._page())
        self.setCentralWidget(self.shell)
        self._drop_hint = DropHint(theme, self.shell)
        self._dress()
        self._connect()
        self._add_shortcuts()
        self._restore()

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
        self._preferences.draft = self.prompt.text
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take model files."""
        if model_file_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._drop_hint.show_over()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file."""
        self._drop_hint.hide()
        path = model_file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._models.library.add(Path(path))
            self._fit.open(path)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(ColumnBox(self._theme, self.banner, 12, 0))
        layout.addWidget(ColumnBox(self._theme, self.models.place, 12, 0))
        layout.addWidget(self._stack, 1)
        layout.addWidget(ColumnBox(self._theme, self.prompt, 8, 20))
        layout.addWidget(self.status_bar)
        return page

    def _connect(self) -> None:
        chat, prompt = self._chat, self.prompt
        self._theme.changed.connect(self._dress)
        self._preferences.motion_changed.connect(self._on_motion)
        self.top_bar.sidebar_asked.connect(self.shell.toggle_sidebar)
        self.top_bar.open_asked.connect(self.choose_file)
        self.top_bar.model_chosen.connect(self._on_model_chosen)
        self.top_bar.machine_asked.connect(self.show_machine)
        self.banner.machine_asked.connect(self.show_machine)
        self.welcome.machine_asked.connect(self._on_see_what_fits)
        self.status_bar.machine_asked.connect(self.show_machine)
        self.top_bar.zoom_asked.connect(self._preferences.zoom_by)
        self.banner.open_asked.connect(self.choose_file)
        self.sidebar.used.connect(self._on_sidebar_used)
        self._connect_models()
        self.welcome.prompt_chosen.connect(self._on_prompt_chosen)
        self.conversation.retry_asked.connect(chat.retry)
        self.conversation.new_chat_asked.connect(self._on_new_chat)
        prompt.send_asked.connect(self._on_send)
        prompt.stop_asked.connect(chat.stop)
        chat.turn_added.connect(self._on_turn_added)
        chat.turn_removed.connect(self.conversation.remove_turn)
        chat.current_changed.connect(self._on_current_changed)
        chat.busy_changed.connect(prompt.set_busy)
        self._model.loaded.connect(self._on_loaded)

    def _connect_models(self) -> None:
        door = self.models
        door.entered.connect(self._on_page_entered)
        door.back_asked.connect(self.leave_machine)
        door.open_asked.connect(self._on_open_from_page)
        self.sidebar.models_asked.connect(door.show_last)
        self._models.progressed.connect(self._on_downloads)
        self.welcome.models_asked.connect(door.show_catalogue)
        self.top_bar.models_asked.connect(door.show_here)
        self.top_bar.folder_asked.connect(door.choose_folder)
        self.top_bar.download_asked.connect(door.download)

    def _add_shortcuts(self) -> None:
        zoom, scroll = self._preferences.zoom_by, self.conversation.scroll_page
        for keys, action in (
            ("Ctrl+N", self._on_new_chat),
            ("Ctrl+O", self.choose_file),
            ("Esc", self._on_escape),
            ("Ctrl+L", self.prompt.focus),
            ("Ctrl+B", self.shell.toggle_sidebar),
            ("Ctrl+,", self.top_bar.open_settings),
            ("Ctrl+Shift+M", self.top_bar.open_models),
            ("Ctrl+Shift+Q", self.top_bar.quants.open_panel),
            ("Ctrl+Shift+H", self.show_machine),
            ("Ctrl+Shift+D", self.models.show_last),
            ("Ctrl+R", self._chat.retry),
            ("Ctrl+Shift+C", self._on_copy),
            ("PgUp", lambda: scroll(-1)),
            ("PgDown", lambda: scroll(1)),
            ("Ctrl++", lambda: zoom(1)),
            ("Ctrl+=", lambda: zoom(1)),
            ("Ctrl+-", lambda: zoom(-1)),
            ("Ctrl+0", lambda: zoom(0)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _restore(self) -> None:
        self.setMinimumSize(*(self._theme.px(size) for size in _SMALLEST_SIZE))
        self.resize(*(self._theme.px(size) for size in _USUAL_SIZE))
        if self._preferences.geometry:
            self.restoreGeometry(QByteArray(self._preferences.geometry))
        self.prompt.text = self._preferences.draft
        self._on_motion()
        self._show_current()
        self.prompt.focus()

    # --- what people do

    @Slot()
    def choose_file(self) -> None:
        """Ask for a model file."""
        recent = self._preferences.recent_files
        folder = Path(recent[0]).parent if recent else Path.home()
        ask_for_model(self, self.tr("Open a model"), folder, self._fit.open)

    @Slot(str)
    def _on_send(self, text: str) -> None:
        if self._chat.send(text):
            self.prompt.text = ""

    @Slot(str)
    def _on_prompt_chosen(self, text: str) -> None:
        if not self._chat.send(text):
            self.prompt.text = text
        self.prompt.focus()

    @Slot(str)
    def _on_model_chosen(self, path: str) -> None:
        if path == CATALOGUE:
            self._fit.consider(path)
        else:
            self._fit.open(path)

    @Slot()
    def show_machine(self) -> None:
        """Show what fits this machine."""
        page = self._machine_page
        if page is None:
            from darkroom.ui.machine_page import MachinePage  # not for the first paint

            page = self._machine_page = MachinePage(self._theme, self._fit)
            page.back_asked.connect(self.leave_machine)
            page.open_asked.connect(self.choose_file)
            page.download_asked.connect(self.models.download)
            self._stack.addWidget(page)
        self._fit.look_if_needed()
        self._stack.setCurrentWidget(page)
        self._on_page_entered()
        page.focus()

    @Slot()
    def _on_page_entered(self) -> None:
        self.prompt.hide()
        self.shell.close_overlay()

    @Slot(str)
    def _on_open_from_page(self, path: str) -> None:
        self.leave_machine()
        self._fit.open(path)

    @Slot()
    def _on_downloads(self) -> None:
        downloads = self._models.downloads
        self.sidebar.show_downloads(downloads.share if downloads.under_way else None)

    @Slot()
    def leave_machine(self) -> None:
        """Go back to the chat."""
        self.prompt.show()
        self._show_page()
        self.prompt.focus()

    @property
    def _in_chat(self) -> bool:
        return self._stack.currentWidget() in (self.welcome, self.conversation)

    @Slot()
    def _on_see_what_fits(self) -> None:
        # The demo fits everywhere; whoever asks has a larger model in mind.
        if self._fit.path == DEMO:
            self._fit.consider(CATALOGUE)
        self.show_machine()

    @Slot()
    def _on_new_chat(self) -> None:
        self._chat.new_chat()
        self.leave_machine()
        self._on_sidebar_used()

    @Slot()
    def _on_sidebar_used(self) -> None:
        self.shell.close_overlay()
        self.prompt.focus()

    @Slot()
    def _on_escape(self) -> None:
        if self.shell.is_narrow and self.shell.sidebar_open:
            self.shell.close_overlay()
        elif not self._in_chat:
            self.leave_machine()
        else:
            self._chat.stop()

    @Slot()
    def _on_copy(self) -> None:
        answer = self.conversation.last_answer
        if answer is not None and answer.run.text:
            answer.copy()

    # --- what the view models say

    @Slot(object)
    def _on_turn_added(self, turn: Turn) -> None:
        self.prompt.show()
        self._stack.setCurrentWidget(self.conversation)
        self.conversation.add_turn(turn)

    @Slot()
    def _on_current_changed(self) -> None:
        self._shown.draft = self.prompt.text
        self._shown = self._chat.current
        self.prompt.text = self._shown.draft
        self._show_current()

    def _show_current(self) -> None:
        self.conversation.show_turns(self._shown.turns)
        self.prompt.show()
        self._show_page()

    def _show_page(self) -> None:
        self._stack.setCurrentWidget(self.conversation if self._shown.turns else self.welcome)

    @Slot()
    def _on_loaded(self) -> None:
        if self._model.path != DEMO:
            self._preferences.remember_file(self._model.path)

    @Slot()
    def _on_motion(self) -> None:
        self.conversation.reduce_motion = self._preferences.reduce_motion

    @Slot()
    def _dress(self) -> None:
        theme = self._theme
        QGuiApplication.setPalette(theme.palette())
        tick = resource_path("icons", "tick-dark.svg" if theme.is_dark else "tick-light.svg")
        self.setFont(theme.font())
        self.setStyleSheet(style_sheet(theme, tick.as_posix()))
