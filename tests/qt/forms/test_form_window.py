"""Forms in a whole window, on a real inference process with a made-up engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from darkroom.core.form_shelf import FormShelf
from darkroom.core.settings import LANGUAGE
from darkroom.ui.app import Desk
from darkroom.ui.form.page import FormPage
from darkroom.viewmodels.turns import AnswerState
from qt.conftest import OpenWindow, Wait
from qt.pages import settle

FORM = "Noise settles {{how:2}} words, {{sure|step|by}}."


def _open(desk: Desk) -> FormPage:
    desk.window.sidebar.forms.click()
    page = desk.window.forms.page
    assert page is not None
    assert page.isVisible()
    return page


def test_the_page_is_made_when_it_is_wanted(desk: Desk) -> None:
    assert desk.window.forms.page is None
    page = _open(desk)
    assert desk.window.forms.is_open
    assert page.writing.editor.hasFocus()
    desk.window.on_escape()
    assert not desk.window.forms.is_open
    assert desk.window.chat_page.isVisible()


def test_a_start_does_not_load_the_page() -> None:
    code = "import sys, darkroom.ui.app; print([m for m in sys.modules if '.ui.form.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['darkroom.ui.form.door']"


def test_a_form_is_filled_with_the_keyboard_alone(desk: Desk, wait_for: Wait, qtbot: QtBot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_F, control | shift)
    page = desk.window.forms.page
    assert page is not None
    qtbot.keyClicks(page.writing.editor, FORM)
    qtbot.keyClick(page.writing.editor, Qt.Key.Key_Return, control)
    filling = desk.forms.current
    assert filling is not None
    wait_for(lambda: filling.is_done)
    assert filling.run is not None
    assert filling.values["sure"] in ("step", "by")
    assert filling.text == filling.form.text(filling.values)
    assert page.result.text.toPlainText() == filling.text
    frames = filling.run.frames
    fixed = frames[0].entropy == 0
    for frame in frames:
        assert np.array_equal(frame.tokens[fixed], frames[0].tokens[fixed])


def test_the_chat_and_a_form_take_turns(desk: Desk, wait_for: Wait) -> None:
    desk.chat.send("answer slowly")
    page = _open(desk)
    page.writing.editor.setPlainText(FORM)
    page.writing.fill.click()
    filling = desk.forms.current
    assert filling is not None
    assert filling.run is None
    wait_for(lambda: filling.is_done)
    assert [turn.text for turn in desk.chat.turns][1]
    assert not desk.chat.busy


def test_a_question_goes_first_and_the_form_begins_again(desk: Desk, wait_for: Wait) -> None:
    page = _open(desk)
    page.writing.editor.setPlainText(FORM)
    page.writing.request.setText("fill it slowly")
    page.writing.request.textEdited.emit("fill it slowly")
    page.writing.fill.click()
    filling = desk.forms.current
    assert filling is not None
    wait_for(lambda: filling.run is not None and filling.run.frames)
    desk.chat.send("hello")
    wait_for(lambda: filling.is_done)
    answer = desk.chat.turns[1]
    assert answer.state is AnswerState.DONE  # type: ignore[union-attr]
    assert filling.values


def test_stopping_leaves_the_draft(desk: Desk, wait_for: Wait) -> None:
    page = _open(desk)
    page.writing.editor.setPlainText(FORM)
    desk.forms.sheets.write(FORM, "fill it slowly")
    page.writing.fill.click()
    filling = desk.forms.current
    assert filling is not None
    wait_for(lambda: filling.run is not None and filling.run.frames)
    page.writing.fill.click()
    wait_for(lambda: not desk.forms.busy)
    assert filling.state is AnswerState.STOPPED
    assert filling.json == ""


def test_forms_survive_the_window_and_the_language(
    desk: Desk, wait_for: Wait, tmp_path: Path
) -> None:
    page = _open(desk)
    page.writing.editor.setPlainText(FORM)
    page.writing.fill.click()
    wait_for(lambda: desk.forms.current is not None and desk.forms.current.is_done)
    filled = desk.forms.current
    assert filled is not None
    desk.preferences.set(LANGUAGE, "de")
    wait_for(lambda: desk.window.forms.page is not None and desk.window.forms.page is not page)
    again = desk.window.forms.page
    assert again is not None
    settle()
    assert desk.window.forms.is_open
    assert again.writing.editor.toPlainText() == FORM
    assert again.result.text.toPlainText() == filled.text
    desk.window.close()
    assert FormShelf(tmp_path / "data" / "forms.json").written.text == FORM


def test_the_next_start_finds_what_was_written(
    open_window: OpenWindow, tmp_path: Path, wait_for: Wait
) -> None:
    FormShelf(tmp_path / "data" / "forms.json").write("half a {{form", "about it")
    desk = open_window("demo")
    page = _open(desk)
    assert page.writing.editor.toPlainText() == "half a {{form"
    assert page.writing.request.text() == "about it"
    assert "Line 1, column 8" in page.writing.note.text()
