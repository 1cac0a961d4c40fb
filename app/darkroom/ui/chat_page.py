"""The page people are on: the conversation, or the welcome, and the prompt below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from darkroom.core.types import Failure
from darkroom.ui.banner import Banner
from darkroom.ui.column_box import ColumnBox
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.prompt_box import PromptBox
from darkroom.ui.theme import Theme
from darkroom.ui.welcome import Welcome
from darkroom.viewmodels.chat import ChatViewModel, Prompt, Turn
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action


class ChatPage(QWidget):
    """Shows the turns of the chat view model and passes on what people do to them.

    Args:
        theme: colours and fonts.
        chat: the chat.
        fit: knows smaller plans.
        preferences: motion, and whether the person has a model.
        prompts: suggestions for the empty state.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        chat: ChatViewModel,
        fit: FitViewModel,
        preferences: Preferences,
        prompts: Sequence[SuggestedPrompt],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._preferences = preferences
        self.welcome = Welcome(theme, prompts, preferences)
        self.conversation = ConversationView(theme, fit)
        self.prompt = PromptBox(theme)
        self.trouble = Banner(theme)
        self.trouble.allow_dismiss()
        self.trouble.dismissed.connect(self.trouble.hide)
        self.trouble.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.conversation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ColumnBox(theme, self.trouble, 12, 0))
        layout.addWidget(self._stack, 1)
        layout.addWidget(ColumnBox(theme, self.prompt, 8, 20))
        self._connect()
        self._on_motion()
        self.show_current()

    def focus(self) -> None:
        """Put the cursor into the prompt."""
        self.prompt.focus()

    def show_current(self) -> None:
        """Show the chat from its beginning to its end."""
        self.conversation.show_turns(self._chat.turns)
        self.prompt.text = self._chat.chat.draft
        self._show_page()

    def copy_last(self) -> None:
        """Put the last answer on the clipboard."""
        answer = self.conversation.last_answer
        if answer is not None and answer.run.text:
            answer.copy()

    def _connect(self) -> None:
        chat, prompt, conversation = self._chat, self.prompt, self.conversation
        self.welcome.prompt_chosen.connect(self._on_prompt_chosen)
        conversation.acted.connect(self._on_acted)
        conversation.edited.connect(chat.edit)
        conversation.retry_asked.connect(chat.retry)
        conversation.new_chat_asked.connect(chat.new_chat)
        prompt.send_asked.connect(self._on_send)
        prompt.stop_asked.connect(chat.stop)
        prompt.text_changed.connect(chat.keep_draft)
        chat.turns_changed.connect(self._on_turns_changed)
        chat.current_changed.connect(self.show_current)
        chat.busy_changed.connect(prompt.set_busy)
        chat.returned.connect(self._on_returned)
        chat.failed.connect(self._on_failed)
        self._preferences.motion_changed.connect(self._on_motion)

    @Slot(str)
    def _on_send(self, text: str) -> None:
        if self._chat.send(text):
            self.prompt.text = ""

    @Slot(str)
    def _on_prompt_chosen(self, text: str) -> None:
        if not self._chat.send(text):
            self.prompt.text = text
        self.prompt.focus()

    @Slot(object, object)
    def _on_acted(self, action: Action, turn: Turn) -> None:
        chat = self._chat
        match action:
            case Action.REGENERATE:
                chat.regenerate(turn)
            case Action.THINK_OFF:
                chat.regenerate(turn, thinking=False)
            case Action.CONTINUE if isinstance(turn, RunViewModel):
                chat.proceed(turn)
            case Action.BRANCH:
                chat.branch(turn)
            case Action.DELETE:
                chat.remove(turn)
            case Action.OLDER:
                chat.step(turn, -1)
            case Action.NEWER:
                chat.step(turn, 1)
            case _:  # what concerns the widget alone is done there
                return

    @Slot(int)
    def _on_turns_changed(self, index: int) -> None:
        self.conversation.replace_from(index, self._chat.turns[index:])
        self._show_page()

    @Slot(object)
    def _on_returned(self, prompt: Prompt) -> None:
        if prompt.chat == self._chat.chat.id:
            self.prompt.text = "\n".join(filter(None, [prompt.text, self.prompt.text]))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.trouble.set_failure(failure)
        self.trouble.show()

    @Slot()
    def _on_motion(self) -> None:
        self.conversation.reduce_motion = self._preferences.reduce_motion

    def _show_page(self) -> None:
        self._stack.setCurrentWidget(self.conversation if self._chat.turns else self.welcome)
