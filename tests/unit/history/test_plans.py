"""What a keystroke or a frame asks of the database is found by an index, however much there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from darkroom.history.records import MessageState
from darkroom.history.store import History
from histories import SETTINGS, talk

CALLS: dict[str, Callable[[History], object]] = {
    "head": lambda h: h.head(1),
    "chat": lambda h: h.chat(1),
    "draft": lambda h: h.change_chat(1, draft="x"),
    "title": lambda h: h.change_chat(1, title="x"),
    "leaf": lambda h: h.change_chat(1, leaf=1),
    "delete chat": lambda h: h.delete_chat(1),
    "path": lambda h: h.path_to(4),
    "message": lambda h: h.message(4),
    "siblings": lambda h: h.siblings(4),
    "siblings of a first": lambda h: h.siblings(1),
    "newest leaf": lambda h: h.newest_leaf(1),
    "question": lambda h: h.add_question(1, 2, "?"),
    "begin": lambda h: h.begin_answer(1, 1, model="", quantization="", settings=SETTINGS),
    "progress": lambda h: h.save_progress(5, "x"),
    "trace": lambda h: h.append_trace(5, b"x"),
    "read trace": lambda h: h.trace(2),
    "end": lambda h: h.end_answer(5, MessageState.DONE, "x"),
    "delete": lambda h: h.delete_message(2),
    "restore": lambda h: h.restore_message(2),
    "branch": lambda h: h.branch(4, "x"),
    "interrupted": lambda h: h.mark_interrupted(),
    "purge": lambda h: h.purge(),
    "search": lambda h: h.search("word"),
}
# Of a recursion its own rows, of a search what the index gives, and indexes of few rows.
FINE = tuple(
    f"SCAN {what}"
    for what in (
        "path", "down", "below", "gone", "titles VIRTUAL", "texts VIRTUAL", "CONSTANT ROW",
        "messages USING INDEX messages_running", "messages USING INDEX messages_deleted",
        "chats USING INDEX chats_without_leaf", "chats USING INDEX chats_deleted",
    )
)  # fmt: skip


@pytest.fixture
def ready(history: History) -> History:
    talk(history, "?", "!", "?", "!")
    history.begin_answer(1, 1, model="", quantization="", settings=SETTINGS)
    return history


def plans(history: History, call: Callable[[History], object]) -> list[str]:
    """How SQLite goes about every statement of a call, those of triggers included."""
    statements: list[str] = []
    connection = history.database._connection
    connection.set_trace_callback(statements.append)
    call(history)
    connection.set_trace_callback(None)
    assert statements
    told = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
    return [
        str(row["detail"])
        for statement in statements
        if statement.lstrip().upper().startswith(told)
        for row in history.database.all(f"EXPLAIN QUERY PLAN {statement}")
    ]


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_scanned(ready: History, name: str) -> None:
    scans = [plan for plan in plans(ready, CALLS[name]) if plan.startswith("SCAN")]
    assert [scan for scan in scans if not scan.startswith(FINE)] == []


def test_the_list_of_chats_reads_an_index_and_sorts_nothing(ready: History) -> None:
    assert plans(ready, lambda h: h.heads()) == ["SCAN chats USING COVERING INDEX chats_in_order"]


def test_a_search_sorts_nothing(ready: History) -> None:
    assert not any("TEMP B-TREE" in plan for plan in plans(ready, CALLS["search"]))


def test_progress_leaves_the_index_of_texts_alone(ready: History, tmp_path: Path) -> None:
    def index() -> list[tuple[object, ...]]:
        return [tuple(row) for row in ready.database.all("SELECT id, block FROM texts_data")]

    before = index()
    for number in range(50):
        ready.save_progress(5, f"word {number}")
    assert index() == before
    ready.end_answer(5, MessageState.DONE, "word")
    assert index() != before
