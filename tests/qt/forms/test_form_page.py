"""The page "Forms" as people use it: with the mouse, with the keyboard, and read out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.core.form import parse_form
from darkroom.core.form_shelf import Sheet
from darkroom.core.resources import resource_path
from darkroom.ui.form import words
from darkroom.ui.form.page import FormPage
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.viewmodels.forms.ready import read_ready
from darkroom.worker.protocol import Cancelled, Failed
from qt.chat_room import Room
from qt.conftest import Wait
from qt.forms.conftest import FORM, FormRoom
from qt.frames import stats
from qt.pages import settle

READY = read_ready(resource_path("forms", "forms.json"))


@pytest.fixture
def page(form_room: FormRoom, theme: Theme, qtbot: QtBot) -> Iterator[FormPage]:
    """The page with nothing on it."""
    page = FormPage(theme, form_room.forms, form_room.preferences, READY)
    page.setStyleSheet(style_sheet(theme, "") + page.styleSheet())
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.hide()


def _type(page: FormPage, text: str) -> None:
    page.writing.editor.setPlainText(text)
    settle()


def test_an_empty_page_teaches_and_gives_a_form_to_begin_with(page: FormPage) -> None:
    assert page.teach.isVisible()
    assert not page.result.isVisible()
    assert len(page.teach.buttons) == len(READY)
    page.teach.buttons[0].click()
    settle()
    assert page.writing.editor.toPlainText() == READY[0].text
    assert page.writing.request.text() == READY[0].request
    assert not page.teach.isVisible()
    assert page.result.canvas.isVisible()
    assert page.writing.fill.isEnabled()


@pytest.mark.parametrize("sheet", READY, ids=lambda sheet: sheet.name)
def test_every_ready_made_form_can_be_read_and_has_a_title(sheet: Sheet) -> None:
    assert parse_form(sheet.text).blanks
    assert words.title(sheet.name) != sheet.name


def test_what_is_wrong_is_said_where_it_is_while_one_types(
    page: FormPage, form_room: FormRoom
) -> None:
    _type(page, "Dear 🦊 {{name}},\n{{bad")
    assert page.writing.note.text().startswith("Line 2, column 1:")
    assert page.writing.note.property("role") == "bad"
    assert page.writing.editor.accessibleDescription() == page.writing.note.text()
    assert not page.writing.fill.isEnabled()
    assert len(page.writing.editor.extraSelections()) == 1
    _type(page, "Dear 🦊 {{name}},\n{{bad}}")
    assert page.writing.note.text() == "2 blanks"
    assert page.writing.editor.extraSelections() == []
    assert page.writing.fill.isEnabled()


def _underlined(page: FormPage) -> str:
    """What the editor marks as blanks."""
    found = ""
    block = page.writing.editor.document().begin()
    while block.isValid():
        raw = block.text().encode("utf-16-le")
        for span in block.layout().formats():
            found += raw[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le")
        block = block.next()
    return found


def test_blanks_stand_out_and_only_they(page: FormPage) -> None:
    _type(page, r"🦊 {{a}} \{{b}} {c} {{d|x|y}}" + "\n\n {{e:3}} {{f")
    assert _underlined(page) == "{{a}}{{d|x|y}}{{e:3}}"


def test_a_blank_is_inserted_without_knowing_how_it_is_written(
    page: FormPage, qtbot: QtBot
) -> None:
    _type(page, "It is . Sure? ")
    cursor = page.writing.editor.textCursor()
    cursor.setPosition(6)
    page.writing.editor.setTextCursor(cursor)
    bar = page.writing.insert
    qtbot.keyClicks(bar.name, "colour")
    bar.tokens.setValue(2)
    qtbot.keyClick(bar.name, Qt.Key.Key_Return)
    assert page.writing.editor.toPlainText() == "It is {{colour:2}}. Sure? "
    page.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    bar.kind.setCurrentIndex(1)
    qtbot.keyClicks(bar.name, "sure")
    qtbot.keyClicks(bar.choices, "yes | no")
    bar.insert.click()
    assert page.writing.editor.toPlainText() == "It is {{colour:2}}. Sure? {{sure|yes|no}}"
    settle()
    assert page.writing.note.text() == "2 blanks"


def test_a_blank_that_cannot_be_is_refused_in_words(page: FormPage, qtbot: QtBot) -> None:
    bar = page.writing.insert
    bar.insert.click()
    assert "no name" in bar.trouble
    qtbot.keyClicks(bar.name, "a")
    assert bar.trouble == ""
    bar.kind.setCurrentIndex(1)
    qtbot.keyClicks(bar.choices, "yes")
    bar.insert.click()
    assert "nothing to choose" in bar.trouble
    assert page.writing.editor.toPlainText() == ""


def test_ctrl_enter_fills_the_form_and_the_result_has_its_blanks_underlined(
    page: FormPage, form_room: FormRoom, qtbot: QtBot
) -> None:
    _type(page, FORM)
    qtbot.keyClick(page.writing.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    filling = form_room.forms.current
    assert filling is not None
    assert len(form_room.engine.runs) == 1, "the window's keys and the editor's are one"
    assert page.writing.fill.text() == "Stop"
    form_room.step(filling, 1)
    settle()
    assert page.result.canvas.isVisible()
    form_room.finish(filling)
    settle()
    text = page.result.text
    assert not page.result.canvas.isVisible()
    assert text.isVisible()
    assert text.toPlainText() == "It is red, yes."
    assert text.accessibleDescription() == "colour: red; sure: yes"
    cursor, underlined = QTextCursor(text.document()), ""
    for place in range(len(text.toPlainText())):
        cursor.setPosition(place + 1)
        look = cursor.charFormat().underlineStyle()
        if look is QTextCharFormat.UnderlineStyle.SingleUnderline:
            underlined += text.toPlainText()[place]
    assert underlined == "redyes"
    assert page.writing.fill.text() == "Fill in"
    assert "filled in" in page.result.status.text()
    assert str(filling.seed) in page.result.status.text()


def test_plain_enter_begins_a_line(page: FormPage, form_room: FormRoom, qtbot: QtBot) -> None:
    _type(page, FORM)
    qtbot.keyClick(page.writing.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.writing.editor.toPlainText() == "\n" + FORM
    assert form_room.engine.runs == []


def test_results_are_copied_and_gone_through(page: FormPage, form_room: FormRoom) -> None:
    form_room.finish(form_room.fill())
    page.result.again.click()
    second = form_room.forms.current
    assert second is not None
    form_room.finish(second, colour="blue", sure="no")
    settle()
    assert page.result.place.text() == "2 of 2"
    page.result.copy.click()
    assert QGuiApplication.clipboard().text() == "It is blue, no."
    assert page.result.copy.text() == "Copied"
    page.result.copy_json.click()
    assert json.loads(QGuiApplication.clipboard().text()) == {"colour": "blue", "sure": "no"}
    page.result.previous.click()
    settle()
    assert page.result.text.toPlainText() == "It is red, yes."
    assert not page.result.previous.isEnabled()
    assert page.result.next.isEnabled()


def test_its_steps_can_be_gone_through(page: FormPage, form_room: FormRoom) -> None:
    filling = form_room.fill()
    form_room.step(filling, 1)
    form_room.step(filling, 2, accepted=[1, 1, 1, 1, 1])
    form_room.finish(filling)
    settle()
    page.result.replay.click()
    settle()
    assert filling.run is not None
    assert filling.run.replay is not None
    assert page.result.canvas.isVisible()
    assert not page.result.text.isVisible()
    filling.run.replay.go(0)
    assert filling.step_content.states.tolist() == [3, 0, 3, 0, 3]
    assert page.result.steps.bar is not None
    page.result.steps.bar.closed.emit()
    settle()
    assert page.result.text.isVisible()
    assert not page.result.canvas.isVisible()


def test_stopping_and_failing_are_told(page: FormPage, form_room: FormRoom) -> None:
    filling = form_room.fill()
    assert filling.run is not None
    form_room.step(filling, 1)
    page.writing.fill.click()
    form_room.forms.on_event(Cancelled(filling.run.run_id, "It is red", stats()))
    settle()
    assert page.result.text.toPlainText() == "It is red"
    assert "stopped" in page.result.status.text()
    assert not page.result.copy_json.isEnabled()
    filling = form_room.fill()
    assert filling.run is not None
    form_room.forms.on_event(Failed(filling.run.run_id, "engine", "It broke.", "Again?"))
    settle()
    assert page.result.banner.isVisible()
    assert page.result.again.isEnabled()


def test_it_says_that_it_waits_for_the_chat(
    page: FormPage, form_room: FormRoom, room: Room, wait_for: Wait
) -> None:
    room.chat.send("first")
    filling = form_room.fill()
    settle()
    assert "chat" in page.result.status.text()
    assert page.writing.fill.text() == "Stop"
    room.answer()
    wait_for(lambda: filling.run)
    assert "chat" not in page.result.status.text()


def test_without_a_model_it_says_so(page: FormPage, form_room: FormRoom, room: Room) -> None:
    _type(page, FORM)
    assert not page.writing.hindrance.isVisible()
    room.model.load("gone")
    room.model.on_event(Failed(0, "model_file", "Broken."))
    settle()
    assert page.writing.hindrance.isVisible()
    assert not page.writing.fill.isEnabled()


def test_undo_brings_back_what_another_form_took_the_place_of(page: FormPage) -> None:
    _type(page, "mine {{a}}")
    page.sheets.fill()
    action = page.sheets.menu_.actions()[1]
    action.trigger()
    assert page.writing.editor.toPlainText() == READY[0].text
    page.writing.editor.undo()
    assert page.writing.editor.toPlainText() == "mine {{a}}"


def _choose(page: FormPage, text: str) -> None:
    page.sheets.fill()
    next(a for a in page.sheets.menu_.actions() if a.text().startswith(text)).trigger()


def test_forms_are_saved_renamed_and_deleted(
    page: FormPage, form_room: FormRoom, qtbot: QtBot
) -> None:
    _type(page, FORM)
    _choose(page, "Save")
    qtbot.keyClicks(page.name_box.field, "A & B")
    qtbot.keyClick(page.name_box.field, Qt.Key.Key_Return)
    assert form_room.sheets.names == ("A & B",)
    _choose(page, "Rename")
    page.name_box.field.setText("Zebra")
    qtbot.keyClick(page.name_box.field, Qt.Key.Key_Return)
    assert form_room.sheets.names == ("Zebra",)
    _choose(page, "Begin an empty form")
    assert page.writing.editor.toPlainText() == ""
    _choose(page, "Zebra")
    assert page.writing.editor.toPlainText() == FORM
    _choose(page, "Delete")
    settle()
    assert form_room.sheets.names == ()
    assert page.writing.editor.toPlainText() == FORM
    page.notice.undo.click()
    assert form_room.sheets.names == ("Zebra",)


def test_the_columns_stand_one_over_the_other_where_it_is_narrow(page: FormPage) -> None:
    _type(page, FORM)
    for width, stacked in ((1000, False), (420, True), (900, False)):
        page.resize(width, 700)
        settle()
        writing, result = page.writing, page.result
        top = result.mapTo(page, result.rect().topLeft())
        end = writing.mapTo(page, writing.rect().bottomRight())
        assert (top.y() > end.y()) == stacked
        assert (top.x() > end.x()) != stacked
        assert page.horizontalScrollBar().maximum() == 0


def test_every_control_can_be_reached_and_has_a_name(page: FormPage, form_room: FormRoom) -> None:
    form_room.finish(form_room.fill())
    settle()
    kinds = (QPushButton, QToolButton, QLineEdit, QComboBox, QAbstractSpinBox)
    for kind in kinds:
        for part in page.findChildren(kind):
            if not part.isVisible() or isinstance(part.parent(), QAbstractSpinBox):
                continue
            assert part.accessibleName(), part
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, part.accessibleName()


def test_nothing_is_wider_than_a_narrow_page_in_large_letters(
    form_room: FormRoom, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_scale(1.5)
    page = FormPage(theme, form_room.forms, form_room.preferences, READY)
    page.setStyleSheet(style_sheet(theme, "") + page.styleSheet())
    page.resize(630, 700)
    qtbot.addWidget(page)
    page.show()
    form_room.finish(form_room.fill())
    settle()
    for part in page.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QPushButton | QLineEdit | QComboBox):
            end = part.mapTo(page, part.rect().topRight()).x()
            assert end <= page.viewport().width(), part.accessibleName()
            if isinstance(part, QPushButton):
                assert part.width() >= part.minimumSizeHint().width(), part.text()


def test_what_was_written_is_there_in_the_next_window(
    page: FormPage, form_room: FormRoom, theme: Theme, qtbot: QtBot
) -> None:
    _type(page, FORM)
    form_room.finish(form_room.fill())
    again = FormPage(theme, form_room.forms, form_room.preferences, READY)
    qtbot.addWidget(again)
    assert again.writing.editor.toPlainText() == FORM
    assert again.result.text.toPlainText() == "It is red, yes."
