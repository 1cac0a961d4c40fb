"""A person who has nothing but keys: from the first question to the last setting and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.app import Desk
from fakes import ANSWER
from qt.conftest import Wait

pytestmark = pytest.mark.process

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_MOST_STEPS = 60


class Keys:
    """Presses keys where the focus is, and nothing else."""

    def __init__(self, desk: Desk, qtbot: QtBot, wait_for: Wait) -> None:
        self._desk = desk
        self._qtbot = qtbot
        self._wait_for = wait_for

    @property
    def name(self) -> str:
        """What has the focus, as a screen reader says it."""
        return self._place.accessibleName()

    @property
    def menu(self) -> QMenu:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    @property
    def _place(self) -> QWidget:
        place = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert place is not None, "nothing has the focus"
        return place

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        self._qtbot.keyClick(self._place, key, modifier)

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self._place, text)

    def go_to(self, name: str) -> None:
        """Walk to a control, backwards from where the focus is."""
        for _ in range(_MOST_STEPS):
            if self.name.startswith(name):
                return
            self.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        pytest.fail(f"no key leads to {name}")

    def choose(self, text: str) -> None:
        """Take what a menu offers."""
        for _ in self.menu.actions():
            self.press(Qt.Key.Key_Down)
            if self.menu.activeAction().text().startswith(text):
                self.press(Qt.Key.Key_Return)
                return
        pytest.fail(f"the menu has no {text}")

    def ask(self, text: str) -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.wait()

    def wait(self, condition: Callable[[], object] | None = None) -> None:
        self._wait_for(condition or (lambda: not self._desk.chat.busy))


@pytest.fixture
def keys(desk: Desk, qtbot: QtBot, wait_for: Wait) -> Keys:
    desk.window.activateWindow()
    return Keys(desk, qtbot, wait_for)


def _siblings(desk: Desk) -> list[tuple[int, int]]:
    return [turn.siblings for turn in desk.chat.turns]


def test_find_a_question_and_ask_it_in_other_words(desk: Desk, keys: Keys) -> None:
    keys.ask("the alpha question")
    keys.press(Qt.Key.Key_N, _CTRL)
    keys.ask("the beta question")
    keys.press(Qt.Key.Key_K, _CTRL)
    keys.type("alph")
    found = desk.window.sidebar.found.list
    keys.wait(lambda: found.rows.rowCount() and desk.chats.search.text == "alph")
    keys.press(Qt.Key.Key_Down)
    assert keys.name == "What was found"
    keys.press(Qt.Key.Key_Return)
    assert desk.chat.turns[0].text == "the alpha question"
    keys.press(Qt.Key.Key_E, _CTRL)
    keys.type(", again")
    keys.press(Qt.Key.Key_Return, _CTRL)
    keys.wait()
    assert desk.chat.turns[0].text == "the alpha question, again"
    assert _siblings(desk) == [(2, 2), (1, 1)]
    # The field is gone; the next question can be written at once.
    keys.ask("and now?")
    assert desk.chat.turns[2].text == "and now?"


def test_answer_again_go_back_copy_delete_and_undo(desk: Desk, keys: Keys) -> None:
    keys.ask("hello")
    keys.press(Qt.Key.Key_R, _CTRL)
    keys.wait()
    keys.go_to("Earlier answer")
    keys.press(Qt.Key.Key_Space)
    assert _siblings(desk) == [(1, 1), (1, 2)]
    keys.go_to("Copy answer")
    keys.press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == ANSWER
    keys.go_to("More for this answer")
    keys.press(Qt.Key.Key_Space)
    keys.choose("Delete")
    assert _siblings(desk) == [(1, 1), (1, 1)]
    keys.go_to("Undo")
    keys.press(Qt.Key.Key_Space)
    assert _siblings(desk) == [(1, 1), (1, 2)]


def test_the_panel_and_the_settings_and_back(desk: Desk, keys: Keys) -> None:
    keys.press(Qt.Key.Key_I, _CTRL)
    keys.go_to("Preset: ")
    keys.press(Qt.Key.Key_Space)
    keys.choose("Careful")
    assert desk.settings.preset == "Careful"
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "Your question"
    keys.press(Qt.Key.Key_Comma, _CTRL)
    keys.go_to("Reduce motion")
    before = desk.preferences.reduce_motion
    keys.press(Qt.Key.Key_Space)
    assert desk.preferences.reduce_motion is not before
    keys.press(Qt.Key.Key_Escape)
    keys.ask("hello")
    assert len(desk.chat.turns) == 2


def test_a_chat_that_is_deleted_in_the_list_is_back_with_the_next_keys(
    desk: Desk, keys: Keys
) -> None:
    for text in ("first", "second"):
        keys.press(Qt.Key.Key_N, _CTRL)
        keys.ask(text)
    keys.go_to("Chats")
    keys.press(Qt.Key.Key_Delete)
    assert [head.title for head in desk.history.heads()] == ["first"]
    assert keys.name == "Chats"
    keys.press(Qt.Key.Key_Z, _CTRL)
    assert [head.title for head in desk.history.heads()] == ["second", "first"]


def test_the_last_chat_that_is_deleted_is_back_with_a_few_keys(desk: Desk, keys: Keys) -> None:
    keys.ask("only")
    keys.go_to("Chats")
    keys.press(Qt.Key.Key_Delete)
    assert not desk.history.heads()
    keys.go_to("Undo")
    keys.press(Qt.Key.Key_Space)
    assert [head.title for head in desk.history.heads()] == ["only"]
