"""German is longer: it must fit the same places, in large type and in a narrow window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from darkroom.core.settings import LANGUAGE
from darkroom.ui.app import Desk
from darkroom.ui.chat_panel.sampler_box import SamplerBox
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.model import ModelState
from qt.conftest import Wait
from qt.test_look import _clipped, _settle

pytestmark = pytest.mark.process


@pytest.fixture(autouse=True)
def _german(store: QSettings) -> None:
    store.setValue(LANGUAGE.key, "de")


@pytest.fixture(autouse=True)
def _large_type(qapp: QApplication) -> Iterator[None]:
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(23)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


@pytest.mark.parametrize("width", [1180, 640])
def test_no_page_clips(desk: Desk, wait_for: Wait, width: int) -> None:
    window = desk.window
    window.resize(width, 800)
    assert window.prompt._button.text() == "Senden"
    _settle(lambda: _clipped(window))
    desk.chat.send("hello")
    wait_for(lambda: not desk.chat.busy)
    desk.chat.send("overflow")
    wait_for(lambda: not desk.chat.busy)
    _settle(lambda: _clipped(window))
    window.settings.show_last()
    page = window.settings.page
    for section in page.sections:
        page.show_section(section)
        _settle(lambda: _clipped(window))
    for show in (
        window.models.show_catalogue, window.models.show_here, window.models.show_downloads,
    ):  # fmt: skip
        show()
        _settle(lambda: _clipped(window))
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    window.show_machine()
    _settle(lambda: _clipped(window))
    desk.model.load("a file that is not there.gguf")
    wait_for(lambda: desk.model.state is ModelState.FAILED)
    window.show_chat()
    _settle(lambda: _clipped(window))
    assert window.width() <= max(width, window.minimumWidth())


def test_the_panel_does_not_clip(desk: Desk) -> None:
    desk.window.resize(1180, 800)
    desk.window.show_panel(True)
    panel = desk.window.panel
    assert panel is not None
    panel.findChild(SamplerBox).fold.click()
    _settle(lambda: _clipped(panel))
