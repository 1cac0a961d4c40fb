"""The models on this computer in a real window: found, checked, deleted, never while in use."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.hub.client import Hub
from darkroom.hub.hashes import HashRecord
from darkroom.hub.library.model import Owner
from darkroom.hub.verify import sha256_of
from darkroom.ui.app import Desk
from darkroom.ui.models.library_row import LibraryRow
from darkroom.ui.models.page import ModelsPage, Tab
from darkroom.viewmodels.model import ModelState
from fake_hub import FakeHub
from gguf_files import write_model
from library_trees import plant_hugging_face, plant_lm_studio, put
from qt.conftest import Wait
from qt.models_room import choose, library_row, menu_of, open_page, scanned, words

pytestmark = pytest.mark.process

REPO = "owner/model-GGUF"


@pytest.fixture(name="hub")
def _hub(fake_hub: FakeHub) -> Hub:
    return Hub(fake_hub.url)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_model(tmp_path / "small.gguf")


@pytest.fixture
def mine(tmp_path: Path, small: Path) -> Path:
    """A model in Darkroom's own folder."""
    return put(small, tmp_path / "models" / "owner" / "name" / "fake-Q8_0.gguf")


@pytest.fixture
def page(mine: Path, desk: Desk, wait_for: Wait) -> ModelsPage:
    page = open_page(desk, Tab.HERE)
    scanned(desk, wait_for)
    return page


@pytest.fixture
def trash(tmp_path: Path, fake_hub: FakeHub) -> Iterator[Path]:
    """The trash of the person whose home is in the test's folder."""
    module = importlib.import_module("send2trash.plat_other")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
        # It looks at the environment when it is imported.
        importlib.reload(module)
        yield tmp_path / "home" / "data" / "Trash"
    importlib.reload(module)


def _again(desk: Desk, page: ModelsPage, wait_for: Wait) -> None:
    page.library.again.click()
    scanned(desk, wait_for)


def test_all_are_listed_by_whose_they_are(
    desk: Desk, page: ModelsPage, mine: Path, small: Path, fake_hub: FakeHub, tmp_path: Path,
    wait_for: Wait,
) -> None:  # fmt: skip
    other = write_model(tmp_path / "other.gguf", architecture="llama")
    plant_lm_studio(tmp_path / "home" / ".lmstudio" / "models", other)
    _again(desk, page, wait_for)
    text = words(page.library)
    assert text.index("DARKROOM") < text.index("fake-Q8_0") < text.index("LM STUDIO")
    assert "2 models" in text
    row = library_row(page, mine)
    assert "diffusion-gemma · Q8_0" in words(row)
    assert row.open.isVisible()
    others = next(r for path, r in page.library.rows.items() if path != mine)
    assert "autoregressive" in words(others)
    assert not others.open.isVisible()
    page.library.search.setText("lm studio")
    assert list(page.library.rows) != [mine]
    page.library.search.setText("no such")
    assert "No model on this computer matches that." in words(page.library)


def test_nothing_found_teaches_and_leads_to_the_catalogue(
    desk: Desk, fake_hub: FakeHub, wait_for: Wait
) -> None:
    page = open_page(desk, Tab.HERE)
    scanned(desk, wait_for)
    assert "No models were found" in words(page.library)
    next(
        b for b in page.library.findChildren(QPushButton) if b.text() == "See what there is to get"
    ).click()
    assert page.tab is Tab.CATALOGUE


def test_open_loads_it_and_goes_back_to_the_chat(
    desk: Desk, page: ModelsPage, mine: Path, wait_for: Wait
) -> None:
    library_row(page, mine).open.click()
    assert not desk.window.models.is_open
    wait_for(lambda: desk.model.state is ModelState.READY and desk.model.path == str(mine))


