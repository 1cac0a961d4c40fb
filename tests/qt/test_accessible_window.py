"""Every control of the whole window has a name and a role, on every page and panel there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.app import Desk
from darkroom.ui.models.page import Tab
from darkroom.viewmodels.considered import CATALOGUE
from qt.accessibility import controls, nameless
from qt.conftest import Wait


@pytest.fixture
def everything(desk: Desk, wait_for: Wait) -> Desk:
    """A window in which everything was opened once."""
    desk.chat.send("hello")
    wait_for(lambda: not desk.chat.busy)
    desk.chat.send("overflow")
    wait_for(lambda: not desk.chat.busy)
    desk.window.toggle_panel()
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    desk.window.top_bar.quants.open_panel()
    desk.window.top_bar.quants.panel.close()
    desk.window.show_machine()
    for tab in Tab:
        desk.window.models.show_last()
        desk.window.models.page.show_tab(tab)
    desk.window.settings.show_last()
    desk.window.show_chat()
    return desk


@pytest.mark.process
def test_every_control_has_a_name_and_a_role(everything: Desk) -> None:
    window = everything.window
    pages = (window.settings.page, window.models.page, window._machine_page, window.panel)
    for page in pages:
        assert page is not None
        assert len(controls(page)) > 8
    assert len(controls(window)) > 100
    assert not nameless(window)


class _Painted(QFrame):
    """Can be reached by keyboard and says nothing."""


@pytest.mark.parametrize("kind", [QLineEdit, QPushButton, _Painted])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_nameless_control_is_found(qtbot: QtBot, kind: type[QWidget], hidden: bool) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    layout = QVBoxLayout(root)
    named, planted = QLineEdit(), kind()
    named.setAccessibleName("Name")
    planted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    planted.setObjectName("planted")
    for widget in (named, planted):
        layout.addWidget(widget)
    planted.setHidden(hidden)
    (found,) = nameless(root)
    assert found.startswith("no name: planted < ")
    planted.setAccessibleName("Name")
    # A frame with a name is still nothing that a person could act on.
    assert nameless(root) == ([found.replace("no name", "no role")] if kind is _Painted else [])
