"""The page of a chat in a whole window, on a real inference process with a made-up engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.answer_note import AnswerNote
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.app import Desk
from darkroom.ui.question_view import QuestionView
from darkroom.viewmodels.model import DEMO, ModelState
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState
from fakes import ANSWER, MORE, THINKING
from qt.conftest import OpenWindow, Wait

pytestmark = pytest.mark.process

LONG = "word " * 600
"""More than the context of the made-up model."""


def _edit(desk: Desk) -> QPlainTextEdit:
    edit = desk.window.prompt.findChild(QPlainTextEdit)
    assert edit is not None
    return edit


def _send(desk: Desk, qtbot: QtBot, text: str) -> None:
    desk.window.prompt.text = text
    qtbot.keyClick(_edit(desk), Qt.Key.Key_Return)


def _ask(desk: Desk, qtbot: QtBot, wait_for: Wait, text: str) -> AnswerView:
    _send(desk, qtbot, text)
    wait_for(lambda: not desk.chat.busy)
    return _answer(desk)


def _answer(desk: Desk) -> AnswerView:
    answer = desk.window.conversation.last_answer
    assert answer is not None
    return answer


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def _texts(desk: Desk) -> list[str]:
    return [turn.text for turn in desk.chat.turns]


def _press(parent: QWidget, text: str) -> None:
    _button(parent, text).click()


# --- one answer at a time


def test_another_chat_is_looked_at_during_an_answer(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    run = _answer(desk).run
    wait_for(lambda: run.frames)
    qtbot.keyClicks(_edit(desk), "unsent")
    first = desk.chat.chat.id
    desk.chat.new_chat()
    assert desk.window.prompt.text == ""
    assert not desk.window.conversation.isVisible()
    seen = len(run.frames)
    wait_for(lambda: len(run.frames) > seen)
    qtbot.keyClicks(_edit(desk), "elsewhere")
    desk.chats.choose(first)
    assert _answer(desk).run is run
    assert desk.window.prompt.text == "unsent"
    wait_for(lambda: run.state is AnswerState.DONE)
    assert _texts(desk) == ["slowly", ANSWER]
    desk.chat.new_chat()
    assert desk.window.prompt.text == "elsewhere"


def test_a_third_question_stays_in_the_box(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    for text in ("slowly", "second", "third"):
        _send(desk, qtbot, text)
    assert desk.window.prompt.text == "third"
    assert "second" in desk.window.chat_page.queued.words
    _press(desk.window.chat_page.queued, "Take back")
    assert desk.window.prompt.text == "second\nthird"
    assert not desk.window.chat_page.queued.isVisible()
    wait_for(lambda: not desk.chat.busy)
    assert _texts(desk) == ["slowly", ANSWER]


def test_a_question_that_waits_moves_nobody_elsewhere(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    _send(desk, qtbot, "second")
    desk.window.show_machine()
    desk.window.sidebar.focus_search()
    focus = QApplication.focusWidget()
    wait_for(lambda: len(desk.chat.turns) == 4)
    assert desk.window._machine_page is not None
    assert desk.window._machine_page.isVisible()
    assert QApplication.focusWidget() is focus
    wait_for(lambda: not desk.chat.busy)


def test_files_of_a_question_that_waits_come_back_with_it(
    desk: Desk, qtbot: QtBot, wait_for: Wait, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("one two three")
    _send(desk, qtbot, "slowly")
    desk.composer.attach([tmp_path / "a.txt"])
    wait_for(lambda: desk.composer.attachments)
    _send(desk, qtbot, "second")
    page = desk.window.chat_page
    assert not page.prompt.chips.isVisible()
    first = desk.chat.chat.id
    desk.chat.new_chat()
    _press(page.queued, "Take back")
    assert (page.prompt.text, desk.composer.attachments) == ("", ())
    desk.chats.choose(first)
    assert page.prompt.text == "second"
    assert [file.name for file in desk.composer.attachments] == ["a.txt"]
    wait_for(lambda: not desk.chat.busy)


# --- the tree


def test_editing_and_going_back(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, qtbot, wait_for, "hello")
    question = desk.window.conversation.findChild(QuestionView)
    assert question is not None
    question.edit()
    editor = question.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("good day")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: not desk.chat.busy and _texts(desk) == ["good day", ANSWER])
    view = desk.window.conversation.views[0]
    view.act(Action.OLDER)
    assert _texts(desk) == ["hello", ANSWER]
    view = desk.window.conversation.views[0]
    view.act(Action.NEWER)
    assert _texts(desk) == ["good day", ANSWER]


def test_answers_are_siblings_and_deleting_can_be_undone(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    first = _ask(desk, qtbot, wait_for, "hello")
    first.act(Action.REGENERATE)
    wait_for(lambda: not desk.chat.busy)
    second = _answer(desk)
    assert second.run.siblings == (2, 2)
    second.act(Action.DELETE)
    assert _answer(desk).run.siblings == (1, 1)
    page = desk.window.chat_page
    assert page.undo.isVisible()
    _press(page.undo, "Undo")
    assert _answer(desk).run.siblings == (2, 2)
    assert not page.undo.isVisible()


def test_the_answer_under_way_is_deleted_and_comes_back(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    wait_for(lambda: _answer(desk).run.frames)
    desk.chat.remove(desk.chat.turns[0])
    page = desk.window.chat_page
    assert desk.window.welcome.isVisible()
    wait_for(lambda: not desk.chat.busy)
    _press(page.undo, "Undo")
    assert desk.window.conversation.isVisible()
    assert _answer(desk).run.state is AnswerState.STOPPED


def test_a_branch_is_shown_in_the_sidebar(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, qtbot, wait_for, "hello").act(Action.BRANCH)
    assert _texts(desk) == ["hello", ANSWER]
    assert {head.title for head in desk.history.heads()} == {"hello", "hello (branch)"}
    assert desk.chats.current == desk.chat.chat.id


# --- answers that are not as hoped for


def test_thinking_that_never_ends_has_two_ways_on(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    answer = _ask(desk, qtbot, wait_for, "think forever if asked")
    assert answer.run.text == ANSWER
    desk.settings.turn("thinking", True)
    answer = _ask(desk, qtbot, wait_for, "think forever if asked")
    note = answer.findChild(AnswerNote)
    assert note is not None
    assert answer.run.is_empty
    _press(note, "Answer without thinking")
    wait_for(lambda: not desk.chat.busy)
    assert (_answer(desk).run.text, _answer(desk).run.thinking) == (ANSWER, "")
    _answer(desk).act(Action.OLDER)
    note = _answer(desk).findChild(AnswerNote)
    assert note is not None
    _press(note, "Give it another canvas")
    wait_for(lambda: not desk.chat.busy)
    run = _answer(desk).run
    assert run.text == ANSWER
    assert run.thinking.startswith(THINKING)
    assert run.siblings == (3, 3)


def test_an_empty_answer_is_explained(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    note = _ask(desk, qtbot, wait_for, "say nothing").findChild(AnswerNote)
    assert note is not None
    assert note.accessibleName() == "The answer came back empty"
    _press(note, "Try again")
    wait_for(lambda: not desk.chat.busy)
    assert _answer(desk).run.siblings == (2, 2)


def test_a_cut_off_answer_goes_on(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    answer = _ask(desk, qtbot, wait_for, "cut off")
    cut = answer.run.text
    _press(answer, "Continue")
    wait_for(lambda: not desk.chat.busy)
    assert _answer(desk).run.text == cut + MORE


def test_the_thoughts_are_none_of_the_answer(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    run = _ask(desk, qtbot, wait_for, "think first").run
    assert (run.text, run.thinking) == (ANSWER, THINKING)


def test_an_answer_goes_on_after_a_restart(
    open_window: OpenWindow, qtbot: QtBot, wait_for: Wait
) -> None:
    first = open_window(DEMO)
    wait_for(lambda: first.model.state is ModelState.READY)
    cut = _ask(first, qtbot, wait_for, "cut off").run.text
    first.window.close()
    assert first.wait()
    second = open_window(DEMO)
    _press(_answer(second), "Continue")
    wait_for(lambda: second.chat.turns and not second.chat.busy)
    assert _answer(second).run.text == cut + MORE


# --- the context


def test_the_context_meter_shows_what_is_written(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    desk.window.prompt.text = "one two three"
    wait_for(lambda: desk.context.used == 3)
    assert not desk.window.chat_page.overflow.isVisible()


def test_a_first_question_that_is_too_long(desk: Desk, wait_for: Wait) -> None:
    desk.window.prompt.text = LONG
    notice = desk.window.chat_page.overflow
    wait_for(notice.isVisible)
    assert notice.accessibleName() == "This is longer than the model's context"
    assert not notice.drop.isVisible()
    assert not notice.fresh.isVisible()
    desk.window.prompt.text = "short"
    wait_for(lambda: not notice.isVisible())


def test_a_chat_that_has_outgrown_the_context(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, qtbot, wait_for, "hello")
    desk.window.prompt.text = LONG
    notice = desk.window.chat_page.overflow
    wait_for(notice.isVisible)
    qtbot.mouseClick(notice.drop, Qt.MouseButton.LeftButton)
    wait_for(lambda: not notice.isVisible())
    assert desk.chat.chat.overflow == "drop_oldest"
    assert len(desk.chat.turns) == 2
    assert not desk.chat.busy
    assert desk.window.prompt.text == LONG
    desk.chat.new_chat()
    assert desk.window.prompt.text == ""


def test_an_answer_without_room_leaves_out_the_oldest(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _ask(desk, qtbot, wait_for, "hello")
    answer = _ask(desk, qtbot, wait_for, "overflow")
    note = answer.findChild(AnswerNote)
    assert note is not None
    _press(note, "Drop the oldest messages")
    wait_for(lambda: not desk.chat.busy)
    run = _answer(desk).run
    assert (run.state, run.siblings) == (AnswerState.DONE, (2, 2))
    assert run.stats is not None
    assert run.stats.dropped_messages > 0


# --- trouble


def test_a_full_disk_is_told_and_the_words_stay(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _ask(desk, qtbot, wait_for, "hello")
    database = desk.history.database
    row = database.one("PRAGMA page_count")
    assert row is not None
    database.all(f"PRAGMA max_page_count = {row[0]}")
    text = ("many words " * 20_000).strip()
    _send(desk, qtbot, text)
    page = desk.window.chat_page
    assert page.trouble.isVisible()
    assert page.trouble.accessibleName() == "The history of your chats has trouble"
    assert page.prompt.text == text
    assert _texts(desk) == ["hello", ANSWER]
    database.all("PRAGMA max_page_count = 1073741823")
    page.prompt.text = ""


def test_a_suggestion_never_takes_the_place_of_what_is_written(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    _send(desk, qtbot, "second")
    desk.chat.new_chat()
    desk.window.prompt.text = "mine"
    desk.window.welcome.prompt_chosen.emit("suggested")
    assert desk.window.prompt.text == "mine"
    wait_for(lambda: not desk.chat.busy and desk.chat.queued is None)


def test_a_model_that_is_replaced_in_mid_answer(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _send(desk, qtbot, "slowly")
    run = _answer(desk).run
    wait_for(lambda: run.frames)
    desk.model.load("fake plain")
    wait_for(lambda: run.state is AnswerState.STOPPED)
    assert run.text
    wait_for(lambda: desk.model.state is ModelState.READY)
    desk.model.load("load slowly")
    desk.chat.retry()
    again = desk.chat.turns[-1]
    assert isinstance(again, RunViewModel)
    wait_for(lambda: again.state is AnswerState.DONE)
    assert again.siblings == (2, 2)
