"""The thread that waits for the disk."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from darkroom.core.errors import HistoryError
from darkroom.history.store import History
from darkroom.viewmodels.chats import history_thread
from darkroom.viewmodels.chats.history_thread import HistoryThread
from qt.chats.room import CHATS, WAIT_MS, Room, open_room


def test_jobs_are_done_in_order_elsewhere_and_to_the_last(qtbot: QtBot, tmp_path: Path) -> None:
    done: list[int] = []
    threads: set[bool] = set()
    thread = HistoryThread(tmp_path / "history.sqlite3")

    def job(number: int) -> None:
        done.append(number)
        threads.add(current_thread() is main_thread())

    for number in range(20):
        thread.post(lambda _history, number=number: job(number))
    thread.start()
    thread.shutdown()
    thread.post(lambda _history: job(-1))
    thread.shutdown()
    assert thread.wait(WAIT_MS)
    assert done == list(range(20))
    assert threads == {False}
    assert thread._history is None


def test_a_failed_job_is_told_and_the_next_is_done(room: Room, qtbot: QtBot) -> None:
    def fail(_history: History) -> None:
        raise RuntimeError("broken")

    errors: list[HistoryError] = []
    room.thread.failed.connect(errors.append)
    with qtbot.waitSignal(room.thread.failed, timeout=WAIT_MS):
        room.thread.post(fail)
    assert isinstance(errors[0], HistoryError)
    assert "RuntimeError: broken" in errors[0].text
    answers: list[object] = []
    room.thread.ask(lambda history: len(history.heads()), answers.append)
    qtbot.waitUntil(lambda: answers == [len(CHATS)], timeout=WAIT_MS)
    room.thread.ask(fail, answers.append, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=WAIT_MS)
    assert isinstance(answers[1], HistoryError)
    with qtbot.waitSignal(room.thread.failed, timeout=WAIT_MS):
        room.thread.ask(fail, answers.append)
    assert len(answers) == 2


def test_a_database_that_cannot_be_opened_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "history.sqlite3"
    folder.mkdir()
    thread = HistoryThread(folder)
    thread.post(lambda history: history.heads())
    errors: list[HistoryError] = []
    thread.failed.connect(errors.append)
    thread.start()
    thread.shutdown()
    assert thread.wait(WAIT_MS)
    qtbot.waitUntil(lambda: bool(errors), timeout=WAIT_MS)
    assert str(folder) in errors[0].text


def test_what_was_written_reaches_the_database(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_thread, "CHECKPOINT_EVERY_S", 0.05)
    path = tmp_path / "history.sqlite3"
    with open_room(path) as room:
        marker = b"The walrus and the carpenter"
        # Written by the window's own connection, of which the thread is not told.
        room.add("Poem", marker.decode())
        qtbot.waitUntil(lambda: marker in path.read_bytes(), timeout=WAIT_MS)


def test_nobody_is_answered_after_the_end(room: Room) -> None:
    answers: list[object] = []
    room.thread.ask(lambda history: len(history.heads()), answers.append)
    room.thread.shutdown()
    assert room.thread.wait(WAIT_MS)
    room.thread._on_answered(lambda: answers.append("late"))
    assert not answers
