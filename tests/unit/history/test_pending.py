"""A backup takes the place of the history at a start, whatever happens in between."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history import pending
from darkroom.history.backup import back_up
from darkroom.history.store import History

DIE = """
import os, pathlib, signal, sys
from darkroom.history import pending

left = int(sys.argv[2])
def dying(name):
    real = getattr(pathlib.Path, name)
    def step(self, *arguments, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(self, *arguments, **named)
    setattr(pathlib.Path, name, step)
for name in ("rename", "replace", "unlink"):
    dying(name)
getattr(pending, sys.argv[3])(*map(pathlib.Path, sys.argv[4:] or [sys.argv[1]]))
"""


def fill(path: Path, *titles: str) -> Path:
    history = History(path)
    for title in titles:
        chat = history.add_chat(title=title)
        history.add_question(chat.id, None, f"about {title}")
    history.close()
    return path


def titles(path: Path) -> list[str]:
    history = History(path)
    found = sorted(head.title for head in history.heads())
    assert history.problems() == []
    history.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "data" / "history.db", "old")


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    fill(tmp_path / "elsewhere.db", "kept", "safe")
    history = History(tmp_path / "elsewhere.db")
    back_up(history, tmp_path / "backup.db")
    history.close()
    return tmp_path / "backup.db"


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob("history.db.before-restore-*"))


def test_the_history_stays_in_use_until_the_next_start(path: Path, backup: Path) -> None:
    open_ = History(path)
    pending.stage(backup, path)
    assert pending.is_waiting(path)
    chat = open_.add_chat(title="later")
    open_.add_question(chat.id, None, "is written on")
    open_.close()
    assert titles(path) == ["later", "old"]
    restored = pending.put_in_place(path)
    assert restored is not None
    assert titles(path) == ["kept", "safe"]
    assert restored.kept is not None
    assert titles(restored.kept) == ["later", "old"]
    assert not pending.is_waiting(path)
    assert pending.put_in_place(path) is None
    # The backup is as it was, and nothing else is left over.
    assert titles(backup) == ["kept", "safe"]
    assert {file.name for file in path.parent.iterdir()} == {"history.db", restored.kept.name}


def test_a_log_that_a_kill_left_goes_with_its_history(path: Path, backup: Path) -> None:
    script = (
        "import os, signal, sys, pathlib\n"
        "from darkroom.history.store import History\n"
        "history = History(pathlib.Path(sys.argv[1]))\n"
        "history.add_chat(title='in the log')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    end = subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode
    assert end == -signal.SIGKILL
    assert path.with_name("history.db-wal").stat().st_size > 0
    pending.stage(backup, path)
    restored = pending.put_in_place(path)
    assert restored is not None and restored.kept is not None
    assert titles(restored.kept) == ["in the log", "old"]
    assert titles(path) == ["kept", "safe"]


def test_the_last_choice_counts_and_can_be_taken_back(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    pending.stage(fill(tmp_path / "first.db", "first"), path)
    pending.stage(backup, path)
    pending.withdraw(path)
    assert pending.put_in_place(path) is None
    pending.stage(fill(tmp_path / "first.db"), path)
    pending.stage(backup, path)
    assert pending.put_in_place(path) is not None
    assert titles(path) == ["kept", "safe"]


def test_what_is_no_backup_does_not_come_to_wait(path: Path, backup: Path, tmp_path: Path) -> None:
    pending.stage(backup, path)
    damaged = tmp_path / "damaged.db"
    raw = bytearray(backup.read_bytes())
    raw[4096:8192] = os.urandom(4096)
    damaged.write_bytes(raw)
    (tmp_path / "letter.txt").write_text("dear diary")
    for name in ("damaged.db", "letter.txt", "absent.db"):
        with pytest.raises(HistoryError, match=name):
            pending.stage(tmp_path / name, path)
    # The one before goes on waiting.
    pending.put_in_place(path)
    assert titles(path) == ["kept", "safe"]


def test_where_nothing_was_nothing_is_kept(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.db"
    pending.stage(backup, path)
    assert pending.put_in_place(path) == pending.Restored(None)
    assert titles(path) == ["kept", "safe"]


def test_a_damaged_history_is_kept_too(path: Path, backup: Path) -> None:
    path.write_bytes(b"nothing of use" * 1000)
    pending.stage(backup, path)
    restored = pending.put_in_place(path)
    assert restored is not None and restored.kept is not None
    assert restored.kept.read_bytes().startswith(b"nothing of use")
    assert titles(path) == ["kept", "safe"]


def test_what_is_kept_can_be_restored(path: Path, backup: Path) -> None:
    pending.stage(backup, path)
    restored = pending.put_in_place(path)
    assert restored is not None and restored.kept is not None
    pending.stage(restored.kept, path)
    pending.put_in_place(path)
    assert titles(path) == ["old"]
    assert len(kept(path)) == 2


def test_a_history_that_is_in_use_is_left_alone(path: Path, backup: Path) -> None:
    pending.stage(backup, path)
    other = History(path)
    with pytest.raises(HistoryError, match="Another program holds"):
        pending.put_in_place(path)
    assert pending.is_waiting(path)
    other.close()
    assert titles(path) == ["old"]
    assert pending.put_in_place(path) is not None


def test_what_cannot_take_its_place_leaves_the_history_there(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending.stage(backup, path)

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(HistoryError, match="Input/output error"):
            pending.put_in_place(path)
    assert kept(path) == []
    assert titles(path) == ["old"]
    assert pending.put_in_place(path) is not None
    assert titles(path) == ["kept", "safe"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("step", range(6))
def test_a_kill_at_any_step_of_the_start_loses_nothing(step: int, path: Path, backup: Path) -> None:
    pending.stage(backup, path)
    code = subprocess.run(
        [sys.executable, "-c", DIE, str(path), str(step), "put_in_place"], check=False
    ).returncode
    assert code == (-signal.SIGKILL if step < 2 else 0)
    restored = pending.put_in_place(path)
    if code:
        assert restored is not None and restored.kept is not None
        assert [restored.kept] == kept(path)
    assert titles(path) == ["kept", "safe"]
    assert [titles(one) for one in kept(path)] == [["old"]]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("step", range(12))
def test_a_kill_while_a_backup_is_checked_changes_nothing(
    step: int, path: Path, backup: Path, tmp_path: Path
) -> None:
    code = subprocess.run(
        [sys.executable, "-c", DIE, str(path), str(step), "stage", str(backup), str(path)],
        check=False,
    ).returncode
    assert code in (0, -signal.SIGKILL)
    assert pending.is_waiting(path) is (code == 0)
    if code:
        assert pending.put_in_place(path) is None
        assert titles(path) == ["old"]
        assert len(list(path.parent.iterdir())) == 1
        pending.stage(backup, path)
    pending.put_in_place(path)
    assert titles(path) == ["kept", "safe"]
    assert len(list(path.parent.iterdir())) == 2
