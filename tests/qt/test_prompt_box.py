"""The prompt box alone: keys, input methods, files, sizes, names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from darkroom.history.records import Attachment
from darkroom.ui.prompt_box import PromptBox
from darkroom.ui.theme import Theme
from qt.conftest import Wait

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def box(theme: Theme, qtbot: QtBot) -> PromptBox:
    box = PromptBox(theme)
    qtbot.addWidget(box)
    box.resize(600, 100)
    box.show()
    return box


@pytest.fixture
def sent(box: PromptBox) -> list[str]:
    sent: list[str] = []
    box.send_asked.connect(sent.append)
    return sent


def _edit(box: PromptBox) -> QPlainTextEdit:
    edit = box.findChild(QPlainTextEdit)
    assert edit is not None
    return edit


def test_enter_sends_and_shift_enter_does_not(
    box: PromptBox, sent: list[str], qtbot: QtBot
) -> None:
    edit = _edit(box)
    qtbot.keyClicks(edit, "a")
    qtbot.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(edit, "b")
    assert (box.text, sent) == ("a\nb", [])
    for key, held in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, KEYPAD),
        (Qt.Key.Key_Return, CONTROL),
    ):
        qtbot.keyClick(edit, key, held)
    assert sent == ["a\nb"] * 3


def test_ctrl_enter_sends_if_that_is_wished(box: PromptBox, sent: list[str], qtbot: QtBot) -> None:
    box.set_send_key("ctrl_enter")
    qtbot.keyClicks(_edit(box), "a")
    qtbot.keyClick(_edit(box), Qt.Key.Key_Return)
    qtbot.keyClick(_edit(box), Qt.Key.Key_Enter, KEYPAD)
    qtbot.keyClicks(_edit(box), "b")
    assert (box.text, sent) == ("a\n\nb", [])
    qtbot.keyClick(_edit(box), Qt.Key.Key_Return, CONTROL)
    assert sent == ["a\n\nb"]
    assert "Enter" in _edit(box).toolTip()


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_enter_within_an_input_method_sends_nothing(
    box: PromptBox, sent: list[str], qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    edit = _edit(box)
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("にほん", []))
    qtbot.keyClick(edit, Qt.Key.Key_Return, held)
    assert sent == []
    done = QInputMethodEvent("", [])
    done.setCommitString("日本")
    QApplication.sendEvent(edit, done)
    assert box.text.strip() == "日本"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert len(sent) == 1


def test_the_button_sends_or_stops(box: PromptBox, sent: list[str], qtbot: QtBot) -> None:
    stops: list[None] = []
    box.stop_asked.connect(lambda: stops.append(None))
    button = box._button
    assert not button.isEnabled()
    box.text = "  "
    assert not button.isEnabled()
    box.text = "a"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    box.set_busy(True)
    assert (button.text(), button.accessibleName()) == ("Stop", "Stop")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    box.text = ""
    assert button.isEnabled()
    box.set_busy(False)
    assert not button.isEnabled()
    assert (sent, len(stops)) == (["a"], 1)


def test_files_alone_can_be_sent(box: PromptBox) -> None:
    box.set_attachments([Attachment("a.txt", "x", 3)])
    assert box._button.isEnabled()
    assert box.chips.isVisible()
    box.set_attachments([])
    assert not box._button.isEnabled()
    assert not box.chips.isVisible()


def test_pasted_files_go_along_and_other_things_are_text(box: PromptBox) -> None:
    files: list[list[Path]] = []
    box.files_dropped.connect(files.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a.txt"), QUrl("https://example.org/b.txt")])
    QApplication.clipboard().setMimeData(data)
    _edit(box).paste()
    assert (files, box.text) == ([[Path("/a.txt")]], "")
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/")])
    link.setText("https://example.org/")
    QApplication.clipboard().setMimeData(link)
    _edit(box).paste()
    assert (len(files), box.text) == (1, "https://example.org/")
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    QApplication.clipboard().setMimeData(rich)
    box.text = ""
    _edit(box).paste()
    assert box.text == "bold"


def test_it_grows_to_some_lines_and_no_further(box: PromptBox, wait_for: Wait) -> None:
    low = _edit(box).height()
    box.text = "\n".join("line" for _ in range(3))
    wait_for(lambda: 2 * low < _edit(box).height() < 4 * low)
    box.text = "\n".join("line" for _ in range(50))
    wait_for(lambda: 4 * low < _edit(box).height() < 7 * low)
    box.text = ""
    wait_for(lambda: _edit(box).height() == low)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_narrow_box_breaks_lines_and_keeps_its_buttons(
    theme: Theme, qtbot: QtBot, wait_for: Wait, scale: float
) -> None:
    theme.set_scale(scale)
    box = PromptBox(theme)
    qtbot.addWidget(box)
    box.setFont(theme.font())
    box.show()
    low = _edit(box).height()
    box.set_attachments([Attachment(f"a rather long name of a file {n}.txt", "x") for n in "123"])
    box.text = "some words that need more than one line " * 3
    box.resize(320, 400)
    wait_for(lambda: _edit(box).height() > low)
    assert box.minimumSizeHint().width() <= 320
    for button in box.findChildren(QAbstractButton):
        if button.isVisible():
            corner = button.mapTo(box, button.rect().bottomRight())
            assert box.rect().contains(corner), button.accessibleName()


def test_all_has_names(box: PromptBox) -> None:
    box.set_attachments([Attachment("a.txt", "x" * 2000, 500), Attachment("b.txt", "xyz")])
    assert _edit(box).accessibleName()
    names = [button.accessibleName() for button in box.findChildren(QAbstractButton)]
    assert all(names)
    assert {"Leave a.txt out", "Leave b.txt out", "Attach text files"} <= set(names)
    chips = [chip.accessibleName() for chip in box.chips.findChildren(type(box).__mro__[1])]
    assert {"a.txt, 500 tokens", "b.txt, 3 characters"} <= set(chips)


def test_a_file_can_be_left_out_by_keyboard(box: PromptBox, qtbot: QtBot) -> None:
    removed: list[int] = []
    box.removed.connect(removed.append)
    box.set_attachments([Attachment("a.txt", "x"), Attachment("b.txt", "y")])
    leave = [b for b in box.chips.findChildren(QAbstractButton) if "b.txt" in b.accessibleName()]
    assert leave[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(leave[0], Qt.Key.Key_Space)
    assert removed == [1]


def test_many_files_leave_room_for_the_rest(box: PromptBox, wait_for: Wait) -> None:
    box.resize(320, 400)
    low = box.sizeHint().height()
    box.set_attachments([Attachment("one.txt", "x")])
    wait_for(lambda: low < box.sizeHint().height() < low + 70)
    box.set_attachments([Attachment(f"some long name {n}.txt", "x") for n in range(20)])
    wait_for(lambda: low + 70 < box.sizeHint().height() < low + 160)
    assert box.chips.height() > box.height()
    box.set_attachments([])
    wait_for(lambda: box.sizeHint().height() == low)
