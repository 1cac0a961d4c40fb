"""Keys of the window that do something with the chat on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from darkroom.ui.app import Desk
from darkroom.ui.question_view import QuestionView
from qt.conftest import Wait

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _ask(desk: Desk, wait_for: Wait, text: str = "hello") -> None:
    desk.chat.send(text)
    wait_for(lambda: not desk.chat.busy)


def test_a_chat_is_pinned_and_unpinned(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    qtbot.keyClick(desk.window, Qt.Key.Key_D, CONTROL)  # nothing to pin yet
    _ask(desk, wait_for)
    for pinned in (True, False):
        qtbot.keyClick(desk.window, Qt.Key.Key_D, CONTROL)
        assert desk.history.heads()[0].pinned is pinned


def test_a_chat_is_renamed_where_it_stands(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, wait_for)
    qtbot.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    qtbot.keyClick(desk.window, Qt.Key.Key_F2)
    assert desk.window.sidebar.isVisible()
    editor = desk.window.focusWidget()
    qtbot.keyClicks(editor, "Another title")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.window.sidebar.list.findChildren(QLineEdit))
    assert desk.history.heads()[0].title == "Another title"


def test_the_last_question_is_reworded_from_another_page(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _ask(desk, wait_for)
    desk.window.show_machine()
    qtbot.keyClick(desk.window, Qt.Key.Key_E, CONTROL)
    (question,) = (v for v in desk.window.conversation.views if isinstance(v, QuestionView))
    assert question.is_editing
    assert question.isVisible()


def test_answering_again_leads_back_to_the_chat(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, wait_for)
    desk.window.show_machine()
    qtbot.keyClick(desk.window, Qt.Key.Key_R, CONTROL)
    assert desk.window.conversation.isVisible()
    wait_for(lambda: not desk.chat.busy)
    assert desk.chat.turns[-1].siblings == (2, 2)


def test_a_new_chat_with_a_preset(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, wait_for)
    qtbot.keyClick(desk.window, Qt.Key.Key_N, CONTROL | SHIFT)
    assert not desk.chat.turns
    assert desk.window.panel.isVisible()
    qtbot.keyClick(desk.window, Qt.Key.Key_I, CONTROL)
    assert not desk.window.panel.isVisible()


def test_the_panel_comes_back_from_another_page(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.window, Qt.Key.Key_I, CONTROL)
    desk.window.show_machine()
    qtbot.keyClick(desk.window, Qt.Key.Key_I, CONTROL)
    assert desk.window.panel.isVisible()
    assert desk.window.welcome.isVisible()
