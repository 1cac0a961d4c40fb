"""A chat on a recorder for an engine, its conversation, and the tools below its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from darkroom.core.types import Failure
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.compare.door import CompareDoor
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.instrument.tools import AnswerTools
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.worker.client import WorkerClient
from qt.chat_room import Room
from qt.instruments import answered
from qt.pages import settle
from qt.turns import fitting


@dataclass(slots=True)
class Bench:
    """All of it, with one answer: "One two red" in two canvases of two cells."""

    room: Room
    conversation: ConversationView
    tools: AnswerTools
    door: CompareDoor
    stack: QStackedWidget
    failures: list[Failure]
    answer: RunViewModel

    def view(self) -> AnswerView:
        """The answer at the end."""
        settle()
        view = self.conversation.last_answer
        assert view is not None
        return view


@pytest.fixture
def bench(
    room: Room,
    theme: Theme,
    qtbot: QtBot,
    client: WorkerClient,
    preferences: Preferences,
    look: Look,
    tmp_path: Path,
) -> Iterator[Bench]:
    answer = answered(room)
    failures: list[Failure] = []
    room.chat.failed.connect(failures.append)
    with fitting(client, preferences, look, tmp_path) as fit:
        QApplication.setPalette(theme.palette())
        stack = QStackedWidget()
        stack.setFont(theme.font())
        stack.setStyleSheet(style_sheet(theme, ""))
        conversation = ConversationView(theme, fit)
        conversation.reduce_motion = True
        tools = AnswerTools(theme, room.instrument, room.model, conversation, stack)
        tools.failed.connect(failures.append)
        door = CompareDoor(theme, room.chat, preferences, stack, stack)
        tools.compare_asked.connect(door.compare)
        stack.addWidget(conversation)
        stack.resize(760, 640)
        conversation.show_turns(room.chat.turns)
        room.chat.turns_changed.connect(
            lambda index: conversation.replace_from(index, room.chat.turns[index:])
        )
        room.chat.current_changed.connect(lambda: conversation.show_turns(room.chat.turns))
        qtbot.addWidget(stack)
        stack.show()
        stack.activateWindow()
        qtbot.waitUntil(stack.isActiveWindow)
        yield Bench(room, conversation, tools, door, stack, failures, answer)
        stack.hide()
