"""Export, import, backup and restore in a real window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from darkroom.history import pending
from darkroom.history.store import History
from darkroom.history.writing import Form
from darkroom.ui.app import Desk
from darkroom.ui.banner import Banner
from darkroom.ui.chat_files.notice import FilesNotice
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_files import ChatFilesViewModel, Work
from qt.conftest import OpenWindow, Wait

Said = Callable[[], list[str]]


def fill(path: Path, *titles: str) -> Path:
    history = History(path)
    for title in titles:
        chat = history.add_chat(title=title)
        history.add_question(chat.id, None, f"about {title}")
    history.close()
    return path


def titles(path: Path) -> set[str]:
    history = History(path)
    found = {head.title for head in history.heads()}
    history.close()
    return found


def add(desk: Desk, *texts: str) -> None:
    """Chats with a question each."""
    for text in texts:
        chat = desk.history.add_chat(title=text)
        desk.history.add_question(chat.id, None, text)
    desk.chats.reload()


def listed(desk: Desk) -> set[str]:
    rows = desk.chats.rows
    return {rows.index(row).data() for row in range(rows.rowCount())}


def choose(desk: Desk, path: Path) -> QFileDialog:
    """Give the dialog that is open a path."""
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.accept()
    return dialog


def banner(desk: Desk) -> Banner:
    """The notice that is seen."""
    assert desk.window.files.notice is not None
    (shown,) = [b for b in desk.window.files.notice.findChildren(Banner) if b.isVisible()]
    return shown


def press(desk: Desk, text: str) -> None:
    buttons = [b for b in banner(desk).findChildren(QPushButton) if b.isVisible()]
    next(b for b in buttons if b.text() == text).click()


def ended(desk: Desk, wait_for: Wait) -> str:
    """Wait until all is done; what is said then."""
    wait_for(lambda: desk.files.work is None)
    return said(desk)


def said(desk: Desk) -> str:
    """What the notice says."""
    words = f"{banner(desk).accessibleName()}: {banner(desk).accessibleDescription()}"
    # Where lines may break inside of paths.
    return words.replace("\u200b", "")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Folders that the system was asked to show."""
    folders: list[str] = []

    def note(url: QUrl) -> bool:
        folders.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return folders


@pytest.mark.parametrize("form", list(Form))
def test_a_chat_goes_where_the_person_says(
    form: Form, desk: Desk, tmp_path: Path, wait_for: Wait, opened: list[str]
) -> None:
    add(desk, "What is 1/2?")
    (head,) = desk.history.heads()
    desk.window.sidebar.export_asked.emit(head.id, form.value)
    path = tmp_path / f"mine{form.suffix}"
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    assert dialog.selectedFiles()[0].endswith(f"/What is 1 2{form.suffix}")
    assert dialog.defaultSuffix() == form.suffix[1:]
    choose(desk, path)
    assert ended(desk, wait_for) == f"The chat is exported: {path}"
    assert "What is 1/2?" in path.read_text(encoding="utf-8")
    press(desk, "Show in folder")
    assert opened == [str(tmp_path)]
    banner(desk)._close.click()
    assert not desk.window.files.place.isVisible()


def test_all_chats_go_out_and_come_in(desk: Desk, tmp_path: Path, wait_for: Wait) -> None:
    add(desk, "One", "Two")
    desk.window.settings.export_asked.emit()
    choose(desk, tmp_path / "all.json")
    assert ended(desk, wait_for).startswith("2 chats are exported")
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert {"One", "Two"} <= {chat["title"] for chat in data["chats"]}
    desk.window.settings.import_asked.emit()
    choose(desk, tmp_path / "all.json")
    assert ended(desk, wait_for).startswith("No chats came in")
    for chat in data["chats"]:
        chat["title"] = chat["title"] and f"New {chat['title']}"
    (tmp_path / "other.json").write_text(json.dumps(data), encoding="utf-8")
    desk.window.settings.import_asked.emit()
    choose(desk, tmp_path / "other.json")
    assert ended(desk, wait_for).startswith("2 chats came in")
    assert {"One", "Two", "New One", "New Two"} <= listed(desk)


def test_trouble_is_told_where_the_person_is(desk: Desk, tmp_path: Path, wait_for: Wait) -> None:
    add(desk, "One")
    desk.window.settings.show_last()
    desk.files.export(tmp_path / "absent" / "x.json", Form.JSON)
    told = ended(desk, wait_for)
    assert told.startswith("The export failed: ")
    assert "cannot be used" in told
    (tmp_path / "letter.json").write_text("dear diary")
    desk.files.import_from(tmp_path / "letter.json")
    assert "is not a JSON file" in ended(desk, wait_for)
    banner(desk)._close.click()
    assert desk.files.failure is None


def test_a_backup_has_all_of_it(desk: Desk, tmp_path: Path, wait_for: Wait) -> None:
    add(desk, "One", "Two")
    desk.window.settings.backup_asked.emit()
    choose(desk, tmp_path / "b.db")
    assert ended(desk, wait_for).startswith(f"The backup is made: {tmp_path / 'b.db'}")
    assert titles(tmp_path / "b.db") == {"One", "Two"}


