"""The frame of the window: what stands beside the page, and what lies over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.shell import Shell
from darkroom.ui.theme import CRAMPED_PX, NARROW_PX, PANEL_PX, SIDEBAR_PX, Theme

WIDE, CRAMPED, NARROW = CRAMPED_PX + 100, CRAMPED_PX - 20, NARROW_PX - 40


class Frame:
    """A shell with its three parts."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.sidebar, self.page, self.panel = QWidget(), QWidget(), QWidget()
        self.shell = Shell(theme, self.sidebar, self.page)
        qtbot.addWidget(self.shell)
        self.shell.resize(WIDE, 700)
        self.shell.show()
        self.shell.set_panel(self.panel)

    @property
    def spans(self) -> tuple[int, int]:
        """Where the page begins and ends."""
        place = self.page.geometry()
        return place.left(), place.right() + 1


@pytest.fixture
def frame(theme: Theme, qtbot: QtBot) -> Frame:
    return Frame(theme, qtbot)


def test_wide_windows_have_all_side_by_side(frame: Frame) -> None:
    assert frame.spans == (SIDEBAR_PX, WIDE)
    assert not frame.panel.isVisible()
    frame.shell.show_panel(True)
    assert frame.panel.isVisible()
    assert frame.spans == (SIDEBAR_PX, WIDE - PANEL_PX)
    assert not frame.shell.overlay_open
    frame.shell.toggle_sidebar()
    assert frame.spans == (0, WIDE - PANEL_PX)
    frame.shell.close_overlay()
    assert frame.panel.isVisible()


def test_cramped_windows_have_the_panel_over_the_page(frame: Frame, qtbot: QtBot) -> None:
    frame.shell.resize(CRAMPED, 700)
    before = frame.spans
    frame.shell.show_panel(True)
    assert frame.spans == before
    assert frame.shell.overlay_open
    qtbot.mouseClick(frame.shell._scrim, Qt.MouseButton.LeftButton)
    assert not frame.panel.isVisible()
    assert not frame.shell._scrim.isVisible()


def test_narrow_windows_have_one_thing_over_the_page_at_a_time(frame: Frame) -> None:
    frame.shell.resize(NARROW, 700)
    assert not frame.sidebar.isVisible()
    assert frame.spans == (0, NARROW)
    frame.shell.toggle_sidebar()
    assert frame.sidebar.isVisible()
    frame.shell.show_panel(True)
    assert (frame.sidebar.isVisible(), frame.panel.isVisible()) == (False, True)
    frame.shell.toggle_sidebar()
    assert (frame.sidebar.isVisible(), frame.panel.isVisible()) == (True, False)
    frame.shell.close_overlay()
    assert not frame.shell.overlay_open


def test_growing_brings_the_sidebar_back(frame: Frame) -> None:
    frame.shell.resize(NARROW, 700)
    frame.shell.toggle_sidebar()
    frame.shell.resize(WIDE, 700)
    assert frame.sidebar.isVisible()
    assert not frame.shell.overlay_open
    frame.shell.open_beside = False
    frame.shell.resize(NARROW, 700)
    frame.shell.resize(WIDE, 700)
    assert not frame.sidebar.isVisible()


def test_the_panel_is_never_wider_than_the_window(frame: Frame) -> None:
    frame.shell.resize(PANEL_PX - 60, 700)
    frame.shell.show_panel(True)
    assert frame.panel.geometry().left() == 0
    assert frame.panel.width() == PANEL_PX - 60
