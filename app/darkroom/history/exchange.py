"""Chats as JSON, without loss, and back; for people see ``readable``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from darkroom.core.errors import HistoryError
from darkroom.history.exported import exported
from darkroom.history.given import FORMAT, VERSION, GivenChat, chats_of
from darkroom.history.readable import to_markdown, to_text
from darkroom.history.store import History
from darkroom.history.troubles import explained

__all__ = ["dumps", "from_json", "read_json", "to_json", "to_markdown", "to_text", "write_json"]

_HEAD: Final = f'{{"format": "{FORMAT}", "version": {VERSION}, "chats": ['
_TAIL: Final = "]}\n"


def to_json(
    history: History, chats: Iterable[int] | None = None, *, traces: bool = True
) -> dict[str, Any]:
    """Chats with all of their messages, other wordings and answers included.

    Args:
        history: that holds them.
        chats: their ids, in any order; all if None.
        traces: with the frames of the answers, the most of the size.

    Raises:
        HistoryError: a chat is gone.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "chats": [exported(history, chat, traces) for chat in _ids(history, chats)],
    }


def dumps(data: dict[str, Any]) -> str:
    """What ``to_json`` gave as the text of a file, a line for each chat."""
    return "".join(_pieces(data["chats"]))


def write_json(
    history: History,
    path: Path,
    chats: Iterable[int] | None = None,
    *,
    traces: bool = True,
    on_chat: Callable[[int, int], None] | None = None,
) -> None:
    """Write ``dumps(to_json(…))`` to a file, one chat at a time in memory.

    Args:
        history: that holds them.
        path: of the file; one that is there is replaced once the new one is complete.
        chats: their ids; all if None.
        traces: with the frames of the answers.
        on_chat: gets how many chats are written, and of how many; what it raises ends the export.

    Raises:
        HistoryError: a chat is gone, or the file cannot be written.
    """
    ids = _ids(history, chats)
    part = path.with_name(f"{path.name}.part")

    def each() -> Iterator[dict[str, Any]]:
        for number, chat in enumerate(ids):
            if on_chat is not None:
                on_chat(number, len(ids))
            yield exported(history, chat, traces)

    try:
        with explained(path), part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_pieces(each()))
        with explained(path):
            part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def read_json(path: Path) -> object:
    """What a file holds, for ``from_json``.

    Raises:
        HistoryError: it cannot be read, or is no JSON.
    """
    with explained(path):
        raw = path.read_bytes()
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise HistoryError(
            f"{path} is not a JSON file ({error}).", "Choose a file that Darkroom has exported."
        ) from error


def from_json(history: History, data: object) -> list[int]:
    """Take in chats that ``to_json`` gave, all of them or, after an error, none.

    A chat that is there already, the same in all but its traces, is left out. Where another one
    has its name, the new one gets a name of its own.

    Args:
        history: to add to.
        data: as read from JSON.

    Returns:
        Ids of the chats that were added.

    Raises:
        HistoryError: the data is not such an export; names what is wrong and where.
    """
    given = chats_of(data)
    with history.database.transaction():
        return [_added(history, chat) for chat in given if not _is_there(history, chat)]


def _ids(history: History, chats: Iterable[int] | None) -> list[int]:
    if chats is not None:
        return sorted(set(chats))
    rows = history.database.all("SELECT id FROM chats WHERE deleted IS NULL ORDER BY id")
    return [row["id"] for row in rows]


def _pieces(chats: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield _HEAD
    between = "\n"
    for chat in chats:
        yield between + json.dumps(chat, ensure_ascii=False, allow_nan=False)
        between = ",\n"
    yield _TAIL if between == "\n" else f"\n{_TAIL}"


def _is_there(history: History, given: GivenChat) -> bool:
    row = history.database.one("SELECT id FROM chats WHERE uid = ? AND deleted IS NULL", given.uid)
    if row is None:
        return False
    own = {"format": FORMAT, "version": VERSION, "chats": [exported(history, row["id"], False)]}
    return chats_of(own) == [given]


def _added(history: History, given: GivenChat) -> int:
    database = history.database

    def free(table: str, uid: str) -> str:
        taken = database.one(f"SELECT 1 FROM {table} WHERE uid = ?", uid)  # noqa: S608
        return uuid4().hex if taken else uid

    chat = database.insert("chats", {"uid": free("chats", given.uid), **given.columns})
    ids: dict[str | None, int | None] = {None: None}
    for message in given.messages:
        place = {
            "uid": free("messages", message.uid),
            "chat": chat,
            "parent": ids[message.parent],
        }
        ids[message.uid] = added = database.insert("messages", place | message.columns)
        for chunk in message.trace:
            history.append_trace(added, chunk)
    database.update("chats", chat, {"leaf": ids[given.leaf]})
    return chat
