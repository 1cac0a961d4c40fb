"""Downloads in a real window, from a hub on this computer, in real processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton, QWidget

from darkroom.hub.client import Hub
from darkroom.hub.downloads.request import DownloadState
from darkroom.hub.hashes import HashRecord
from darkroom.ui.app import Desk
from darkroom.ui.models.announcer import TrayNotes
from darkroom.ui.models.download_row import DownloadRow
from darkroom.ui.models.page import ModelsPage, Tab
from darkroom.ui.settings.edits import NumberEdit
from darkroom.ui.settings.setting_rows import SettingRow
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.model import ModelState
from fake_hub import FakeHub, Fault
from qt.conftest import WAIT_MS, OpenWindow, Wait
from qt.models_room import FILE, REPO, look_inside, model_bytes, offer_row, open_page, words

pytestmark = pytest.mark.process

BIG = 6_000_000
GEMMA = "unsloth/diffusiongemma-26B-A4B-it-GGUF"


@pytest.fixture(name="hub")
def _hub(fake_hub: FakeHub) -> Hub:
    return Hub(fake_hub.url)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "models" / REPO / FILE


@pytest.fixture
def content(fake_hub: FakeHub, tmp_path: Path) -> bytes:
    """A small model on the hub."""
    content = fake_hub.files[REPO, FILE] = model_bytes(tmp_path)
    return content


@pytest.fixture
def large(fake_hub: FakeHub, tmp_path: Path) -> bytes:
    """One that takes some seconds, since no more than 1 MB/s is allowed."""
    content = model_bytes(tmp_path)
    content = fake_hub.files[REPO, FILE] = content + bytes(BIG - len(content))
    return content


def _row(page: ModelsPage) -> DownloadRow:
    (row,) = page.downloads.rows.values()
    return row


def _state(desk: Desk) -> DownloadState:
    return desk.models.downloads.items[-1].progress.state


def _begin(desk: Desk, wait_for: Wait) -> ModelsPage:
    """Download what the hub has; returns the page, at the downloads."""
    page = open_page(desk)
    look_inside(desk, page, wait_for)
    offer_row(page, "Q8_0").action.click()
    page.show_tab(Tab.DOWNLOADS)
    return page


def _half_way(desk: Desk, wait_for: Wait) -> ModelsPage:
    desk.preferences.download_limit = 1e6
    page = _begin(desk, wait_for)
    wait_for(lambda: 1e6 < desk.models.downloads.items[0].progress.done_bytes < BIG)
    return page


def test_from_the_catalogue_to_the_first_answer(
    desk: Desk, content: bytes, target: Path, tmp_path: Path, wait_for: Wait
) -> None:
    page = open_page(desk)
    look_inside(desk, page, wait_for)
    row = offer_row(page, "Q8_0")
    assert row.action.text() == "Download"
    row.action.click()
    assert row.action.text() == "Show"
    assert row._meter.isVisible()
    wait_for(lambda: row.action.text() == "Open")
    assert target.read_bytes() == content
    assert "on this computer" in words(row)
    assert not row._meter.isVisible()
    assert HashRecord(tmp_path / "data").read()[target]
    row.action.click()
    wait_for(lambda: desk.model.state is ModelState.READY and desk.model.path == str(target))
    assert not desk.window.models.is_open
    assert target in {Path(c.file) for c in desk.fit.considered.candidates}


def test_what_was_downloaded_is_among_the_files_of_its_model(
    desk: Desk, content: bytes, target: Path, wait_for: Wait, tmp_path: Path
) -> None:
    """Also while another file of the same model is looked at."""
    beside = tmp_path / "elsewhere" / "fake-F32.gguf"
    beside.parent.mkdir()
    beside.write_bytes(content)
    desk.fit.consider(str(beside))
    wait_for(lambda: desk.fit.considered)
    _begin(desk, wait_for)
    wait_for(lambda: len(desk.fit.considered.candidates) == 2)
    assert {c.file for c in desk.fit.considered.candidates} == {str(beside), str(target)}


def test_pause_resume_and_cancel_with_a_question(
    desk: Desk, large: bytes, target: Path, wait_for: Wait
) -> None:
    page = _half_way(desk, wait_for)
    row = _row(page)
    assert "MB/s" in words(row)
    assert "1 under way" in words(page.downloads)
    assert page.tabs.tabText(Tab.DOWNLOADS) == "Downloads (1)"
    assert desk.window.sidebar.models.text().startswith("Models · ")
    row.action.click()
    wait_for(lambda: _state(desk) is DownloadState.PAUSED)
    wait_for(lambda: row.action.text() == "Resume")
    assert "paused" in words(row)
    assert desk.window.sidebar.models.text() == "Models"
    row.action.click()
    wait_for(lambda: _state(desk) is DownloadState.RUNNING)
    row.drop.click()
    assert "would be deleted" in words(row.confirm)
    assert row.confirm.keep.hasFocus()
    row.confirm.keep.click()
    assert _state(desk) is DownloadState.RUNNING
    row.drop.click()
    row.confirm.agree.click()
    wait_for(lambda: not page.downloads.rows)
    assert not list(target.parent.glob("*.part"))
    assert "Nothing is being downloaded." in words(page.downloads)


def test_a_download_goes_on_after_the_window_was_closed(
    open_window: OpenWindow, large: bytes, fake_hub: FakeHub, target: Path, wait_for: Wait
) -> None:
    first = open_window("demo")
    wait_for(lambda: first.model.state is ModelState.READY)
    _half_way(first, wait_for)
    first.window.close()
    assert first.models.wait(WAIT_MS)
    assert first.thread.wait(WAIT_MS)
    assert not target.exists()
    sent = fake_hub.sent_bytes()
    second = open_window("demo")
    second.preferences.download_limit = None
    # Nobody opens the page: it goes on by itself.
    wait_for(target.exists)
    assert target.read_bytes() == large
    assert fake_hub.sent_bytes() - sent < BIG
    wait_for(lambda: second.models.downloads.items[0].progress.state is DownloadState.DONE)


def test_a_download_that_was_paused_stays_paused(
    open_window: OpenWindow, large: bytes, wait_for: Wait
) -> None:
    first = open_window("demo")
    wait_for(lambda: first.model.state is ModelState.READY)
    page = _half_way(first, wait_for)
    _row(page).action.click()
    wait_for(lambda: _state(first) is DownloadState.PAUSED)
    first.window.close()
    assert first.models.wait(WAIT_MS)
    assert first.thread.wait(WAIT_MS)
    second = open_window("demo")
    wait_for(lambda: second.model.state is ModelState.READY)
    assert not second.models.downloads.under_way
    assert _state(second) is DownloadState.PAUSED


def test_what_is_under_way_is_on_disk_in_case_of_a_crash(
    desk: Desk, large: bytes, store: QSettings, wait_for: Wait
) -> None:
    _half_way(desk, wait_for)
    on_disk = QSettings(store.fileName(), QSettings.Format.IniFormat)
    (item,) = desk.models.downloads.items
    assert on_disk.value("open_downloads") == item.id


def test_a_failure_is_told_in_words_and_can_be_retried(
    desk: Desk, content: bytes, fake_hub: FakeHub, target: Path, wait_for: Wait
) -> None:
    page = open_page(desk)
    offer = look_inside(desk, page, wait_for)
    fake_hub.gated.add(REPO)
    desk.models.download(offer)
    page.show_tab(Tab.DOWNLOADS)
    wait_for(lambda: page.downloads.rows and _row(page).action.text() == "Retry")
    assert "its owner wants its terms accepted first" in words(_row(page))
    fake_hub.gated.clear()
    _row(page).action.click()
    wait_for(lambda: page.downloads.rows and _row(page).action.text() == "Open")
    assert target.read_bytes() == content
    assert "every byte checked" in words(_row(page))
    page.downloads.clear.click()
    wait_for(lambda: not page.downloads.rows)
    assert target.is_file()


def test_the_note_of_a_download_is_shown(
    desk: Desk, large: bytes, fake_hub: FakeHub, wait_for: Wait
) -> None:
    fake_hub.ranges = False
    page = _half_way(desk, wait_for)
    wait_for(lambda: "The server sends whole files only." in words(_row(page)))


def test_the_search_finds_downloads(desk: Desk, content: bytes, wait_for: Wait) -> None:
    page = _begin(desk, wait_for)
    wait_for(lambda: page.downloads.rows)
    page.downloads.search.setText("nothing like it")
    assert not page.downloads.rows
    page.downloads.search.setText("FAKE q8")
    assert len(page.downloads.rows) == 1


class Notes:
    """Stands where the system's messages go."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, title: str, text: str, on_clicked: Callable[[], None]) -> bool:
        self.shown.append((title, text))
        return True


