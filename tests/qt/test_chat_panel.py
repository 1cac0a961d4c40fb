"""The panel beside a chat: knobs, seed, thinking and system prompt, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.knobs import KNOBS
from darkroom.history.records import Chat
from darkroom.ui.chat_panel.knob_edit import KnobEdit
from darkroom.ui.chat_panel.knob_row import KnobRow
from darkroom.ui.theme import Theme
from qt.chat_panel_room import Room

Key = Qt.Key


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Room:
    made = Room(theme, tmp_path)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def german() -> Iterator[None]:
    usual = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(usual)


def _row(room: Room, name: str) -> KnobRow:
    row = room.panel.sampler.rows[name]
    if row.knob.advanced:
        room.panel.sampler.fold.setChecked(True)
    return row


def _type(qtbot: QtBot, edit: KnobEdit, text: str, *, then: Key = Key.Key_Return) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Key.Key_Backspace)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, then)


def _turn_wheel(widget: QWidget) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_there_is_a_row_for_every_knob_of_the_sampler(room: Room) -> None:
    rows = [*room.panel.sampler.rows, "seed", "thinking"]
    assert sorted(rows) == sorted(knob.name for knob in KNOBS)


def test_the_models_own_value_stands_in_an_empty_field(room: Room) -> None:
    edit = _row(room, "steps").edit
    assert (edit.text(), edit.lineEdit().placeholderText()) == ("", "model’s: 48")
    assert edit.accessibleDescription() == "model’s: 48"
    assert edit.property("value") == 48
    room.settings.turn("steps", 12)
    assert (edit.text(), edit.accessibleDescription()) == ("12", "")
    room.settings.reset("steps")
    room.settings.defaults = None
    assert edit.lineEdit().placeholderText() == "the model’s"
    assert not _row(room, "steps").slider.isVisible()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("steps", "12", 12),
        ("steps", "0", 1),
        ("steps", "4000", 1000),
        ("steps", " 7 ", 7),
        ("steps", "1.5", 15),  # the point is not taken
        ("steps", "", None),
        ("max_new_tokens", "", 1024),
        ("entropy_bound", "0.25", 0.25),
        ("entropy_bound", ",5", 0.5),
        ("entropy_bound", "0.0004", 0),
        ("entropy_bound", "1e3", 13),
        ("entropy_bound", "-2", 2),
        ("entropy_bound", ".", None),
    ],
)
def test_typing_sets_the_nearest_allowed_value(
    room: Room, qtbot: QtBot, name: str, text: str, value: float | None
) -> None:
    edit = _row(room, name).edit
    _type(qtbot, edit, text)
    assert room.settings.value(name) == value
    assert edit.text() == ("" if value is None else f"{value:g}")


def test_emptying_a_field_gives_it_back_to_the_model(room: Room, qtbot: QtBot) -> None:
    room.settings.turn("entropy_bound", 0.5)
    _type(qtbot, _row(room, "entropy_bound").edit, "")
    assert room.settings.value("entropy_bound") is None


def test_leaving_a_field_takes_what_was_typed_and_esc_does_not(room: Room, qtbot: QtBot) -> None:
    edit = _row(room, "steps").edit
    _type(qtbot, edit, "12", then=Key.Key_Tab)
    assert room.settings.value("steps") == 12
    _type(qtbot, edit, "30", then=Key.Key_Escape)
    assert edit.text() == "12"
    assert not room.escapes
    qtbot.keyClick(edit, Key.Key_Escape)
    assert room.escapes == ["panel"]
    assert room.settings.value("steps") == 12


def test_arrows_go_to_round_values_from_where_the_model_is(room: Room, qtbot: QtBot) -> None:
    for name, up, down in (
        ("steps", 49, 48), ("max_new_tokens", 1280, 1024), ("entropy_bound", 0.15, 0.1),
    ):  # fmt: skip
        edit = _row(room, name).edit
        edit.setFocus()
        qtbot.keyClick(edit, Key.Key_Up)
        assert room.settings.value(name) == up
        qtbot.keyClick(edit, Key.Key_Down)
        assert room.settings.value(name) == down
    edit = _row(room, "steps").edit
    _type(qtbot, edit, "1")
    qtbot.keyClick(edit, Key.Key_Down)
    assert room.settings.value("steps") == 1
    # What is typed but not entered yet is where the step begins.
    edit.selectAll()
    qtbot.keyClicks(edit, "20")
    qtbot.keyClick(edit, Key.Key_Up)
    assert room.settings.value("steps") == 21


def test_sliders_go_through_usual_values(room: Room, qtbot: QtBot) -> None:
    row = _row(room, "steps")
    assert row.knob.stops[row.slider.value()] == 48
    row.slider.setFocus()
    qtbot.keyClick(row.slider, Key.Key_Right)
    assert room.settings.value("steps") == 64
    room.settings.turn("steps", 100)
    assert row.knob.stops[row.slider.value()] == 96
    assert row.slider.accessibleDescription() == "100 steps"
    assert room.settings.value("steps") == 100


def test_the_wheel_scrolls_past_controls_that_are_not_in_use(room: Room) -> None:
    room.panel.preset.picker.setFocus()
    row = _row(room, "steps")
    for part in (row.edit, row.slider):
        _turn_wheel(part)
        assert room.settings.value("steps") is None
    row.edit.setFocus()
    _turn_wheel(row.edit)
    assert room.settings.value("steps") == 49


def test_numbers_are_written_as_people_there_do(
    german: None, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    room = Room(theme, tmp_path)
    qtbot.addWidget(room)
    room.show()
    edit = _row(room, "entropy_bound").edit
    assert edit.lineEdit().placeholderText() == "model’s: 0,1"
    for text in ("0,125", "0.125"):
        _type(qtbot, edit, text)
        assert room.settings.value("entropy_bound") == 0.125
        assert edit.text() == "0,125"
        room.settings.reset("entropy_bound")


def test_a_row_has_a_way_back_once_it_is_turned(room: Room) -> None:
    row = _row(room, "steps")
    assert not row.reset.isVisible()
    room.settings.turn("steps", 9)
    row.reset.setFocus()
    row.reset.click()
    assert room.settings.value("steps") is None
    assert not row.reset.isVisible()
    assert row.edit.hasFocus()


def test_help_tells_what_a_knob_does_its_range_and_its_usual_place(room: Room) -> None:
    row = _row(room, "steps")
    assert not row.note.isVisible()
    row.note.button.click()
    assert row.note.isVisible()
    text = row.note.button.accessibleDescription()
    assert row.knob.explanation in text
    assert "From 1 to" in text
    assert "48 steps, as the model recommends" in text
    room.settings.defaults = None
    assert "Left empty, it is what the model recommends." in row.note.button.accessibleDescription()
    length = _row(room, "max_new_tokens").note.button.accessibleDescription()
    assert "Usually it is" in length
    row.note.button.click()
    assert not row.note.isVisible()


def test_a_temperature_takes_the_other_one_along(room: Room, qtbot: QtBot) -> None:
    first, last = _row(room, "t_max"), _row(room, "t_min")
    _type(qtbot, last.edit, "1.2")
    assert (first.edit.text(), last.edit.text()) == ("1.2", "1.2")
    _type(qtbot, first.edit, "0")
    assert (first.edit.text(), last.edit.text()) == ("0.001", "0.001")
    _type(qtbot, last.edit, "1.2")
    first.reset.click()
    assert (first.edit.text(), last.edit.text()) == ("", "0.8")


def test_advanced_knobs_are_folded_and_tell_when_they_are_turned(room: Room) -> None:
    fold, row = room.panel.sampler.fold, room.panel.sampler.rows["t_max"]
    assert not row.isVisible()
    assert fold.text() == "More knobs"
    room.settings.turn("stability", 3)
    assert fold.text() == "More knobs (1 changed)"
    fold.click()
    assert row.isVisible()
    assert fold.text() == fold.accessibleName() == "Fewer knobs"


def test_reset_all_and_its_undoing(room: Room) -> None:
    sampler, notice = room.panel.sampler, room.panel.notice
    assert not sampler.reset.isVisible()
    room.settings.turn("steps", 9)
    sampler.reset.click()
    assert room.settings.value("steps") is None
    assert not sampler.reset.isVisible()
    assert notice.isVisible()
    notice.undo.click()
    assert room.settings.value("steps") == 9
    assert not notice.isVisible()
    sampler.reset.click()
    room.settings.turn("steps", 5)
    assert not notice.isVisible(), "a way back that leads nowhere any more"


def test_the_seed_is_locked_drawn_and_taken_from_the_last_answer(room: Room, qtbot: QtBot) -> None:
    row, settings = room.panel.sampler.seed, room.settings
    assert not row.edit.isEnabled()
    assert not row.last.isVisible()
    row.lock.box.click()
    assert settings.keep_seed
    _type(qtbot, row.edit, "41")
    assert settings.settings_of_next_run().seed == 41
    row.lock.box.click()
    assert not settings.keep_seed
    assert row.edit.text() == ""
    seed = settings.settings_of_next_run().seed
    assert row.last.isVisible()
    assert str(seed) in row.last.accessibleName()
    row.last.click()
    assert (settings.keep_seed, row.edit.text()) == (True, str(seed))
    assert not row.last.isVisible()
    row.dice.click()
    assert settings.keep_seed
    assert row.edit.text() == str(settings.value("seed")) != str(seed)
    # The words beside the box can be clicked too.
    qtbot.mouseClick(row.lock, Qt.MouseButton.LeftButton, pos=row.lock.rect().center())
    assert not settings.keep_seed


def test_thinking_is_off_limits_where_the_model_cannot(room: Room) -> None:
    box, reason = room.panel.think.check.box, room.panel.think._reason
    assert not reason.isVisible()
    box.click()
    assert room.settings.value("thinking") is True
    room.settings.can_think = False
    assert not box.isEnabled()
    assert not box.isChecked()
    assert reason.isVisible()
    assert box.accessibleDescription() == reason.text()
    room.settings.can_think = True
    assert box.isChecked()


def test_the_system_prompt_is_written_here(room: Room, qtbot: QtBot) -> None:
    edit = room.panel.system.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "Be brief")
    assert room.settings.system == "Be brief"
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    room.settings.turn("steps", 9)
    qtbot.keyClicks(edit, "Ever: ")
    assert room.settings.system == "Ever: Be brief", "other changes leave the cursor alone"
    room.settings.show(Chat(2, "b", "", False, 0, 0, system="a\u00a0b"))
    assert edit.toPlainText() == "a b"
    assert room.settings.system == "a\u00a0b", "showing changes nothing"


def test_the_system_prompt_grows_and_then_scrolls(room: Room, qtbot: QtBot) -> None:
    edit = room.panel.system.edit
    low = edit.height()
    room.settings.system = "\n" * 5
    assert edit.height() > low
    room.settings.system = "\n" * 11
    high = edit.height()
    assert not edit.verticalScrollBar().isVisible()
    room.settings.system = "\n" * 40
    assert edit.height() == high
    qtbot.waitUntil(edit.verticalScrollBar().isVisible)
    room.settings.system = "word " * 40
    assert edit.height() > low, "long lines count as they are broken"


def test_the_panel_closes_with_its_button_and_esc(room: Room, qtbot: QtBot) -> None:
    room.panel.close_.click()
    assert room.escapes == ["panel"]
    room.panel.focus()
    focus = [room.panel.preset.picker, room.panel.system.edit, room.panel.think.check.box]
    row = _row(room, "steps")
    for part in (*focus, row.slider, row.edit, row.note.button):
        part.setFocus()
        room.escapes.clear()
        qtbot.keyClick(part, Key.Key_Escape)
        assert room.escapes == ["panel"], part
