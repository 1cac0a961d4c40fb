from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history import database
from darkroom.history.exchange import dumps, to_json
from darkroom.history.schema import APPLICATION_ID, MIGRATIONS
from darkroom.history.store import History
from histories import SETTINGS, rich_chat, talk

OPEN = """
import sys
from pathlib import Path
from darkroom.history.store import History
print("ready", flush=True)
sys.stdin.read()
history = History(Path(sys.argv[1]))
history.add_chat(title=sys.argv[2])
history.close()
"""


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
        ).fetchall()


def test_a_new_file_is_of_the_newest_version_and_says_whose_it_is(
    history: History, tmp_path: Path
) -> None:
    path = tmp_path / "history.db"
    assert version(path) == len(MIGRATIONS)
    assert history.database.all("PRAGMA application_id")[0][0] == APPLICATION_ID
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "history.db-wal").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("old", range(1, len(MIGRATIONS)))
def test_a_file_of_an_older_version_comes_along_with_all_that_is_in_it(
    tmp_path: Path, old: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, new = tmp_path / "old.db", tmp_path / "new.db"
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", MIGRATIONS[:old])
        with closing(History(path)) as history:
            rich_chat(history)
            chat, _ = talk(history, "a lynx", "two lynxes", title="Lynx")
            running = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
            history.save_progress(running.id, "a running lynx")
            before = dumps(to_json(history))
    assert version(path) == old
    with closing(History(path)) as history:
        assert dumps(to_json(history)) == before
        assert [hit.excerpt for hit in history.search("lynx")] == ["Lynx", "a lynx", "two lynxes"]
        assert [hit.excerpt for hit in history.search("扩散")] == ["What?  Is this — 扩散?"]
        history.mark_interrupted()
        assert len(history.search("lynx")) == 4
        assert history.problems() == []
    History(new).close()
    assert version(path) == len(MIGRATIONS)
    assert schema(path) == schema(new)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.db"
    with closing(History(path)) as history:
        talk(history, "?")
    broken = (*MIGRATIONS, "CREATE TABLE more (id);\nCREATE TABLE chats (id);\n")
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", broken)
        with pytest.raises(HistoryError, match="chats already exists"):
            History(path)
    with closing(History(path)) as history:
        assert len(history.heads()) == 1
        assert history.database.all("SELECT 1 FROM sqlite_master WHERE name = 'more'") == []


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    History(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="was made by a newer Darkroom") as caught:
        History(path)
    assert "Update Darkroom" in caught.value.hint
    assert caught.value.kind == "history"
    assert path.read_bytes() == before


@pytest.mark.process
def test_many_processes_may_begin_a_history_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    children = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(path), f"chat {number}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(6)
    ]  # fmt: skip
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.close()
    for child in children:
        assert child.wait() == 0, child.stderr.read()
        child.stdout.close()
        child.stderr.close()
    with closing(History(path)) as history:
        assert sorted(head.title for head in history.heads()) == [f"chat {n}" for n in range(6)]
