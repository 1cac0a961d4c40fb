"""A backup that is chosen in one window and is the history in the next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.history.backup import back_up
from darkroom.history.store import History
from restarting_window import BACKUP

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="a process that replaces itself"),
]

TESTS = Path(__file__).parents[1]


def fill(path: Path, title: str) -> History:
    history = History(path)
    chat = history.add_chat(title=title)
    history.add_question(chat.id, None, f"about {title}")
    return history


def test_restart_now_ends_in_a_window_with_the_chats_of_the_backup(tmp_path: Path) -> None:
    folders = {n: str(tmp_path / n) for n in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    path = tmp_path / "XDG_DATA_HOME" / "darkroom" / "history.db"
    fill(path, "old").close()
    source = fill(tmp_path / "source.db", "from the backup")
    back_up(source, tmp_path / "backup.db")
    source.close()
    done = subprocess.run(
        [sys.executable, "-m", "restarting_window", "demo", "-p", "not twice"],
        env=os.environ | folders | {
            "HOME": str(tmp_path), "PYTHONPATH": str(TESTS), BACKUP: str(tmp_path / "backup.db"),
        },
        capture_output=True, check=False, timeout=100, cwd=tmp_path,
    )  # fmt: skip
    errors = done.stderr.decode()
    assert (done.returncode, "Traceback" in errors) == (0, False), errors
    first, second = map(json.loads, done.stdout.splitlines())
    assert "old" in first["titles"]
    assert "from the backup" in second["titles"]
    assert "old" not in second["titles"]
    # One after the other in the same process, with the model that was open and no prompt.
    assert second["pid"] == first["pid"]
    assert second["words"] == ["window", "demo"]
    (aside,) = path.parent.glob("history.db.before-restore-*")
    assert str(aside) in second["said"].replace("\u200b", "")
    kept = History(aside)
    assert "old" in [head.title for head in kept.heads()]
    kept.close()