def test_the_end_of_a_download_is_told_in_the_window_and_by_the_system(
    desk: Desk, content: bytes, target: Path, wait_for: Wait
) -> None:
    notes = desk.window.models.notes = Notes()
    page = open_page(desk)
    offer = look_inside(desk, page, wait_for)
    desk.window.show_chat()
    other = QWidget()
    other.show()
    other.activateWindow()
    desk.models.download(offer)
    wait_for(lambda: desk.window.models.place.isVisible())
    other.close()
    announcer = desk.window.models.announcer
    assert announcer is not None
    assert "fake-Q8_0 is on this computer" in words(announcer)
    assert notes.shown == [("fake-Q8_0 is on this computer", "Every byte was checked.")]
    announcer.open.click()
    assert not desk.window.models.place.isVisible()
    wait_for(lambda: desk.model.path == str(target))


def test_the_page_itself_needs_no_notice(
    desk: Desk, fake_hub: FakeHub, content: bytes, wait_for: Wait
) -> None:
    notes = desk.window.models.notes = Notes()
    desk.window.activateWindow()
    page = open_page(desk)
    offer = look_inside(desk, page, wait_for)
    fake_hub.fault = lambda _seen: Fault(status=403)
    desk.models.download(offer)
    wait_for(lambda: desk.models.downloads.items and _state(desk) is DownloadState.FAILED)
    wait_for(lambda: desk.window.models.announcer)
    assert not desk.window.models.place.isVisible()
    # Somebody is looking at the window.
    assert not notes.shown
    assert "has stopped" in desk.window.models.announcer._banner.accessibleName()


