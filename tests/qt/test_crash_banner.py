"""What a person sees of a crash, and can do with the report."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.crash import Marker
from darkroom.core.crash_report import ESCAPED
from darkroom.core.window_log import WindowLog
from darkroom.ui.banner import Banner
from darkroom.ui.crash_banner import CrashBanner
from darkroom.ui.report_dialog import ReportDialog
from darkroom.ui.theme import Theme
from darkroom.viewmodels.trouble import TroubleViewModel, Watch
from qt.conftest import Wait

FATAL = "Fatal Python error: Aborted\n\nCurrent thread 0x1 (most recent call first):\n"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[WindowLog]:
    with WindowLog(tmp_path / "window-2.log") as log:
        yield log


def _marker(folder: Path, left: str) -> Marker:
    path = folder / "window-1.log"
    path.write_text(f"1 Darkroom 0.1.0\n2 Python\n3 Qt\n{left}", encoding="utf-8")
    return Marker(2**30, str(path), time.time() - 60)


def _shown(parent: QWidget) -> list[tuple[str, str]]:
    return [
        (banner.accessibleName(), banner.accessibleDescription())
        for banner in parent.findChildren(Banner)
        if banner.isVisible()
    ]


def _press(parent: QWidget, text: str) -> None:
    buttons = [b for b in parent.findChildren(QPushButton) if b.isVisible()]
    next(b for b in buttons if b.text() == text).click()


@pytest.mark.parametrize(
    ("left", "says"),
    [
        (FATAL, "fault: Aborted"),
        (f"4 {ESCAPED}\n", "error that it could not go on from"),
        ("", "ended from outside, or the computer went off"),
    ],
)
def test_the_words_fit_the_end(
    left: str, says: str, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    trouble = TroubleViewModel(Watch(None, _marker(tmp_path, left)))
    banner = CrashBanner(theme, trouble)
    qtbot.addWidget(banner)
    assert banner.isHidden()
    trouble.look_back()
    [(title, words)] = _shown(banner)
    assert title == "Darkroom did not end in good order last time"
    assert says in words
    assert "sent nowhere" in words
    trouble.dismiss_last()
    assert banner.isHidden()
    trouble.look_back()
    assert banner.isHidden()


def test_a_good_end_is_not_spoken_of(theme: Theme, log: WindowLog, qtbot: QtBot) -> None:
    trouble = TroubleViewModel(Watch(log))
    with qtbot.assertNotEmitted(trouble.changed):
        trouble.look_back()
    assert trouble.last is None


def test_faults_of_other_threads_arrive_one_banner_at_a_time(
    theme: Theme, log: WindowLog, tmp_path: Path, qtbot: QtBot, wait_for: Wait
) -> None:
    trouble = TroubleViewModel(Watch(log, _marker(tmp_path, FATAL)))
    banner = CrashBanner(theme, trouble)
    qtbot.addWidget(banner)
    trouble.look_back()
    thread = Thread(target=lambda: log.fault("In a thread", TypeError("odd")))
    thread.start()
    wait_for(lambda: trouble.stumbled)
    thread.join()
    assert [title for title, _ in _shown(banner)] == ["Something went wrong inside Darkroom"]
    _press(banner, "Show details")
    dialog = banner.findChild(ReportDialog)
    qtbot.addWidget(dialog)
    text = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "In a thread\nTypeError: odd" in text
    assert "Darkroom 0." in text
    trouble.dismiss_stumbles()
    assert [title for title, _ in _shown(banner)] == [
        "Darkroom did not end in good order last time"
    ]
    trouble.stop()
    log.fault("Late", TypeError("odder"))
    assert not trouble.stumbled


@pytest.fixture
def dialog(theme: Theme, tmp_path: Path, qtbot: QtBot) -> ReportDialog:
    dialog = ReportDialog(theme, "How it ended", "all that\nis known", tmp_path)
    # qtbot closes it, and it deletes itself; twice would be once too often.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def _says(dialog: ReportDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_report_can_be_copied(dialog: ReportDialog) -> None:
    assert "sends this nowhere" in _says(dialog)
    _press(dialog, "Copy")
    assert QGuiApplication.clipboard().text() == "all that\nis known"
    assert "Copied" in [b.text() for b in dialog.findChildren(QPushButton)]


def test_a_report_can_be_saved(dialog: ReportDialog, tmp_path: Path, wait_for: Wait) -> None:
    _press(dialog, "Save as …")
    wait_for(lambda: dialog.findChild(QFileDialog) is not None)
    ask = dialog.findChild(QFileDialog)
    assert ask.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    ask.setDirectory(str(tmp_path))
    ask.selectFile(str(tmp_path / "mine.txt"))
    ask.accept()
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "all that\nis known"
    assert f"Saved as {tmp_path / 'mine.txt'}" in _says(dialog)


def test_a_report_that_cannot_be_saved_says_why(dialog: ReportDialog, tmp_path: Path) -> None:
    dialog._save_to(str(tmp_path / "gone" / "mine.txt"))
    assert "It cannot be saved there: No such file or directory." in _says(dialog)


def test_the_report_follows_the_theme(dialog: ReportDialog, theme: Theme) -> None:
    before = dialog.findChild(QPlainTextEdit).styleSheet()
    theme.choose("light")
    assert dialog.findChild(QPlainTextEdit).styleSheet() != before


def test_without_a_log_there_is_no_folder_to_open(theme: Theme, qtbot: QtBot) -> None:
    dialog = ReportDialog(theme, "How it ended", "text", None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    texts = [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()]
    assert texts == ["Copy", "Save as …", "Close"]