def test_a_model_in_use_cannot_be_deleted(
    desk: Desk, page: ModelsPage, mine: Path, wait_for: Wait, trash: Path
) -> None:
    desk.fit.open(str(mine))
    wait_for(lambda: desk.model.state is ModelState.READY and desk.model.path == str(mine))
    row = library_row(page, mine)
    assert "in use" in words(row)
    assert not row.open.isEnabled()
    assert menu_of(row)["Delete … (not while it is in use)"] is False
    # Whoever asks all the same is refused further down, in words, in place.
    (model,) = desk.models.library.models
    desk.models.library.delete(model)
    wait_for(lambda: desk.models.library.troubles)
    assert "fake-Q8_0 is in use." in words(row)
    assert mine.is_file()
    assert not trash.exists()


def test_a_model_goes_to_the_trash_after_a_question(
    desk: Desk, page: ModelsPage, mine: Path, wait_for: Wait, trash: Path
) -> None:
    row = library_row(page, mine)
    choose(row, "Delete …")
    assert "goes to the trash" in words(row.confirm)
    assert row.confirm.keep.hasFocus()
    row.confirm.keep.click()
    assert not row.confirm.isVisible()
    assert mine.is_file()
    choose(row, "Delete …")
    row.confirm.agree.click()
    wait_for(lambda: not page.library.rows)
    assert not mine.exists()
    assert (trash / "files" / mine.name).is_file()


def test_another_programs_file_is_named_as_such(
    desk: Desk, page: ModelsPage, small: Path, tmp_path: Path, wait_for: Wait, trash: Path
) -> None:
    path = plant_lm_studio(tmp_path / "home" / ".lmstudio" / "models", small)
    _again(desk, page, wait_for)
    row = library_row(page, path)
    choose(row, "Delete …")
    assert "belongs to LM Studio, which will miss it" in words(row.confirm)
    assert row.confirm.agree.text() == "Move to the trash all the same"
    row.confirm.agree.click()
    wait_for(lambda: path not in page.library.rows)
    assert not path.exists()


def test_what_the_hugging_face_cache_deletes_is_gone_for_good(
    desk: Desk, page: ModelsPage, small: Path, fake_hub: FakeHub, tmp_path: Path, wait_for: Wait,
) -> None:  # fmt: skip
    fake_hub.files[REPO, "model-Q8_0.gguf"] = small.read_bytes()
    cache = tmp_path / "home" / ".cache" / "huggingface" / "hub"
    path = plant_hugging_face(cache, fake_hub, REPO, "model-Q8_0.gguf")
    _again(desk, page, wait_for)
    (model,) = (m for m in desk.models.library.models if m.owner is Owner.HUGGING_FACE)
    row = library_row(page, model.path)
    choose(row, "Delete …")
    assert "It is deleted for good" in words(row.confirm)
    row.confirm.agree.click()
    wait_for(lambda: model.path not in page.library.rows)
    assert not path.exists()


def test_without_a_trash_it_is_asked_again(
    desk: Desk, page: ModelsPage, mine: Path, wait_for: Wait, tmp_path: Path, trash: Path
) -> None:
    # A file where the trash would be.
    trash.parent.mkdir(parents=True)
    trash.write_text("no folder")
    row = library_row(page, mine)
    choose(row, "Delete …")
    row.confirm.agree.click()
    wait_for(lambda: row.confirm.agree.text() == "Delete for good")
    assert "cannot be had back" in words(row.confirm)
    assert mine.is_file()
    row.confirm.agree.click()
    wait_for(lambda: not page.library.rows)
    assert not mine.exists()


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ("right", "Sound: every byte is as its publisher says."),
        ("wrong", "Damaged: it is not what its publisher says."),
        ("nothing", "Nobody has said what this file ought to hash to."),
    ],
)
def test_every_byte_is_verified(
    desk: Desk,
    page: ModelsPage,
    mine: Path,
    wait_for: Wait,
    tmp_path: Path,
    known: str,
    verdict: str,
) -> None:
    if known != "nothing":
        sha256 = sha256_of(mine) if known == "right" else "0" * 64
        HashRecord(tmp_path / "data").note(mine, sha256)
        _again(desk, page, wait_for)
    row = library_row(page, mine)
    choose(row, "Verify every byte")
    # Before any event is handled: it does not take long.
    assert row._note.text().startswith("Checking every byte")
    assert "Stop checking" in menu_of(row)
    wait_for(lambda: desk.models.library.checks[mine].verified)
    assert verdict in words(row)
    assert not row._meter.isVisible()


