"""Another language while the window is open: a new window takes the place of the old one."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from darkroom.core.settings import LANGUAGE
from darkroom.ui.app import Desk
from darkroom.viewmodels.turns import AnswerState
from fakes import ANSWER
from qt.conftest import Wait


def test_the_window_is_made_anew_and_shows_what_it_showed(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    desk.chat.send("hello")
    wait_for(lambda: not desk.chat.busy)
    desk.chat.keep_draft("half a question")
    desk.window.toggle_panel()
    desk.window.settings.show_last()
    old = desk.window
    assert old.prompt._button.text() == "Send"
    desk.preferences.set(LANGUAGE, "de")
    assert desk.window is not old
    assert desk.window.prompt._button.text() == "Senden"
    assert desk.window.isVisible()
    assert not old.isVisible()
    assert desk.window.settings.is_open
    assert desk.window.shell.panel_open
    assert desk.window.geometry() == old.geometry()
    assert desk.window.prompt.text == "half a question"
    assert "F32" in desk.window.status_bar._facts.text()
    desk.window.show_chat()
    qtbot.waitUntil(lambda: bool(desk.window.conversation.views))
    assert [view._turn for view in desk.window.conversation.views] == desk.chat.turns
    qtbot.waitUntil(lambda: not Shiboken.isValid(old))


def test_an_answer_under_way_goes_on(desk: Desk, wait_for: Wait) -> None:
    desk.chat.send("slowly")
    run = desk.chat.run
    assert run is not None
    wait_for(lambda: run.frames)
    desk.preferences.set(LANGUAGE, "de")
    desk.preferences.set(LANGUAGE, "en")
    wait_for(lambda: run.state is AnswerState.DONE)
    last = desk.window.conversation.last_answer
    assert last is not None
    assert last.run is run
    assert run.text == ANSWER
