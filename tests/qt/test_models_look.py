"""The page "Models" read aloud, by the keyboard alone, in large type and in narrow windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.hardware.machine import Machine
from darkroom.hub.client import Hub
from darkroom.hub.downloads.request import DownloadState
from darkroom.ui.app import Desk
from darkroom.ui.models.page import ModelsPage, Tab
from fake_hub import FakeHub, Fault
from gguf_files import write_model
from library_trees import plant_lm_studio
from qt.conftest import Wait
from qt.machines import CARD_16
from qt.models_room import REPO, choose, look_inside, model_bytes, open_page, scanned
from qt.test_look import CONTROLS, _clipped, _name, _settle, _unnamed, _visible

pytestmark = pytest.mark.process

LONG = "a-model-with-a-name-that-goes-on-and-on-and-on-Q8_0.gguf"


@pytest.fixture(name="hub")
def _hub(fake_hub: FakeHub) -> Hub:
    return Hub(fake_hub.url)


@pytest.fixture(name="machine")
def _machine() -> Machine:
    """Long verdicts: most files fit in part."""
    return CARD_16


@pytest.fixture
def large_type(qapp: QApplication) -> Iterator[None]:
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(23)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


def _fill(desk: Desk, fake_hub: FakeHub, tmp_path: Path, wait_for: Wait) -> ModelsPage:
    """Everything on the page that can be: models, questions, failures, a download half way."""
    fake_hub.files[REPO, LONG] = model_bytes(tmp_path) + bytes(8_000_000)
    fake_hub.files[REPO, "broken-Q4_K_M.gguf"] = model_bytes(tmp_path)
    fake_hub.files[REPO, "other-Q2_K.gguf"] = model_bytes(tmp_path, architecture="llama")
    fake_hub.gated.clear()
    small = write_model(tmp_path / LONG)
    plant_lm_studio(tmp_path / "home" / ".lmstudio" / "models", small)
    desk.preferences.download_limit = 1e6
    page = open_page(desk)
    wait_for(lambda: desk.fit.machine)
    look_inside(desk, page, wait_for)
    fake_hub.fault = lambda seen: Fault(status=403) if "broken" in seen.path else None
    for offer in desk.models.catalogue.found[0].offers:
        if offer.candidate is not None:
            desk.models.download(offer)
    downloads = desk.models.downloads
    states = {DownloadState.RUNNING, DownloadState.FAILED}
    wait_for(lambda: {item.progress.state for item in downloads.items} == states)
    wait_for(lambda: max(item.progress.done_bytes for item in downloads.items) > 1e6)
    page.show_tab(Tab.DOWNLOADS)
    for row in page.downloads.rows.values():
        if row.item.progress.done_bytes:
            row.drop.click()
    page.show_tab(Tab.HERE)
    desk.models.library.scan()
    scanned(desk, wait_for)
    (row,) = page.library.rows.values()
    choose(row, "Delete …")
    return page


@pytest.fixture
def page(desk: Desk, fake_hub: FakeHub, tmp_path: Path, wait_for: Wait) -> ModelsPage:
    return _fill(desk, fake_hub, tmp_path, wait_for)


@pytest.mark.parametrize("tab", list(Tab))
def test_every_control_has_a_name_and_can_be_reached(
    desk: Desk, page: ModelsPage, tab: Tab, qtbot: QtBot
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    page.show_tab(tab)
    QApplication.processEvents()
    assert len(_visible(page, *CONTROLS)) >= 7
    assert not _unnamed(desk.window)
    names = [_name(w) for w in _visible(page, *CONTROLS)]
    # Heard one after the other, no two may be confused.
    assert len(set(names)) == len(names), names
    page.back.setFocus()
    reached: set[QWidget] = set()
    while (focus := QApplication.focusWidget()) not in reached:
        assert focus is not None
        reached.add(focus)
        desk.window.focusNextPrevChild(True)
    missed = [w for w in _visible(page, *CONTROLS) if w.isEnabled() and w not in reached]
    assert not [_name(w) for w in missed]


@pytest.mark.parametrize("width", [1180, 640, 420])
@pytest.mark.parametrize("tab", list(Tab))
def test_nothing_clips(desk: Desk, page: ModelsPage, tab: Tab, width: int) -> None:
    desk.window.resize(width, 700)
    page.show_tab(tab)
    _settle(lambda: _clipped(desk.window))
    assert desk.window.width() <= max(width, desk.window.minimumWidth())


@pytest.mark.parametrize("width", [1180, 640])
def test_nothing_clips_in_large_type(
    large_type: None, desk: Desk, page: ModelsPage, width: int
) -> None:
    assert desk.theme.scale > 1.5
    desk.window.resize(width, 800)
    for tab in Tab:
        page.show_tab(tab)
        _settle(lambda: _clipped(desk.window))
    assert desk.window.width() <= max(width, desk.window.minimumWidth())


def test_a_notice_does_not_clip(
    large_type: None, desk: Desk, page: ModelsPage, wait_for: Wait
) -> None:
    desk.window.show_chat()
    desk.window.resize(640, 800)
    desk.models.finished.emit(desk.models.downloads.items[0])
    assert desk.window.models.place.isVisible()
    _settle(lambda: _clipped(desk.window))
    announcer = desk.window.models.announcer
    assert announcer is not None
    announcer.details.click()
    assert page.tab is Tab.DOWNLOADS
    assert not desk.window.models.place.isVisible()
