"""Chats in files: names that every system takes, and files that are whole or not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import CancelledError, HistoryError
from darkroom.core.types import GenerateSettings
from darkroom.history.exchange import dumps, read_json, to_json
from darkroom.history.records import Attachment, MessageState
from darkroom.history.store import History
from darkroom.history.writing import Form, file_name, free_path, read_chats, write_chats


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """Two chats and an empty one."""
    history = History(tmp_path / "history.db")
    for title in ("Grün 🙂", "Second"):
        chat = history.add_chat(title=title, system="Be brief.")
        question = history.add_question(
            chat.id, None, f"About {title}?", [Attachment("notes.txt", "a\nb")]
        )
        answer = history.begin_answer(
            chat.id, question.id, model="Tiny", quantization="F32", settings=GenerateSettings()
        )
        history.end_answer(
            answer.id, MessageState.DONE, "| a |\n|---|\n| 1 |", thinking="hm\n\nwell"
        )
    history.add_chat()
    yield history
    history.close()


def test_json_is_what_to_json_gives_byte_for_byte(history: History, tmp_path: Path) -> None:
    path = tmp_path / "chats.json"
    assert write_chats(history, path, Form.JSON) == 2
    assert path.read_bytes() == dumps(to_json(history)).encode()
    assert [file.name for file in tmp_path.glob("*.part")] == []


def test_json_comes_back_and_goes_out_the_same(history: History, tmp_path: Path) -> None:
    path, again = tmp_path / "chats.json", tmp_path / "again.json"
    write_chats(history, path, Form.JSON)
    other = History(tmp_path / "other.db")
    assert read_chats(other, read_json(path)) == 2
    write_chats(other, again, Form.JSON)
    assert again.read_bytes() == path.read_bytes()
    # What is here already does not come twice.
    assert read_chats(other, read_json(path)) == 0
    other.close()


def test_an_import_that_is_stopped_goes_on_later(history: History, tmp_path: Path) -> None:
    for number in range(8):
        history.add_question(history.add_chat(title=f"More {number}").id, None, "?")
    path, again = tmp_path / "chats.json", tmp_path / "again.json"
    write_chats(history, path, Form.JSON)
    other, beside = History(tmp_path / "other.db"), History(tmp_path / "other.db")
    told: list[tuple[int, int]] = []

    def tell(number: int, total: int) -> None:
        told.append((number, total))
        # In between others can write.
        beside.delete_chat(beside.add_chat().id)

    first = read_chats(other, read_json(path), on_chat=tell, should_stop=lambda: len(told) == 3)
    assert [number for number, _ in told] == sorted({number for number, _ in told})
    assert {total for _, total in told} == {11}
    assert 0 < first < 10
    assert first + read_chats(other, read_json(path)) == 10
    write_chats(other, again, Form.JSON)
    assert again.read_bytes() == path.read_bytes()
    beside.close()
    other.close()


def test_one_bad_chat_keeps_all_out(history: History, tmp_path: Path) -> None:
    data = to_json(history)
    data["chats"][-1]["title"] = 5
    other = History(tmp_path / "other.db")
    with pytest.raises(HistoryError, match="title"):
        read_chats(other, data)
    assert other.heads() == []
    other.close()


def test_markdown_has_what_people_want_to_read(history: History, tmp_path: Path) -> None:
    path = tmp_path / "chats.md"
    first = next(head.id for head in history.heads() if head.title == "Grün 🙂")
    assert write_chats(history, path, Form.MARKDOWN, [first]) == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Grün 🙂\n\n*2")
    for part in (
        "## System prompt\n\nBe brief.",
        "**notes.txt**\n\n```\na\nb\n```",
        "## Tiny · F32",
        "> **Thinking**\n>\n> hm\n>\n> well",
        "| a |\n|---|\n| 1 |\n",
    ):
        assert part in text
    assert "<" not in text


@pytest.mark.parametrize(("form", "between"), [(Form.MARKDOWN, "\n\n---\n\n#"), (Form.TEXT, "\n")])
def test_all_chats_stand_in_one_file(
    form: Form, between: str, history: History, tmp_path: Path
) -> None:
    path = tmp_path / f"all{form.suffix}"
    assert write_chats(history, path, form) == 2
    text = path.read_text(encoding="utf-8")
    assert text.index("Second") < text.index("Grün")
    assert between in text


@pytest.mark.parametrize("form", list(Form))
def test_an_export_that_is_stopped_leaves_what_was_there(
    form: Form, history: History, tmp_path: Path
) -> None:
    path = tmp_path / "chats"
    path.write_text("before")

    def stop(number: int, total: int) -> None:
        if number == 1:
            raise CancelledError(f"{total}")

    with pytest.raises(CancelledError):
        write_chats(history, path, form, on_chat=stop)
    assert path.read_text() == "before"
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("form", list(Form))
def test_the_history_is_never_written_over(form: Form, history: History) -> None:
    with pytest.raises(HistoryError, match="is the history itself"):
        write_chats(history, history.path, form)
    assert len(history.heads()) == 2


@pytest.mark.parametrize("form", list(Form))
def test_a_folder_that_is_not_there_is_told_about(
    form: Form, history: History, tmp_path: Path
) -> None:
    with pytest.raises(HistoryError, match="cannot be used"):
        write_chats(history, tmp_path / "absent" / "a", form)
    with pytest.raises(HistoryError, match="gone"):
        write_chats(history, tmp_path / "a", form, [99])


def test_traces_can_be_left_out(history: History, tmp_path: Path) -> None:
    answer = history.chat(1)
    assert answer is not None and answer.leaf is not None
    history.append_trace(answer.leaf, b"x" * 5000)
    write_chats(history, tmp_path / "with", Form.JSON, [1])
    write_chats(history, tmp_path / "without", Form.JSON, [1], traces=False)
    messages = json.loads((tmp_path / "without").read_bytes())["chats"][0]["messages"]
    assert [message["trace"] for message in messages] == [[], []]
    assert (tmp_path / "with").stat().st_size > (tmp_path / "without").stat().st_size + 5000


# --- names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Text diffusion", "Text diffusion"),
        ("What is 1/2 of 3?", "What is 1 2 of 3"),
        ("../../etc/passwd", "etc passwd"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a.b. . ", "a.b"),
        ("con", "Chat con"),
        ("NUL.txt", "Chat NUL.txt"),
        ("COM1 .x", "Chat COM1 .x"),
        ("console", "console"),
        ("line\nbreak\tand\0nul", "line break andnul"),
        ("turn\u202ednuora", "turndnuora"),
        ("cafe\u0301", "café"),
        ("\ud800", "Chat"),
        ("", "Chat"),
        ("???", "Chat"),
        ("日本語", "日本語"),
    ],
)
def test_names_say_what_the_title_says(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=300))
def test_every_title_makes_a_name_that_every_system_takes(title: str) -> None:
    name = file_name(title)
    assert 0 < len(name) <= 90
    assert len(name.encode()) <= 190
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name == name.strip() and name[0] not in ".-~" and name[-1] != "."
    stem = name.partition(".")[0].rstrip().casefold()
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", stem)
    # A name is a name, whatever stands in front of it.
    assert Path("folder", name).parent == Path("folder")


@given(title=st.text(min_size=1, max_size=200))
def test_names_can_be_written(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    path = folder / (file_name(title) + ".json")
    path.write_text("x")
    assert path in folder.iterdir()
    path.unlink()


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    names: list[str] = []
    for _ in range(3):
        path = free_path(tmp_path, "Chat", ".md")
        path.touch()
        names.append(path.name)
    assert names == ["Chat.md", "Chat (2).md", "Chat (3).md"]