def test_a_system_without_messages_is_left_alone(desk: Desk) -> None:
    assert not TrayNotes(desk.window).show("Title", "Text", lambda: None)


def test_the_list_of_quantizations_downloads_what_is_not_here(
    desk: Desk, fake_hub: FakeHub, wait_for: Wait
) -> None:
    fake_hub.files[GEMMA, "diffusiongemma-26B-A4B-it-Q4_K_M.gguf"] = b"not read in this test"
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    quants = desk.window.top_bar.quants
    quants.open_panel()
    quants.panel.list.rows[0].click()
    download = next(
        b for b in quants.panel.absent.findChildren(QPushButton) if b.text() == "Download"
    )
    assert download.hasFocus()
    download.click()
    assert not quants.panel.isVisible()
    page = desk.window.models.page
    assert page is not None
    assert page.tab is Tab.DOWNLOADS
    wait_for(lambda: "diffusiongemma-26B-A4B-it-Q4_K_M" in words(page.downloads))
    (item,) = desk.models.downloads.items
    assert item.request.folder == desk.preferences.models_folder / GEMMA


def test_the_page_of_the_machine_downloads_too(
    desk: Desk, fake_hub: FakeHub, wait_for: Wait
) -> None:
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    desk.window.show_machine()
    machine = desk.window._machine_page
    assert machine is not None
    machine.load.click()
    next(b for b in machine.absent.findChildren(QPushButton) if b.text() == "Download").click()
    assert desk.window.models.is_open
    assert desk.models.downloads.items


def test_the_limit_is_kept_and_passed_on(desk: Desk, fake_hub: FakeHub) -> None:
    page = open_page(desk, Tab.DOWNLOADS)
    assert page.downloads.limit.text() == "no limit"
    page.downloads.limit.setValue(25)
    assert desk.preferences.download_limit == 25e6
    desk.window.settings.show_last()
    row = desk.window.settings.page.models.row_of("download_limit_mb")
    assert isinstance(row, SettingRow)
    box = row.edit
    assert isinstance(box, NumberEdit)
    assert box.value() == 25
    box.setValue(0)
    assert desk.preferences.download_limit is None
    assert page.downloads.limit.text() == "no limit"
