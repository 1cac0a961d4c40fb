"""The whole window on a real inference process with a made-up engine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.app import Desk
from darkroom.ui.banner import Banner
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.colours import DARK, LIGHT
from darkroom.ui.flow_text import FlowText
from darkroom.ui.welcome import PromptCard
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.turns import Action, AnswerState
from fakes import ANSWER
from gguf_files import write_model
from qt.conftest import Wait

pytestmark = pytest.mark.process


def _edit(desk: Desk) -> QWidget:
    return desk.window.prompt._edit


def _send(desk: Desk, qtbot: QtBot, text: str) -> AnswerView:
    qtbot.keyClicks(_edit(desk), text)
    qtbot.keyClick(_edit(desk), Qt.Key.Key_Return)
    answer = desk.window.conversation.last_answer
    assert answer is not None
    return answer


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def _texts(desk: Desk) -> list[str]:
    visible = [t for t in desk.window.conversation.findChildren(FlowText) if t.isVisible()]
    return [text.toPlainText() for text in visible]


def test_ask_and_watch_the_answer(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    answer = _send(desk, qtbot, "hello")
    assert desk.window.prompt.text == ""
    assert _button(desk.window.prompt, "Stop")
    wait_for(lambda: answer.run.figures)
    assert answer.findChild(CanvasView).isVisible()
    assert "canvas 1 · step" in answer._position.text()
    wait_for(lambda: _texts(desk) == ["hello", ANSWER])
    assert not answer.findChild(CanvasView).isVisible()
    figures = answer._stats.text().replace("\u00a0", " ")
    assert (
        figures == "5 steps   1 canvas   1.8 tokens per step   12.5 ms/step   80.0 tok/s effective"
    )
    assert _button(desk.window.prompt, "Send")


def test_a_second_question_and_two_canvases(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _send(desk, qtbot, "hello")
    wait_for(lambda: not desk.chat.busy)
    answer = _send(desk, qtbot, "two canvases")
    wait_for(lambda: answer.run.figures and answer.run.figures.block == 1)
    assert answer.run.content is not None
    assert answer.run.content.prefix.startswith("Noise settles")
    wait_for(lambda: len(_texts(desk)) == 4)


def test_shift_enter_is_a_new_line_and_the_box_grows(desk: Desk, qtbot: QtBot) -> None:
    edit = _edit(desk)
    low = edit.height()
    for _ in range(10):
        qtbot.keyClicks(edit, "line")
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert not desk.chat.turns
    tall = edit.height()
    assert 4 * low < tall < 7 * low


def test_stop_keeps_the_draft_and_the_next_question_works(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    answer = _send(desk, qtbot, "slowly")
    wait_for(lambda: answer.run.frames)
    qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    wait_for(lambda: answer.run.state is AnswerState.STOPPED)
    assert "stopped at canvas 1" in answer._position.text()
    assert answer.run.text
    again = _send(desk, qtbot, "hello")
    wait_for(lambda: again.run.state is AnswerState.DONE)


def test_a_question_asked_during_an_answer_waits(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _send(desk, qtbot, "slowly")
    qtbot.keyClicks(_edit(desk), "and then")
    qtbot.keyClick(_edit(desk), Qt.Key.Key_Return)
    page = desk.window.chat_page
    assert desk.window.prompt.text == ""
    assert "and then" in page.queued.words
    wait_for(lambda: _texts(desk) == ["slowly", ANSWER, "and then", ANSWER])
    assert not page.queued.isVisible()


def test_a_question_that_waits_comes_back_with_stop(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    qtbot.keyClicks(_edit(desk), "and then")
    qtbot.keyClick(_edit(desk), Qt.Key.Key_Return)
    qtbot.mouseClick(_button(desk.window.prompt, "Stop"), Qt.MouseButton.LeftButton)
    wait_for(lambda: not desk.chat.busy)
    assert desk.window.prompt.text == "and then"
    assert desk.window.prompt.text == "and then"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killing_the_process_leaves_window_and_text(
    desk: Desk, qtbot: QtBot, wait_for: Wait, worker_pid: Callable[[], int]
) -> None:
    _send(desk, qtbot, "hello")
    wait_for(lambda: not desk.chat.busy)
    answer = _send(desk, qtbot, "slowly")
    wait_for(lambda: len(answer.run.frames) >= 2)
    os.kill(worker_pid(), signal.SIGKILL)
    wait_for(lambda: answer.run.state is AnswerState.FAILED)
    assert desk.model.state is ModelState.ASLEEP
    wait_for(lambda: len(_texts(desk)) == 4)
    assert _texts(desk)[:3] == ["hello", ANSWER, "slowly"]
    assert _texts(desk)[3]
    (banner,) = answer.findChildren(Banner)
    assert banner.accessibleName() == "Not enough memory"
    qtbot.mouseClick(_button(banner, "Copy details"), Qt.MouseButton.LeftButton)
    assert "out_of_memory" in QGuiApplication.clipboard().text()
    qtbot.mouseClick(_button(banner, "Try again"), Qt.MouseButton.LeftButton)
    again = desk.window.conversation.last_answer
    assert again is not None
    wait_for(lambda: again.run.state is AnswerState.DONE)
    assert _texts(desk)[:3] == ["hello", ANSWER, "slowly"]
    assert desk.model.state is ModelState.READY


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("overflow", "The conversation is too long for the model"),
        ("run out of memory", "Not enough memory"),
        ("crash", "Something went wrong"),
    ],
)
def test_failed_runs_are_explained(
    desk: Desk, qtbot: QtBot, wait_for: Wait, text: str, headline: str
) -> None:
    answer = _send(desk, qtbot, text)
    wait_for(lambda: answer.findChildren(Banner))
    assert answer.findChildren(Banner)[0].accessibleName() == headline
    assert answer.findChildren(Banner)[0].accessibleDescription()


def test_a_conversation_that_is_too_long_offers_a_new_one(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    answer = _send(desk, qtbot, "overflow")
    wait_for(lambda: answer.findChildren(Banner))
    banner = answer.findChildren(Banner)[0]
    assert "Try again" not in [button.text() for button in banner.findChildren(QPushButton)]
    _button(banner, "New chat").click()
    assert not desk.chat.turns
    assert desk.window.welcome.isVisible()


def test_a_model_that_cannot_be_loaded(
    open_window: Callable[[str], Desk], qtbot: QtBot, wait_for: Wait
) -> None:
    desk = open_window("no such file")
    wait_for(lambda: desk.model.state is ModelState.FAILED)
    banner = desk.window.banner
    assert banner.isVisible()
    assert "no such file" in banner.findChildren(Banner)[0].accessibleDescription()
    qtbot.mouseClick(_button(banner, "Use the demo model"), Qt.MouseButton.LeftButton)
    wait_for(lambda: desk.model.state is ModelState.READY)
    assert not banner.isVisible()


def test_asking_while_the_model_loads(
    open_window: Callable[[str], Desk], qtbot: QtBot, wait_for: Wait
) -> None:
    desk = open_window("demo")
    answer = _send(desk, qtbot, "hello")
    assert "waiting for the model" in answer._position.text()
    wait_for(lambda: answer.run.state is AnswerState.DONE)
    assert answer._name.text() == "Fake"


def test_asking_while_a_load_fails(
    open_window: Callable[[str], Desk], qtbot: QtBot, wait_for: Wait
) -> None:
    desk = open_window("no such file")
    answer = _send(desk, qtbot, "hello")
    wait_for(lambda: answer.run.state is AnswerState.FAILED)
    assert desk.window.banner.isVisible()
    assert not desk.chat.busy


def test_a_suggestion_is_asked_with_one_click(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    cards = desk.window.welcome.findChildren(PromptCard)
    assert len(cards) >= 6
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    assert not desk.window.welcome.isVisible()
    wait_for(lambda: _texts(desk) == [cards[0].prompt.prompt, ANSWER])


def test_copy_answer(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    answer = _send(desk, qtbot, "hello")
    wait_for(lambda: Action.COPY in answer.actions_now())
    answer.copy()
    assert QGuiApplication.clipboard().text() == ANSWER


def test_new_chat_and_back(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    _send(desk, qtbot, "hello")
    wait_for(lambda: not desk.chat.busy)
    qtbot.keyClicks(_edit(desk), "unsent")
    qtbot.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.welcome.isVisible()
    assert desk.window.prompt.text == ""
    (head,) = desk.history.heads()
    assert head.title == "hello"
    desk.chats.choose(head.id)
    assert _texts(desk) == ["hello", ANSWER]
    assert desk.window.prompt.text == "unsent"


def test_an_answer_under_way_is_still_there_after_a_look_at_another_chat(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    _send(desk, qtbot, "slowly")
    old = desk.chat.chat.id
    desk.chat.new_chat()
    desk.chats.choose(old)
    wait_for(lambda: _texts(desk) == ["slowly", ANSWER])


def test_shortcuts(desk: Desk, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window = desk.window
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_L, control)
    assert _edit(desk).hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_B, control)
    assert not window.sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_B, control)
    assert window.sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Plus, control)
    assert desk.preferences.zoom == desk.theme.zoom == 1.1
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    assert desk.preferences.zoom == 0.9
    qtbot.keyClick(window, Qt.Key.Key_0, control)
    assert desk.preferences.zoom == 1.0
    qtbot.keyClick(window, Qt.Key.Key_Comma, control)
    page = window.settings.page
    assert window.settings.is_open
    assert page.section is page.appearance
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.settings.is_open
    assert _edit(desk).hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert page.section is page.keys
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_M, control | Qt.KeyboardModifier.ShiftModifier)
    menu = window.top_bar.findChild(QMenu)
    assert menu.isVisible()
    assert [a.text().split("\t")[0] for a in menu.actions() if a.text()] == [
        "Demo model (bundled)",
        "DiffusionGemma 26B-A4B",
        "Open a .gguf file …",
        "Manage models …",
    ]
    menu.close()


def test_open_by_dialog_and_find_it_among_the_recent_files(
    desk: Desk, qtbot: QtBot, wait_for: Wait, tmp_path: Path
) -> None:
    path = str(write_model(tmp_path / "fake big.gguf"))
    qtbot.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(path)
    dialog.close()
    wait_for(lambda: desk.model.path == path and desk.model.state is ModelState.READY)
    assert desk.preferences.recent_files == [path]


def _drag(desk: Desk, *names: str) -> tuple[bool, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    event = QDragEnterEvent(
        QPoint(90, 90), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    desk.window.drops.eventFilter(desk.window, event)
    return event.isAccepted(), data


def _drop(desk: Desk, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(90, 90), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.window.drops.eventFilter(desk.window, event)


def test_drop_a_model_file(desk: Desk, tmp_path: Path) -> None:
    accepted, data = _drag(desk, str(tmp_path / "big.GGUF"))
    assert accepted
    assert desk.window.drop_hint.isVisible()
    _drop(desk, data)
    assert not desk.window.drop_hint.isVisible()
    assert desk.model.preparing == str(tmp_path / "big.GGUF")


def test_text_files_go_along_and_others_are_refused_in_words(
    desk: Desk, tmp_path: Path, wait_for: Wait
) -> None:
    page = desk.window.chat_page
    (tmp_path / "notes.txt").write_text("one two three")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00")
    for name in ("notes.txt", "picture.png"):
        accepted, data = _drag(desk, str(tmp_path / name))
        assert accepted
        _drop(desk, data)
    wait_for(lambda: page.trouble.isVisible())
    assert "picture.png is not a text file" in page.trouble.accessibleDescription()
    wait_for(lambda: [file.tokens for file in desk.composer.attachments] == [3])
    assert page.prompt.chips.isVisible()


def test_themes_switch_live_and_are_remembered(desk: Desk) -> None:
    for name, tokens in (("light", LIGHT), ("dark", DARK)):
        desk.preferences.theme = name
        assert desk.theme.tokens is tokens
        page = desk.window.welcome.grab().toImage()
        assert page.pixelColor(3, 3).name().upper() == tokens.bg


def test_the_draft_survives_a_restart(open_window: Callable[[str], Desk], qtbot: QtBot) -> None:
    first = open_window("demo")
    qtbot.keyClicks(_edit(first), "half a question")
    first.window.close()
    assert open_window("demo").window.prompt.text == "half a question"


def test_closing_during_an_answer(desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
    answer = _send(desk, qtbot, "slowly")
    wait_for(lambda: answer.run.frames)
    desk.window.close()
    wait_for(desk.thread.isFinished)
