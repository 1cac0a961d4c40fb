"""Several connections on one file."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history.records import MessageState
from darkroom.history.store import History
from histories import SETTINGS, talk

WRITE = """
import sys
from pathlib import Path
from darkroom.history.store import History
history = History(Path(sys.argv[1]))
chat = history.add_chat(title=sys.argv[2]).id
for number in range(int(sys.argv[3])):
    history.add_question(chat, None, f"{sys.argv[2]} {number}")
    history.checkpoint()
history.close()
"""
COUNT = 150


def write(path: Path, title: str) -> None:
    with closing(History(path)) as history:
        chat = history.add_chat(title=title).id
        for number in range(COUNT):
            begun = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
            history.save_progress(begun.id, "so far")
            history.append_trace(begun.id, bytes(500))
            history.end_answer(begun.id, MessageState.DONE, f"{title} {number}")


def look(path: Path) -> None:
    with closing(History(path)) as history:
        for _ in range(COUNT):
            history.search("so")
            history.heads()
            history.checkpoint()


def test_threads_read_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(write, path, "one"),
            pool.submit(write, path, "two"),
            pool.submit(look, path),
        ]
        for job in jobs:
            job.result()
    with closing(History(path)) as history:
        assert len(history.heads()) == 2
        assert len(history.search("one", 1000)) == COUNT + 1
        assert len(history.search("two", 1000)) == COUNT + 1
        assert history.trace_bytes() == 2 * COUNT * 500
        assert history.problems() == []


@pytest.mark.process
def test_processes_read_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    command = [sys.executable, "-c", WRITE, str(path)]
    children = [
        subprocess.Popen([*command, title, str(COUNT)], stderr=subprocess.PIPE, text=True)
        for title in ("one", "two")
    ]
    look(path)
    for child in children:
        _, errors = child.communicate()
        assert child.returncode == 0, errors
    with closing(History(path)) as history:
        assert [len(history.search(title, 1000)) for title in ("one", "two")] == [COUNT + 1] * 2
        assert history.problems() == []


def test_what_one_writes_the_other_reads_at_once(tmp_path: Path) -> None:
    with (
        closing(History(tmp_path / "history.db")) as one,
        closing(History(tmp_path / "history.db")) as two,
    ):
        chat, ids = talk(one, "?", "an answer")
        assert two.heads() == one.heads()
        assert len(two.search("answer")) == 1
        two.delete_message(ids[1])
        found = one.chat(chat)
        assert found is not None and found.leaf == ids[0]


def test_who_waits_too_long_is_told_why(tmp_path: Path) -> None:
    with (
        closing(History(tmp_path / "history.db")) as one,
        closing(History(tmp_path / "history.db")) as two,
    ):
        assert two.database.all("PRAGMA busy_timeout")[0][0] == 5000
        two.database.all("PRAGMA busy_timeout = 10")
        with one.database.transaction():
            assert two.heads() == []
            with pytest.raises(HistoryError, match="Another program holds the history"):
                two.add_chat()
        assert two.add_chat().id == 1


def test_a_transaction_that_fails_leaves_none_behind(tmp_path: Path) -> None:
    with closing(History(tmp_path / "history.db")) as history:
        with pytest.raises(KeyboardInterrupt), history.database.transaction():
            history.add_chat(title="never")
            raise KeyboardInterrupt
        assert history.heads() == []
        history.add_chat(title="then")
        assert len(history.heads()) == 1


def test_a_write_waits_for_no_disk(tmp_path: Path) -> None:
    """A commit appends to the log, the way SQLite syncs nothing; a checkpoint empties it."""
    path = tmp_path / "history.db"
    with closing(History(path)) as history:
        pragmas = ("journal_mode", "synchronous", "wal_autocheckpoint", "foreign_keys")
        assert [history.database.all(f"PRAGMA {name}")[0][0] for name in pragmas] == [
            "wal",
            1,
            0,
            1,
        ]
        before = path.read_bytes()
        talk(history, *["?"] * 200)
        assert path.read_bytes() == before
        history.checkpoint()
        assert path.read_bytes() != before
