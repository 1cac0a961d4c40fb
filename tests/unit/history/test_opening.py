from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history.files import SUFFIXES, set_aside
from darkroom.history.opening import open_history
from darkroom.history.records import MessageState
from darkroom.history.schema import MIGRATIONS
from darkroom.history.store import History
from histories import SETTINGS, talk

PAGE = 4096


def good(path: Path, chats: int = 60) -> None:
    with closing(History(path)) as history:
        for number in range(chats):
            talk(history, f"question {number} " * 20, "an answer " * 60)


def overwrite(path: Path, start: int, length: int, byte: bytes = b"\xa5") -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(byte * length)


def let_pass(folder: Path) -> None:
    """Open the way for a child that gives up the rights of root."""
    for parent in list(folder.parents)[:4]:
        if parent.owner() == folder.owner() and parent != Path("/"):
            parent.chmod(0o755)


DAMAGE = {
    "nonsense": lambda path: path.write_bytes(b"not a database" * 1000),
    "zeros": lambda path: path.write_bytes(bytes(50_000)),
    "cut": lambda path: os.truncate(path, 3 * PAGE + 17),
    "schema": lambda path: overwrite(path, 100, PAGE - 100),
    "many pages": lambda path: overwrite(path, PAGE, path.stat().st_size - PAGE),
    "another program": lambda path: foreign(path),
}


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cookies (id)")


def test_a_good_history_opens_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "darkroom" / "history.db"
    good(path)
    history, error = open_history(path)
    assert error is None
    assert history.path == path
    assert len(history.heads()) == 60
    history.close()
    assert [file.name for file in path.parent.iterdir()] == ["history.db"]


def test_a_start_marks_what_was_under_way_and_forgets_what_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(History(path)) as history:
        chat, ids = talk(history, "?", "!")
        begun = history.begin_answer(chat, ids[0], model="", quantization="", settings=SETTINGS)
        history.delete_message(ids[1])
    history, error = open_history(path)
    history.restore_message(ids[1])
    (last,) = history.path_to(begun.id)[1:]
    assert (error, last.state) == (None, MessageState.INTERRUPTED)
    assert history.message(ids[1]) is None
    history.close()


READ_ONLY = """
import os, sys
from pathlib import Path
from darkroom.history.opening import open_history
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
history, error = open_history(Path(sys.argv[1]))
print(error)
print([head.title for head in history.heads()], history.path == Path(sys.argv[1]))
history.close()
"""


@pytest.mark.process
def test_a_file_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    path = folder / "history.db"
    with closing(History(path)) as history:
        chat, ids = talk(history, "?", "!", title="Kept")
        history.begin_answer(chat, ids[1], model="", quantization="", settings=SETTINGS)
    let_pass(folder)
    folder.chmod(0o777)
    path.chmod(0o444)
    child = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.splitlines() == [
        f"The history in {path} may not be written.",
        "['Kept'] True",
    ]


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "history.db"
    good(path)
    damage(path)  # type: ignore[operator]
    damaged = path.read_bytes()
    with pytest.raises(HistoryError):
        History(path).heads()
    history, error = open_history(path)
    assert error is not None
    (aside,) = tmp_path.glob("history.db.damaged-*[0-9]")
    assert str(aside) in str(error)
    assert error.hint
    assert aside.read_bytes() == damaged
    talk(history, "a new beginning")
    history.close()
    history, error = open_history(path)
    assert error is None
    assert [hit.excerpt for hit in history.search("beginning")] == ["a new beginning"]
    history.close()


def test_what_lies_beside_a_file_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    for suffix in SUFFIXES:
        path.with_name(path.name + suffix).write_text(suffix)
    aside = set_aside(path, "damaged")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        aside.name + suffix: suffix for suffix in SUFFIXES
    }


def test_two_damaged_files_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    for number in range(2):
        path.write_bytes(b"no database %d" % number * 1000)
        history, error = open_history(path)
        history.close()
        assert error is not None
    assert len(list(tmp_path.glob("history.db.damaged-*"))) == 2


def test_damage_deeper_inside_is_found_on_request_and_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    good(path, 400)
    size = path.stat().st_size
    overwrite(path, size // 2 // PAGE * PAGE, size // 4)
    with closing(History(path)) as history:
        assert history.problems() != []
        with pytest.raises(HistoryError, match="is damaged") as caught:
            for row in range(1, 801):
                history.path_to(row)
        assert "backup" in caught.value.hint


def test_a_newer_file_stays_and_the_window_opens_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    good(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    history, error = open_history(path)
    assert error is not None
    assert "newer Darkroom" in str(error) and "only until Darkroom ends" in str(error)
    talk(history, "passing")
    # Other connections find it by its path.
    with closing(History(history.path)) as other:
        assert len(other.search("passing")) == 1
    folder = history.path.parent
    assert folder != tmp_path
    history.close()
    assert not folder.exists()
    assert path.read_bytes() == before


def test_where_there_can_be_no_file_the_window_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "history.db", tmp_path / "folder"):
        with pytest.raises(HistoryError, match="cannot be") as caught:
            History(path)
        assert caught.value.hint
        history, error = open_history(path)
        assert error is not None
        talk(history, "passing")
        history.close()


NO_RIGHTS = """
import os, sys
from pathlib import Path
from darkroom.core.errors import HistoryError
from darkroom.history.files import SUFFIXES, set_aside
from darkroom.history.opening import open_history
from darkroom.history.store import History
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
path = Path(sys.argv[1])
try:
    History(path)
except HistoryError as error:
    print(error.kind)
history, error = open_history(path)
print(error)
history.add_chat(title="passing")
history.close()
"""


@pytest.mark.process
@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_may_not_be_written(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "locked"
    path = folder / "history.db"
    if exists:
        good(path, 1)
    folder.mkdir(exist_ok=True)
    let_pass(folder)
    folder.chmod(0o555)
    try:
        child = subprocess.run(
            [sys.executable, "-c", NO_RIGHTS, str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        folder.chmod(0o755)
    assert child.returncode == 0, child.stderr
    kind, text = child.stdout.splitlines()
    assert kind == "history"
    assert "What you write now is kept only until Darkroom ends." in text


def test_no_error_of_sqlite_gets_out(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    chat, ids = talk(history, "?", "!")
    history.close()
    calls = [
        history.heads, history.mark_interrupted, history.purge, history.checkpoint,
        history.trace_bytes, history.problems,
        lambda: history.head(chat), lambda: history.chat(chat), history.add_chat,
        lambda: history.change_chat(chat, draft="x"), lambda: history.delete_chat(chat),
        lambda: history.restore_chat(chat), lambda: history.path_to(ids[0]),
        lambda: history.message(ids[0]), lambda: history.siblings(ids[0]),
        lambda: history.newest_leaf(ids[0]), lambda: history.add_question(chat, None, "?"),
        lambda: history.save_progress(ids[1], "?"), lambda: history.delete_message(ids[0]),
        lambda: history.restore_message(ids[0]), lambda: history.branch(ids[0], "?"),
        lambda: history.append_trace(ids[1], b"?"), lambda: history.trace(ids[1]),
        lambda: history.drop_oldest_traces(0), lambda: history.search("a"),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(HistoryError):
            call()
