"""The page people are on: the conversation, or the welcome, and the prompt below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from darkroom.core.types import Failure
from darkroom.ui.banner import Banner
from darkroom.ui.column_box import ColumnBox
from darkroom.ui.context_line import ContextLine, OverflowNotice
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.dialogs import ask_for_text_files
from darkroom.ui.instrument.tools import AnswerTools
from darkroom.ui.parts import Parts
from darkroom.ui.prompt_box import PromptBox
from darkroom.ui.slim_notice import SlimNotice
from darkroom.ui.welcome import Welcome
from darkroom.viewmodels.chat import Prompt
from darkroom.viewmodels.prompts import SuggestedPrompt
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Action, Question

UNDO_MS = 10_000


class ChatPage(QWidget):
    """Shows the turns of the chat view model and passes on what people do to them.

    Args:
        parts: what it shows and talks to.
        prompts: suggestions for the empty state.
        parent: Qt parent.
    """

    left = Signal()
    """Another chat is shown."""

    def __init__(
        self, parts: Parts, prompts: Sequence[SuggestedPrompt], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = parts.theme
        self._parts = parts
        self._chat = parts.chat
        self._deleted = 0
        self.welcome = Welcome(theme, prompts, parts.preferences)
        self.conversation = ConversationView(theme, parts.fit)
        self.tools = AnswerTools(theme, parts.instrument, parts.model, self.conversation, self)
        self.prompt = PromptBox(theme)
        self.overflow = OverflowNotice(theme, parts.context)
        self.queued = SlimNotice(theme, self.tr("Take back"))
        self.undo = SlimNotice(theme, self.tr("Undo"))
        self.trouble = Banner(theme)
        self.trouble.allow_dismiss()
        self.trouble.dismissed.connect(self.trouble.hide)
        self.trouble.hide()
        self._undo_timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.conversation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ColumnBox(theme, self.trouble, 12, 0))
        layout.addWidget(self._stack, 1)
        for notice in (self.overflow, self.queued, self.undo):
            layout.addWidget(ColumnBox(theme, notice, 6, 0))
        layout.addWidget(ColumnBox(theme, self.prompt, 8, 6))
        layout.addWidget(ColumnBox(theme, ContextLine(theme, parts.context), 0, 8))
        self._connect()
        self._on_motion()
        self._on_send_key()
        self._on_files_changed()
        self._on_queue_changed()
        self.show_current()
        self.prompt.set_busy(self._chat.busy)

    def focus(self) -> None:
        """Put the cursor into the prompt."""
        self.prompt.focus()

    @Slot()
    def show_current(self) -> None:
        """Show the chat that is current now."""
        self.conversation.show_turns(self._chat.turns)
        self._parts.composer.turn_to(self._chat.chat.id)
        self.prompt.text = self._chat.draft
        self.undo.say("")
        self._show_page()
        self.left.emit()

    @Slot()
    def copy_last(self) -> None:
        """Put the last answer on the clipboard."""
        answer = self.conversation.last_answer
        if answer is not None and answer.run.text:
            answer.copy()

    @Slot()
    def attach(self) -> None:
        """Ask for files that shall go along."""
        ask_for_text_files(
            self,
            self.tr("Attach text files"),
            lambda paths: self._parts.composer.attach(map(Path, paths)),
        )

    def reveal(self, message: int | None) -> None:
        """Bring a message into sight."""
        turn = None if message is None else self._chat.turn_of(message)
        if turn is not None:
            self.conversation.reveal(turn)

    def _connect(self) -> None:
        chat, prompt, conversation = self._chat, self.prompt, self.conversation
        composer, preferences = self._parts.composer, self._parts.preferences
        self.welcome.prompt_chosen.connect(self._on_prompt_chosen)
        conversation.acted.connect(self._on_acted)
        conversation.edited.connect(self._on_edited)
        self.tools.failed.connect(self._on_failed)
        conversation.new_chat_asked.connect(chat.new_chat)
        for notice in (self.overflow, conversation):
            notice.drop_oldest_asked.connect(chat.drop_oldest)
            notice.larger_context_asked.connect(self._on_larger_context_asked)
        self.overflow.new_chat_asked.connect(chat.new_chat)
        prompt.send_asked.connect(self._on_send)
        prompt.stop_asked.connect(chat.stop)
        prompt.text_changed.connect(chat.keep_draft)
        prompt.attach_asked.connect(self.attach)
        prompt.files_dropped.connect(composer.attach)
        prompt.removed.connect(composer.remove)
        self._parts.context.changed.connect(self._on_context_changed)
        composer.changed.connect(self._on_files_changed)
        composer.failed.connect(self._on_failed)
        chat.turns_changed.connect(self._on_turns_changed)
        chat.current_changed.connect(self.show_current)
        chat.busy_changed.connect(prompt.set_busy)
        chat.queue_changed.connect(self._on_queue_changed)
        chat.returned.connect(self._on_returned)
        chat.deleted.connect(self._on_deleted)
        chat.failed.connect(self._on_failed)
        self.queued.pressed.connect(chat.unqueue)
        self.undo.pressed.connect(self._on_undo)
        self._undo_timer.timeout.connect(lambda: self.undo.say(""))
        preferences.motion_changed.connect(self._on_motion)
        preferences.changed.connect(self._on_send_key)

    # --- what people do

    @Slot(str)
    def _on_send(self, text: str) -> None:
        if self._chat.send(text, self._parts.composer.attachments):
            self.prompt.text = ""
            self._parts.composer.put(())
            self.prompt.focus()

    @Slot(object, str)
    def _on_edited(self, question: Question, text: str) -> None:
        self._chat.edit(question, text)
        # Where it was written is gone.
        self.prompt.focus()

    @Slot(str)
    def _on_prompt_chosen(self, text: str) -> None:
        if not self._chat.send(text) and not self.prompt.text.strip():
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
            case Action.REPAINT if isinstance(turn, RunViewModel):
                self.tools.repaint(turn)
            case Action.COMPARE if isinstance(turn, RunViewModel):
                self.tools.compare_asked.emit(turn)
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

    @Slot()
    def _on_larger_context_asked(self) -> None:
        self._parts.fit.enlarge_context()
        self._chat.retry_overflow()
        self.prompt.focus()

    @Slot()
    def _on_undo(self) -> None:
        self.undo.say("")
        self._chat.undelete(self._deleted)

    # --- what the view models say

    @Slot(int)
    def _on_turns_changed(self, index: int) -> None:
        self.conversation.replace_from(index, self._chat.turns[index:])
        self._show_page()

    @Slot()
    def _on_queue_changed(self) -> None:
        prompt = self._chat.queued
        words = self.tr("Waits for its turn: {text}")
        self.queued.say("" if prompt is None else words.format(text=" ".join(prompt.text.split())))

    @Slot(object)
    def _on_returned(self, prompt: Prompt) -> None:
        if prompt.chat == self._chat.chat.id:
            self.prompt.text = "\n".join(filter(None, [prompt.text, self.prompt.text]))
        self._parts.composer.put_first(prompt.chat, prompt.attachments)

    @Slot(int)
    def _on_deleted(self, message: int) -> None:
        self._deleted = message
        self.undo.say(self.tr("The message and what followed it were deleted."))
        self._undo_timer.start()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.trouble.set_failure(failure)
        self.trouble.show()

    @Slot()
    def _on_files_changed(self) -> None:
        self.prompt.set_attachments(self._parts.composer.attachments)

    @Slot()
    def _on_context_changed(self) -> None:
        self.conversation.larger_context_fits = self._parts.context.larger_context > 0

    @Slot()
    def _on_motion(self) -> None:
        self.conversation.reduce_motion = self._parts.preferences.reduce_motion

    @Slot()
    def _on_send_key(self) -> None:
        self.prompt.set_send_key(self._parts.preferences.send_key)

    def _show_page(self) -> None:
        self._stack.setCurrentWidget(self.conversation if self._chat.turns else self.welcome)