def test_a_check_can_be_stopped(desk: Desk, page: ModelsPage, mine: Path) -> None:
    row = library_row(page, mine)
    choose(row, "Verify every byte")
    choose(row, "Stop checking")
    assert not desk.models.library.checks
    assert "Verify every byte" in menu_of(row)


def test_a_file_that_is_gone_is_told(
    desk: Desk, page: ModelsPage, mine: Path, wait_for: Wait
) -> None:
    mine.unlink()
    choose(library_row(page, mine), "Verify every byte")
    wait_for(lambda: desk.models.library.troubles)
    assert "cannot be read" in words(library_row(page, mine))


def test_files_and_folders_are_added_and_forgotten(
    desk: Desk, page: ModelsPage, small: Path, tmp_path: Path, wait_for: Wait
) -> None:
    far = put(small, tmp_path / "far" / "away-Q8_0.gguf")
    page.library.add_file.click()
    dialog = page.library.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(far))
    dialog.close()
    wait_for(lambda: far in page.library.rows)
    row = library_row(page, far)
    assert "ADDED BY YOU" in words(page.library)
    choose(row, "Take off the list")
    wait_for(lambda: far not in page.library.rows)
    assert far.is_file()
    desk.models.library.add(far.parent)
    wait_for(lambda: far in page.library.rows)
    assert f"Looks into {far.parent} too" in words(page.library)
    next(b for b in page.library.findChildren(QPushButton) if b.text() == "No longer").click()
    wait_for(lambda: far not in page.library.rows)
    desk.models.library.add(tmp_path / "nowhere")
    wait_for(lambda: desk.models.library.failure)
    assert "There is no" in words(page.library)


def test_a_dropped_file_is_listed_from_then_on(
    desk: Desk, page: ModelsPage, small: Path, tmp_path: Path, wait_for: Wait
) -> None:
    dropped = put(small, tmp_path / "desk" / "fake-dropped.gguf")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dropped))])
    desk.window.drops.eventFilter(
        desk.window,
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    wait_for(lambda: dropped in page.library.rows)
    wait_for(lambda: desk.model.path == str(dropped))


def test_its_folder_is_shown_by_the_file_manager(
    desk: Desk, page: ModelsPage, mine: Path, qtbot: QtBot
) -> None:
    shown: list[QUrl] = []

    class Opener(QWidget):
        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            shown.append(url)

    opener = Opener()
    qtbot.addWidget(opener)
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        choose(library_row(page, mine), "Show in folder")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in shown] == [str(mine.parent)]


def test_very_many_models_are_shown_bit_by_bit(
    desk: Desk, page: ModelsPage, small: Path, tmp_path: Path, wait_for: Wait
) -> None:
    for number in range(120):
        (tmp_path / "models" / f"a{number:03d}.gguf").hardlink_to(
            put(small, tmp_path / "sources" / f"{number}.gguf")
        )
    _again(desk, page, wait_for)
    assert len(page.library.rows) == 100
    more = next(b for b in page.library.findChildren(QPushButton) if b.text() == "Show 21 more")
    more.click()
    assert len(page.library.rows) == 121
    assert not more.isVisible()


def test_another_folder_for_models_keeps_the_old_one_in_sight(
    desk: Desk, page: ModelsPage, mine: Path, tmp_path: Path, wait_for: Wait
) -> None:
    desk.window.models.choose_folder()
    dialog = desk.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "elsewhere"))
    dialog.close()
    assert desk.preferences.models_folder == tmp_path / "elsewhere"
    wait_for(lambda: desk.models.library.added == (tmp_path / "models",))
    scanned(desk, wait_for)
    row = page.library.rows[mine]
    assert isinstance(row, LibraryRow)
    assert row.model is not None
    assert row.model.owner is Owner.USER
