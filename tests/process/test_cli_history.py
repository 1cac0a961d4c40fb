"""``darkroom history`` in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from darkroom.core.types import GenerateSettings
from darkroom.history.records import Attachment, MessageState
from darkroom.history.store import History
from qt.frames import stats
from windows import Window

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="folders of freedesktop.org"),
]


class Home:
    """Somebody's home, and the command in it.

    Args:
        folder: empty.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.history = folder / "XDG_DATA_HOME" / "darkroom" / "history.db"
        names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
        self.folders = {name: str(folder / name) for name in names} | {"HOME": str(folder)}

    def do(self, *words: str, given: bytes = b"") -> tuple[int, bytes, str]:
        """Exit code, stdout and stderr of ``darkroom history``."""
        done = subprocess.run(
            [sys.executable, "-m", "darkroom", "history", *words],
            env=os.environ | self.folders, input=given, capture_output=True, check=False,
            cwd=self.folder, timeout=100,
        )  # fmt: skip
        errors = done.stderr.decode()
        assert "Traceback" not in errors, errors
        return done.returncode, done.stdout, errors

    def done(self, *words: str, given: bytes = b"") -> bytes:
        """Stdout of what went well."""
        code, out, errors = self.do(*words, given=given)
        assert code == 0, errors
        return out

    def titles(self) -> list[str]:
        return [chat["title"] for chat in json.loads(self.done("list", "--json"))["chats"]]


def fill(path: Path, *titles: str) -> None:
    """Chats with two answers to one question, traces, thinking, attachments and a failure."""
    history = History(path)
    for title in titles:
        chat = history.add_chat(title=title, system="Sei knapp.", keep_seed=True)
        files = [Attachment("a.txt", "x\ny", 3)]
        question = history.add_question(chat.id, None, f"Über {title} 🙂?", files)
        for state in (MessageState.DONE, MessageState.FAILED):
            answer = history.begin_answer(
                chat.id, question.id, model="Tiny", quantization="F32",
                settings=GenerateSettings(seed=7, thinking=True),
            )  # fmt: skip
            history.append_trace(answer.id, bytes(range(256)))
            history.end_answer(
                answer.id, state, "**Yes**", thinking="hm", reason="end",
                stats=stats(),
            )  # fmt: skip
    history.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.folder.mkdir()
    return home


@pytest.fixture
def full(home: Home) -> Home:
    fill(home.history, "First", "Zweiter ü")
    return home


@pytest.fixture
def other(tmp_path: Path) -> Home:
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    return other


def test_export_import_export_is_byte_identical(full: Home, other: Home) -> None:
    full.done("export", "-o", "chats.json")
    first = (full.folder / "chats.json").read_bytes()
    other.done("import", str(full.folder / "chats.json"))
    other.done("export", "--all", "-o", "again.json")
    assert (other.folder / "again.json").read_bytes() == first
    assert len(json.loads(first)["chats"]) == 2
    # The same through pipes.
    assert full.done("export", "-o", "-") == first
    third = Home(other.folder / "third")
    third.folder.mkdir()
    third.done("import", "-", given=first)
    assert third.done("export", "-o", "-") == first


def test_what_is_here_already_does_not_come_twice(full: Home) -> None:
    data = full.done("export", "-o", "-")
    code, out, errors = full.do("import", "-", given=data)
    assert (code, out) == (0, b"")
    assert "Nothing new" in errors
    assert full.titles() == ["Zweiter ü", "First"]


def test_one_chat_goes_out_in_each_form(full: Home) -> None:
    chats = json.loads(full.done("list", "--json"))["chats"]
    number = str(next(chat["id"] for chat in chats if chat["title"] == "First"))
    markdown = full.done("export", "--chat", number, "--format", "markdown", "-o", "-").decode()
    assert markdown.startswith("# First\n")
    assert "> **Thinking**\n>\n> hm\n\n**Yes**\n" in markdown
    text = full.done("export", "--chat", number, "--format", "text", "-o", "-").decode()
    assert text.startswith("First\n=====\n")
    (chat,) = json.loads(full.done("export", "--chat", number, "-o", "-"))["chats"]
    assert [len(message["trace"]) for message in chat["messages"]] == [0, 1, 1]
    short = full.done("export", "--chat", number, "--no-steps", "-o", "-")
    assert [m["trace"] for m in json.loads(short)["chats"][0]["messages"]] == [[], [], []]


def test_a_folder_gets_a_file_for_each_chat(full: Home) -> None:
    folder = full.folder / "out"
    folder.mkdir()
    for _ in range(2):
        full.done("export", "--format", "markdown", "-o", str(folder))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["First (2).md", "First.md", "Zweiter ü (2).md", "Zweiter ü.md"]


