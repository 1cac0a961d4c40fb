"""The table of keys, and the keys themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.settings import (
    SEND_KEY,
)
from darkroom.ui.settings.key_table import KeyRow
from darkroom.ui.settings.page import SettingsPage
from darkroom.ui.shortcuts import SHORTCUTS, bind
from darkroom.viewmodels.preferences import Preferences


def test_all_keys_stand_in_the_table(page: SettingsPage, preferences: Preferences) -> None:
    rows = page.keys.findChildren(KeyRow)
    assert [row.shortcut for row in rows] == list(SHORTCUTS)
    send, line = (next(r for r in rows if r.shortcut.id == i) for i in ("send", "new_line"))
    assert (send.accessibleName(), line.accessibleName()) == (
        "Send: Enter", "Begin a new line: Shift+Enter",
    )  # fmt: skip
    preferences.set(SEND_KEY, "ctrl_enter")
    assert (send.accessibleName(), line.accessibleName()) == (
        "Send: Ctrl+Enter", "Begin a new line: Enter",
    )  # fmt: skip


def test_no_key_does_two_things() -> None:
    everywhere = [keys for shortcut in SHORTCUTS if not shortcut.where for keys in shortcut.keys]
    assert len(set(everywhere)) == len(everywhere)
    names = [shortcut.id for shortcut in SHORTCUTS]
    assert len(set(names)) == len(names)


def test_keys_of_the_table_are_bound(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    actions = {
        shortcut.id: lambda name=shortcut.id: done.append(name)
        for shortcut in SHORTCUTS
        if not shortcut.where
    }
    bind(window, actions)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_K, control)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(window, Qt.Key.Key_Slash, control)
    assert done == ["search_chats", "shortcuts", "shortcuts"]


@pytest.mark.parametrize("change", ["missing", "unknown"])
def test_a_key_without_an_action_is_a_mistake(qtbot: QtBot, change: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = {shortcut.id: bool for shortcut in SHORTCUTS if not shortcut.where}
    if change == "missing":
        del actions["new_chat"]
    else:
        actions["brew_coffee"] = bool
    with pytest.raises(KeyError):
        bind(window, actions)
