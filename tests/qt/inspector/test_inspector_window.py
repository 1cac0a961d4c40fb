"""The inspector in a real window: beside the chat, over it, and after another start."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.app import Desk
from darkroom.ui.side_panels import CHAT, INSPECTOR, NONE
from darkroom.ui.theme import CRAMPED_PX
from darkroom.viewmodels.replay.settling import ramp, shades
from darkroom.viewmodels.turns import Action
from darkroom.viewmodels.window_state import WindowState
from qt.conftest import Wait

pytestmark = pytest.mark.process

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

_STARTS_LIGHT = """
import sys
from darkroom.ui import app, main_window, side_panels
assert "pyqtgraph" not in sys.modules, "pyqtgraph is there at the start"
assert "darkroom.ui.inspector.panel" not in sys.modules
import darkroom.ui.inspector.panel
assert "pyqtgraph" in sys.modules
"""


def _answered(desk: Desk, wait_for: Wait) -> AnswerView:
    desk.chat.send("Hello")
    view = desk.window.conversation.last_answer
    assert view is not None
    wait_for(lambda: view.run.state.is_final)
    return view


def test_nothing_of_it_is_loaded_with_the_window() -> None:
    subprocess.run([sys.executable, "-c", _STARTS_LIGHT], check=True)


def test_one_panel_is_there_at_a_time_and_survives_another_language(
    desk: Desk, wait_for: Wait, qtbot: QtBot
) -> None:
    window = desk.window
    window.resize(1200, 800)
    assert (window.panels.shown, desk.inspector.is_open) == (NONE, False)
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL_SHIFT)
    assert (window.panels.shown, desk.inspector.is_open) == (INSPECTOR, True)
    inspector = window.panels.inspector
    assert inspector is not None
    wait_for(inspector.isVisible)
    window.toggle_panel()
    assert (window.panels.shown, desk.inspector.is_open) == (CHAT, False)
    assert not inspector.isVisible()
    window.toggle_inspector()
    desk.renew_window()
    renewed = desk.window
    assert renewed is not window
    assert (renewed.panels.shown, desk.inspector.is_open) == (INSPECTOR, True)
    again = renewed.panels.inspector
    assert again is not None
    wait_for(again.isVisible)
    assert not renewed.panels.chat
    renewed.on_escape()
    assert (renewed.panels.shown, desk.inspector.is_open) == (NONE, False)


def test_narrow_windows_have_it_over_the_page(desk: Desk, wait_for: Wait) -> None:
    window = desk.window
    window.resize(CRAMPED_PX - 100, 700)
    wait_for(lambda: window.shell.is_cramped)
    window.panels.restore(INSPECTOR)
    assert window.panels.shown == NONE
    window.toggle_inspector()
    assert window.shell.overlay_open
    window.shell.close_overlay()
    window.resize(1200, 800)
    wait_for(lambda: not window.shell.is_cramped)
    window.panels.restore(INSPECTOR)
    assert window.panels.shown == INSPECTOR
    window.close_panel()
    window.panels.restore("dungeon")  # a settings file may say anything
    assert (window.panels.shown, desk.inspector.is_open) == (NONE, False)


def test_the_next_start_has_it_again(store: QSettings) -> None:
    state = WindowState(store)
    assert state.panel == ""
    state.panel = INSPECTOR
    assert WindowState(store).panel == INSPECTOR


def test_answer_and_inspector_show_and_mark_the_same(desk: Desk, wait_for: Wait) -> None:
    desk.window.resize(1200, 900)
    view = _answered(desk, wait_for)
    desk.window.toggle_inspector()
    inspector, panel = desk.inspector, desk.window.panels.inspector
    assert panel is not None
    wait_for(lambda: inspector.frames)
    assert inspector.run is view.run
    assert not view.replay.is_open
    # Who goes to a step in the inspector sees it in the answer.
    panel.chart.entropy.scrubbed.emit(0)
    wait_for(lambda: view.replay.is_open)
    canvas, replay = view.canvas, inspector.replay
    assert canvas is not None
    assert replay is not None
    assert replay.place == 0
    canvas.select(1, 3)
    assert list(inspector.cells) == [1, 2]
    inspector.select(0)
    assert canvas.selection == (0, 1)
    inspector.lock([0, 2])
    assert canvas._picture.marks.locked == {0, 2}
    panel.settling.check.box.click()
    overlay = canvas._picture.marks.overlay
    assert overlay is not None
    expected = ramp(dark=desk.theme.is_dark)[shades(inspector.frames)]
    assert np.array_equal(overlay, expected)
    # The text comes back, and with the steps all marks.
    view.act(Action.REPLAY)
    assert canvas._picture.marks.overlay is None
    view.act(Action.REPLAY)
    wait_for(lambda: canvas._picture.marks.overlay is not None)
    assert canvas._picture.marks.locked == {0, 2}
    panel.settling.check.box.click()
    assert canvas._picture.marks.overlay is None


def test_alternatives_are_recorded_when_they_are_wanted(desk: Desk, wait_for: Wait) -> None:
    assert _answered(desk, wait_for).run.settings.top_k == 0
    desk.inspector.record_alternatives = True
    assert _answered(desk, wait_for).run.settings.top_k == 8
