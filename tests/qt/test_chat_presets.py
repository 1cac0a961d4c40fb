"""Presets in the panel beside a chat: chosen, saved, renamed, deleted, and carried in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from darkroom.core.presets import STARTERS
from darkroom.ui.chat_panel.files import ask_for_export
from darkroom.ui.theme import Theme
from qt.chat_panel_room import Room, actions

NAMES = [starter.name for starter in STARTERS]


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Room:
    made = Room(theme, tmp_path)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _dialog(room: Room) -> QFileDialog:
    """The dialog that is open; those that were closed go in their own time."""
    (dialog,) = [found for found in room.findChildren(QFileDialog) if found.isVisible()]
    return dialog


def test_the_picker_offers_all_and_shows_which_one_it_is(room: Room) -> None:
    picker = room.panel.preset.picker
    offered = actions(picker.menu_)
    assert list(offered) == NAMES
    assert [name for name, action in offered.items() if action.isChecked()] == ["Balanced"]
    assert offered["Balanced"].text().endswith("\tfor new chats")
    assert "Most steps per canvas: 96 steps" in offered["Careful"].toolTip()
    assert "Everything as the model recommends" in offered["Balanced"].toolTip()
    room.pick("Coder")
    assert room.settings.preset == "Coder"
    assert picker.accessibleName() == "Preset: Coder"
    assert "programmer" in room.panel.system.edit.toPlainText()


def test_a_change_is_marked(room: Room) -> None:
    picker = room.panel.preset.picker
    assert not picker._mark.isVisible()
    room.settings.turn("steps", 9)
    assert picker._mark.isVisible()
    assert picker.accessibleName() == "Preset: Balanced, changed"
    room.choose("Back to “Balanced” as it is saved")
    assert not picker._mark.isVisible()
    room.panel.notice.undo.click()
    assert room.settings.value("steps") == 9
    room.choose("Update “Balanced”")
    assert not picker._mark.isVisible()
    assert not actions(room.panel.preset.menu)["Update “Balanced”"].isEnabled()


def test_choosing_another_preset_does_not_lose_what_was_written(room: Room) -> None:
    room.settings.system = "Written with care"
    room.pick("Writer")
    assert room.panel.notice.accessibleName() == "“Writer” has taken the place of your changes."
    room.panel.notice.undo.click()
    assert room.panel.system.edit.toPlainText() == "Written with care"
    assert room.settings.preset == "Balanced"


def test_saving_as_asks_for_a_name_in_place(room: Room, qtbot: QtBot) -> None:
    names = room.panel.preset.names
    room.settings.turn("steps", 9)
    room.choose("Save as …")
    assert names.field.hasFocus()
    assert not names.agree.isEnabled()
    qtbot.keyClicks(names.field, "Writer")
    assert "replaces it" in names._note.text()
    assert names.agree.isEnabled()
    qtbot.keyClicks(names.field, " two")
    assert not names._note.isVisible()
    qtbot.keyClick(names.field, Qt.Key.Key_Return)
    assert not names.isVisible()
    assert room.settings.preset == "Writer two"
    assert room.presets.names[-1] == "Writer two"
    assert room.panel.preset.more.hasFocus()


def test_saving_as_can_be_given_up(room: Room, qtbot: QtBot) -> None:
    names = room.panel.preset.names
    for give_up in (
        lambda: qtbot.keyClick(names.field, Qt.Key.Key_Escape),
        names.cancel.click,
    ):
        room.choose("Save as …")
        qtbot.keyClicks(names.field, "Mine")
        give_up()
        assert not names.isVisible()
        assert room.presets.names == tuple(NAMES)
    assert not room.escapes


def test_renaming_refuses_a_name_that_is_taken(room: Room, qtbot: QtBot) -> None:
    names = room.panel.preset.names
    room.choose("Rename …")
    assert names.field.text() == "Balanced"
    names.field.setText("Writer")
    assert not names.agree.isEnabled()
    qtbot.keyClick(names.field, Qt.Key.Key_Return)
    assert room.presets.names == tuple(NAMES)
    names.field.setText("Usual")
    names.agree.click()
    assert room.presets.names == ("Usual", *NAMES[1:])
    assert room.settings.preset == "Usual"


def test_deleting_can_be_undone(room: Room) -> None:
    room.pick("Careful")
    room.choose("Delete")
    assert "Careful" not in room.presets.names
    assert room.panel.preset.picker.accessibleName() == "Preset: No preset"
    menu = actions(room.panel.preset.menu)
    assert not any(menu[text].isEnabled() for text in ("Rename …", "Delete", "Use for new chats"))
    room.panel.notice.undo.click()
    assert room.presets.names == tuple(NAMES)
    assert room.settings.preset == "Careful"


def test_what_new_chats_begin_with(room: Room) -> None:
    room.pick("Writer")
    room.choose("Use for new chats")
    assert room.settings.of_new_chat()["preset"] == "Writer"
    assert actions(room.panel.preset.menu)["Use for new chats"].isChecked()
    room.choose("Use for new chats")
    assert room.settings.of_new_chat()["preset"] == ""


def test_the_order_is_the_persons(room: Room) -> None:
    room.pick("Careful")
    room.choose("Move up in the list")
    assert room.presets.names[:2] == ("Careful", "Balanced")
    assert not actions(room.panel.preset.menu)["Move up in the list"].isEnabled()
    room.choose("Move down in the list")
    assert room.presets.names == tuple(NAMES)


def test_starters_that_are_gone_can_be_brought_back(room: Room) -> None:
    assert "Bring back the presets of Darkroom" not in actions(room.panel.preset.menu)
    room.presets.delete("Writer")
    room.choose("Bring back the presets of Darkroom")
    assert room.presets.names == (*(name for name in NAMES if name != "Writer"), "Writer")


def test_files_come_and_go_by_the_platforms_dialog(room: Room, tmp_path: Path) -> None:
    path = str(tmp_path / "mine.json")
    notice = room.panel.notice
    room.choose("Export this preset …")
    dialog = _dialog(room)
    assert dialog.selectedFiles()[0].endswith("Balanced.json")
    dialog.fileSelected.emit(path)
    dialog.close()
    assert notice.accessibleName() == f"Exported to {path}."
    assert not notice.undo.isVisible()
    room.choose("Import …")
    dialog = _dialog(room)
    dialog.fileSelected.emit(path)
    dialog.close()
    assert room.presets.names[-1] == "Balanced 2"
    assert notice.accessibleName() == "A preset was added: Balanced 2."
    room.choose("Export all presets …")
    dialog = _dialog(room)
    dialog.fileSelected.emit(path)
    dialog.close()
    room.presets.import_file(path)
    assert notice.accessibleName().startswith("6 presets were added: Balanced 3, ")


def test_the_suggested_file_name_suits_every_system(room: Room) -> None:
    for name, file in (("a/b: “c”?", "a b c.json"), ("?", "presets.json")):
        ask_for_export(room, name, lambda _path: None)
        dialog = _dialog(room)
        assert Path(dialog.selectedFiles()[0]).name == file
        dialog.close()


def test_trouble_is_told_in_place_and_can_be_dismissed(room: Room, tmp_path: Path) -> None:
    notice = room.panel.notice
    (tmp_path / "bad.json").write_text('{"darkroom_presets": 9}')
    room.presets.import_file(str(tmp_path / "bad.json"))
    assert "newer Darkroom" in notice.accessibleName()
    assert "Update Darkroom" in notice.accessibleName()
    assert notice.objectName() == "banner"
    notice.close_.click()
    assert not notice.isVisible()
    room.presets.delete("Writer")
    assert notice.objectName() == "notice"
