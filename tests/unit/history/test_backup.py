from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history.backup import back_up, restore
from darkroom.history.exchange import dumps, to_json
from darkroom.history.schema import MIGRATIONS
from darkroom.history.store import History
from histories import rich_chat, talk


def contents(path: Path) -> str:
    with closing(History(path)) as history:
        return dumps(to_json(history))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def backup(history: History, tmp_path: Path) -> Path:
    rich_chat(history)
    path = tmp_path / "backups" / "chats.backup"
    path.parent.mkdir()
    back_up(history, path)
    return path


def test_a_backup_is_one_file_with_all_there_was(history: History, backup: Path) -> None:
    assert names(backup.parent) == ["chats.backup"]
    before = dumps(to_json(history))
    talk(history, "afterwards")
    assert contents(backup) == before


def test_others_may_write_while_a_backup_is_made(history: History, tmp_path: Path) -> None:
    path = tmp_path / "chats.backup"
    with closing(History(history.path)) as other, other.database.transaction():
        other.add_chat(title="not yet")
        back_up(history, path)
    with closing(History(path)) as copy:
        assert copy.heads() == []


def test_a_new_backup_takes_the_place_of_the_old_one(history: History, backup: Path) -> None:
    talk(history, "afterwards")
    back_up(history, backup)
    assert contents(backup) == dumps(to_json(history))


def test_a_backup_that_cannot_be_written_says_so(history: History, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "b", tmp_path, history.path):
        with pytest.raises(HistoryError) as caught:
            back_up(history, path)
        assert caught.value.hint
    assert names(tmp_path) == ["history.db", "history.db-shm", "history.db-wal"]


def test_a_backup_becomes_the_history_and_what_was_there_is_kept(
    backup: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine" / "history.db"
    with closing(History(path)) as mine:
        talk(mine, "mine")
    before = contents(path)
    raw = backup.read_bytes()
    kept = restore(backup, path)
    assert kept is not None
    assert backup.read_bytes() == raw
    assert contents(path) == contents(backup)
    assert contents(kept) == before
    assert names(path.parent) == ["history.db", kept.name]
    assert kept.name.startswith("history.db.before-restore-")


def test_what_a_killed_process_left_in_the_log_is_kept_too(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "history.db"
    path.parent.mkdir()
    with closing(History(tmp_path / "live.db")) as live:
        talk(live, "in the log")
        for suffix in ("", "-wal"):
            source = tmp_path / f"live.db{suffix}"
            path.with_name(path.name + suffix).write_bytes(source.read_bytes())
    kept = restore(backup, path)
    assert kept is not None
    with closing(History(kept)) as history:
        assert len(history.search("log")) == 1


def test_a_backup_goes_where_there_was_nothing(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "profile" / "history.db"
    assert restore(backup, path) is None
    assert names(path.parent) == ["history.db"]
    assert contents(path) == contents(backup)


@pytest.mark.parametrize("there", [False, True])
def test_a_restored_history_is_for_its_owner_alone(
    backup: Path, tmp_path: Path, there: bool
) -> None:
    path = tmp_path / "profile" / "history.db"
    if there:
        History(path).close()
    backup.chmod(0o644)  # as a copy from another disk may be
    restore(backup, path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_history_can_be_replaced(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "history.db"
    path.parent.mkdir()
    path.write_bytes(b"damaged" * 1000)
    kept = restore(backup, path)
    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 1000
    assert contents(path) == contents(backup)


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, path = tmp_path / "old.backup", tmp_path / "mine" / "history.db"
    with monkeypatch.context() as patch:
        patch.setattr("darkroom.history.database.MIGRATIONS", MIGRATIONS[:1])
        with closing(History(backup)) as old:
            talk(old, "a lynx")
    restore(backup, path)
    with closing(History(path)) as history:
        assert len(history.search("lynx")) == 1


def ruin(backup: Path, how: str) -> None:
    if how == "gone":
        backup.unlink()
    elif how == "empty":
        backup.write_bytes(b"")
    elif how == "nonsense":
        backup.write_bytes(b"PK\x03\x04" * 5000)
    elif how == "cut":
        os.truncate(backup, backup.stat().st_size // 2)
    elif how == "a page":
        with backup.open("r+b") as file:
            file.seek(backup.stat().st_size // 2 // 4096 * 4096)
            file.write(b"\xa5" * 4096)
    elif how == "another program":
        backup.unlink()
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE cookies (id)")
    else:
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


@pytest.mark.parametrize(
    "how", ["gone", "empty", "nonsense", "cut", "a page", "another program", "newer"]
)
def test_what_is_no_good_backup_changes_nothing(backup: Path, tmp_path: Path, how: str) -> None:
    path = tmp_path / "mine" / "history.db"
    with closing(History(path)) as mine:
        talk(mine, "mine")
    before = path.read_bytes()
    ruin(backup, how)
    with pytest.raises(HistoryError, match=r"chats\.backup cannot be used") as caught:
        restore(backup, path)
    assert caught.value.hint
    # What to do with a damaged history is no advice about a file that somebody chose.
    assert "Start Darkroom anew" not in caught.value.hint
    assert path.read_bytes() == before
    assert names(path.parent) == ["history.db"]


def test_a_history_in_use_is_not_replaced(backup: Path, history: History, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="Another program holds the history"):
        restore(backup, history.path)
    talk(history, "still here")
    assert len(history.search("here")) == 1
    assert not list(tmp_path.glob("history.db.*"))


def test_a_backup_is_not_the_history_itself(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "history.db"
    restore(backup, path)
    before = contents(path)
    restore(path, path)
    assert contents(path) == before
