"""The panels at the right: settings of the chat, and the inspector; one is there at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.inspector.canvas_link import CanvasLink
from darkroom.ui.parts import Parts
from darkroom.ui.shell import Shell

if TYPE_CHECKING:
    from darkroom.ui.chat_panel.panel import ChatPanel
    from darkroom.ui.inspector.panel import InspectorPanel

CHAT: Final = "chat"
INSPECTOR: Final = "inspector"
NONE: Final = ""


class SidePanels(QObject):
    """Makes each panel when it is wanted for the first time.

    Args:
        parts: what they show.
        shell: where they are shown.
        conversation: where the answers are.
    """

    close_asked = Signal()

    def __init__(self, parts: Parts, shell: Shell, conversation: ConversationView) -> None:
        super().__init__(shell)
        self._parts = parts
        self._shell = shell
        self._name = CHAT
        self.chat: ChatPanel | None = None
        self.inspector: InspectorPanel | None = None
        self._link = CanvasLink(parts.theme, parts.inspector, conversation, self)
        shell.panel_toggled.connect(self._on_toggled)

    @property
    def shown(self) -> str:
        """Which one is in sight: ``CHAT``, ``INSPECTOR`` or ``NONE``."""
        return self._name if self._shell.panel_open else NONE

    def show(self, name: str, *, focus: bool = True) -> None:
        """Bring a panel into sight; ``NONE`` closes the one that is there.

        Args:
            name: which one; any other word is taken for ``NONE``.
            focus: it gets the keyboard.
        """
        if name not in (CHAT, INSPECTOR):
            self._shell.show_panel(False)
            return
        panel = self._inspector() if name == INSPECTOR else self._chat()
        self._name = name
        self._shell.set_panel(panel)
        self._shell.show_panel(True)
        self._on_toggled()
        if focus:
            panel.focus()

    def restore(self, name: str) -> None:
        """Bring a panel into sight as a start does, where it does not lie over the page."""
        if name and not self._shell.is_cramped:
            self.show(name, focus=False)

    def _chat(self) -> ChatPanel:
        if self.chat is None:
            from darkroom.ui.chat_panel.panel import ChatPanel  # not for the first paint

            self.chat = ChatPanel(self._parts.theme, self._parts.settings)
            self.chat.close_asked.connect(self.close_asked)
        return self.chat

    def _inspector(self) -> InspectorPanel:
        if self.inspector is None:
            from darkroom.ui.inspector.panel import InspectorPanel  # not for the first paint

            parts = self._parts
            panel = InspectorPanel(parts.theme, parts.inspector, parts.instrument)
            panel.close_asked.connect(self.close_asked)
            panel.steps_asked.connect(self._link.show_steps)
            self.inspector = panel
        return self.inspector

    @Slot()
    def _on_toggled(self) -> None:
        self._parts.inspector.is_open = self.shown == INSPECTOR