@pytest.mark.parametrize("command", [("export", "-o"), ("backup",)])
def test_nothing_is_written_over_unasked(full: Home, command: tuple[str, ...]) -> None:
    path = full.folder / "mine"
    path.write_text("dear diary")
    code, _, errors = full.do(*command, "mine")
    assert (code, path.read_text()) == (2, "dear diary")
    assert "--force" in errors
    full.done(*command, "mine", "--force")
    assert path.read_bytes() != b"dear diary"
    # Not even by force.
    code, _, errors = full.do(*command, str(full.history), "--force")
    assert (code, "history itself" in errors) == (1, True)
    assert full.titles() == ["Zweiter ü", "First"]


def test_list_and_search_for_people(full: Home) -> None:
    lines = full.done("list").decode().splitlines()
    assert [line.split("  ")[-1] for line in lines] == ["Zweiter ü", "First"]
    found = full.done("list", "--search", "zweit").decode().splitlines()
    assert found[0] == lines[0]
    hits = json.loads(full.done("list", "--search", "über zweit", "--json"))["hits"]
    (hit,) = [hit for hit in hits if hit["message"] is not None]
    assert hit["chat"]["title"] == "Zweiter ü"
    marked = [hit["excerpt"][start : start + length] for start, length in hit["marks"]]
    assert [word.casefold() for word in marked] == ["über", "zweiter"]
    assert full.done("list", "--search", "nowhere").decode().strip() == "Nothing found."


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("export", "-o", "-"),
        ("backup", "b.db"),
        ("import", "absent.json"),
        ("restore", "absent.db"),
    ],
)
def test_where_there_is_nothing_nothing_is_made(home: Home, words: tuple[str, ...]) -> None:
    code, out, errors = home.do(*words)
    assert (code, out) == (2, b"")
    assert "There is no file" in errors or "no chats yet" in errors
    assert not home.history.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", 2),
        (b"{", 2),
        (b"[]", 2),
        (b'{"format": "x"}', 2),
        # It is one, but of a newer Darkroom.
        (b'{"format":"darkroom-chats","version":9}', 1),
    ],
)
def test_what_is_no_export_is_refused(full: Home, given: bytes, code: int) -> None:
    assert full.do("import", "-", given=given)[0] == code
    (full.folder / "x.json").write_bytes(given)
    assert full.do("import", "x.json")[0] == code
    assert full.titles() == ["Zweiter ü", "First"]


def test_a_chat_that_is_not_there_is_bad_input(full: Home) -> None:
    code, _, errors = full.do("export", "--chat", "99", "-o", "-")
    assert (code, "There is no chat 99" in errors) == (2, True)
    assert full.do("export", "--chat", "1", "--all", "-o", "-")[0] == 2


def test_a_backup_comes_back_with_all_steps(full: Home, other: Home) -> None:
    full.done("backup", "b.db")
    fill(other.history, "Mine")
    code, _, errors = other.do("restore", str(full.folder / "b.db"))
    assert code == 0, errors
    assert other.done("export", "-o", "-") == full.done("export", "-o", "-")
    (aside,) = other.history.parent.glob("history.db.before-restore-*")
    assert f"kept in {aside}" in errors
    other.done("restore", str(aside))
    assert other.titles() == ["Mine"]


def test_what_is_no_backup_is_not_restored(full: Home) -> None:
    (full.folder / "letter.db").write_text("dear diary")
    code, _, errors = full.do("restore", "letter.db")
    assert code == 1
    assert "cannot be used" in errors
    assert full.titles() == ["Zweiter ü", "First"]


def test_chats_are_looked_for_where_the_window_keeps_them(full: Home, tmp_path: Path) -> None:
    folder = tmp_path / "else where, ü"
    settings = full.folder / "XDG_CONFIG_HOME" / "Darkroom" / "darkroom.ini"
    store = QSettings(str(settings), QSettings.Format.IniFormat)
    store.setValue("history_folder", str(folder))
    store.sync()
    assert full.do("list")[0] == 2
    fill(folder / "history.db", "Elsewhere")
    assert full.titles() == ["Elsewhere"]


# --- beside a window


@pytest.fixture
def window(full: Home) -> Iterator[Window]:
    window = Window(full.folder, "demo")
    yield window
    window.close()


def test_beside_a_window_chats_come_and_go_but_nothing_is_restored(
    full: Home, other: Home, window: Window
) -> None:
    window.up()
    fill(other.history, "New")
    data = other.done("export", "-o", "-")
    code, _, errors = full.do("import", "-", given=data)
    assert (code, "after its next start" in errors) == (0, True)
    full.done("backup", "b.db")
    code, _, errors = full.do("restore", "b.db")
    assert code == 1
    assert "window is open" in errors
    assert full.titles() == ["New", "Zweiter ü", "First"]