def test_a_backup_waits_until_the_person_says_when(
    desk: Desk, tmp_path: Path, wait_for: Wait
) -> None:
    add(desk, "Here")
    backup = fill(tmp_path / "b.db", "There")
    desk.window.settings.restore_asked.emit()
    choose(desk, backup)
    assert ended(desk, wait_for).startswith("The backup is sound and ready")
    assert pending.is_waiting(desk.history.path)
    press(desk, "Do not restore")
    assert not desk.window.files.place.isVisible()
    assert not pending.is_waiting(desk.history.path)
    desk.files.restore(backup)
    ended(desk, wait_for)
    # What is told meanwhile does not take the choice away.
    desk.files.export(tmp_path / "x.json", Form.JSON)
    assert ended(desk, wait_for).startswith("The chat is exported")
    banner(desk)._close.click()
    press(desk, "At the next start")
    assert not desk.window.files.place.isVisible()
    assert pending.is_waiting(desk.history.path)
    assert "Here" in listed(desk)


def test_restart_now_closes_the_window(desk: Desk, tmp_path: Path, wait_for: Wait) -> None:
    desk.files.restore(fill(tmp_path / "b.db", "There"))
    ended(desk, wait_for)
    press(desk, "Restart now")
    assert desk.files.restart_wanted
    assert not desk.window.isVisible()


def test_what_is_no_backup_does_not_wait(desk: Desk, tmp_path: Path, wait_for: Wait) -> None:
    (tmp_path / "letter.db").write_text("dear diary")
    desk.files.restore(tmp_path / "letter.db")
    assert "letter.db cannot be used" in ended(desk, wait_for)
    assert not desk.files.is_waiting
    assert not pending.is_waiting(desk.history.path)


def test_the_next_start_has_the_chats_of_the_backup(
    open_window: OpenWindow, tmp_path: Path, opened: list[str]
) -> None:
    path = fill(tmp_path / "data" / "history.db", "Here")
    pending.stage(fill(tmp_path / "b.db", "There"), path)
    desk = open_window("demo")
    assert {"There"} <= listed(desk)
    assert "Here" not in listed(desk)
    assert banner(desk).accessibleName() == "The backup was restored"
    restored = desk.files.restored
    assert restored is not None and restored.kept is not None
    assert str(restored.kept) in said(desk)
    assert titles(restored.kept) == {"Here"}
    press(desk, "Show in folder")
    assert opened == [str(path.parent)]


def test_a_window_that_takes_anothers_place_asks_on(
    desk: Desk, tmp_path: Path, wait_for: Wait
) -> None:
    desk.files.restore(fill(tmp_path / "b.db", "There"))
    ended(desk, wait_for)
    desk.renew_window()
    assert banner(desk).accessibleName() == "The backup is sound and ready"
    press(desk, "At the next start")
    assert not desk.window.files.place.isVisible()


def test_what_cannot_be_restored_yet_is_told_and_goes_on_waiting(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    path = fill(tmp_path / "data" / "history.db", "Here")
    pending.stage(fill(tmp_path / "b.db", "There"), path)
    other = History(path)
    desk = open_window("demo")
    assert said(desk).startswith("The backup is not restored yet: Another program holds")
    assert "Here" in listed(desk)
    assert pending.is_waiting(path)
    other.close()


# --- while it goes on


@pytest.fixture
def files(tmp_path: Path, qtbot: QtBot) -> Iterator[ChatFilesViewModel]:
    """A view model without a window."""
    history = History(fill(tmp_path / "history.db", "One", "Two"))
    files = ChatFilesViewModel(history, lambda: history.path)
    yield files
    files.shutdown()
    assert files.wait(30_000)
    files.deleteLater()
    history.close()


@pytest.fixture
def held(files: ChatFilesViewModel) -> Iterator[Event]:
    """Lets work begin when it is set."""
    go_on = Event()
    files._background.do(lambda _: go_on.wait(), lambda _: None, lambda _: None)
    yield go_on
    go_on.set()


def test_an_export_can_be_stopped(
    files: ChatFilesViewModel, held: Event, tmp_path: Path, wait_for: Wait, theme: Theme,
    qtbot: QtBot,
) -> None:  # fmt: skip
    notice = FilesNotice(theme, files)
    qtbot.addWidget(notice)
    assert notice.isHidden()
    files.export(tmp_path / "x.json", Form.JSON)
    # What takes no time is not spoken of before it is done.
    assert notice.isHidden()
    wait_for(lambda: not notice.isHidden())
    assert notice.progress.accessibleName() == "Chats are being exported"
    files._on_told((1, 200))
    assert notice.progress.accessibleDescription() == "1 of 200 chats"
    notice.stop.click()
    held.set()
    wait_for(lambda: files.work is None)
    assert notice.isHidden()
    assert (files.failure, files.outcome) == (None, None)
    assert not (tmp_path / "x.json").exists()


def test_what_cannot_be_stopped_offers_no_stop(
    files: ChatFilesViewModel, held: Event, tmp_path: Path, wait_for: Wait, theme: Theme,
    qtbot: QtBot,
) -> None:  # fmt: skip
    notice = FilesNotice(theme, files)
    qtbot.addWidget(notice)
    files.back_up(tmp_path / "b.db")
    files.export(tmp_path / "x.md", Form.MARKDOWN)
    wait_for(lambda: not notice.isHidden())
    assert (files.work, notice.stop.isHidden()) == (Work.BACK_UP, True)
    held.set()
    wait_for(lambda: files.work is None)
    # One after the other; both are done.
    assert titles(tmp_path / "b.db") == {"One", "Two"}
    assert (tmp_path / "x.md").exists()


def test_an_end_in_the_middle_leaves_no_half_a_file(
    files: ChatFilesViewModel, held: Event, tmp_path: Path
) -> None:
    files.export(tmp_path / "x.json", Form.JSON)
    files.shutdown()
    held.set()
    assert files.wait(30_000)
    QCoreApplication.processEvents()
    assert [path.name for path in tmp_path.glob("x.json*")] == []
